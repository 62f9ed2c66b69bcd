package presse

import (
	"strings"

	"github.com/presse-go/presse/internal/words"
)

// A wording holds the words and phrases that readers see, in one language.
type wording struct {
	lang string // as words.Language returns it

	roles         []roleWording
	envoy         string // a special correspondent whose name is not printed
	correspondent string // a correspondent whose name is not printed
	between, and  string // between the names of a list, and before the last of them
	comma, colon  string

	rights  []string // by Rights
	reasons []string // by ReasonKind; % stands for the text of the reason

	sameHour, daysApart string // for ReasonTime, at 0 hours, and from two days on
}

// A roleWording is what precedes the names of the people who have a role.
type roleWording struct{ role, before string }

var wordings = [...]wording{
	{
		lang: "fr",
		roles: []roleWording{
			{"", "par "}, {RoleContributor, "avec "}, {RoleInterviewer, "propos recueillis par "}, {RoleEditor, "édité par "},
			{RoleTranslator, "traduit par "}, {RolePhotographer, "photos\u00a0: "}, {RoleVideographer, "vidéo\u00a0: "},
		},
		envoy: "notre envoyé spécial", correspondent: "notre correspondant",
		between: ", ", and: " et ", comma: ", ", colon: "\u00a0: ",
		rights: []string{"", "tous droits réservés", "droits réservés", "archives", "document transmis", "libre de droits"},
		reasons: []string{
			"mot commun\u00a0: %", "mot-clé commun\u00a0: %", "même rubrique\u00a0: %", "proche des autres articles proposés",
			"parus à %\u00a0h d’intervalle", "autres mots communs", "choisi par la rédaction",
		},
		sameHour:  "parus dans la même heure",
		daysApart: "parus à %\u00a0jours d’intervalle",
	},
	{
		lang: "ar",
		roles: []roleWording{
			{"", "بقلم "}, {RoleContributor, "مع "}, {RoleInterviewer, "حوار: "}, {RoleEditor, "تحرير: "},
			{RoleTranslator, "ترجمة: "}, {RolePhotographer, "تصوير: "}, {RoleVideographer, "فيديو: "},
		},
		envoy: "موفدنا الخاص", correspondent: "مراسلنا",
		between: " و", and: " و", comma: "، ", colon: ": ",
		rights: []string{"", "جميع الحقوق محفوظة", "الحقوق محفوظة", "أرشيف", "صورة مقدمة للصحافة", "خالية من حقوق النشر"},
		reasons: []string{
			"كلمة مشتركة: %", "وسم مشترك: %", "القسم نفسه: %", "قريب من المقالات الأخرى المقترحة",
			"الفارق بين النشرين بالساعات: %", "كلمات مشتركة أخرى", "اختيار هيئة التحرير",
		},
		sameHour:  "نشرا في الساعة نفسها",
		daysApart: "الفارق بين النشرين بالأيام: %",
	},
	{
		lang: "en",
		roles: []roleWording{
			{"", "by "}, {RoleContributor, "with "}, {RoleInterviewer, "interview by "}, {RoleEditor, "edited by "},
			{RoleTranslator, "translated by "}, {RolePhotographer, "photos by "}, {RoleVideographer, "video by "},
		},
		envoy: "our special correspondent", correspondent: "our correspondent",
		between: ", ", and: " and ", comma: ", ", colon: ": ",
		rights: []string{"", "all rights reserved", "rights reserved", "archive", "handout", "free of rights"},
		reasons: []string{
			"shared word: %", "shared tag: %", "same section: %", "close to the other articles",
			"published %\u00a0h apart", "other shared words", "chosen by the editors",
		},
		sameHour:  "published within the hour",
		daysApart: "published %\u00a0days apart",
	},
}

// wordingIn returns the wording of a language, the French one if there is none.
func wordingIn(l Lang) *wording {
	lang := words.Language(string(l))
	for i := range wordings {
		if wordings[i].lang == lang {
			return &wordings[i]
		}
	}
	return &wordings[0]
}

// before returns what precedes the names of people with that role. For a custom role, that is
// the role and a colon.
func (w *wording) before(role string) string {
	for _, r := range w.roles {
		if r.role == role {
			return r.before
		}
	}
	return role + w.colon
}

// list joins names: "X, Y et Z", "X وY وZ", "X, Y and Z".
func (w *wording) list(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], w.between) + w.and + names[last]
}
