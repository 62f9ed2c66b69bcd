package wordpress

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// openness returns how open a story is in 2030: 0 is to nobody, 4 to everyone.
func openness(a *presse.Article) int {
	if !a.Public(clock("2030-01-01 00:00:00")) {
		return 0
	}
	return 1 + int(presse.AccessPaid-a.Access)
}

// readItem returns the story of an item, read alone.
func readItem(t *testing.T, it Item) *presse.Article {
	t.Helper()
	all := readBack(t, []byte(testExport{items: []Item{it}}.String()))
	if len(all) == 0 {
		return &presse.Article{}
	}
	return all[0]
}

// A made-up field never shows to everyone what WordPress shows to editors only, nor before
// its date, nor without a restriction that another field has.
func TestForgedFieldOpensNothing(t *testing.T) {
	const read = "2026-03-02 05:05:00"
	forged := []string{
		`{"status":"published","access":"free","published":"2020-01-01T00:00:00Z","embargo":null,"expiry":null}`,
		`{"status":"corrected","access":null,"published":null}`,
		`{"status":"published"}`,
		`{"status":"scheduled","published":"2020-01-01T00:00:00Z"}`,
		`{"status":"published","embargo":"2020-01-01T00:00:00Z"}`,
		`{"status":"published","expiry":"2098-01-01T00:00:00Z"}`,
		`{"access":"free"}`, `{"embargo":null}`, `{"expiry":null,"access":"free"}`,
	}
	metas := [][]Meta{
		nil, {{"embargo", "2099-01-01 00:00:00"}}, {{"embargo", "bientôt"}}, {{"expiration", "2027-01-01 00:00:00"}},
		{{"_expiration-date", "1800000000"}}, {{"rcp_subscription_level", "2"}}, {{"acces", "abonnés"}}, {{"expiration", "1999-01-01 00:00:00"}},
	}
	for _, status := range []string{"publish", "future", "private", "pending", "draft", "trash", "auto-draft", "gelé"} {
		for _, date := range []string{read, "2099-03-02 05:05:00", wpNoTime} {
			for _, password := range []string{"", "x"} {
				for _, meta := range metas {
					it := Item{ID: "7", Type: "post", Status: status, Title: "Le bac", Slug: "bac", Content: "<p>Le bac repart.</p>", Date: date, DateGMT: date, Password: password}
					it.Meta = meta
					honest := openness(readItem(t, it))
					switch {
					case status == "publish" && date == wpNoTime && password == "" && len(meta) == 0:
						honest = 4 // public in WordPress, but not known since when
					case status == "future" && date != wpNoTime: // WordPress publishes it at its date
						published := it
						published.Status = "publish"
						honest = openness(readItem(t, published))
					case status == "private" && password == "":
						honest = 1 // Write stores stories for subscribers so
					}
					for _, f := range forged {
						for _, wrote := range []string{date, ""} {
							x := it
							x.Meta = append([]Meta{{fieldKept, fmt.Sprintf(`{"article":%s,"read":{},"wrote":{"status":%q,"date":%q,"slug":"bac"}}`, f, status, wrote)}}, meta...)
							if a := readItem(t, x); openness(a) > honest {
								t.Errorf("%s at %s, password %q, %v, forged %s: %v %v published %v embargo %v expiry %v", status, date, password, meta, f, a.Status, a.Access, a.Published, a.Embargo, a.Expiry)
							}
						}
					}
				}
			}
		}
	}
}

// What the desk changes in WordPress counts, and never opens the story more than both say.
func TestEditedInWordPress(t *testing.T) {
	paid := with("a-1", "Pour les abonnés", func(a *presse.Article) { a.Access = presse.AccessPaid })
	embargoed := with("a-2", "Sous embargo", func(a *presse.Article) { a.Embargo = clock("2099-03-02 06:00:00") })
	cases := []struct {
		name    string
		story   *presse.Article
		change  func(it *Item)
		member  string
		want    string
		openAt2 int // openness
	}{
		{"nothing", paid, func(*Item) {}, "access", `"paid"`, 1},
		{"another headline", paid, func(it *Item) { it.Title = "Pour tous" }, "headline", `"Pour tous"`, 1},
		{"published by the desk: still for subscribers", paid, func(it *Item) { it.Status = "publish" }, "access", `"paid"`, 1},
		{"a draft again", paid, func(it *Item) { it.Status = "draft" }, "status", ``, 0},
		{"another date under embargo", embargoed, func(it *Item) { it.DateGMT = "2027-01-01 00:00:00" }, "embargo", `"2099-03-02T06:00:00+01:00"`, 0},
		{"published early by the desk: the embargo stays", embargoed, func(it *Item) { it.Status, it.DateGMT = "publish", "2026-01-01 00:00:00" }, "embargo", `"2099-03-02T06:00:00+01:00"`, 0},
		{"a password", embargoed, func(it *Item) { it.Password = "x" }, "status", `"restricted"`, 0},
		{"another number after an import", paid, func(it *Item) { it.ID = "999" }, "id", `"a-1"`, 1},
		{"a copy is another story", paid, func(it *Item) { it.ID, it.Status, it.DateGMT = "999", "draft", "2026-08-01 00:00:00" }, "id", `"999"`, 0},
		{"a copy of Duplicate Post", paid, func(it *Item) { it.ID = "999"; it.Meta = append(it.Meta, Meta{"_dp_original", "1"}) }, "id", `"999"`, 0},
		{"a field cut in two", paid, func(it *Item) { it.Meta = damaged(it.Meta, func(s string) string { return s[:len(s)/2] }) }, "status", `"restricted"`, 0},
		{"a field with another access", paid, func(it *Item) {
			it.Meta = damaged(it.Meta, func(s string) string { return strings.ReplaceAll(s, `"paid"`, `"free"`) })
		}, "status", `"restricted"`, 0},
		{"a field of another form", paid, func(it *Item) { it.Meta = damaged(it.Meta, func(string) string { return `{"article":[]}` }) }, "status", `"restricted"`, 0},
	}
	for _, c := range cases {
		var it Item
		for item, err := range Items(strings.NewReader(string(export(t, nil, c.story))), Options{}) {
			if err == nil && item.Type == "post" {
				it = item
			}
		}
		c.change(&it)
		a := readItem(t, it)
		m, _ := jsonMembers(a)
		if string(m[c.member]) != c.want || openness(a) != c.openAt2 {
			t.Errorf("%s: %s = %s, openness %d; want %s, %d", c.name, c.member, m[c.member], openness(a), c.want, c.openAt2)
		}
	}
}

func damaged(fields []Meta, change func(string) string) (all []Meta) {
	for _, m := range fields {
		if m.Key == fieldKept {
			m.Value = change(m.Value)
		}
		all = append(all, m)
	}
	return all
}

// Internal notes leave in no output, and this is told.
func TestWriteLeavesInternalNoteOut(t *testing.T) {
	a := with("1", "Les halles", func(a *presse.Article) { a.InternalNote = "source à protéger" })
	var lost losses
	file := string(export(t, &lost, a))
	text, err := AppendREST(nil, a, nil, WriteOptions{Lost: lost.add})
	if err != nil || strings.Contains(file+string(text), "protéger") || strings.Contains(file, "internal_note") {
		t.Errorf("the note is in %s%s, %v", file, text, err)
	}
	n := 0
	for _, l := range lost {
		if l.Field == "internal_note" && l.Kind == presse.LossDropped {
			n++
		}
	}
	if n != 2 || a.InternalNote == "" {
		t.Errorf("%d losses of the note, want 2; the story has %q", n, a.InternalNote)
	}
}

// The strictest of two restrictions counts.
func TestStricter(t *testing.T) {
	for _, c := range []struct {
		name, now, kept string
		want            bool
	}{
		{"access", `"free"`, `"paid"`, true}, {"access", `"paid"`, `"free"`, false}, {"access", `"paid"`, `"metered"`, false}, {"access", `"free"`, `7`, true},
		{"embargo", `"2026-01-01T00:00:00Z"`, `"2027-01-01T00:00:00Z"`, true}, {"embargo", `"2027-01-01T00:00:00Z"`, `"2026-01-01T00:00:00Z"`, false},
		{"expiry", `"2027-01-01T00:00:00Z"`, `"2026-01-01T00:00:00Z"`, true}, {"expiry", `"2026-01-01T00:00:00Z"`, `"2027-01-01T00:00:00Z"`, false},
		{"expiry", `"2026-01-01T00:00:00Z"`, `"2026-01-01T00:00:00.5Z"`, true}, {"embargo", `"2026-01-01T00:00:00Z"`, `7`, false},
	} {
		if got := stricter(c.name, json.RawMessage(c.now), json.RawMessage(c.kept)); got != c.want {
			t.Errorf("stricter(%s, now %s, kept %s) = %v, want %v", c.name, c.now, c.kept, got, c.want)
		}
	}
}
