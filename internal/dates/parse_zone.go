package dates

import (
	"fmt"
	"strings"
	"time"
)

// A zone is a time zone that is printed after a time of day: either an offset or a
// place, whose offset depends on the date.
type zone struct {
	name   string // as printed, for an offset that has a name: CET
	offset int    // seconds ahead of UTC
	place  string // name in the IANA database, or "" for an offset
}

// location returns z as a location. It is an error if the data of a place are missing.
func (z zone) location() (*time.Location, error) {
	switch {
	case z.place != "":
		loc, err := time.LoadLocation(z.place)
		if err != nil {
			return nil, fmt.Errorf("%w for %s: import time/tzdata", errZoneData, z.place)
		}
		return loc, nil
	case z.offset == 0:
		return time.UTC, nil
	}
	return time.FixedZone(z.name, z.offset), nil
}

// abbreviations are the abbreviations that programs and papers print after a time, in
// French and English. Those that mean several offsets in the countries of our readers
// are left out: CST is also China's, IST India's, Ireland's and Israel's.
//
// Sources: CLDR 48, fr-CA (HNE, HAE …); tz database, files europe and northamerica.
var abbreviations = phrases(abbreviationLists)

var abbreviationLists = map[int]string{
	0: "gmt, utc, ut, z, tu, tuc, wet, heure gmt, heure utc, heure tu, heure universelle, temps universel, temps universel coordonné," +
		"heure moyenne de Greenwich, heure de Greenwich, coordinated universal time, greenwich mean time, universal time," +
		"بتوقيت غرينتش, بتوقيت غرينيتش, بتوقيت جرينتش, بتوقيت جرينيتش, توقيت غرينتش, توقيت غرينيتش, توقيت جرينتش, ت غ, غ",
	3600: "cet, met, hec, hnec, west, bst, wat, heure d'Europe centrale, heure de l'Europe centrale, heure normale d'Europe centrale, heure normale de l'Europe centrale, central european standard time, heure d'été d'Europe de l'Ouest, heure d'été de l'Europe de l'Ouest," +
		"western european summer time, heure d'hiver de Paris",
	2 * 3600: "cest, mest, heec, haec, eet, heure d'été d'Europe centrale, heure d'été de l'Europe centrale, central european summer time, heure normale d'Europe de l'Est, heure normale de l'Europe de l'Est, eastern european standard time",
	3 * 3600: "eest, msk, heure d'été d'Europe de l'Est, heure d'été de l'Europe de l'Est, eastern european summer time",

	-3 * 3600:         "haa, adt, heure avancée de l'Atlantique",
	-4 * 3600:         "hna, hae, ast, edt, heure normale de l'Atlantique, heure avancée de l'Est, heure d'été de l'Est, eastern daylight time",
	-5 * 3600:         "hne, hac, est, cdt, heure normale de l'Est, heure avancée du Centre, eastern standard time, central daylight time",
	-6 * 3600:         "hnc, har, mdt, heure normale du Centre, heure avancée des Rocheuses, central standard time, mountain daylight time",
	-7 * 3600:         "hnr, hap, mst, pdt, heure normale des Rocheuses, heure avancée du Pacifique, mountain standard time, pacific daylight time",
	-8 * 3600:         "hnp, pst, heure normale du Pacifique, pacific standard time",
	-(3*3600 + 30*60): "hnt, heure normale de Terre-Neuve",
	-(2*3600 + 30*60): "hat, heure avancée de Terre-Neuve",
}

// greenwich are the abbreviations after which an offset may be printed: GMT-5.
var greenwich = phrases(map[bool]string{true: "gmt, utc, ut, tu, z, غرينتش, جرينتش"})

// places are the towns and countries whose time is printed by name: "heure de Paris",
// "heure marocaine", "بتوقيت الرباط". The list is that of the French-speaking countries,
// their neighbours, and the capitals most often named.
var places = phrases(placeLists)

var placeLists = map[string]string{
	"Europe/Paris":           "Paris, France, la France, française, Lyon, Marseille, Strasbourg, France métropolitaine, métropole, hexagone, باريس, فرنسا",
	"Europe/Brussels":        "Bruxelles, Belgique, la Belgique, belge, Liège, Brussels, بروكسل, بلجيكا",
	"Europe/Zurich":          "Genève, Suisse, la Suisse, suisse, Lausanne, Berne, Zurich, Geneva, جنيف, سويسرا",
	"Europe/Luxembourg":      "Luxembourg, luxembourgeoise",
	"Europe/Monaco":          "Monaco, monégasque",
	"Europe/London":          "Londres, Royaume-Uni, britannique, London, لندن, بريطانيا",
	"Europe/Madrid":          "Madrid, Espagne, espagnole, مدريد, إسبانيا",
	"Europe/Lisbon":          "Lisbonne, Portugal, Lisbon, لشبونة",
	"Europe/Rome":            "Rome, Italie, italienne, روما, إيطاليا",
	"Europe/Berlin":          "Berlin, Allemagne, allemande, برلين, ألمانيا",
	"Europe/Moscow":          "Moscou, Moscow, موسكو",
	"Europe/Kyiv":            "Kiev, Kyiv, كييف",
	"Europe/Istanbul":        "Istanbul, Ankara, Turquie, turque, إسطنبول, أنقرة, تركيا",
	"Africa/Casablanca":      "Rabat, Casablanca, Maroc, marocaine, Fès, Marrakech, Tanger, Morocco, الرباط, الدار البيضاء, المغرب",
	"Africa/Algiers":         "Alger, Algérie, algérienne, Oran, Algiers, الجزائر",
	"Africa/Tunis":           "Tunis, Tunisie, tunisienne, Tunisia, تونس",
	"Africa/Tripoli":         "Tripoli, Libye, libyenne, طرابلس, ليبيا",
	"Africa/Nouakchott":      "Nouakchott, Mauritanie, mauritanienne, نواكشوط, موريتانيا",
	"Africa/Cairo":           "Caire, Le Caire, Égypte, égyptienne, Cairo, القاهرة, مصر",
	"Africa/Dakar":           "Dakar, Sénégal, sénégalaise, داكار",
	"Africa/Abidjan":         "Abidjan, Côte d'Ivoire, ivoirienne",
	"Africa/Bamako":          "Bamako, Mali, malienne, باماكو",
	"Africa/Ouagadougou":     "Ouagadougou, Burkina Faso, burkinabè",
	"Africa/Niamey":          "Niamey, Niger, nigérienne",
	"Africa/Ndjamena":        "Ndjamena, N'Djaména, Tchad, tchadienne",
	"Africa/Lome":            "Lomé, Togo, togolaise",
	"Africa/Porto-Novo":      "Cotonou, Porto-Novo, Bénin, béninoise",
	"Africa/Conakry":         "Conakry, Guinée, guinéenne",
	"Africa/Douala":          "Yaoundé, Douala, Cameroun, camerounaise",
	"Africa/Libreville":      "Libreville, Gabon, gabonaise",
	"Africa/Brazzaville":     "Brazzaville, Congo",
	"Africa/Kinshasa":        "Kinshasa, كينشاسا",
	"Africa/Bangui":          "Bangui, Centrafrique",
	"Africa/Kigali":          "Kigali, Rwanda, rwandaise",
	"Africa/Bujumbura":       "Bujumbura, Burundi",
	"Africa/Djibouti":        "Djibouti, جيبوتي",
	"Africa/Khartoum":        "Khartoum, Soudan, الخرطوم, السودان",
	"Africa/Lagos":           "Lagos, Abuja, Nigeria",
	"Africa/Nairobi":         "Nairobi, Kenya",
	"Africa/Addis_Ababa":     "Addis-Abeba, Addis Abeba, أديس أبابا",
	"Africa/Johannesburg":    "Johannesburg, Pretoria, Le Cap, Afrique du Sud",
	"Indian/Antananarivo":    "Antananarivo, Tananarive, Madagascar, malgache",
	"Indian/Comoro":          "Moroni, Comores",
	"Indian/Reunion":         "La Réunion, Réunion, Saint-Denis de La Réunion",
	"Indian/Mauritius":       "Maurice, île Maurice, Port-Louis",
	"Indian/Mayotte":         "Mayotte, Mamoudzou",
	"America/Toronto":        "Montréal, Québec, québécoise, Ottawa, Toronto, Gatineau, l'Est, Est, Eastern, Montreal",
	"America/New_York":       "New York, New-York, Washington, Floride, Miami, Boston, Atlanta, نيويورك, واشنطن",
	"America/Moncton":        "Moncton, Nouveau-Brunswick, l'Atlantique, Atlantique",
	"America/Halifax":        "Halifax",
	"America/Winnipeg":       "Winnipeg, Saint-Boniface, Manitoba, Centre",
	"America/Chicago":        "Chicago, Houston, Dallas",
	"America/Vancouver":      "Vancouver",
	"America/Los_Angeles":    "Los Angeles, Californie, San Francisco",
	"America/Port-au-Prince": "Port-au-Prince, Haïti, haïtienne",
	"America/Guadeloupe":     "Guadeloupe, Pointe-à-Pitre",
	"America/Martinique":     "Martinique, Fort-de-France, Antilles",
	"America/Cayenne":        "Cayenne, Guyane",
	"America/Miquelon":       "Saint-Pierre et Miquelon, Saint-Pierre-et-Miquelon",
	"America/Sao_Paulo":      "Brasilia, Sao Paulo, Rio de Janeiro, Rio",
	"America/Mexico_City":    "Mexico",
	"Pacific/Noumea":         "Nouméa, Nouvelle-Calédonie",
	"Pacific/Tahiti":         "Tahiti, Papeete, Polynésie",
	"Asia/Beirut":            "Beyrouth, Liban, libanaise, Beirut, بيروت, لبنان",
	"Asia/Damascus":          "Damas, Syrie, دمشق, سوريا",
	"Asia/Amman":             "Amman, Jordanie, عمان, الأردن",
	"Asia/Jerusalem":         "Jérusalem, Tel-Aviv, Tel Aviv, Israël, israélienne, القدس, القدس المحتلة",
	"Asia/Gaza":              "Gaza, غزة",
	"Asia/Baghdad":           "Bagdad, Irak, بغداد, العراق",
	"Asia/Riyadh":            "Riyad, La Mecque, Arabie saoudite, مكة, مكة المكرمة, الرياض, السعودية",
	"Asia/Qatar":             "Doha, Qatar, الدوحة, قطر",
	"Asia/Dubai":             "Dubaï, Abou Dhabi, Abu Dhabi, دبي, أبوظبي, أبو ظبي, الإمارات",
	"Asia/Kuwait":            "Koweït, الكويت",
	"Asia/Tehran":            "Téhéran, Iran, طهران, إيران",
	"Asia/Kolkata":           "New Delhi, Inde",
	"Asia/Shanghai":          "Pékin, Chine, Beijing, بكين",
	"Asia/Tokyo":             "Tokyo, Japon, طوكيو",
	"Australia/Sydney":       "Sydney",
}

// Words around the name of a place.
var (
	zoneIntros = phrases(map[bool]string{true: "heure, heures, heure de, heures de, heure d, heure du, heure des, heure de l, heure à, heure en, heure locale de, heure locale à, بتوقيت, توقيت, بالتوقيت, حسب توقيت"})
	localTimes = phrases(map[bool]string{true: "heure locale, heures locales, heure légale, local time, بالتوقيت المحلي, التوقيت المحلي"})
	zoneOutros = phrases(map[bool]string{true: "time"})   // Paris time
	easterns   = phrases(map[bool]string{true: "HE, ET"}) // Eastern time, in capitals: et is a word
)

// readZone reads the zone of a time of day.
func (r *reader) readZone(m *moment) (ok bool, err error) {
	if m.clock == nil {
		return false, nil
	}
	z, ok, err := r.zone(m)
	if !ok || err != nil {
		return ok, err
	}
	if m.zone != nil {
		m.zones = append(m.zones, z) // GMT+0100 (CET): checked against the first
		return true, nil
	}
	m.zone = &z
	return true, nil
}

func (r *reader) zone(m *moment) (z zone, ok bool, err error) {
	if z, ok = r.numericZone(m); ok {
		return z, z.valid(), errIf(!z.valid(), errOffset)
	}
	start := r.i
	if optional(r, localTimes()) && r.peek(0).key != "de" && r.peek(0).key != "a" {
		return z, true, fmt.Errorf("%w: “heure locale” does not say where", errZone)
	}
	r.i = start
	if r.peek(0).upper && optional(r, easterns()) {
		return zone{place: "America/Toronto"}, true, nil
	}
	if optional(r, greenwich()) {
		if z, ok = r.offset(false); ok {
			return z, z.valid(), errIf(!z.valid(), errOffset)
		}
		if t := r.peek(0); (t.is("+") || t.is("-")) && t.glued {
			return z, true, errOffset
		}
		r.i = start
	}
	first := r.i
	if offset, ok := match(r, abbreviations()); ok {
		return zone{name: abbreviation(r.list[first:r.i]), offset: offset}, true, nil
	}
	if place, ok := r.iana(); ok {
		return zone{place: place}, true, nil
	}
	said := optional(r, zoneIntros())
	if place, ok := match(r, places()); ok && (said || optional(r, zoneOutros())) {
		return zone{place: place}, true, nil
	}
	r.i = start
	if said {
		return z, true, fmt.Errorf("%w: “%s”", errZone, r.shown(start))
	}
	if t := r.peek(0); t.upper && r.peek(1).is("/") && r.peek(1).glued && r.peek(2).upper && r.peek(2).glued { // Europe/Trifouillis
		return z, true, fmt.Errorf("%w: “%s”", errZone, r.shown(start))
	}
	return z, false, nil
}

// abbreviation returns the name for time.FixedZone: an abbreviation in capitals, and
// nothing for a phrase.
func abbreviation(list []token) string {
	if len(list) > 1 {
		return ""
	}
	return strings.ToUpper(list[0].key)
}

// iana reads a name of the IANA database, such as Europe/Paris, if it is that of one
// of our places.
func (r *reader) iana() (place string, ok bool) {
	if !r.peek(1).is("/") || r.peek(2).kind != word {
		return "", false
	}
	key := r.peek(0).key + "/" + r.peek(2).key
	for _, place := range places().means {
		if strings.EqualFold(place, key) {
			r.i += 3
			return place, true
		}
	}
	return "", false
}

// numericZone reads an offset without a name: +01:00, +0100, -05. The minus sign is also
// a dash between two times: it is read only where no range can be meant, which is after
// seconds, after a date and a time as ISO 8601 has them (2026-11-14 09:00-05:00), and after
// a space if four digits or a time before the first one follow.
func (r *reader) numericZone(m *moment) (z zone, ok bool) {
	sign := r.peek(0)
	if !sign.is("+") && !sign.is("-") || !r.peek(1).glued {
		return z, false
	}
	machine := m.clock.iso && m.weekday == nil || m.clock.seconds
	if sign.is("-") && (!machine || sign.dash) && (sign.glued || len(r.peek(1).key) != 4 && !r.isBefore(*m.clock)) {
		return z, false
	}
	return r.offset(true)
}

// isBefore reports whether the time after a sign is before c.
func (r *reader) isBefore(c timeOfDay) bool {
	ahead := *r
	ahead.i++
	hour, ok := ahead.number(2)
	return ok && hour < c.hour
}

// offset reads a sign and hours, perhaps with minutes. Without a name before it, the
// hours have two digits.
func (r *reader) offset(alone bool) (z zone, ok bool) {
	start := r.i
	defer func() {
		if !ok {
			r.i = start
		}
	}()
	sign := 1
	switch t := r.peek(0); {
	case t.is("-"):
		sign = -1
	case !t.is("+"):
		return z, false
	}
	r.i++
	digits := r.peek(0)
	if sign < 0 && !digits.glued { // GMT - 15/11/2026
		return z, false
	}
	hours, isNumber := r.number(4)
	minutes := 0
	switch {
	case !isNumber || len(digits.key) == 3 || alone && len(digits.key) == 1:
		return z, false
	case len(digits.key) == 4:
		hours, minutes = hours/100, hours%100
	case r.peek(0).is(":") && r.peek(0).glued && len(r.peek(1).key) == 2 && r.peek(1).glued:
		r.i++
		if minutes, ok = r.number(2); !ok {
			return z, false
		}
	case r.peek(0).is(":"):
		return z, false
	}
	return zone{offset: sign * (hours*3600 + minutes*60)}.check(minutes), true
}

// check returns z, with an offset that is not valid if the minutes are not.
func (z zone) check(minutes int) zone {
	if minutes > 59 {
		z.offset = 24 * 3600
	}
	return z
}

// valid reports whether an offset occurs: from 12 hours behind UTC to 14 hours ahead.
func (z zone) valid() bool { return z.offset >= -12*3600 && z.offset <= 14*3600 }

func errIf(fault bool, err error) error {
	if fault {
		return err
	}
	return nil
}
