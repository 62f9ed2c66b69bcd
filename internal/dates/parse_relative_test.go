package dates

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestParseRelative(t *testing.T) {
	paris := zoneOf(t, "Europe/Paris")
	now := time.Date(2026, 11, 14, 10, 5, 7, 0, paris) // a Saturday
	for _, c := range []struct {
		rule, lines, want string
	}{
		{"now", "à l’instant\nà l'instant\nA l'instant\nmaintenant\nPublié à l’instant\nil y a quelques secondes\nil y a un instant\njust now\nالآن\nقبل لحظات\nمنذ لحظات\nMis à jour à l’instant", "2026-11-14T10:05:07+01:00"},
		{"seconds", "il y a 30 secondes\nil y a 30 s\n30 seconds ago\nقبل 30 ثانية", "2026-11-14T10:04:37+01:00"},
		{"minutes", "il y a 5 minutes\nil y a 5 min\nil y a 5min\nil y a cinq minutes\nIL Y A 5 MINUTES\nil\u00a0y\u00a0a\u00a05\u00a0minutes\nPublié il y a 5 minutes\n5 minutes ago\n5 min ago\nقبل 5 دقائق\nمنذ 5 دقائق\nقبل خمس دقائق\nil y a environ 5 minutes", "2026-11-14T10:00:07+01:00"},
		{"one minute", "il y a 1 minute\nil y a une minute\na minute ago\none minute ago\nقبل دقيقة\nقبل دقيقة واحدة\nمنذ دقيقة", "2026-11-14T10:04:07+01:00"},
		{"hours", "il y a 2 heures\nil y a 2 h\nil y a 2h\nil y a deux heures\nMis à jour il y a 2 heures\nPosted 2 hours ago\n2h ago\n2 hrs ago\nقبل ساعتين\nمنذ ساعتين\nقبل 2 ساعات\nتم التحديث قبل ساعتين\nvoici 2 heures\nil y a environ deux heures.", "2026-11-14T08:05:07+01:00"},
		{"one hour", "il y a 1 heure\nil y a une heure\nil y a 1 h\nan hour ago\n1 hour ago\nقبل ساعة\nمنذ ساعة واحدة\nil y a 60 minutes", "2026-11-14T09:05:07+01:00"},
		{"three hours, in Arabic", "منذ 3 ساعات\nقبل ثلاث ساعات\nمنذ ٣ ساعات\nil y a trois heures", "2026-11-14T07:05:07+01:00"},
		{"hours and minutes", "il y a 1 h 30\nil y a 1h30\nil y a une heure et demie\nil y a 1 heure et 30 minutes\nil y a 1 heure 30 minutes\nil y a 90 minutes\n1 hour and 30 minutes ago", "2026-11-14T08:35:07+01:00"},
		{"half an hour", "il y a une demi-heure\nhalf an hour ago\nقبل نصف ساعة", "2026-11-14T09:35:07+01:00"},
		{"days are of the calendar", "il y a 3 jours\nil y a trois jours\nil y a 3 j\n3 days ago\nمنذ 3 أيام\nقبل ثلاثة أيام", "2026-11-11T10:05:07+01:00"},
		{"days across a change of time", "il y a 21 jours\nil y a 3 semaines\nمنذ 21 يوما\n3 weeks ago", "2026-10-24T10:05:07+02:00"},
		{"hours across a change of time", "il y a 504 heures", "2026-10-24T11:05:07+02:00"},
		{"two days", "منذ يومين\nil y a 2 jours", "2026-11-12T10:05:07+01:00"},
		{"a week", "il y a une semaine\nil y a 1 semaine\na week ago\nمنذ أسبوع", "2026-11-07T10:05:07+01:00"},
		{"months", "il y a un mois\nil y a 1 mois\na month ago\nقبل شهر", "2026-10-14T10:05:07+02:00"},
		{"a month without such a day", "il y a 9 mois\n9 months ago", "2026-02-14T10:05:07+01:00"},
		{"years", "il y a 2 ans\nil y a deux ans\n2 years ago\nقبل سنتين\nقبل عامين", "2024-11-14T10:05:07+01:00"},
		{"the future", "dans 2 heures\ndans deux heures\nin 2 hours\nبعد ساعتين\nخلال ساعتين", "2026-11-14T12:05:07+01:00"},
		{"days in the future", "dans 3 jours\nin 3 days\nبعد 3 أيام", "2026-11-17T10:05:07+01:00"},
		{"yesterday", "hier\nHier\nyesterday\nأمس\nالبارحة\nيوم أمس\nPublié hier", "2026-11-13T00:00:00+01:00"},
		{"yesterday at a time", "hier à 14 h 30\nHier à 14h30\nhier, 14:30\nPublié hier à 14h30\nhier à 2 h 30 de l’après-midi\nhier après-midi à 2 h 30\nyesterday at 2:30 pm\nyesterday at 14:30\nأمس على الساعة 14:30\nأمس الساعة 14:30\nأمس 2:30 م\nvendredi à 14 h 30\n" +
			"hier vendredi à 14 h 30\nHier | 14h30\nvendredi 13 novembre à 14 h 30\nle 13 novembre à 14 h 30\n13 novembre, 14:30\nil y a 1175 minutes et 7 secondes", "2026-11-13T14:30:00+01:00"},
		{"days ago at a time", "il y a 2 jours à 18 h\n2 days ago at 6 pm\nمنذ يومين على الساعة 18:00", "2026-11-12T18:00:00+01:00"},
		{"last night", "cette nuit à 2 h\ncette nuit à 2 h du matin", "2026-11-14T02:00:00+01:00"},
		{"yesterday night", "cette nuit à 11 h\ncette nuit à 23 h", "2026-11-13T23:00:00+01:00"},
		{"mar. before a time is Tuesday", "mar. à 14 h 30\nmar. 14 h 30\nmar 14h30\nmardi, 14:30", "2026-11-10T14:30:00+01:00"},
		{"a part of a day", "hier soir à 9 h\nhier soir à 21 h\nhier à 9 heures du soir\nمساء أمس على الساعة 9\nمساء أمس على الساعة 21:00\nأمس مساء على الساعة 21:00\nyesterday evening at 9:00", "2026-11-13T21:00:00+01:00"},
		{"the day before yesterday", "avant-hier\navant hier\nأول أمس\nthe day before yesterday\njeudi", "2026-11-12T00:00:00+01:00"},
		{"the day before yesterday at a time", "avant-hier à 8 h\navant-hier à 8 h du matin\nأول أمس على الساعة 8:00", "2026-11-12T08:00:00+01:00"},
		{"today", "aujourd’hui\naujourd'hui\ntoday\nاليوم\nsamedi", "2026-11-14T00:00:00+01:00"},
		{"today at a time", "aujourd’hui à 8 h\naujourd'hui à 08:00\nAujourd’hui, 08h00\nce matin à 8 h\nce matin, 8 h\nce samedi à 8 h\nsamedi à 8 h\n8 h\n8h00\nà 8 h\n8 heures\n08:00\nPublié à 8h00\nà 8 heures du matin\ntoday at 8 am\nاليوم على الساعة 8:00\nاليوم 8:00 ص\n" +
			"صباح اليوم على الساعة 8\nMis à jour à 8 h\nالسبت 8:00\nce jour à 8 h", "2026-11-14T08:00:00+01:00"},
		{"today at a time to come", "aujourd’hui à 18 h\nce soir à 18 h\nce soir à 6 h\ntoday at 6 pm\nمساء اليوم على الساعة 18:00", "2026-11-14T18:00:00+01:00"},
		{"a time of day is the last such", "18 h 30\n18h30\nà 18 h 30\n18:30\n6:30 p.m.\nPublié à 18h30\nعلى الساعة 18:30", "2026-11-13T18:30:00+01:00"},
		{"this minute", "10 h 05", "2026-11-14T10:05:00+01:00"},
		{"the next minute is yesterday's", "10 h 06", "2026-11-13T10:06:00+01:00"},
		{"a day of the week is the last such", "dimanche\ndimanche dernier\nle dimanche\nSunday\nالأحد", "2026-11-08T00:00:00+01:00"},
		{"a day of the week at a time is the last that is not after now", "samedi à 18 h\nsamedi dernier à 18 h\nSaturday 18:00\nالسبت على الساعة 18:00", "2026-11-07T18:00:00+01:00"},
		{"the last day of the week is before today", "samedi dernier\nالسبت الماضي\nlast Saturday", "2026-11-07T00:00:00+01:00"},
		{"the next day of the week is after today", "samedi prochain", "2026-11-21T00:00:00+01:00"},
		{"lundi prochain", "lundi prochain", "2026-11-16T00:00:00+01:00"},
		{"tomorrow", "demain\ntomorrow\nغدا\nغدًا\ndimanche prochain", "2026-11-15T00:00:00+01:00"},
		{"tomorrow at a time", "demain à 9 h\ndemain à 9 h du matin\ndemain matin à 9 h\ntomorrow at 9 am\nغدا على الساعة 9:00", "2026-11-15T09:00:00+01:00"},
		{"the day after tomorrow", "après-demain à 9 h\nبعد غد على الساعة 9:00", "2026-11-16T09:00:00+01:00"},
		{"a day of this year without the year", "12 mars\nle 12 mars\n12/03\njeudi 12 mars", "2026-03-12T00:00:00+01:00"},
		{"a day of last year without the year", "25 décembre\n25/12\njeudi 25 décembre", "2025-12-25T00:00:00+01:00"},
		{"a leap day without the year", "29 février", "2024-02-29T00:00:00+01:00"},
		{"a weekday that is that of the last such day", "jeudi 29 février", "2024-02-29T00:00:00+01:00"},
		{"a sign is the narrow form of CLDR", "-2 h\n−2\u00a0h\n-120 min\n- il y a 2 h", "2026-11-14T08:05:07+01:00"},
		{"a sign before days", "-3 j\n-3 jours", "2026-11-11T10:05:07+01:00"},
		{"a plus sign is the future", "+2 h", "2026-11-14T12:05:07+01:00"},
		{"punctuation after the words before a day", "Publié le : jeudi\nLe : jeudi\nPublié le, jeudi\nنشر يوم: الخميس\non: Thursday", "2026-11-12T00:00:00+01:00"},
		{"the evening in Arabic begins after noon", "مساء أمس على الساعة 3", "2026-11-13T15:00:00+01:00"},
		{"a whole date", "12 mars 2026\nPublié le 12 mars 2026\n12/03/2026\n2026-03-12\n12 مارس 2026", "2026-03-12T00:00:00+01:00"},
		{"a whole date and time", "12 mars 2026 à 18 h 30\n2026-03-12T17:30:00Z", "2026-03-12T18:30:00+01:00"},
		{"a printed zone", "hier à 13 h 30 GMT\nhier à 14 h 30 (heure de Paris)\nhier à 8 h 30 HNE", "2026-11-13T14:30:00+01:00"},
	} {
		want, err := time.Parse(time.RFC3339, c.want)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(c.lines, "\n") {
			if got, err := ParseRelative(line, now, "fr"); err != nil || !got.Equal(want) {
				t.Errorf("%s: ParseRelative(%q) = %v, %v; want %s", c.rule, line, got, err, c.want)
			}
		}
	}
	for _, c := range []struct {
		rule  string
		want  error
		lines string
	}{
		{"not a date", errNoDate, "\nbonjour\nil y a\nil y a longtemps\nil y a des heures\ndans\ndernier\nago\nil y a 3\nsoir\ncette nuit\nlast\nPublié"},
		{"too many units", errNoDate, "il y a 10000 heures"},
		{"a sign before a time of day", errNoDate, "-2h\n-18:30\n-2026-11-14\n-5"},
		{"since is a length of time, not its beginning", errNoDate, "depuis 3 jours\ndepuis 2 heures"},
		{"a wrong day of the week", errWeekday, "hier lundi\nlundi 12 mars 2026"},
		{"a day of the week that is not that of the last such day", errWeekday, "dimanche 15 novembre\nlundi 16 novembre à 9 h\nsamedi 29 février\nmercredi 12 mars"},
		{"a part of the day that the time is not in", errNoTime, "ce matin à 18 h\nhier matin à 18 h\nhier soir à 12 h\nhier soir à 2 h\nhier soir à 3 h\nhier à 2 h du soir\nhier à 15 h du soir\nأمس الساعة 5 ظهرا"},
		{"a part of the day without its hour", errPart, "hier soir\nhier matin\nhier après-midi\nce matin\nce soir\ndemain matin\nlundi soir\nlundi matin\navant-hier soir\nhier dans la nuit\nأمس مساء\nصباح اليوم\nهذا الصباح\nyesterday evening\nthis morning\nPublié hier soir"},
		{"no number of units", errVague, "منذ ساعات\nمنذ أيام\nقبل سنوات"},
		{"a limit", errVague, "il y a moins de 5 minutes\nil y a moins d’une heure\nil y a plus de 2 heures\nil y a au moins 2 jours\nmoins de 2 heures\nless than a minute ago\nover 2 hours ago\nمنذ أقل من ساعة\nمنذ أكثر من ساعة"},
		{"two days", errTwoDays, "hier 12 mars\nil y a 2 heures hier"},
		{"text after it", errText, "il y a 2 heures et des poussières\nhier à Rabat\nlundi ou mardi"},
		{"an unknown zone", errZone, "hier à 18 h, heure martienne"},
		{"too far away", errNoDay, "il y a 999 ans\ndans 999 ans"},
		{"no such day in any year", errNoDay, "31 février\nlundi 32 mars"},
	} {
		for line := range strings.SplitSeq(c.lines, "\n") {
			if got, err := ParseRelative(line, now, "fr"); !errors.Is(err, c.want) {
				t.Errorf("%s: ParseRelative(%q) = %v, %v; want the error %v", c.rule, line, got, err, c.want)
			}
		}
	}
}

func TestParseRelativeNow(t *testing.T) {
	paris := zoneOf(t, "Europe/Paris")
	for _, c := range []struct {
		rule, line string
		now        time.Time
		want       string
	}{
		{"the end of a short month", "il y a un mois", time.Date(2026, 3, 31, 10, 0, 0, 0, paris), "2026-02-28T10:00:00+01:00"},
		{"a leap day a year ago", "il y a un an", time.Date(2024, 2, 29, 10, 0, 0, 0, paris), "2023-02-28T10:00:00+01:00"},
		{"hours when clocks were put back", "il y a 2 heures", time.Date(2026, 10, 25, 4, 0, 0, 0, paris), "2026-10-25T02:00:00+01:00"},
		{"a time that was shown twice is the later one", "2 h 30", time.Date(2026, 10, 25, 4, 0, 0, 0, paris), "2026-10-25T02:30:00+01:00"},
		{"or the earlier one if the later one is to come", "2 h 30", time.Date(2026, 10, 25, 1, 15, 0, 0, time.UTC).In(paris), "2026-10-25T02:30:00+02:00"},
		{"a time that was skipped is the day before's", "2 h 30", time.Date(2026, 3, 29, 10, 0, 0, 0, paris), "2026-03-28T02:30:00+01:00"},
		{"yesterday was 23 hours long", "hier à 10 h", time.Date(2026, 3, 30, 10, 0, 0, 0, paris), "2026-03-29T10:00:00+02:00"},
		{"the day is that of the zone of now", "hier", time.Date(2026, 11, 14, 0, 30, 0, 0, paris), "2026-11-13T00:00:00+01:00"},
		{"yesterday in a printed zone", "hier à 23 h GMT", time.Date(2026, 11, 14, 0, 30, 0, 0, paris), "2026-11-12T23:00:00Z"},
		{"New Year's Eve", "hier à 23 h", time.Date(2027, 1, 1, 1, 0, 0, 0, paris), "2026-12-31T23:00:00+01:00"},
	} {
		got, err := ParseRelative(c.line, c.now, "fr")
		if err != nil || got.Format(time.RFC3339) != c.want {
			t.Errorf("%s: ParseRelative(%q, %v) = %v, %v; want %s", c.rule, c.line, c.now, got, err, c.want)
		}
	}
	if got, err := ParseRelative("hier à 2 h 30", time.Date(2026, 3, 30, 10, 0, 0, 0, paris), "fr"); !errors.Is(err, errGap) {
		t.Errorf("a time that yesterday did not have: %v, %v; want an error", got, err)
	}
	stale := zoneData(t, "Africa/Casablanca", "<+01>-1", time.Date(2026, 2, 15, 2, 0, 0, 0, time.UTC), time.Date(2026, 3, 22, 2, 0, 0, 0, time.UTC))
	in := time.Date(2026, 11, 14, 10, 0, 0, 0, stale)
	for _, line := range []string{"hier à 14 h 30", "lundi", "18 h", "12 novembre", "12 novembre 2026"} {
		if got, err := ParseRelative(line, in, "fr"); !errors.Is(err, ErrStale) {
			t.Errorf("ParseRelative(%q) in a stale zone = %v, %v; want an error", line, got, err)
		}
	}
	for _, line := range []string{"il y a 2 heures", "à l’instant", "12 mars"} {
		if _, err := ParseRelative(line, in, "fr"); err != nil {
			t.Errorf("ParseRelative(%q) in a stale zone: %v, want what follows from now, or a time before the change", line, err)
		}
	}
}
