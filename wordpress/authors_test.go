package wordpress

import (
	"encoding/json"
	"strings"
	"testing"
)

func accountOf(id, login, name string) string {
	return "<wp:author><wp:author_id>" + id + "</wp:author_id><wp:author_login>" + cdata(login) + "</wp:author_login><wp:author_email>" + login + "@gazette.example</wp:author_email><wp:author_display_name>" + cdata(name) + "</wp:author_display_name></wp:author>\n"
}

func TestAuthors(t *testing.T) {
	by := func(login string) change { return func(it *Item) { it.Author = login } }
	cap := func(login string) change { return terms("author", "cap-"+strings.ReplaceAll(login, ".", "-"), login) }
	channel := accountOf("7", "lina", "Lina Haddad") + accountOf("8", "k.benali", "Karim Benali") + accountOf("9", "admin", "admin") + accountOf("10", "desk", "La rédaction") +
		accountOf("11", "fatima", "فاطمة الزهراء") + accountOf("12", "idir", "ⵉⴷⵉⵔ ⴰⵎⵖⴰⵔ") + accountOf("13", "afp", "AFP") + accountOf("14", "yto", "yto@gazette.example") + accountOf("15", "jo", "jo") +
		accountOf("16", "rim saidi", "Rim Saidi") +
		otherTerm("20", "author", "cap-hanane-z", "hanane-z", "Hanane Zerouali   hanane-z 88 hanane@courriel.example") +
		otherTerm("21", "author", "cap-invite", "invite", "invite   invite 89 ")
	guest := Item{ID: "90", Type: "guest-author", Status: "publish", Title: "Samir Ouali", Slug: "cap-samir", Meta: []Meta{
		{"cap-display_name", "Samir Ouali"}, {"cap-user_login", "samir"}, {"cap-user_email", "samir@courriel.example"}, {"cap-website", "https://ouali.example"}}}
	cases := []struct {
		rule    string
		changes []change
		want    string // the byline
		told    string
	}{
		{"a login is the display name of the account", []change{by("lina")}, `{"text":"Lina Haddad","people":[{"name":"Lina Haddad","id":"7"}]}`, "-"},
		{"a name in Arabic", []change{by("fatima")}, `{"text":"فاطمة الزهراء","people":[{"name":"فاطمة الزهراء","id":"11"}]}`, "-"},
		{"a name in Tifinagh", []change{by("idir")}, `{"text":"ⵉⴷⵉⵔ ⴰⵎⵖⴰⵔ","people":[{"name":"ⵉⴷⵉⵔ ⴰⵎⵖⴰⵔ","id":"12"}]}`, "-"},
		{"an account of an agency is an agency", []change{by("afp")}, `{"text":"AFP","agencies":["AFP"]}`, "-"},
		{"the desk is nobody", []change{by("desk")}, `{"text":"La rédaction"}`, "-"},
		{"admin is no name", []change{by("admin")}, `{}`, `dc:creator "9" dropped`},
		{"a login is no name", []change{by("jo")}, `{}`, `dc:creator "15" dropped`},
		{"a login of two words is one", []change{by("rim saidi")}, `{"text":"Rim Saidi","people":[{"name":"Rim Saidi","id":"16"}]}`, "-"},
		{"an e-mail address is no name", []change{by("yto")}, `{}`, `dc:creator "14" dropped`},
		{"an account that the file lacks", []change{by("hicham")}, `{}`, "dc:creator dropped"},
		{"no account", []change{by("")}, `{}`, "-"},
		{"co-authors in their order", []change{by("lina"), cap("k.benali"), cap("lina")},
			`{"text":"Karim Benali, Lina Haddad","people":[{"name":"Karim Benali","id":"8"},{"name":"Lina Haddad","id":"7"}]}`, "-"},
		{"a co-author twice", []change{cap("lina"), cap("lina")}, `{"text":"Lina Haddad","people":[{"name":"Lina Haddad","id":"7"}]}`, "-"},
		{"a guest author", []change{cap("samir")}, `{"text":"Samir Ouali","people":[{"name":"Samir Ouali","id":"guest-90","url":"https://ouali.example"}]}`, "-"},
		{"a guest author that only the description of the term names", []change{cap("hanane-z")}, `{"text":"Hanane Zerouali","people":[{"name":"Hanane Zerouali"}]}`, "-"},
		{"a guest author whose name is the login", []change{cap("invite")}, `{}`, "author dropped"},
		{"a co-author without a name", []change{cap("inconnue")}, `{}`, "author dropped: an unknown author"},
		{"PublishPress Authors", []change{terms("author", "nora-alami", "Nora Alami")}, `{"text":"Nora Alami","people":[{"name":"Nora Alami"}]}`, "-"},
		{"the taxonomy byline", []change{terms("byline", "nora-alami", "Nora Alami")}, `{"text":"Nora Alami","people":[{"name":"Nora Alami"}]}`, "-"},
		{"Molongui", []change{meta("_molongui_author", "user-8", "_molongui_author", "guest-90")},
			`{"text":"Karim Benali, Samir Ouali","people":[{"name":"Karim Benali","id":"8"},{"name":"Samir Ouali","id":"guest-90","url":"https://ouali.example"}]}`, "-"},
		{"a signature has precedence", []change{meta("signature", "Par Lina Haddad, avec AFP")}, `{"text":"Par Lina Haddad, avec AFP","people":[{"name":"Lina Haddad","id":"7"}],"agencies":["AFP"]}`, "-"},
		{"an account that the signature does not name", []change{meta("signature", "Par Nora Alami")}, `{"text":"Par Nora Alami","people":[{"name":"Nora Alami"}]}`, `dc:creator "7" dropped`},
		{"an e-mail address in a signature", []change{meta("signature", "Par Lina Haddad (lina@gazette.example)")}, `{"text":"Par Lina Haddad","people":[{"name":"Lina Haddad","id":"7"}]}`, "signature changed: holds an e-mail address"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			list, losses := read(t, testExport{channel: channel, items: []Item{story("30", c.changes...), guest}}, Options{})
			text, err := json.Marshal(list[0].Byline)
			if err != nil {
				t.Fatal(err)
			}
			if got := string(text); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.rule, got, c.want)
			}
			whole, _ := json.Marshal(list[0])
			if report := string(whole) + told(losses); strings.Contains(report, "@") {
				t.Errorf("%s: an e-mail address in %s", c.rule, report)
			}
			if list := told(losses); c.told == "-" && list != "" || c.told != "-" && !strings.Contains(list, c.told) {
				t.Errorf("%s: got losses %q, want %q", c.rule, list, c.told)
			}
		})
	}
}

// PublishPress Authors stores the names next to its terms.
func TestNamesOfPublishPress(t *testing.T) {
	for _, c := range []struct{ rule, name, term, want, unknown string }{
		{"a term without a name", "Rim Saïdi", "rim-saidi", "Rim Saïdi", ""},
		{"a term with a name", "Rim Saïdi", "Rim Saïdi", "Rim Saïdi", ""},
		{"another name than the term", "R. Saïdi", "Rim Saïdi", "Rim Saïdi", "R. Saïdi"},
		{"a login", "rim-saidi", "rim-saidi", "", "rim-saidi"},
		{"an address", "rim@gazette.example", "rim-saidi", "", ""},
	} {
		got, _ := read(t, testExport{items: []Item{story("12", meta("ppma_authors_name", c.name), terms("author", "rim-saidi", c.term))}}, Options{})
		unknown := strings.Trim(string(got[0].Unknown["ppma_authors_name"]), `"`)
		if got[0].Byline.Text != c.want || unknown != c.unknown {
			t.Errorf("%s: got %q and unknown %q, want %q and %q", c.rule, got[0].Byline.Text, unknown, c.want, c.unknown)
		}
	}
}

// Guest authors of Molongui have had two types.
func TestGuestsOfMolongui(t *testing.T) {
	for _, kind := range []string{"guest_author", "molongui_guestauthor"} {
		guest := Item{ID: "70", Type: kind, Status: "publish", Title: "Rim Saïdi"}
		got, _ := read(t, testExport{items: []Item{guest, story("12", meta("_molongui_author", "guest-70"))}}, Options{})
		if got[0].Byline.Text != "Rim Saïdi" {
			t.Errorf("%s: got %q, want Rim Saïdi", kind, got[0].Byline.Text)
		}
	}
}
