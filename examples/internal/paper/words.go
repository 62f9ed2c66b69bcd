package paper

import "github.com/presse-go/presse"

// words are the words of the pages in one language. What belongs to a story is in its language,
// the rest in that of the edition.
type words struct {
	Lang presse.Lang

	Skip, Sections, AllSections, Editions  string // names of places of the page
	Front, Latest, Subsections, Related    string // headings
	Newer, Older, Page                     string // links
	Published, Updated, Reading, Minutes   string
	OtherLanguages                         string
	Notes                                  string // heading of corrections
	Colon                                  string // with the spaces around it
	By                                     string // what precedes the name of a sponsor
	Advertisement                          string // the label of a story that is paid for
	Live, LiveEnded, Pinned, Entries       string
	Subscribers, Registered, PaidText      string
	RegisteredText                         string
	Player, Enlarge, Table                 string // of players, links to pictures, wide tables
	Machine, Source                        string
	Empty                                  string // of a list without stories
	Untitled                               string // the headline of a story without one
	Report, More                           string
	NotFound, NotFoundText, Gone, GoneText string

	notes  map[string]string // headings of corrections
	genres map[string]string // what lists print of a genre that readers must know
}

var french = words{
	Lang: "fr",
	Skip: "Aller au contenu", Sections: "Rubriques", AllSections: "Toutes les rubriques", Editions: "Éditions",
	Front: "À la une", Latest: "En continu", Subsections: "Dans cette rubrique", Related: "À lire aussi",
	Newer: "Articles plus récents", Older: "Articles plus anciens", Page: "page",
	Published: "Publié le", Updated: "Mis à jour le", Reading: "Lecture\u00a0:", Minutes: "min",
	OtherLanguages: "Dans une autre langue",
	Notes:          "Précisions de la rédaction", Colon: "\u00a0: ",
	By: "Contenu proposé par", Advertisement: "Contenu sponsorisé",
	Live: "En direct", LiveEnded: "Direct terminé", Pinned: "Épinglé", Entries: "Le fil du direct",
	Subscribers: "Abonnés", Registered: "Inscrits", PaidText: "La suite de cet article est réservée aux abonnés.",
	RegisteredText: "La suite de cet article est réservée aux lecteurs inscrits.",
	Player:         "Ouvrir le lecteur", Enlarge: "Agrandir l’image", Table: "Tableau",
	Machine: "Ce texte a été produit en tout ou partie par un programme.", Source: "Source\u00a0:",
	Empty: "Il n’y a pas encore d’article ici.", Untitled: "Sans titre",
	Report: "Rapport d’import", More: "et % autres lignes",
	NotFound: "Page introuvable", NotFoundText: "Il n’y a rien à cette adresse, ou il n’y a plus rien. Voici ce que nous avons publié ces derniers temps.",
	Gone: "Cet article n’est plus en ligne", GoneText: "La rédaction l’a retiré. Voici ce que nous avons publié ces derniers temps.",
	notes: map[string]string{"correction": "Rectificatif", "clarification": "Précision", "reply": "Droit de réponse", "update": "Mise à jour"},
	genres: map[string]string{
		"analysis": "Analyse", "opinion": "Opinion", "editorial": "Éditorial", "interview": "Entretien", "profile": "Portrait", "review": "Critique",
		"obituary": "Disparition", "factcheck": "Vérification", "satire": "Satire", "report": "Reportage", "background": "Décryptage", "feature": "Récit",
		"forecast": "Prévisions", "horoscope": "Horoscope", "brief": "En bref",
	},
}

var arabic = words{
	Lang: "ar",
	Skip: "انتقل إلى المحتوى", Sections: "الأقسام", AllSections: "كل الأقسام", Editions: "الطبعات",
	Front: "أهم الأخبار", Latest: "على مدار الساعة", Subsections: "في هذا القسم", Related: "اقرأ أيضًا",
	Newer: "مقالات أحدث", Older: "مقالات أقدم", Page: "صفحة",
	Published: "نُشر في", Updated: "حُدّث في", Reading: "مدة القراءة:", Minutes: "د",
	OtherLanguages: "بلغة أخرى",
	Notes:          "توضيحات هيئة التحرير", Colon: ": ",
	By: "محتوى برعاية", Advertisement: "محتوى إعلاني",
	Live: "مباشر", LiveEnded: "انتهت التغطية المباشرة", Pinned: "مثبّت", Entries: "التغطية المباشرة",
	Subscribers: "للمشتركين", Registered: "للمسجلين", PaidText: "بقية هذا المقال مخصصة للمشتركين.",
	RegisteredText: "بقية هذا المقال مخصصة للقراء المسجلين.",
	Player:         "فتح المشغّل", Enlarge: "تكبير الصورة", Table: "جدول",
	Machine: "أنتج برنامج هذا النص كله أو بعضه.", Source: "المصدر:",
	Empty: "لا توجد مقالات هنا بعد.", Untitled: "بلا عنوان",
	Report: "تقرير الإعداد", More: "و% سطرًا آخر",
	NotFound: "الصفحة غير موجودة", NotFoundText: "لا يوجد شيء في هذا العنوان، أو لم يعد فيه شيء. هذا ما نشرناه مؤخرًا.",
	Gone: "لم يعد هذا المقال منشورًا", GoneText: "سحبته هيئة التحرير. هذا ما نشرناه مؤخرًا.",
	notes: map[string]string{"correction": "تصويب", "clarification": "توضيح", "reply": "حق الرد", "update": "تحديث"},
	genres: map[string]string{
		"analysis": "تحليل", "opinion": "رأي", "editorial": "افتتاحية", "interview": "حوار", "profile": "بورتريه", "review": "مراجعة",
		"obituary": "رحيل", "factcheck": "تحقق", "satire": "سخرية", "report": "روبورتاج", "background": "خلفيات", "feature": "قصة",
		"forecast": "توقعات", "horoscope": "أبراج", "brief": "باختصار",
	},
}

var english = words{
	Lang: "en",
	Skip: "Skip to content", Sections: "Sections", AllSections: "All sections", Editions: "Editions",
	Front: "Top stories", Latest: "Latest", Subsections: "In this section", Related: "Read more",
	Newer: "Newer stories", Older: "Older stories", Page: "page",
	Published: "Published", Updated: "Updated", Reading: "Reading time:", Minutes: "min",
	OtherLanguages: "In another language",
	Notes:          "Notes from the editors", Colon: ": ",
	By: "Content from", Advertisement: "Sponsored content",
	Live: "Live", LiveEnded: "Live coverage has ended", Pinned: "Pinned", Entries: "Live coverage",
	Subscribers: "Subscribers", Registered: "Members", PaidText: "The rest of this story is for subscribers.",
	RegisteredText: "The rest of this story is for readers with an account.",
	Player:         "Open the player", Enlarge: "Enlarge the picture", Table: "Table",
	Machine: "A program made all or part of this text.", Source: "Source:",
	Empty: "There are no stories here yet.", Untitled: "Untitled",
	Report: "Report", More: "and % more rows",
	NotFound: "Page not found", NotFoundText: "There is nothing at this address, or no longer. This is what we published lately.",
	Gone: "This story is no longer online", GoneText: "The editors withdrew it. This is what we published lately.",
	notes: map[string]string{"correction": "Correction", "clarification": "Clarification", "reply": "Right of reply", "update": "Update"},
	genres: map[string]string{
		"analysis": "Analysis", "opinion": "Opinion", "editorial": "Editorial", "interview": "Interview", "profile": "Profile", "review": "Review",
		"obituary": "Obituary", "factcheck": "Fact check", "satire": "Satire", "report": "Report", "background": "Background", "feature": "Feature",
		"forecast": "Forecast", "horoscope": "Horoscope", "brief": "In brief",
	},
}

// wordsOf returns the words of a language, or of another one if there are none.
func wordsOf(lang, other presse.Lang) *words {
	for _, l := range []presse.Lang{lang, other} {
		switch base, _ := l.Tag().Base(); base.String() {
		case "fr":
			return &french
		case "ar":
			return &arabic
		case "en":
			return &english
		}
	}
	return &french
}

// Note returns the heading of a correction.
func (w *words) Note(kind string) string {
	if heading, ok := w.notes[kind]; ok {
		return heading
	}
	return w.notes["update"]
}

// Other returns the language of the words if it is not that of the text around them.
func (w *words) Other(lang presse.Lang) presse.Lang {
	a, _ := w.Lang.Tag().Base()
	if b, _ := lang.Tag().Base(); a == b {
		return ""
	}
	return w.Lang
}

// Own returns the language of a page of an edition in a language: that of its words, if they are
// in it, without its region.
func (w *words) Own(lang presse.Lang) presse.Lang {
	if w.Other(lang) == "" {
		return w.Lang
	}
	return lang
}

// genre returns what is printed of the genre of a story, unless the labels next to it say so.
func genre(word string, w *words, labels []Link) string {
	name := w.genres[word]
	if says(labels, name) {
		return ""
	}
	return name
}
