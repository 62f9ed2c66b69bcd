package wordpress

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// Whatever a plugin adds to a post closes it as a custom field of an export does.
func TestReadRESTRestrictions(t *testing.T) {
	later := clock("2030-01-01 00:00:00")
	cases := []struct {
		name, member string
		open         bool
	}{
		{"nothing", `"x":1`, true},
		{"an embargo in meta", `"meta":{"embargo":"2099-03-02 06:00:00"}`, false},
		{"an embargo in acf", `"acf":{"embargo":"2099-03-02 06:00:00"}`, false},
		{"an embargo in a group of acf", `"acf":{"diffusion":{"embargo":"2099-03-02 06:00:00"}}`, false},
		{"an embargo in a list of groups", `"acf":{"diffusion":[{"web":{"embargo":"2099-03-02 06:00:00"}}]}`, false},
		{"an embargo of its own", `"embargo":"2099-03-02 06:00:00"`, false},
		{"an embargo that cannot be read", `"embargo":{"jour":"demain"}`, false},
		{"an empty embargo", `"embargo":""`, true},
		{"no embargo as PHP writes it", `"embargo":[]`, true},
		{"no embargo as false", `"embargo":false`, true},
		{"a membership in meta", `"meta":{"rcp_subscription_level":["1","2"]}`, false},
		{"a membership in meta, with settings", `"meta":{"_issuem_leaky_paywall_visibility":{"visibility_type":"only"}}`, false},
		{"a membership of its own", `"_jetpack_memberships_contains_paid_content":true`, false},
		{"access of its own", `"premium":1`, false},
		{"access as false", `"premium":false`, true},
		{"access in a part of another member", `"gazette":{"acces":"abonnés"}`, false},
		{"a name that says it", `"paywall":{"mur":2}`, false},
		{"schema.org says it is not free", `"yoast_head_json":{"schema":{"@graph":[{"@type":"NewsArticle","isAccessibleForFree":"False"}]}}`, false},
		{"schema.org says it is free", `"yoast_head_json":{"schema":{"@graph":[{"isAccessibleForFree":true}]}}`, true},
		{"no status", `"status":null`, false},
		{"a status that is no text", `"status":["publish"]`, false},
		{"an empty status", `"status":""`, false},
		{"no status, and that of class_list is published", `"status":null,"class_list":["post","status-publish","format-status"]`, true},
		{"class_list as PHP writes a list with gaps", `"status":null,"class_list":{"0":"post","3":"status-publish"}`, true},
		{"no status, and that of class_list is draft", `"status":null,"class_list":["status-draft"]`, false},
		{"no status, and two in class_list", `"status":null,"class_list":["status-publish","status-draft"]`, false},
		{"no status, and class_list without one", `"status":null,"class_list":["post","hentry"]`, false},
		{"class_list contradicts the status", `"class_list":["post","status-private"]`, false},
		{"a term of a taxonomy with the name status", `"class_list":["status-publish","status-vrai"]`, true},
		{"post_status contradicts the status", `"post_status":"draft"`, false},
		{"post_status is the status", `"post_status":"publish"`, true},
		{"no status, with all signs of a public story", `"status":null,"class_list":null,"link":"https://journal.example/actualite/les-halles/"`, false},
		{"a status in capitals", `"status":" Publish "`, true},
		{"a class of a password", `"class_list":["status-publish","post-password-required"]`, false},
		{"a class of a plugin", `"class_list":["status-publish","pmpro-level-required"]`, false},
		{"a class that says it", `"class_list":["status-publish","members-only"]`, false},
		{"classes of terms", `"class_list":["status-publish","category-premium","tag-abonnes","tag-members-only","dossier-reserve"]`, true},
		{"no status in the context edit", `"status":null,"content":{"raw":"<p>x</p>"}`, false},
		{"a password that is an object", `"password":{"a":1}`, false},
		{"a password that is a list", `"password":["x"]`, false},
		{"a password that is true", `"password":true`, false},
		{"a password that is 0", `"password":0`, false},
		{"no password as false", `"password":false`, true},
		{"a password under another name", `"post_password":"x"`, false},
		{"that there is a password", `"password_required":true`, false},
		{"that there is no password", `"has_password":false,"post_password":""`, true},
		{"protected as text", `"content":{"rendered":"","protected":"true"}`, false},
		{"protected as a number", `"content":{"rendered":"","protected":1}`, false},
		{"protected as a list", `"content":{"rendered":"","protected":["x"]}`, false},
		{"a protected excerpt", `"excerpt":{"rendered":"","protected":true}`, false},
		{"meta as keys and values", `"meta":[{"key":"embargo","value":"2099-03-02"}]`, false},
		{"meta as rows of the database", `"meta":[{"meta_id":"7","meta_key":"embargo","meta_value":"2099-03-02"}]`, false},
		{"meta as a row without a value", `"meta":[{"meta_key":"embargo"}]`, false},
		{"meta as pairs", `"meta":[["embargo","2099-03-02"]]`, false},
		{"meta as a list of objects", `"meta":[{"embargo":"2099-03-02"}]`, false},
		{"meta as JSON in a text", `"meta":"{\"embargo\":\"2099-03-02\"}"`, false},
		{"meta as PHP in a text", `"meta":"a:1:{s:7:\"embargo\";s:10:\"2099-03-02\";}"`, false},
		{"meta as keys and values that restrict nothing", `"meta":[{"key":"surtitre","value":"Ville"},{"key":"embargo","value":""}]`, true},
		{"get_post_meta", `"post_meta_fields":{"embargo":["2099-03-02 06:00:00"],"surtitre":["Ville"]}`, false},
		{"get_post_meta of a membership", `"post_meta_fields":{"_members_access_role":["subscriber"]}`, false},
		{"get_post_meta that restricts nothing", `"post_meta_fields":{"embargo":[""],"surtitre":["Ville"],"_members_access_role":[]}`, true},
		{"the keys and values of WordPress.com", `"metadata":[{"id":"1","key":"embargo","value":"2099-03-02"}]`, false},
		{"keys and values of a membership", `"post_meta":[{"key":"_members_access_role","value":"subscriber"}]`, false},
		{"a list of one", `"custom_fields":{"embargo":["2099-03-02"]}`, false},
		{"the fields of Toolset", `"toolset-meta":{"infos":{"embargo":{"type":"date","raw":"4077900000","formatted":"demain"}}}`, false},
		{"the fields of Toolset, empty", `"toolset-meta":{"infos":{"surtitre":{"type":"text","raw":"Ville"}}}`, true},
		{"JSON in a text of a member", `"infos":"{\"embargo\":\"2099-03-02\"}"`, false},
		{"a term whose name is such a word", `"themes":[{"id":4,"name":"Embargo","slug":"embargo"},{"id":5,"name":"Premium","slug":"premium"}]`, true},
		{"a letter of Jetpack for subscribers", `"jetpack_newsletter_access":"paid_subscribers"`, false},
		{"a letter of Jetpack for everybody", `"jetpack_newsletter_access":"everybody"`, true},
		{"who asked may not read", `"pmpro_has_access":false`, false},
		{"who asked may not read, in French", `"has_acces":0`, false},
		{"locked", `"is_locked":true`, false},
		{"not locked", `"is_locked":false`, true},
		{"locked in meta", `"meta":{"is_locked":true}`, false},
		{"a gate", `"newspack_gate":"1"`, false},
		{"open in an editor", `"edit_lock":"1718000000:3","_edit_lock":"1718000000:3"`, true},
		{"a gate of a town", `"gate_name":"Bab Doukkala"`, true},
		{"a notice of Paid Memberships Pro", `"content":{"rendered":"<div class=\"pmpro_card pmpro_content_message\">…</div>"}`, false},
		{"a notice of Jetpack", `"content":{"rendered":"<div class='wp-block-group wp-block-jetpack-paywall'>…</div>"}`, false},
		{"a notice by its words", `"content":{"rendered":"<p class=members-only-message>…</p>"}`, false},
		{"classes of layouts", `"content":{"rendered":"<h2 class=\"wp-block-premium-heading access-map\">…</h2><form class=\"newsletter-subscription-form member-list\"></form>"}`, true},
	}
	for _, c := range cases {
		text := withMembers(t, restView, c.member)
		all, errs := restStories("["+text+"]", nil, Options{})
		if len(all) != 1 || len(errs) > 0 {
			t.Errorf("%s: %d stories, errors %v", c.name, len(all), errs)
			continue
		}
		if a := all[0]; (a.Public(later) && a.Access == presse.AccessFree) != c.open {
			t.Errorf("%s: %v %v embargo %v, want open: %v", c.name, a.Status, a.Access, a.Embargo, c.open)
		}
	}
}

// Numbers are IDs in any spelling, and other things are not.
func TestRESTID(t *testing.T) {
	for raw, want := range map[string]string{
		"101": "101", `"101"`: "101", "101.0": "101", "1.01e2": "101", "0": "", "-4": "", "1.5": "", `"x"`: "", "1e300": "", "true": "", "null": "", "[]": "", `"007"`: "7",
	} {
		if got := idOf([]byte(raw)); got != want {
			t.Errorf("idOf(%s) = %q, want %q", raw, got, want)
		}
	}
}

// withMembers returns a post in which members replace those of the same names.
func withMembers(t *testing.T, post, members string) string {
	t.Helper()
	var all, change map[string]json.RawMessage
	if err := errors.Join(json.Unmarshal([]byte(post), &all), json.Unmarshal([]byte("{"+members+"}"), &change)); err != nil {
		t.Fatalf("%s: %v", members, err)
	}
	maps.Copy(all, change)
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Everything that closes a story, and every shape that is not read, is reported.
func TestReadRESTReported(t *testing.T) {
	for _, c := range []struct{ member, field string }{
		{`"status":null`, "status"},
		{`"status":null,"class_list":["status-publish"]`, "status"},
		{`"status":"PUBLISH"`, "status"},
		{`"class_list":["status-draft"]`, "class_list"},
		{`"post_status":"draft"`, "post_status"},
		{`"class_list":["status-publish","rcp-is-restricted"]`, "class_list"},
		{`"meta":"Ville"`, "meta"},
		{`"meta":7`, "meta"},
		{`"acf":["Ville"]`, "acf"},
		{`"pmpro_has_access":false`, "pmpro_has_access"},
		{`"is_locked":true`, "is_locked"},
		{`"content":{"rendered":"<div class=\"pmpro_content_message\">…</div>"}`, "content"},
	} {
		var lost losses
		restStories("["+withMembers(t, restView, c.member)+"]", nil, Options{Lost: lost.add})
		if !lost.of("101", c.field) {
			t.Errorf("%s: no loss of %q", c.member, c.field)
		}
	}
	for _, member := range []string{`"meta":[]`, `"meta":null`, `"meta":{}`, `"acf":false`, `"acf":[]`, `"meta":""`} {
		var lost losses
		restStories("["+withMembers(t, restView, member)+"]", nil, Options{Lost: lost.add})
		if lost.of("101", "meta") || lost.of("101", "acf") {
			t.Errorf("%s: a loss, though there are no fields", member)
		}
	}
}

// A field in another shape is read as one in meta is.
func TestReadRESTShapes(t *testing.T) {
	for _, meta := range []string{
		`{"surtitre":"Ville"}`, `{"surtitre":["Ville"]}`, `[{"key":"surtitre","value":"Ville"}]`, `[{"meta_key":"surtitre","meta_value":["Ville"]}]`,
		`[["surtitre","Ville"]]`, `[{"surtitre":"Ville"}]`, `"{\"surtitre\":\"Ville\"}"`, `"a:1:{s:8:\"surtitre\";s:5:\"Ville\";}"`,
	} {
		all, errs := restStories("["+withMembers(t, restView, `"meta":`+meta)+"]", nil, Options{})
		if len(all) != 1 || len(errs) > 0 || all[0].Kicker != "Ville" {
			t.Errorf("meta %s: %v, errors %v; want the kicker Ville", meta, all, errs)
		}
	}
}

// An object with two members of one name is an error, however they are spelled.
func TestReadRESTRepeatedMembers(t *testing.T) {
	for _, member := range []string{
		`"status":"private"`, `"st\u0061tus":"draft"`, `"password":"","password":"x"`, `"content":{"rendered":"","protected":true}`,
		`"acf":{"payant":true,"payant":false}`, `"x":[{"y":{"a":1,"b":2,"a":1}}]`, `"\ud800":1,"\ud801":2`, `"x":{` + strings.Repeat(`"a":1,`, 100) + `"b":2}`,
		`"a\"":1,"a\u0022":2`,
	} {
		all, errs := restStories("["+restView[:len(restView)-1]+","+member+"},"+restEdit+"]", restSite(t, nil), Options{})
		var item *ItemError
		if len(all) != 1 || all[0].ID != "102" || len(errs) != 1 || !errors.Is(errs[0], presse.ErrDuplicate) || !errors.As(errs[0], &item) || item.ID != "101" {
			t.Errorf("%s: %v, errors %v; want ErrDuplicate for 101, and the next story", member, all, errs)
		}
	}
	for _, member := range []string{`"x":{"a":{"a":1},"b":{"a":1}}`, `"x":["a","a"]`, `"x":{"a":"a\":","b":"a"}`, `"x":{` + manyMembers(100) + `}`} {
		all, errs := restStories("["+restView[:len(restView)-1]+","+member+"}]", restSite(t, nil), Options{})
		if len(all) != 1 || len(errs) > 0 {
			t.Errorf("%s: %v, errors %v; want the story", member, all, errs)
		}
	}
}

func manyMembers(n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(`"m%d":1`, i))
	}
	return strings.Join(all, ",")
}

// Of two posts with one ID, no second is returned that is more public than the first.
func TestReadRESTTwice(t *testing.T) {
	for _, c := range []struct{ name, first, second, want string }{
		{"the same", ``, ``, "101 published free"},
		{"then a draft", ``, `"status":"draft"`, "101 published free, 101 draft free"},
		{"then a password", ``, `"password":"x"`, "101 published free, 101 restricted free"},
		{"then paid", ``, `"premium":1`, "101 published free, 101 published paid"},
		{"then an embargo", ``, `"embargo":"2099-03-02 06:00:00"`, "101 published free, 101 published free until 2099"},
		{"then an end", ``, `"date_expiration":"2026-03-03 06:00:00"`, "101 published free, 101 published free"},
		{"then scheduled", ``, `"status":"future","date_gmt":"2099-03-02T05:05:00","date":"2099-03-02T05:05:00"`, "101 published free, 101 scheduled free"},
		{"then in the trash", ``, `"status":"trash"`, "101 published free, error 101"},
		{"first a draft", `"status":"draft"`, ``, "101 draft free"},
		{"first in the trash", `"status":"trash"`, ``, "101 published free"},
		{"first paid", `"premium":1`, ``, "101 published paid"},
		{"first paid, then an embargo", `"premium":1`, `"embargo":"2099-03-02 06:00:00"`, "101 published paid, 101 published paid until 2099"},
		{"first an embargo, then paid", `"embargo":"2099-03-02 06:00:00"`, `"premium":1`, "101 published free until 2099, 101 review paid"},
		{"first a draft, then an embargo", `"status":"draft"`, `"embargo":"2099-03-02 06:00:00"`, "101 draft free, 101 review free until 2099"},
	} {
		for _, between := range []string{",", "][", "],["} {
			text := "[" + withMembers(t, restView, c.first) + between + withMembers(t, restView, c.second) + "]"
			if between == "],[" {
				text = "[" + text + "]"
			}
			var got []string
			var lost losses
			for a, err := range ReadREST(strings.NewReader(text), nil, Options{Lost: lost.add}) {
				var item *ItemError
				switch {
				case errors.As(err, &item) && errors.Is(err, presse.ErrDuplicate):
					got = append(got, "error "+item.ID)
				case err != nil:
					t.Errorf("%s: %v", c.name, err)
				default:
					one := fmt.Sprint(a.ID, " ", a.Status, " ", a.Access)
					if !a.Embargo.IsZero() {
						one += fmt.Sprint(" until ", a.Embargo.Year())
					}
					got = append(got, one)
				}
			}
			if list := strings.Join(got, ", "); list != c.want {
				t.Errorf("%s: got %s, want %s", c.name, list, c.want)
			}
			if c.first != `"status":"trash"` && c.second != `"status":"trash"` && !lost.of("101", "id") {
				t.Errorf("%s: no loss of the ID", c.name)
			}
		}
	}
}

// A member that restricts a story is kept, and reported as kept, once.
func TestReadRESTKeptOnce(t *testing.T) {
	var lost losses
	all, errs := restStories("["+withMembers(t, restView, `"pmpro_access":"gold","journal_restricted":true`)+"]", nil, Options{Lost: lost.add})
	if len(all) != 1 || len(errs) > 0 || all[0].Access != presse.AccessPaid {
		t.Fatalf("%v, errors %v; want a paid story", all, errs)
	}
	for name, want := range map[string]string{"pmpro_access": `"gold"`, "journal_restricted": "true"} {
		kept := 0
		for _, l := range lost {
			if l.Item == "101" && l.Field == name && l.Kind == presse.LossKept {
				kept++
			}
		}
		if kept != 1 || string(all[0].Unknown[name]) != want || all[0].Unknown["wordpress_"+name] != nil {
			t.Errorf("%s: reported as kept %d times, Unknown %s; want once, %s", name, kept, all[0].Unknown[name], want)
		}
	}
}

// The classes of a body are read in linear time: each attribute once.
func TestWallIn(t *testing.T) {
	for html, want := range map[string]string{
		"": "", "class=": "", `<p class="a`: "", "<p class=a": "", "<p class=paywall": "paywall", `<p class="a paywall b">`: "paywall",
		"<p class='members-only-message'>": "members-only-message", `<p class="no-paywall">`: "", `<p class="a"><b class="">paywall</b>`: "",
		`<form class="post-password-form" method="post">`: "post-password-form", `<div class="pmpro_content_message_x">`: "pmpro_content_message_x",
		strings.Repeat("<p class=a>", 500_000): "",
	} {
		if got := wallIn(html); got != want {
			t.Errorf("wallIn(%.60q) = %q, want %q", html, got, want)
		}
	}
}

// Of an attachment that occurs twice, the more closed counts; a status that is no text closes it.
func TestReadRESTSitePrivateMedia(t *testing.T) {
	const public = `{"id":5,"type":"attachment","status":"inherit","source_url":"https://journal.example/f/halles.jpg"}`
	for list, want := range map[string]string{
		"[" + public + "]": "https://journal.example/f/halles.jpg",
		"[" + public + "," + strings.Replace(public, "inherit", "private", 1) + "]": "",
		"[" + strings.Replace(public, `"inherit"`, `["inherit"]`, 1) + "]":          "",
		"[" + strings.Replace(public, `"inherit"`, `null`, 1) + "]":                 "https://journal.example/f/halles.jpg",
	} {
		s, err := ReadRESTSite(Options{}, strings.NewReader(list))
		if err != nil {
			t.Fatal(err)
		}
		all, errs := restStories(restView, s, Options{})
		if len(all) != 1 || len(errs) > 0 || all[0].Lead.URL != want {
			t.Errorf("%s: lead %q, errors %v; want %q", list, all[0].Lead.URL, errs, want)
		}
	}
}

// TestStatusClass checks that the class of a status is not taken for that of a membership
// plugin: a private story is restricted, not paid.
func TestStatusClass(t *testing.T) {
	in := `[{"id":7,"status":"private","date_gmt":"2026-03-02T06:05:00","slug":"halles","title":{"raw":"Les halles"},"content":{"raw":"Texte."},"class_list":["post","status-private"]}]`
	for a, err := range ReadREST(strings.NewReader(in), nil, Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		if a.Status != presse.StatusRestricted || a.Access != presse.AccessFree {
			t.Errorf("status-private: got %v and %v, want restricted and free", a.Status, a.Access)
		}
	}
}
