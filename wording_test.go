package presse

import "testing"

func TestBylineLine(t *testing.T) {
	for _, c := range []struct {
		rule       string
		byline     Byline
		fr, ar, en string
	}{
		{"an empty byline", Byline{}, "", "", ""},
		{"one author", ParseByline("Salma Idrissi"), "Par Salma Idrissi", "بقلم Salma Idrissi", "By Salma Idrissi"},
		{"two authors", ParseByline("Par Salma Idrissi et Karim Benali"),
			"Par Salma Idrissi et Karim Benali", "بقلم Salma Idrissi وKarim Benali", "By Salma Idrissi and Karim Benali"},
		{"three authors", Byline{People: []Person{{Name: "A"}, {Name: "B"}, {Name: "C"}}}, "Par A, B et C", "بقلم A وB وC", "By A, B and C"},
		{"Arabic names", Byline{People: []Person{{Name: "سلمى الإدريسي"}, {Name: "كريم بنعلي"}}},
			"Par سلمى الإدريسي et كريم بنعلي", "بقلم سلمى الإدريسي وكريم بنعلي", "By سلمى الإدريسي and كريم بنعلي"},
		{"an agency next to an author", ParseByline("Par Salma Idrissi, avec MAP"),
			"Par Salma Idrissi, avec MAP", "بقلم Salma Idrissi، مع MAP", "By Salma Idrissi, with MAP"},
		{"agencies alone", Byline{Agencies: []string{"AFP", "MAP"}}, "AFP et MAP", "AFP وMAP", "AFP and MAP"},
		{"a contributor and an agency form one group", Byline{People: []Person{{Name: "A"}, {Name: "B", Role: RoleContributor}}, Agencies: []string{"AFP"}},
			"Par A, avec B et AFP", "بقلم A، مع B وAFP", "By A, with B and AFP"},
		{"a contributor alone", Byline{People: []Person{{Name: "B", Role: RoleContributor}}}, "Avec B", "مع B", "With B"},
		{"a correspondent is listed as an author, with the place", Byline{People: []Person{{Name: "A"}, {Name: "B", Role: RoleCorrespondent, Place: "Dakar"}}},
			"Par A et B (Dakar)", "بقلم A وB (Dakar)", "By A and B (Dakar)"},
		{"a special correspondent without a name", ParseByline("De notre envoyé spécial à Dakar"),
			"Par notre envoyé spécial (Dakar)", "بقلم موفدنا الخاص (Dakar)", "By our special correspondent (Dakar)"},
		{"a correspondent without a name", Byline{People: []Person{{Role: RoleCorrespondent}}}, "Par notre correspondant", "بقلم مراسلنا", "By our correspondent"},
		{"an author without a name", Byline{Text: "Par la rédaction", People: []Person{{Title: "la rédaction"}}}, "Par la rédaction", "Par la rédaction", "Par la rédaction"},
		{"an interview", ParseByline("Propos recueillis par Salma Idrissi"),
			"Propos recueillis par Salma Idrissi", "حوار: Salma Idrissi", "Interview by Salma Idrissi"},
		{"every role, authors first", Byline{People: []Person{
			{Name: "V", Role: RoleVideographer}, {Name: "P", Role: RolePhotographer}, {Name: "T", Role: RoleTranslator},
			{Name: "E", Role: RoleEditor}, {Name: "I", Role: RoleInterviewer}, {Name: "A"}}},
			"Par A, propos recueillis par I, édité par E, traduit par T, photos\u00a0: P, vidéo\u00a0: V",
			"بقلم A، حوار: I، تحرير: E، ترجمة: T، تصوير: P، فيديو: V",
			"By A, interview by I, edited by E, translated by T, photos by P, video by V"},
		{"a custom role", Byline{People: []Person{{Name: "A"}, {Name: "D", Role: "infographie"}}},
			"Par A, infographie\u00a0: D", "بقلم A، infographie: D", "By A, infographie: D"},
		{"a custom role alone begins with a capital", Byline{People: []Person{{Name: "D", Role: "éclairage"}}}, "Éclairage\u00a0: D", "Éclairage: D", "Éclairage: D"},
		{"blank names are left out", Byline{Text: "T", People: []Person{{Name: "A"}, {Name: " "}}, Agencies: []string{"", "AFP", " "}}, "Par A, avec AFP", "بقلم A، مع AFP", "By A, with AFP"},
		{"blank names alone: the line as printed", Byline{Text: "T", People: []Person{{Name: " "}}, Agencies: []string{"", " "}}, "T", "T", "T"},
		{"a byline without people or agencies is the printed line", Byline{Text: "La rédaction"}, "La rédaction", "La rédaction", "La rédaction"},
	} {
		for lang, want := range map[Lang]string{"fr": c.fr, "": c.fr, "zgh": c.fr, "fr-CA": c.fr, "ar": c.ar, "ar_MA": c.ar, "en-GB": c.en} {
			if got := c.byline.Line(lang); got != want {
				t.Errorf("%s: Line(%q) = %q, want %q", c.rule, lang, got, want)
			}
		}
	}
}

// TestBylineLineLeavesTheByline checks that Line does not write to the slices of the
// byline.
func TestBylineLineLeavesTheByline(t *testing.T) {
	people := []Person{{Name: "A", Role: RoleContributor}}
	agencies := make([]string, 1, 4)
	agencies[0] = "AFP"
	b := Byline{People: people, Agencies: agencies}
	b.Line("fr")
	if got := agencies[:2]; got[0] != "AFP" || got[1] != "" || people[0].Name != "A" {
		t.Errorf("Line changed the byline to %+v", b)
	}
}

func TestRightsLabel(t *testing.T) {
	for r, want := range map[Rights][3]string{
		RightsUnknown:  {"", "", ""},
		RightsCredited: {"tous droits réservés", "جميع الحقوق محفوظة", "all rights reserved"},
		RightsReserved: {"droits réservés", "الحقوق محفوظة", "rights reserved"},
		RightsArchive:  {"archives", "أرشيف", "archive"},
		RightsHandout:  {"document transmis", "صورة مقدمة للصحافة", "handout"},
		RightsFree:     {"libre de droits", "خالية من حقوق النشر", "free of rights"},
		Rights(99):     {"", "", ""},
	} {
		if got := [3]string{r.Label("fr-MA"), r.Label("ar"), r.Label("en")}; got != want {
			t.Errorf("%v.Label = %q, want %q", r, got, want)
		}
		if got := r.Label("de"); got != want[0] {
			t.Errorf("%v.Label(de) = %q, want the French %q", r, got, want[0])
		}
	}
}

func TestReasonIn(t *testing.T) {
	for kind, want := range map[ReasonKind][3]string{
		ReasonTerm:     {"mot commun\u00a0: 5 %", "كلمة مشتركة: 5 %", "shared word: 5 %"},
		ReasonTag:      {"mot-clé commun\u00a0: 5 %", "وسم مشترك: 5 %", "shared tag: 5 %"},
		ReasonSection:  {"même rubrique\u00a0: 5 %", "القسم نفسه: 5 %", "same section: 5 %"},
		ReasonStory:    {"proche des autres articles proposés", "قريب من المقالات الأخرى المقترحة", "close to the other articles"},
		ReasonTime:     {"parus à 5 %\u00a0h d’intervalle", "الفارق بين النشرين بالساعات: 5 %", "published 5 %\u00a0h apart"},
		ReasonRest:     {"autres mots communs", "كلمات مشتركة أخرى", "other shared words"},
		ReasonPinned:   {"choisi par la rédaction", "اختيار هيئة التحرير", "chosen by the editors"},
		ReasonKind(99): {"autres mots communs", "كلمات مشتركة أخرى", "other shared words"},
	} {
		r := Reason{Kind: kind, Text: "5 %"}
		if got := [3]string{r.In("fr"), r.In("ar"), r.In("en")}; got != want {
			t.Errorf("%v: In = %q, want %q", kind, got, want)
		}
		if r.String() != want[0] || r.In("") != want[0] {
			t.Errorf("%v: String = %q, want the French %q", kind, r, want[0])
		}
	}
}
