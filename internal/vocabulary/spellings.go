package vocabulary

import (
	"strings"
	"sync"
	"unicode"

	"github.com/presse-go/presse/internal/arabic"
	"github.com/presse-go/presse/internal/letters"
)

// spellings are what newsrooms call the genres in French, English and Arabic: in their systems
// and over their stories. Those of journalism schools are the French ones; the English are also
// the names of the IPTC. A column is opinion for schema.org (schema.org/OpinionNewsArticle), and so
// are a chronique, which is a genre of comment in the schools, and what readers write. A word that
// means two of the genres is none of them: "magazine", "dossier".
var spellings = map[string]string{
	"report":      "reportage; grand reportage; enquête; investigation; news report; تقرير; ريبورتاج; روبورتاج; تحقيق; تحقيق صحفي; استطلاع",
	"analysis":    "analyse; décryptage; news analysis; explainer; تحليل; تحليل إخباري",
	"background":  "contexte; éclairage; backgrounder; repères; خلفية",
	"opinion":     "tribune; tribune libre; point de vue; billet; billet d’humeur; op-ed; opinions; libre opinion; libre propos; carte blanche; chronique; chroniques; humeur; commentaire; column; columns; commentary; letter; letters; letter to the editor; letters to the editor; open letter; lettre ouverte; courrier des lecteurs; lettres des lecteurs; tribune des lecteurs; عمود; عمود رأي; رسالة مفتوحة; رسائل القراء; بريد القراء; رأي; مقال رأي; وجهة نظر; آراء",
	"editorial":   "édito; éditorial; افتتاحية; الافتتاحية",
	"interview":   "entretien; grand entretien; question and answer session; q&a; حوار; مقابلة; حديث صحفي",
	"feature":     "features; فيتشر",
	"profile":     "portrait; profil; بورتريه; بروفايل",
	"review":      "critique; compte rendu critique; note de lecture; reviews; مراجعة; نقد",
	"obituary":    "nécrologie; avis de décès; obituaries; نعي; تأبين",
	"factcheck":   "vérification; vérification des faits; fact-checking; fact-check; fact checking; désintox; تحقق; تدقيق; تدقيق الحقائق",
	"live":        "direct; en direct; live blog; liveblog; suivi en direct; مباشر; بث مباشر; تغطية مباشرة",
	"brief":       "brève; brèves; en bref; news in brief; موجز; خبر موجز",
	"forecast":    "prévision; prévisions; توقعات",
	"horoscope":   "horoscopes; أبراج; الأبراج; حظك اليوم",
	"satire":      "article satirique; satirical article; ساخر; سخرية; مقال ساخر",
	"advertorial": "publireportage; publi-reportage; publirédactionnel; publi-rédactionnel; publicité rédactionnelle; contenu sponsorisé; article sponsorisé; contenu partenaire; contenu de marque; brand content; branded content; native advertising; sponsored; sponsored content; sponsorisé; advertisement; إشهار; مقال إشهاري; محتوى إعلاني; محتوى مدفوع; محتوى مموّل; إعلان; تقرير إعلاني",
}

// bySpelling maps the keys of the spellings, and of the words, to the genres.
var bySpelling = sync.OnceValue(func() map[string]Genre {
	m := make(map[string]Genre)
	for _, g := range genres {
		m[spellingKey(g.Word)] = g
		for spelling := range strings.SplitSeq(spellings[g.Word], "; ") {
			m[spellingKey(spelling)] = g
		}
	}
	return m
})

// GenreSpelled returns the genre that a newsroom calls so: by its word in presse, whatever the
// case, or by a name in French, English or Arabic: "Éditorial", "fact-checking", "رأي".
func GenreSpelled(name string) (Genre, bool) {
	if g, ok := GenreOf(name); ok || name == "" {
		return g, ok
	}
	g, ok := bySpelling()[spellingKey(name)]
	return g, ok
}

// spellingKey returns the letters of a name without accents, in lower case and in one spelling.
func spellingKey(name string) string {
	only := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, name)
	return string(arabic.Plain([]byte(strings.ToLower(string(letters.AppendFold(nil, only))))))
}
