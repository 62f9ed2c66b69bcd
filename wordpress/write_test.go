package wordpress

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

var casablanca = time.FixedZone("+01", 3600)

// clock returns an instant of 2026 in Casablanca.
func clock(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04:05", text, casablanca)
	if err != nil {
		panic(err)
	}
	return t
}

// plain returns a story as most are.
func plain(id, headline string) *presse.Article {
	return &presse.Article{
		ID: id, Lang: "fr-MA", Status: presse.StatusPublished, Slug: presse.Slug(headline), Headline: headline,
		Deck: "Le marché rouvre lundi.", Body: "<p>Les halles rouvrent lundi, après deux ans de travaux.</p>",
		Published: clock("2026-03-02 06:05:00"), Sections: []string{"actualite/societe"}, Tags: []string{"halles"},
	}
}

// with returns a plain story after a change.
func with(id, headline string, change func(a *presse.Article)) *presse.Article {
	a := plain(id, headline)
	change(a)
	return a
}

// fullArticle returns a story in which every member has a value.
func fullArticle() *presse.Article {
	picture := presse.Media{
		ID: "m-7", Kind: "image", URL: "https://journal.example/photos/halles.jpg", Type: "image/jpeg", Size: 81223, Width: 1600, Height: 900,
		Seconds: 1.5, Focus: [2]float64{0.25, 0.5}, Caption: "Les halles, un matin de pluie", Alt: "Une verrière sous la pluie",
		Renditions: []presse.Rendition{{URL: "https://journal.example/photos/halles-640.webp", Type: "image/webp", Width: 640, Height: 360, Unknown: unknown("q", `80`)}},
		Credit: presse.Credit{Text: "Inès Tazi/ADR", Names: []string{"Inès Tazi"}, Agencies: []string{"ADR"}, Rights: presse.RightsCredited, Archive: true, Illustration: true,
			License: "https://creativecommons.org/licenses/by/4.0/", Terms: "pas d’usage après le procès", Expiry: clock("2027-01-01 00:00:00"), Unknown: unknown("ref", `"7-b"`)},
		Unknown: unknown("crop", `{"x":1}`),
	}
	byline := presse.Byline{Text: "Par Salma Berrada et حمزة الكتاني, avec ADR", Agencies: []string{"ADR"}, Unknown: unknown("desk", `"société"`), People: []presse.Person{
		{Name: "Salma Berrada", Title: "cheffe du service société", Place: "Fès", Email: "salma@journal.example", Handle: "@salma", ID: "p-1", URL: "https://journal.example/auteurs/salma", Unknown: unknown("since", `2019`)},
		{Name: "حمزة الكتاني", Role: presse.RoleContributor},
	}}
	note := presse.Note{ID: "n-1", Kind: "correction", At: clock("2026-03-03 10:00:00"), Headline: "Rectificatif", Body: "<p>La verrière compte 12 000 m².</p>", Media: []presse.Media{{URL: "https://journal.example/photos/plan.png"}}, Byline: presse.Byline{Text: "La rédaction"}, Pinned: true, Unknown: unknown("by", `"desk"`)}
	return &presse.Article{
		ID: "2026-a-17", Version: 3, Lang: "fr-MA", Status: presse.StatusCorrected, Access: presse.AccessPaid,
		Slug: "Halles_6041967.html", FormerSlugs: []string{"halles-neuves", "2019/03/halles"}, URL: "https://journal.example/2026/03/Halles_6041967.html", Canonical: "https://journal.example/halles",
		Kicker: "Commerce & quartier", Headline: "Halles : le marché rouvre, 1 < 2 & <em>plus</em> ]]> grand", Titles: map[string]string{"seo": "Marché des halles", "social": "Les halles rouvrent"},
		Deck: "Deux ans de travaux, un toit neuf.", Dateline: presse.Dateline{Text: "FÈS (ADR) –", Place: "FÈS", Date: "2 mars", Agencies: []string{"ADR"}, Unknown: unknown("x", `1`)},
		Byline: byline, Body: "<p>Les halles rouvrent ]]> lundi.</p>\n<pre>a  b\n\nc</pre>",
		Lead: picture, Media: []presse.Media{{Kind: "video", URL: "https://journal.example/videos/halles.mp4", Caption: "La visite"}, {Kind: "video", URL: "https://www.youtube.com/watch?v=abcdefghijk"}},
		Sections: []string{"actualite/societe", "une", "rabat/sport"}, Primary: "actualite/societe", Genre: "report", Tags: []string{"prud’hommes", "C++", "C", "R&D", "n° 1"},
		Subjects:  []presse.Subject{{Scheme: "medtop", Code: "11000000", Name: "politique", Unknown: unknown("w", `0.5`)}},
		Published: clock("2026-03-02 06:05:00").Add(250 * time.Millisecond), Updated: clock("2026-03-03 10:00:00"), Embargo: clock("2026-03-02 07:00:00"), Expiry: clock("2027-03-02 00:00:00"),
		LiveFrom: clock("2026-03-02 05:00:00"), LiveUntil: clock("2026-03-02 23:00:00"), Corrections: []presse.Note{note}, Live: []presse.Note{{ID: "l-1", At: clock("2026-03-02 06:00:00"), Body: "<p>Les portes s’ouvrent.</p>"}},
		Editions: map[presse.Lang]string{"ar": "https://journal.example/ar/%d8%b3%d9%88%d9%82"}, Source: presse.Source{Name: "ADR", Copyright: "© 2026 ADR", URI: "urn:adr:7", Urgency: 4, Unknown: unknown("v", `2`)},
		Sponsor: presse.Sponsor{Name: "Office du tourisme", URL: "https://tourisme.example", Label: "Contenu proposé par", Unknown: unknown("k", `"b"`)}, Machine: []string{"trainedAlgorithmicMedia"},
		InternalNote: "ne pas publier avant relecture", NoRelated: true, NoIndex: true, Unknown: unknown("desk_ref", `{"a":[1, 2]}`),
	}
}

func unknown(name, value string) map[string]json.RawMessage {
	return map[string]json.RawMessage{name: json.RawMessage(value)}
}

// written returns the stories of the round trips. The name of each says the rule.
func stories() []*presse.Article {
	return []*presse.Article{
		fullArticle(),
		plain("1", "Les halles rouvrent"),
		{ID: "vide"},
		with("101", "Sous embargo", func(a *presse.Article) { a.Embargo = clock("2099-03-02 06:00:00") }),
		with("102", "Embargo passé", func(a *presse.Article) { a.Embargo = clock("2026-03-02 06:30:00") }),
		with("103", "Pour les abonnés", func(a *presse.Article) { a.Access = presse.AccessPaid }),
		with("104", "Avec un compte", func(a *presse.Article) { a.Access = presse.AccessRegistered }),
		with("105", "Quelques-uns par mois", func(a *presse.Article) { a.Access = presse.AccessMetered }),
		with("106", "Retiré", func(a *presse.Article) { a.Status = presse.StatusWithdrawn }),
		with("107", "Réservé aux correspondants", func(a *presse.Article) { a.Status = presse.StatusRestricted }),
		with("108", "En relecture", func(a *presse.Article) { a.Status = presse.StatusReview }),
		with("109", "Brouillon", func(a *presse.Article) { a.Status, a.Published, a.Slug = presse.StatusDraft, time.Time{}, "" }),
		with("110", "Programmé", func(a *presse.Article) { a.Status, a.Published = presse.StatusScheduled, clock("2099-03-02 06:00:00") }),
		with("111", "Programmé sans heure", func(a *presse.Article) { a.Status, a.Published = presse.StatusScheduled, time.Time{} }),
		with("112", "Programmé et payant", func(a *presse.Article) {
			a.Status, a.Access, a.Published = presse.StatusScheduled, presse.AccessPaid, clock("2099-03-02 06:00:00")
		}),
		with("113", "Disparaît ce soir", func(a *presse.Article) { a.Expiry = clock("2026-03-02 20:00:00") }),
		with("114", "Corrigé", func(a *presse.Article) { a.Status, a.Updated = presse.StatusCorrected, clock("2026-03-04 09:00:00") }),
		with("115", "Statut de demain", func(a *presse.Article) { a.Status, a.Unknown = presse.StatusDraft, unknown("status", `"frozen"`) }),
		with("116", "Une minute, deux titres", func(a *presse.Article) {}),
		with("117", "Une minute, deux titres", func(a *presse.Article) { a.Slug = "une-minute-2" }),
		with("118", "UNE MINUTE : deux titrés", func(a *presse.Article) { a.Slug = "une-minute-3" }),
		with("119", "السوق يفتح أبوابه", func(a *presse.Article) {
			a.Lang, a.Slug = "ar", "السوق-يفتح-أبوابه"
			a.Byline = presse.Byline{Text: "بقلم حمزة الكتاني", People: []presse.Person{{Name: "حمزة الكتاني"}}}
			a.Body = "<p>يفتح السوق أبوابه يوم الاثنين.</p>"
		}),
		with("120", strings.Repeat("السوق البلدي ", 8), func(a *presse.Article) {
			a.Lang, a.Slug = "ar", strings.Repeat("السوق-البلدي-", 8)+"فاس"
			a.Byline = presse.Byline{Text: "بقلم هشام الكتّاني", People: []presse.Person{{Name: "هشام الكتّاني"}}}
		}),
		with("121", "ⴰⵣⵓⵍ", func(a *presse.Article) {
			a.Lang, a.Slug = "zgh", "%e2%b4%b0%e2%b5%a3%e2%b5%93%e2%b5%8d"
			a.Byline = presse.Byline{Text: "ⵎⵓⵃⴰ ⵓⵃⵎⵎⵓ", People: []presse.Person{{Name: "ⵎⵓⵃⴰ ⵓⵃⵎⵎⵓ"}}}
		}),
		with("122", "Deux Zoé", func(a *presse.Article) {
			a.Byline = presse.Byline{Text: "Par Zoé d’Aubigny et Zoe d'Aubigny", People: []presse.Person{{Name: "Zoé d’Aubigny", ID: "z1"}, {Name: "Zoe d'Aubigny", ID: "z2"}}}
		}),
		with("123", "Crochets", func(a *presse.Article) {
			a.Body = "<p>[sic] et [gallery ids=\"1\"] et [NDLR : rien].</p>\n\n<p>https://www.youtube.com/watch?v=abcdefghijk</p>\n<p>Une ligne<br>et une autre</p>"
		}),
		with("124", "Payant, retiré et daté", func(a *presse.Article) {
			a.Status, a.Access, a.Expiry = presse.StatusWithdrawn, presse.AccessPaid, clock("2026-04-01 00:00:00")
		}),
		with("125", "Publié sans date", func(a *presse.Article) { a.Published = time.Time{} }),
		with("126", "Même adresse", func(a *presse.Article) { a.Slug = "les-halles-rouvrent" }),
		with("127", "Agence seule", func(a *presse.Article) { a.Byline = presse.Byline{Text: "ADR", Agencies: []string{"ADR"}} }),
		with("128", "Sans rubrique", func(a *presse.Article) { a.Sections, a.Tags = nil, nil }),
	}
}

// sections returns the taxonomy of the round trips: one slug under two parents.
func sectionTree(t testing.TB) *presse.Taxonomy {
	t.Helper()
	tx, err := presse.NewTaxonomy(
		presse.Section{Slug: "actualite", Name: "Actualité"}, presse.Section{Slug: "societe", Name: "Société & débats", Parent: "actualite"},
		presse.Section{Slug: "une", Name: "Une", Kind: presse.KindPlacement}, presse.Section{Slug: "sport", Name: "Sport"},
		presse.Section{Slug: "rabat", Name: "Rabat"}, presse.Section{Slug: "sport", Name: "Sport", Parent: "rabat"},
	)
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

// seq returns stories as an iterator.
func seq(all ...*presse.Article) iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		for _, a := range all {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// losses collects what is reported to Lost.
type losses []presse.Loss

func (l *losses) add(loss presse.Loss) { *l = append(*l, loss) }

// of reports whether a loss of a member of a story was reported.
func (l losses) of(item, field string) bool {
	return slices.ContainsFunc(l, func(loss presse.Loss) bool { return loss.Item == item && loss.Field == field })
}

// export writes stories with the options of the round trips.
func export(t testing.TB, lost *losses, all ...*presse.Article) []byte {
	t.Helper()
	var file bytes.Buffer
	o := WriteOptions{Name: "Le Journal des remparts", Base: "https://journal.example", Lang: "fr-MA", Zone: casablanca, Taxonomy: sectionTree(t)}
	if lost != nil {
		o.Lost = lost.add
	}
	if err := Write(&file, o, seq(all...)); err != nil {
		t.Fatalf("Write = %v", err)
	}
	return file.Bytes()
}

// readBack reads the stories of an export.
func readBack(t testing.TB, file []byte) []*presse.Article {
	t.Helper()
	x, err := Open(bytes.NewReader(file), int64(len(file)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all []*presse.Article
	for a, err := range x.Articles() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	return all
}

// compare returns the members in which two articles differ, instants by the instant.
func compare(t testing.TB, want, got *presse.Article) (differ []string) {
	t.Helper()
	w, err := jsonMembers(want)
	if err != nil {
		t.Fatal(err)
	}
	delete(w, "internal_note") // Write leaves it out
	g, err := jsonMembers(got)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(sortedKeys(w), sortedKeys(g)...) {
		if !sameMember(name, w[name], g[name]) && !slices.Contains(differ, name) {
			differ = append(differ, name)
		}
	}
	return differ
}

func TestRoundTrip(t *testing.T) {
	var lost losses
	all := stories()
	got := readBack(t, export(t, &lost, all...))
	if len(got) != len(all) {
		t.Fatalf("read %d stories of %d", len(got), len(all))
	}
	for i, want := range all {
		for _, name := range compare(t, want, got[i]) {
			w, _ := jsonMembers(want)
			g, _ := jsonMembers(got[i])
			t.Errorf("story %s (%s): %s = %s, want %s", want.ID, want.Headline, name, g[name], w[name])
		}
	}
}

// TestStoriesHaveEveryMember keeps the round trip complete when a member is added.
func TestStoriesHaveEveryMember(t *testing.T) {
	var missing func(v reflect.Value, path string)
	missing = func(v reflect.Value, path string) {
		if v.IsZero() {
			t.Errorf("%s has no value in fullArticle()", path)
			return
		}
		if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct {
			v = v.Index(0)
		}
		if v.Kind() != reflect.Struct || v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.Name != "Role" && (path != "Live" && !strings.Contains(path, ".Media") && !strings.HasPrefix(path, "Corrections.Byline") && path != "Media" || f.Name == "URL") {
				missing(v.Field(i), strings.TrimPrefix(path+"."+f.Name, "."))
			}
		}
	}
	missing(reflect.ValueOf(*fullArticle()), "")
}

func TestFate(t *testing.T) {
	future := clock("2099-03-02 06:00:00")
	cases := []struct {
		name   string
		change func(a *presse.Article)
		status string
		at     time.Time
		lost   string
	}{
		{"a free published story", func(a *presse.Article) {}, "publish", clock("2026-03-02 06:05:00"), ""},
		{"an embargo decides, whatever the time is", func(a *presse.Article) { a.Embargo = future }, "future", future, "embargo"},
		{"an embargo before Published", func(a *presse.Article) { a.Embargo = clock("2026-03-01 06:00:00") }, "future", clock("2026-03-02 06:05:00"), "embargo"},
		{"a paid story under embargo", func(a *presse.Article) { a.Access, a.Embargo = presse.AccessPaid, future }, "private", future, "access"},
		{"a paid story", func(a *presse.Article) { a.Access = presse.AccessPaid }, "private", clock("2026-03-02 06:05:00"), "access"},
		{"a metered story is not free", func(a *presse.Article) { a.Access = presse.AccessMetered }, "private", clock("2026-03-02 06:05:00"), "access"},
		{"an unknown access is the most closed", func(a *presse.Article) { a.Access = 99 }, "private", clock("2026-03-02 06:05:00"), "access"},
		{"a story that expires", func(a *presse.Article) { a.Expiry = future }, "private", clock("2026-03-02 06:05:00"), "expiry"},
		{"a scheduled story", func(a *presse.Article) { a.Status, a.Published = presse.StatusScheduled, future }, "future", future, ""},
		{"a scheduled story without an instant", func(a *presse.Article) { a.Status, a.Published = presse.StatusScheduled, time.Time{} }, "pending", time.Time{}, "published"},
		{"a scheduled paid story", func(a *presse.Article) { a.Status, a.Access = presse.StatusScheduled, presse.AccessPaid }, "private", clock("2026-03-02 06:05:00"), "access"},
		{"a restricted story", func(a *presse.Article) { a.Status = presse.StatusRestricted }, "private", clock("2026-03-02 06:05:00"), "status"},
		{"a withdrawn story", func(a *presse.Article) { a.Status = presse.StatusWithdrawn }, "trash", clock("2026-03-02 06:05:00"), ""},
		{"a corrected story", func(a *presse.Article) { a.Status = presse.StatusCorrected }, "publish", clock("2026-03-02 06:05:00"), "status"},
		{"a review", func(a *presse.Article) { a.Status = presse.StatusReview }, "pending", clock("2026-03-02 06:05:00"), ""},
		{"an unknown status is a draft", func(a *presse.Article) { a.Status = 99 }, "draft", clock("2026-03-02 06:05:00"), ""},
	}
	for _, c := range cases {
		a := with("1", "Titre", c.change)
		f := fateOf(a)
		field := ""
		if len(f.why) > 0 {
			field = f.why[0].Field
		}
		if f.status != c.status || !f.at.Equal(c.at) || field != c.lost {
			t.Errorf("%s: %s at %v, lost %q; want %s at %v, lost %q", c.name, f.status, f.at, field, c.status, c.at, c.lost)
		}
	}
}

func TestLogin(t *testing.T) {
	for name, want := range map[string]string{
		"Zoé d’Aubigny": "zoe-d-aubigny", "حمزة الكتاني": "hmzh-alktani", "ⵎⵓⵃⴰ ⵓⵃⵎⵎⵓ": "muha-uhmmu", "李": "auteur", "": "auteur",
		strings.Repeat("Anne-Marie ", 9): "anne-marie-anne-marie-anne-marie-anne-marie",
	} {
		if got := login(name); got != want {
			t.Errorf("login(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSlugOfWordPress(t *testing.T) {
	for slug, want := range map[string]string{
		"les-halles": "les-halles", "Halles_6041967.html": "halles_6041967-html", "سوق": "%d8%b3%d9%88%d9%82", "%D8%B3": "%d8%b3",
		strings.Repeat("é", 300):  strings.Repeat("e", 200),
		strings.Repeat("س", 40):   strings.Repeat("%d8%b3", 33),
		strings.Repeat("a-س", 40): strings.Repeat("a-%d8%b3", 25),
		strings.Repeat("ⵣ", 40):   strings.Repeat("%e2%b5%a3", 22),
	} {
		if got := wpSlug(slug); got != want {
			t.Errorf("wpSlug(%q) = %q, want %q", slug, got, want)
		}
	}
}

type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

var errFull = errors.New("disk full")

func TestWriteErrors(t *testing.T) {
	broken := errors.New("connection lost")
	var lost losses
	yields := func(errs ...error) iter.Seq2[*presse.Article, error] {
		return func(yield func(*presse.Article, error) bool) {
			for _, err := range errs {
				if !yield(plain("1", "Titre"), err) {
					return
				}
			}
		}
	}
	many := func(yield func(*presse.Article, error) bool) {
		for yield(with("", "Titre", func(a *presse.Article) {}), nil) {
		}
	}
	cases := []struct {
		name    string
		o       WriteOptions
		w       *failing
		stories iter.Seq2[*presse.Article, error]
		cause   error
	}{
		{"an item that could not be read is left out", WriteOptions{Lost: lost.add}, &failing{1 << 20}, yields(&ItemError{ID: "7", Err: presse.ErrCorrupt}, nil), nil},
		{"any other error stops", WriteOptions{}, &failing{1 << 20}, yields(broken, nil), broken},
		{"a full disk, at once", WriteOptions{}, &failing{10}, yields(nil), errFull},
		{"a full disk, later", WriteOptions{}, &failing{100_000}, many, errFull},
		{"an empty sequence", WriteOptions{}, &failing{1 << 20}, seq(), nil},
		{"a nil sequence", WriteOptions{}, &failing{1 << 20}, nil, errNil},
		{"a nil article", WriteOptions{}, &failing{1 << 20}, seq(nil), errNil},
	}
	for _, c := range cases {
		err := Write(c.w, c.o, c.stories)
		var typed *presse.Error
		if !errors.Is(err, c.cause) || err != nil && !errors.As(err, &typed) {
			t.Errorf("%s: error %v, want %v in a *presse.Error", c.name, err, c.cause)
		}
	}
	if !lost.of("7", "item") {
		t.Errorf("the item that could not be read was not reported: %v", lost)
	}
	if err := Write(nil, WriteOptions{}, nil); err == nil {
		t.Error("Write(nil) returns no error")
	}
	if err := Write(&bytes.Buffer{}, WriteOptions{Base: "journal.example"}, nil); err == nil {
		t.Error("a Base without a scheme is no error")
	}
}

func TestPlainStoryLosesNothing(t *testing.T) {
	var lost losses
	a := with("7", "Les halles rouvrent", func(a *presse.Article) {
		a.Kicker, a.Titles, a.NoIndex = "Commerce", map[string]string{"seo": "Halles"}, true
		a.Byline = presse.ParseByline("Par Salma Berrada")
		a.Lead = presse.Media{URL: "https://journal.example/f/halles.jpg", Type: "image/jpeg", Kind: "image", Caption: "Les halles", Alt: "Une verrière"}
		a.Updated, a.FormerSlugs = clock("2026-03-03 10:00:00"), []string{"halles"}
	})
	var file bytes.Buffer
	o := WriteOptions{Base: "https://journal.example", Lang: "fr-MA", Zone: casablanca, Lost: lost.add}
	if err := Write(&file, o, seq(a)); err != nil {
		t.Fatal(err)
	}
	for _, l := range lost {
		t.Errorf("lost: %v", l)
	}
}

// TestStoredCaption checks the caption that WordPress shows: the stored one, markup and
// credit included, unless an editor has changed the caption since.
func TestStoredCaption(t *testing.T) {
	const stored = "Le <em>pont</em>. © Rim Saïdi / MAP"
	for _, c := range []struct{ name, caption, want string }{
		{"unchanged since the import", "Le pont.", "<![CDATA[" + stored + "]]>"},
		{"changed since", "Le vieux pont.", "<![CDATA[Le vieux pont.]]>"},
	} {
		a := with("7", "Le pont", func(a *presse.Article) {
			a.Lead = presse.Media{
				URL: "https://journal.example/f/pont.jpg", Type: "image/jpeg", Kind: "image", Caption: c.caption,
				Credit:  presse.ParseCredit("© Rim Saïdi / MAP"),
				Unknown: map[string]json.RawMessage{storedCaption: json.RawMessage(strconv.Quote(stored))},
			}
		})
		var lost losses
		file := export(t, &lost, a)
		if want := "<excerpt:encoded>" + c.want + "</excerpt:encoded>"; !strings.Contains(string(file), want) {
			t.Errorf("%s: no %s in\n%s", c.name, want, file)
		}
		for _, name := range compare(t, a, readBack(t, file)[0]) {
			t.Errorf("%s: %s is lost", c.name, name)
		}
	}
}

// The stories of real exports come back from an export of ours.
func TestRoundTripOfExports(t *testing.T) {
	files := []string{conformance.Path(t, "wordpress/export.xml")}
	samples, err := filepath.Glob(filepath.Join(conformance.Path(t, "model/samples/wxr"), "*.xml"))
	if err != nil || len(samples) == 0 {
		t.Fatalf("samples: %v, %v", samples, err)
	}
	for _, name := range append(files, samples...) {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		x, err := Open(bytes.NewReader(file), int64(len(file)), Options{})
		if err != nil {
			continue // a sample that is no export
		}
		var all []*presse.Article
		for a, err := range x.Articles() {
			if err == nil {
				all = append(all, a)
			}
		}
		got := readBack(t, export(t, nil, all...))
		if len(got) != len(all) {
			t.Errorf("%s: %d stories of %d", filepath.Base(name), len(got), len(all))
			continue
		}
		for i, want := range all {
			for _, member := range compare(t, want, got[i]) {
				w, _ := jsonMembers(want)
				g, _ := jsonMembers(got[i])
				t.Errorf("%s: story %s: %s = %.200s, want %.200s", filepath.Base(name), want.ID, member, g[member], w[member])
			}
		}
	}
}

// The stories of the round trips are also those of bench/wordpress, which sends them through
// a real WordPress.
func TestStoriesFile(t *testing.T) {
	const name = "testdata/stories.json"
	text, err := json.MarshalIndent(stories(), "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	if *updateGolden {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(golden, text) {
		t.Errorf("%s is not what stories() returns; run the test with -update", name)
	}
}
