package text

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/presse-go/presse/internal/letters"
)

// sentenceCases maps the name of a rule to a text with " | " between its sentences.
var sentenceCases = map[string]string{
	// Marks that end a sentence.
	"ellipsis at the start of a sentence":      "Il hésite. | …puis il part.",
	"three periods at the start of a sentence": "Il hésite. | ...puis il part.",
	"one period does not start a sentence":     "Il hésite. .net le sait.",
	"period":                                   "Le vote est clos. | Le résultat tombera lundi.",
	"question and exclamation marks":           "Qui gagne ? | Personne ! | Tant mieux.",
	"no-break space before marks":              "Qui gagne\u00a0? | Personne\u202f! | Tant mieux.",
	"no mark at the end":                       "Le vote est clos. | À suivre",
	"several marks together":                   "Vraiment ?! | Oui !!! | Bon.",
	"marks separated by spaces":                "Vraiment ? ! | Oui.",
	"ellipsis before a capital":                "Il hésite… | Puis il part.",
	"three periods before a capital":           "Il hésite... | Puis il part.",
	"closing bracket after the period":         "Il part (enfin.) | Elle reste.",
	"sentence in brackets":                     "(Il part.) | Elle reste.",
	"digit after the period":                   "Il part en mai. | 12 personnes restent.",
	"dash after the period":                    "Il part. | – Non, il reste.",
	"bullet after the period":                  "Il part. | • Elle reste.",
	"opening quote after the period":           "Il part. | « Jamais », dit-elle.",
	"straight quotes":                          `Il dit "non." | Puis il part.`,
	"symbol after the period":                  "Il part. | #Rabat s’endort.",
	"capital with an accent":                   "Il part. | Évidemment, elle reste.",
	"line break inside a sentence":             "Il part\ndemain. | Elle reste.",

	"hyphen after the period":             "Il part. | - Non, il reste.",
	"em dash after the period":            "Il part. | — Non, il reste.",
	"bracket after the period":            "Il part. | (Elle reste.) | [Voir plus bas.]",
	"quotes after the period":             "Il part. | “Jamais”, dit-il. | \"Non\", dit-elle.",
	"account name after the period":       "Il part. | @rabat s’endort.",
	"Spanish marks after the period":      "Il part. | ¿Quién? | ¡Nadie!",
	"copyright sign after the period":     "Il part. | © Rabat",
	"lower case after an opening bracket": "Il part. (puis) il reste.",

	"two periods do not start a sentence": "Il hésite. ..puis il part.",
	"one short word":                      "Oui. | Elle part.",
	"only a dash after the period":        "Il part. | –",

	// Marks that do not end a sentence.
	"lower case after an ellipsis":            "Il hésite… puis il part.",
	"lower case after three periods":          "Il hésite... puis il part.",
	"lower case after a question mark":        "Quand ? demande-t-il encore.",
	"lower case after an exclamation mark":    "Hélas ! tout est perdu.",
	"omission in brackets":                    "« Il […] Nous partons », dit-elle.",
	"omission in brackets as three periods":   "Il [...] Nous partons.",
	"omission in brackets, then a period":     "Il part (...). | Elle reste […]. | Fin.",
	"omission in brackets, then another mark": "Il part (…) ! | Puis il rit […] ? | Fin.",
	"mark in brackets":                        "Il gagne (!) Paris et Lyon.",
	"decimal point":                           "La hausse est de 3.5 points.",
	"decimal comma":                           "La hausse est de 3,5 %.",
	"no space after the period":               "Le site presse.ma le dit.",
	"web address":                             "Voir www.exemple.fr/a.html pour la suite.",
	"number with periods":                     "Ils étaient 1.200.000 à Rabat.",
	"time with a period":                      "À 18.30 il part.",
	"acronym with periods before a verb":      "Le F.M.I. prévoit une hausse.",
	"etc. within a sentence":                  "Pommes, poires, etc. sont vendues.",
	"etc. before a comma":                     "Pommes, etc., sont vendues.",
	"reference with cf.":                      "Le budget (cf. Tableau 2) augmente.",
	"page number in a bracket":                "(p. 12 à 14.) | Fin.",
	"page number after a slash":               "Voir Mann/p. 12 et la suite.",
	"page number after a dash":                "Voir Mann–p. 12, Mann—p. 13, [p. 14, “p. 15, «p. 16 et \"p. 17.",
	"page number":                             "Lire p. 12 et pp. 14 à 16.",
	"article of a law":                        "L’art. 49 de la Constitution.",
	"number abbreviated":                      "Le no. 5 du journal.",
	"before Christ":                           "En 50 av. J.-C. naît la ville.",
	"telephone number":                        "Joindre la rédaction au tél. 05 22 30 12 00.",
	"month abbreviated before a year":         "Paru en sept. 2024 à Rabat.",
	"other abbreviations of months":           "Né le 3 juill. 2025 à Fès, puis en sep. 2024, fevr. 2023 et dec. 2022.",
	"month in full before a number":           "Né en juin. | 12 sont nés en août. | 3 le seront en octobre. | 1 en vient.",
	"month abbreviated before a word":         "Paru en oct. | Rabat le lit.",
	"for example":                             "Une ville, p. ex. Fès, suffit.",
	"numbering at the start of a sentence":    "1. Le titre du chapitre",
	"roman numbering":                         "IV. Les sources",
	"lettered numbering":                      "A. La méthode",
	"boulevard":                               "Rendez-vous bd. Zerktouni à midi.",
	"verdict with vs.":                        "Wydad vs. Raja, ce soir.",
	"degree after a name with an initial":     "Selon John F. Kennedy, tout est possible.",

	// Honorifics and initials.
	"M. before a name":                      "La coopération, souligne M. Retailleau, est intense. | Il repart.",
	"M. before a no-break space and a name": "Avec M.\u00a0Laftit à Rabat. | Il repart.",
	"MM. before names":                      "MM. Laftit et Retailleau se parlent.",
	"Mme without a period":                  "Mme Nguyên attend. | Elle espère.",
	"Mme. with a period":                    "Mme. Alami préside.",
	"Dr and Pr":                             "Le Dr. Benali et le Pr. Alaoui opèrent.",
	"Me for a lawyer":                       "Me. Ziane plaide, puis Me Chergui.",
	"Mgr":                                   "Mgr. Lustiger arrive.",
	"SM and SAR":                            "SM le Roi reçoit SAR le Prince. | La cérémonie est brève.",
	"S.M. with periods":                     "S.M. Mohammed VI préside. | La séance est levée.",
	"SEM":                                   "Il reçoit SEM. Macron à Rabat.",
	"St before a place":                     "Le port de St. Malo ferme.",
	"Cheikh ends a sentence":                "Il salue le Cheikh. | Puis il part.",
	"Moulay and Lalla":                      "Moulay Rachid et Lalla Salma assistent au gala. | Tous applaudissent.",
	"one initial":                           "Selon J. Chirac, la maison brûle.",
	"two initials":                          "J.-P. Raffarin et A.-M. Idrac signent.",
	"initial in the middle of a name":       "Le prix revient à George W. Bush.",
	"acronym with periods before a name":    "Les U.S.A. Today titrent.",
	"initial before a name in d’":           "Le livre de J. D’Ormesson est réédité.",
	"initial before a name in n’":           "Le gardien M. J. N’Diaye arrive.",
	"initial before a quotation":            "Le jour J. | \"J’ai des gens forts.\"",
	"initial before guillemets":             "C’est le jour J. | « L’État suivra », dit-il.",
	"initial before parentheses":            "C’est le jour J. | (Il pleut.)",
	"initial before a dash":                 "C’est le jour J. | – L’État suivra.",
	"initial before a no-break space":       "C’est le plan B. | Il\u00a0pleut.",
	"initial that ends a sentence":          "Il manque de vitamine C. | Cette carence inquiète.",
	"letter that ends a sentence":           "Il reste le plan B. | Mais nul n’en parle.",
	"era that ends a sentence":              "Elle naît en 50 av. J.-C. | Elle meurt jeune.",
	"pronoun after a number":                "Il finit le 5. | Elle finit le 6.",
	"noun like an abbreviation":             "Il avoue le vol. | La police l’arrête.",

	// Letters that are labels, not initials.
	"letter after a noun that is labelled":   "L’équipe passe au plan B. | Rabat attend.",
	"label after an elision":                 "Tous prennent l’option C. | Salé suit.",
	"label of the first word":                "Vitamine D. | Faut-il en prendre ?",
	"labels joined by et":                    "Le tirage des groupes A et B. | Rabat accueille le premier.",
	"labels in a list":                       "Les vitamines A, D et E. | Fès en manque.",
	"letters joined by et that are initials": "Le duo de chercheurs A. et B. Amrani signe.",
	"child of unknown parents":               "Elle est née sous X. | Rabat l’a adoptée.",
	"initial after sous":                     "La loi date de 1975, sous V. Giscard d’Estaing.",
	"day and hour":                           "Voici le jour J. | Rabat vote à l’heure H. | Salé aussi.",
	"initial after jour":                     "Il a reçu ce jour M. Ziani et, l’autre jour A. Ziani.",
	"king who was the fifth":                 "Le boulevard Mohammed V. | Rabat s’y presse.",
	"initial that is no king’s number":       "Le joueur Mohammed A. Benali signe.",
	"hepatitis":                              "Ils ont l’hépatite C. | Salé les soigne.",
	"noun that is never labelled":            "Le ministre B. Alaoui part.",
	"railway line":                           "Panne sur le RER B. | Massy attend.",
	"class in English":                       "He is in class B. | Rabat is not.",

	"label after a noun that is a verb too":   "Il a la note A. | Rabat la veut.",
	"initial after a verb that is a noun too": "Il dirige, note A. Ziani à Fès.",
	"person whose name is kept back":          "Voici madame X. | Rabat la cherche.",
	"I at the end of a sentence":              "So am I. | Rabat waits.",

	// Other abbreviations.
	"etc. before a bracket with a number":       "Des figues, etc. (5 DH) et des olives.",
	"month before a bracket":                    "Paru en sept. (2024) à Fès.",
	"letter of a law":                           "Selon l’art. R. 12 du code.",
	"figure with a letter":                      "Voir fig. B et tabl. C.",
	"word that is no reference before a letter": "Il a pris un vol. | À Fès, il dort.",
	"boulevard in Canada":                       "Il vit sur le boul. Saint-Laurent.",
	"hour in English before a day":              "He left at 5 p.m. Monday.",
	"first names as Morocco abbreviates them":   "Med. Alami et Md. Ziani partent.",
	"company before a bracket":                  "La filiale d’Atlas Media Inc. (« AMI ») est vendue. | Fin.",
	"company at the end of a sentence":          "Il a fondé Atlas Media Ltd. | Rabat l’a suivi.",
	"source before a bracket":                   "Selon Berrada et al. [2024], la mer monte. | Fin.",
	"sentence before a bracket":                 "La filiale est vendue. | (Elle était à Fès.)",
	"etc. before a bracket":                     "Des olives, des figues, etc. | (Elles viennent de Fès.)",
	"ranks in lower case":                       "Le gén. Amrani, le col. Raïss et le sgt. Ziani partent. | Bien.",
	"rank in lower case after a preposition":    "La troupe du col. Raïss défile.",
	"noun like a rank":                          "Le coureur passe le col. | Le peloton suit.",
	"noun like a rank, without an article":      "Il change de prof. | Rabat en manque.",
	"professors in lower case":                  "Le pr. Alami et la pr. Bennis sont là. | Merci.",
	"professor at the end of a sentence":        "Elle parle au prof. | Il répond.",
	"first name of two letters":                 "Ch. Le Guen et Th. Amrani signent.",
	"junior before a sentence":                  "Voici Robert Amrani Jr. | Il chante. | La salle écoute Robert Amrani Sr. | Le public aussi.",
	"junior within a name":                      "Le Robert Amrani Jr. Memorial ouvre.",
	"chapter in Roman numerals":                 "Lire chap. IV du rapport et vol. II. | Fin.",
	"word of Roman letters and others":          "Il a pris un vol. | Il part.",
	"English titles that follow the same rule":  "Gen. Smith met Sen. Doe. | They left.",

	// Quotations.
	"sentences inside straight quotes":                     `"C’est fini. Nous partons", dit-il. | Il sort.`,
	"straight quotes at the end of a sentence":             `Il dit : "Non. Jamais." | Puis il part.`,
	"two straight quotations":                              `"Oui. Bien", dit-il. | "Non. Jamais", dit-elle.`,
	"straight quotes with a space on the inside":           `Il est parti. | " Non. Jamais ", dit-il. | Elle ajoute : " Si. Toujours. " | " Bon ", dit-il.`,
	"straight quote that is never closed":                  `Il dit : "C’est fini. | Puis il part.`,
	"straight quote that was never opened":                 `C’est fini". | Il part. | Elle reste.`,
	"inches":                                               `Un écran de 15". | Une dalle de 27". | Rabat achète.`,
	"straight quotes after an apostrophe":                  `Il parle d’"urgence. Absolue" hier. | Fin.`,
	"quotation followed by its verb":                       "« C’est fini », dit-il. | Il part.",
	"question quoted, then the verb":                       "« Quand ? » demande-t-elle. | Personne ne répond.",
	"exclamation quoted, then a comma":                     "« Jamais ! », lance-t-il. | La salle rit.",
	"period inside guillemets":                             "Il dit : « C’est fini. » | Puis il part.",
	"sentences inside guillemets":                          "« C’est fini. Nous partons », dit-il. | La salle se vide.",
	"sentences inside guillemets at the end of a sentence": "Il dit : « C’est fini. Nous partons. » | La salle se vide.",
	"guillemets with no-break spaces":                      "«\u00a0C’est fini. Partons.\u00a0» | Il sort.",
	"quotation within a quotation":                         "« Il a dit “non. Jamais.” hier. Voilà », raconte-t-elle. | Silence.",
	"guillemets within guillemets":                         "« Elle crie « stop ! Assez ! » puis part », dit-il. | Silence.",
	"two quotations in a paragraph":                        "« Oui », dit-il. | Elle part. | « Non », dit-elle. | Silence.",
	"two quotations within one":                            "« Ni « oui. Bien », ni « non. Rien ». Voilà », dit-il. | Elle part. | « Bon. »",
	"quotation nested two levels deep":                     "« L’un « dit « non. Rien » hier. Puis » part. Voilà », dit-il. | Silence.",
	"English quotes within English quotes":                 "“He said “no. Never” then. Well” is all. | He left.",
	"bracket before a guillemet":                           "C’est (fini.) » | Il part.",
	"guillemets that are never closed":                     "Il dit : « C’est fini. | Puis il part.",
	"guillemet that was never opened":                      "C’est fini. » | Il part.",
	"English quotes":                                       "“It is over. We leave.” | He left.",
	"quotation before a number":                            "« Nous partons. » | 12 personnes restent.",

	// Arabic.
	"Arabic periods":               "أعلنت الحكومة الخطة. | تبدأ غدا.",
	"Arabic question mark":         "ماذا بعد؟ | لا أحد يعلم.",
	"Urdu full stop":               "یہ خبر ہے۔ | وہ آیا۔",
	"Arabic title of one letter":   "قال د. أحمد إن الوضع صعب. | ثم غادر.",
	"Arabic guillemets":            "قال: «لن نتراجع. سنواصل». | ثم غادر.",
	"Arabic after French":          "Il part. | ثم عاد.",
	"Arabic comma and semicolon":   "قال، ثم غادر؛ وانتهى الأمر.",
	"Arabic decimal":               "ارتفع بنسبة 3.5 في المئة. | هذا كثير.",
	"Arabic ellipsis":              "انتظر… | ثم غادر.",
	"Tifinagh":                     "ⵜⴰⵎⴰⵣⵉⵖⵜ. | ⵜⵓⵜⵍⴰⵢⵜ.",
	"English titles and initials":  "Mr. Smith met J. Doe. | They spoke.",
	"English question, then lower": "Why? he asked. | No one knew.",
}

func TestSentences(t *testing.T) {
	for name, want := range sentenceCases {
		t.Run(name, func(t *testing.T) {
			sentences := strings.Split(want, " | ")
			text := strings.Join(sentences, " ")
			if got := slices.Collect(Sentences(text)); !slices.Equal(got, sentences) {
				t.Errorf("Sentences(%q)\n got %s\nwant %s", text, strings.Join(got, " | "), want)
			}
		})
	}
}

// TestSentencesAndAbbreviations checks abbreviations and numbers, one at a time: the period
// after each does not end the sentence before next, but ends it before other.
func TestSentencesAndAbbreviations(t *testing.T) {
	for _, c := range []struct{ rule, words, before, after, next, other string }{
		{"abbreviations before any word", "cf bd bld fg dir coll éd trad apr av ex c.-à-d vs e.g i.e Cf", "Voir ", ". ", "Rabat, puis Salé.", ""},
		{"abbreviations before a number", "p pp n no nos art al chap fig vol t env tél min max sect ill ann réf approx janv févr fév avr juil sept oct nov déc Art",
			"Voir ", ". ", "12 et la suite.", "Le reste suit."},
		{"numbers at the start of a sentence", "1 10 23 45 67 89 123 I IV XVI A", "", ". ", "Les votes sont clos.", ""},
		{"numbers at the end of a sentence", "1 23 123 1234", "Il finit le ", ".", "", " Le vote est clos."},
		{"years at the start of a sentence", "2025 1956", "", ".", "", " Le vote est clos."},
	} {
		for word := range strings.FieldsSeq(c.words) {
			text := c.before + word + c.after + c.next
			if got := slices.Collect(Sentences(text)); !slices.Equal(got, []string{text}) {
				t.Errorf("%s: Sentences(%q) = %q, want one sentence", c.rule, text, got)
			}
			if c.other == "" {
				continue
			}
			want := []string{strings.TrimSpace(c.before + word + c.after), strings.TrimSpace(c.other)}
			if got := slices.Collect(Sentences(strings.Join(want, " "))); !slices.Equal(got, want) {
				t.Errorf("%s: got %q, want %q", c.rule, got, want)
			}
		}
	}
}

func TestSentencesAtAnyApostrophe(t *testing.T) {
	for _, a := range letters.Apostrophes {
		for _, want := range []string{
			"Il reste le plan B. | L’été vient.", // an elided word opens a sentence
			"Il reste le plan B. | Aujourd’hui il part.",
			"Selon J. O’Brien, il part.",
			"Voir l’art. 12 du code. | Elle reste.",
			"Il dit ’non.’ | Puis il part.",
			"Il part. | ’Jamais’, dit-il.",
			"D’A. Le Goff à Rabat.",
		} {
			want = strings.ReplaceAll(want, "’", string(a))
			sentences := strings.Split(want, " | ")
			if got := slices.Collect(Sentences(strings.Join(sentences, " "))); !slices.Equal(got, sentences) {
				t.Errorf("%U:\n got %s\nwant %s", a, strings.Join(got, " | "), want)
			}
		}
	}
}

func TestSentencesEndWithTheirParagraph(t *testing.T) {
	got := slices.Collect(Sentences("Un titre\n\nUn texte. Sa « suite\n\nsans fin. Et » après\n\n \n\n"))
	want := []string{"Un titre", "Un texte.", "Sa « suite", "sans fin.", "Et » après"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSentencesStopsWhenAsked(t *testing.T) {
	for range Sentences("Un. Deux. Trois.") {
		break
	}
}

// FuzzSentences checks that the sentences are trimmed and not empty, and that only white
// space is lost.
func FuzzSentences(f *testing.F) {
	for _, text := range sentenceCases {
		f.Add(text)
	}
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var joined strings.Builder
		for s := range Sentences(text) {
			if s == "" || strings.TrimFunc(s, unicode.IsSpace) != s {
				t.Errorf("Sentences(%q) yields %q, which is empty or has white space around it", text, s)
			}
			joined.WriteString(s + " ")
		}
		if got, want := bare(joined.String()), bare(text); got != want {
			t.Errorf("Sentences(%q): got the characters %q, want %q", text, got, want)
		}
	})
}
