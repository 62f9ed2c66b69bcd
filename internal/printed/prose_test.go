package printed

import (
	"strings"
	"testing"
)

// Words that are printed where a byline or a credit is but name nobody: no agency, no
// person. Known agencies stay where sources are printed.
func TestProseNamesNobody(t *testing.T) {
	checkStyled(t, "ParseByline", []styled{
		{"sentences and headlines", []string{
			"La ministre promet des moyens pour l’hôpital", "",
			"L’Assemblée adopte le budget en première lecture", "",
			"Le Wydad s’impose à Rabat", "",
			"Les pompiers étaient toujours sur place", "",
			"Il pleut sur Nantes, et cela va durer", "",
			"La pluie est là, adieu la sécheresse", "",
			"Salma Idrissi succède à Karim Benali à la tête du club", "",
			"D’après l’AP, les secours cherchent encore", "+ AP",
			"Selon Reuters, la banque va fermer", "+ Reuters",
			"Les usagers", "",
			"LE CONSEIL A ADOPTÉ UN PLAN", "",
			"LA PRÉFECTURE ALERTE", "",
			"SON MIN JUN PARK", "SON MIN JUN PARK",
			"Photo prétexte", "",
			"Par mlebrun", "mlebrun",
			"Le Maroc", "",
			"La Coupe du Monde", "",
			"le point", "",
		}},
		{"kickers and section names", []string{
			"Faits divers", "",
			"Revue de presse", "",
			"Culture", "",
			"Tribune", "",
			"Brèves", "",
			"À la une", "",
			"Sport : Salma Idrissi", "Salma Idrissi",
			"Chronique, Omar Alami", "Omar Alami",
		}},
		{"buttons and other labels of a page", []string{
			"Télécharger l’application", "",
			"Inscrivez-vous à notre infolettre", "",
			"Suivez-nous sur Instagram", "",
			"Voir plus", "",
			"À lire également : notre enquête sur les écoles", "",
			"Réservé aux abonnés", "",
			"Temps de lecture : 4 min", "",
		}},
		{"sponsors and machines", []string{
			"Avec le soutien de la Fondation Renault", "",
			"Avec l’appui de Salma Idrissi", "",
			"Parrainé par Motorama", "",
			"Photo générée par intelligence artificielle", "",
			"Visuel généré par IA", "",
		}},
		{"parties, unions, clubs and institutions", []string{
			"CFDT", "",
			"USFP", "",
			"OM", "",
			"FLN", "",
			"Police", "",
			"Salma Idrissi, CFDT", "Salma Idrissi",
			"Par ALAMI", "ALAMI",
			"FC Barcelone", "",
		}},
		{"desks, in Arabic", []string{
			"مكتب الرباط", "",
			"طاقم التحرير", "",
			"قسم الأخبار", "",
			"التحرير", "",
			"رياضة", "",
			"متابعة: كريم الفاسي", "كريم الفاسي",
		}},
		{"agencies and papers, in Arabic", []string{
			"وكالة الأناضول", "+ وكالة الأناضول",
			"جريدة الصباح", "+ جريدة الصباح",
			"كريم الفاسي (وكالات)", "كريم الفاسي + وكالات",
			"من مراكش كريم الفاسي", "كريم الفاسي {مراكش}",
			"من الدار البيضاء كريم الفاسي", "كريم الفاسي {الدار البيضاء}",
		}},
		{"a name with an article is a paper where sources are printed, or if it is formed like one", []string{
			"Omar Alami (L’Est républicain)", "Omar Alami + L’Est républicain",
			"France Antilles", "+ France Antilles",
			"Avec La Dordogne", "+ La Dordogne",
			"Omar Alami (Le Petit Niçois)", "Omar Alami + Le Petit Niçois",
			"Omar Alami | Le Littoral", "Omar Alami + Le Littoral",
			"Source : Le Petit Niçois", "+ Le Petit Niçois",
			"Le Courrier de l’Atlas", "+ Le Courrier de l’Atlas",
			"Le Progrès social", "+ Le Progrès social",
			"L’Économiste maghrébin", "+ L’Économiste maghrébin",
			"Avec la permission du maire", "",
			"Rédaction de L’Économiste", "+ L’Économiste",
		}},
		{"a paper and whoever writes for it", []string{
			"Pour Libération, Aude Ferrand", "Aude Ferrand + Libération",
			"Pour Le Temps, Aude Ferrand et Hugo Morel", "Aude Ferrand; Hugo Morel + Le Temps",
			"Sources : AFP, Soir Express", "+ AFP, Soir Express",
		}},
		{"names stay", []string{
			"khalid bennani", "khalid bennani",
			"Sophie des Prés", "Sophie des Prés",
			"Texte Omar Alami Photos Lina Bennis", "Omar Alami; Lina Bennis {photographer}",
			"Ahmed al-Mansouri", "Ahmed al-Mansouri",
			"louis MOREL", "louis MOREL",
			"Hernandez de la Cruz", "Hernandez de la Cruz",
			"Par Vive Morel", "Vive Morel",
			"Anne\u200bRoche, MAP", "Anne Roche + MAP",
			"Ben\u200bali Roche", "Benali Roche",
		}},
	}, func(line string) string { return ParseByline(line).inShort() })

	checkStyled(t, "ParseCredit", []styled{
		{"fillers and descriptions", []string{
			"Photo prise en 2019 à Marrakech", "",
			"Image tirée du film", "",
			"Légende à venir", "",
			"Crédit non renseigné", "",
			"Photo : N/A", "",
			"Inconnu", "",
			"La place Jemaa el-Fna au coucher du soleil", "",
			"D’après l’AFP, la route est coupée", "",
			"Agrandir l’image", "",
			"Sport", "",
		}},
		{"institutions and agencies stay", []string{
			"© Mairie de Bordeaux", "credited + Mairie de Bordeaux",
			"Photo : la préfecture de police", "credited + la préfecture de police",
			"Photo : Le Théâtre de la Ville", "credited + Le Théâtre de la Ville",
			"Photo : Omar Alami avec MAP", "credited Omar Alami + MAP",
			"Photo prise le 3 mai par Omar Alami", "credited Omar Alami",
			"Photo : وكالة الأناضول", "credited + وكالة الأناضول",
		}},
	}, func(line string) string { return ParseCredit(line).inShort() })

	checkStyled(t, "ParseDateline", []styled{
		{"a party, a union or a club in parentheses is no sender", []string{
			"Agadir (RNI) – Le parti", "none",
			"Oran (MCO) - Le club", "none",
			"Bruxelles (OTAN) - Le conseil", "none",
			"RABAT (UMT) – Le syndicat", "RABAT||[]",
			"Tunis, 3 mai (UGTT) – La centrale", "Tunis|3 mai|[]",
			"Rabat (UMT, MAP) – Le syndicat", "none",
		}},
		{"a kicker, a paper or a person with a title is no place", []string{
			"ALERTE (Reuters) - Le", "none",
			"Tennis (AFP) - Le", "none",
			"Mme Borne (AFP) - Elle", "none",
			"Le Figaro (AFP) - Le", "none",
			"Point de vue (AFP) - Le", "none",
		}},
		{"where a known town is", []string{
			"Kiev (Ukraine) (AFP) - Le", "Kiev (Ukraine)||[AFP]",
			"Gaza (Territoires palestiniens) (AFP) - Le", "Gaza (Territoires palestiniens)||[AFP]",
			"Gaza (un reportage) (AFP) - Le", "none",
			"Orange (AFP) - Le", "Orange||[AFP]",
		}},
	}, func(text string) string {
		d, _ := ParseDateline(text)
		if d.Text == "" {
			return "none"
		}
		return strings.Join([]string{d.Place, d.Date, "[" + strings.Join(d.Agencies, " ") + "]"}, "|")
	})
}

func TestProseWords(t *testing.T) {
	for _, c := range []struct {
		rule    string
		is      func([]token) bool
		yes, no string // separated by bars
	}{
		{"isSentence", isSentence, "le roi est mort|il pleut|cela n’est rien|personne ne sait", "Salma Idrissi|Est Ouest|le roi|SALMA EST"},
		{"isKicker", isKicker, "Sport|Point de vue|Faits divers|La une|رياضة", "L’Opinion|Sport Maroc|Salma|de|Maroc"},
		{"isCommand", isCommand, "Abonnez-vous|Lire aussi|À voir|Partager|Choisissez votre ville|Écouter l’article", "Salma Idrissi|À Rabat|Gomez de la Serna|Hernandez|Signaler Karim"},
		{"isProperName", isProperName, "Salma Idrissi|La Voix de l’Ain|Soir staff|24 Rabat", "la voix|La voix|Salma parle|Salma de"},
		{"isArticleName", isArticleName, "Le Littoral|La Vie Nouvelle|L’Yonne", "Le littoral|la Vie|Le Petit Niçois Libre|Salma Idrissi|l’Yonne|Le"},
		{"isPaperWithArticle", isPaperWithArticle, "Le Courrier|Le Progrès social|La Voix du Sud|L’Éveil|Le Lab d’Europe 1", "Le Maroc|Le courrier|Le Progrès est|Courrier|Le|La Voix qui monte"},
		{"isFiller", isFiller, "Aucun|Inconnu|Non communiqué|Sans crédit", "Non Stop|Salma|Aucun Karim"},
		{"isClause", isClause, "la reine est là|qu’il n’aime", "auteur de « Il est là »|juriste qui enseigne|Est"},
		{"isRunOfWords", isRunOfWords, "un deux trois", "un deux|Un Deux Trois|de la du des"},
	} {
		for s := range strings.SplitSeq(c.yes, "|") {
			if !c.is(tokens(s)) {
				t.Errorf("%s(%q) = false, want true", c.rule, s)
			}
		}
		for s := range strings.SplitSeq(c.no, "|") {
			if c.is(tokens(s)) {
				t.Errorf("%s(%q) = true, want false", c.rule, s)
			}
		}
	}
}
