package presse_test

import (
	"fmt"

	"github.com/presse-go/presse"
)

func ExampleParseByline() {
	for _, line := range []string{
		"Par Salma Idrissi et Karim Benali, avec MAP",
		"De notre envoyé spécial à Dakar, Karim Benali",
		"Propos recueillis par Lina Haddad",
		"S. B. avec AFP",
		"LNT/MAP",
		"بقلم سلمى الإدريسي",
	} {
		b := presse.ParseByline(line)
		for _, p := range b.People {
			fmt.Printf("%q ", []string{p.Name, p.Role, p.Place})
		}
		fmt.Println(b.Agencies)
	}
	// Output:
	// ["Salma Idrissi" "" ""] ["Karim Benali" "" ""] [MAP]
	// ["Karim Benali" "envoy" "Dakar"] []
	// ["Lina Haddad" "interviewer" ""] []
	// ["S. B." "" ""] [AFP]
	// [LNT MAP]
	// ["سلمى الإدريسي" "" ""] []
}

// The byline of a story and of its translations.
func ExampleByline_Line() {
	b := presse.ParseByline("Salma Idrissi, envoyée spéciale à Dakar, et Karim Benali (avec MAP)")
	for _, l := range []presse.Lang{"fr", "ar", "en"} {
		fmt.Println(b.Line(l))
	}
	// Output:
	// Par Salma Idrissi (Dakar) et Karim Benali, avec MAP
	// بقلم Salma Idrissi (Dakar) وKarim Benali، مع MAP
	// By Salma Idrissi (Dakar) and Karim Benali, with MAP
}

// A byline may say more about a person than the name.
func ExamplePerson() {
	for _, line := range []string{
		"Par Karim Benali, professeur à l’université de Fès",
		"Par Inès Fabre (ines.fabre@exemple.fr)",
		"Traduit de l’arabe par Lina Haddad",
	} {
		for _, p := range presse.ParseByline(line).People {
			switch {
			case p.Role == presse.RoleTranslator:
				fmt.Println(p.Name, "a traduit")
			case p.Title != "":
				fmt.Println(p.Name, "est", p.Title)
			case p.Email != "":
				fmt.Println(p.Name, "répond à", p.Email)
			}
		}
	}
	// Output:
	// Karim Benali est professeur à l’université de Fès
	// Inès Fabre répond à ines.fabre@exemple.fr
	// Lina Haddad a traduit
}

// The words that open a wire story go into a field of their own; what only looks
// like a dateline stays in the text.
func ExampleParseDateline() {
	for _, text := range []string{
		"CASABLANCA (MAP) – Le tramway arrive à la gare.",
		"New York (Nations unies), 3 mars (AFP) – Le Conseil s’est réuni mardi.",
		"Rabat – Salé : le tramway passe le fleuve.",
	} {
		d, rest := presse.ParseDateline(text)
		fmt.Printf("%q %q %v\n\t%s\n", d.Place, d.Date, d.Agencies, rest)
	}
	// Output:
	// "CASABLANCA" "" [MAP]
	// 	Le tramway arrive à la gare.
	// "New York (Nations unies)" "3 mars" [AFP]
	// 	Le Conseil s’est réuni mardi.
	// "" "" []
	// 	Rabat – Salé : le tramway passe le fleuve.
}

func ExampleParseCredit() {
	for _, line := range []string{
		"Crédit : Karim Alaoui/AFP",
		"© D.R",
		"Ph. Archives",
		"Photo d’illustration. © MAP",
	} {
		c := presse.ParseCredit(line)
		fmt.Println(c.Rights, c.Names, c.Agencies, c.Archive, c.Illustration)
	}
	// Output:
	// credited [Karim Alaoui] [AFP] false false
	// reserved [] [] false false
	// archive [] [] true false
	// credited [] [MAP] false true
}

// Where a page has no room for the credit, it prints its meaning.
func ExampleRights_Label() {
	r := presse.ParseCredit("© D.R").Rights
	for _, l := range []presse.Lang{"fr", "ar", "en"} {
		fmt.Println(r.Label(l))
	}
	// Output:
	// droits réservés
	// الحقوق محفوظة
	// rights reserved
}

// WordPress has one field for the caption and the credit of a picture.
func ExampleSplitCaption() {
	for _, field := range []string{
		"Le marché aux poissons d’Essaouira. © Karim Benali / MAP",
		"Le tramway à Casablanca (Photo : AFP)",
		"Une rue de Fès un jour de marché",
	} {
		caption, credit := presse.SplitCaption(field)
		fmt.Printf("%q %q %q\n", caption, credit.Names, credit.Agencies)
	}
	// Output:
	// "Le marché aux poissons d’Essaouira." ["Karim Benali"] ["MAP"]
	// "Le tramway à Casablanca" [] ["AFP"]
	// "Une rue de Fès un jour de marché" [] []
}
