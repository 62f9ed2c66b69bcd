package rank

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/presse-go/presse"
)

var (
	now = time.Date(2026, time.March, 1, 8, 0, 0, 0, time.UTC)

	// broad finds whatever shares a word.
	broad = presse.Query{At: now, MinScore: -1}
)

// public returns a published article.
func public(id, headline string) *presse.Article {
	return &presse.Article{ID: id, Headline: headline, Status: presse.StatusPublished, Published: now.Add(-time.Hour)}
}

func candidates(t testing.TB, articles ...*presse.Article) (found []Candidate) {
	for _, a := range articles {
		found = append(found, Candidate{a.ID, digestOf(t, a)})
	}
	return found
}

func idsOf(matches []presse.Match) (ids []string) {
	for _, m := range matches {
		ids = append(ids, m.ID)
	}
	return ids
}

// TestNewDigestOptions checks that a language is a tag, as everywhere in package presse.
func TestNewDigestOptions(t *testing.T) {
	for _, c := range []struct {
		lang  presse.Lang
		valid bool
	}{{"", true}, {"ar", true}, {"ar_MA", true}, {"zgh", true}, {"zz-!!", false}, {"français", false}, {presse.Lang(strings.Repeat("a", 101)), false}} {
		d, err := NewDigest(public("1", "Crue"), presse.IndexOptions{Lang: c.lang})
		faults := presse.Faults(err)
		switch {
		case c.valid && (err != nil || d == nil):
			t.Errorf("%q: %v", c.lang, err)
		case !c.valid && (d != nil || len(faults) != 1 || faults[0].Op != "new digest" || faults[0].Field != "options.lang" || faults[0].Value == ""):
			t.Errorf("%q: got %x, %v, want an error in options.lang", c.lang, d, err)
		}
	}
}

// sealed returns a digest of this version with the given content.
func sealed(content []byte) Digest {
	good, _ := NewDigest(&presse.Article{ID: "1"}, presse.IndexOptions{})
	d := append(slices.Clone(good[:6]), content...)
	table := crc32.MakeTable(crc32.Castagnoli)
	binary.LittleEndian.PutUint32(d[2:], crc32.Update(crc32.Checksum(d[:2], table), table, d[6:]))
	return d
}

func TestNewDigest(t *testing.T) {
	for _, c := range []struct {
		rule    string
		article *presse.Article
		field   string // of the error, "" for none
		failed  bool
	}{
		{"nil is an error", nil, "", true},
		{"an article without an ID is an error", &presse.Article{Headline: "Crue"}, "id", true},
		{"a long ID is an error", &presse.Article{ID: strings.Repeat("i", 2000)}, "id", true},
		{"a long text is an error", &presse.Article{ID: "1", Body: strings.Repeat("crue ", 4<<20)}, "body", true},
		{"many tags are an error", &presse.Article{ID: "1", Tags: make([]string, 300)}, "tags", true},
		{"a draft has a digest", &presse.Article{ID: "1"}, "", false},
		{"a withdrawn article has a digest", &presse.Article{ID: "1", Status: presse.StatusRestricted}, "", false},
	} {
		d, err := NewDigest(c.article, presse.IndexOptions{})
		var fault *presse.Error
		if c.failed != errors.As(err, &fault) || c.failed && (fault.Field != c.field || fault.Op != "new digest") || c.failed != (d == nil) {
			t.Errorf("%s: %v, %v", c.rule, d, err)
		}
	}
}

func TestTerms(t *testing.T) {
	a := public("1", "L’oued Sébou déborde : l’État alerte 2026")
	a.Tags, a.Sections, a.Genre = []string{"Conseil municipal", "Crues", "crues"}, []string{"Régions/Fès"}, "Analyse"
	got := slices.Sorted(digestOf(t, a).Terms())
	want := strings.Split("#conseil municipal|#crues|/regions/fes|2026|alerte|deborde|etat|oued|sebou", "|")
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for range digestOf(t, a).Terms() {
		break
	}
	for term := range Digest("no digest").Terms() {
		t.Errorf("a digest that cannot be read has the term %q", term)
	}
}

// The terms of any text are those that an Index counts, by the names that Terms gives them.
func TestTermsAreThoseOfAnIndex(t *testing.T) {
	for _, body := range []string{
		"L’école d’Aït-Benhaddou, prud’hommes, aujourd'hui 20h30, 1ère, 4x4, G7, 10km",
		"غمرت الفيضانات المدينة القديمة والقرى المجاورة ٢٠٢٦", "ⴰⵎⴰⵣⵉⵖ ⵜⴰⵎⵓⵔⵜ", "Größe, œuvre, Łódź, 東京",
		strings.Repeat("x", 300) + " Москва",
	} {
		for _, l := range []presse.Lang{"fr", "ar", "en", "zgh"} {
			a := &presse.Article{ID: "1", Lang: l, Body: body, Tags: []string{"Été 2026", "🔥", body}, Sections: []string{"a/b c", "/Sport//Foot/"}}
			x := presse.NewIndex(presse.IndexOptions{})
			if err := x.Put(a); err != nil {
				t.Fatal(err)
			}
			n := 0
			for term := range digestOf(t, a).Terms() {
				n++
				if x.Frequencies().Of(term) < 1 {
					t.Errorf("%s, %q: an Index does not know the term %q", l, body, term)
				}
			}
			if n < 5 {
				t.Errorf("%s, %q: %d terms", l, body, n)
			}
		}
	}
}

func TestKeywords(t *testing.T) {
	var c Counts
	articles := stories(t)
	for _, found := range candidates(t, articles...) {
		if err := c.Add(found.Digest); err != nil {
			t.Fatal(err)
		}
	}
	a := public("1", "Le pont des Tanneurs menace de céder à Azilane")
	a.Body, a.Tags = "Le pont des Tanneurs est fermé. La pluie tombe.", []string{"Oued Lahmer"}
	all, err := digestOf(t, a).Keywords(100, &c)
	if err != nil || !slices.IsSortedFunc(all, func(a, b Keyword) int { return -cmpFloat(a.Weight, b.Weight) }) {
		t.Errorf("got %v, %v", all, err)
	}
	terms := slices.Collect(digestOf(t, a).Terms())
	for _, k := range all {
		if !slices.Contains(terms, k.Text) || k.Tag != (k.Text == "#oued lahmer") || k.Weight <= 0 {
			t.Errorf("keyword %+v is not one of %q", k, terms)
		}
	}
	few, err := digestOf(t, a).Keywords(3, &c)
	if err != nil || !slices.Equal(few, all[:3]) {
		t.Errorf("got %v, %v, want %v", few, err, all[:3])
	}
	for _, k := range []string{"est", "le"} {
		if slices.ContainsFunc(all, func(w Keyword) bool { return w.Text == k }) {
			t.Errorf("%q is a keyword", k)
		}
	}
	if b, _ := json.Marshal(Keyword{"#fes", .5, true}); string(b) != `{"text":"#fes","weight":0.5,"tag":true}` {
		t.Errorf("JSON %s", b)
	}
}

// An article is found by its words and tags. Sections and numbers find too many.
func TestNoKeywords(t *testing.T) {
	for _, c := range []struct {
		rule    string
		article presse.Article
		want    string
	}{
		{"nothing", presse.Article{}, ""},
		{"sections", presse.Article{Sections: []string{"Sport/Football", "Régions"}}, ""},
		{"numbers", presse.Article{Headline: "2026 : 20h30", Sections: []string{"Sport"}}, ""},
		{"a tag", presse.Article{Tags: []string{"Coupe d’Afrique"}, Sections: []string{"Sport"}}, "#coupe d afrique"},
		{"a word", presse.Article{Headline: "Crue 2026", Sections: []string{"Sport"}}, "crue"},
	} {
		c.article.ID = "1"
		words, err := digestOf(t, &c.article).Keywords(64, odd{100, 3, 50})
		var got []string
		for _, k := range words {
			got = append(got, k.Text)
		}
		if err != nil || strings.Join(got, "|") != c.want {
			t.Errorf("%s: got %q, %v, want %q", c.rule, got, err, c.want)
		}
	}
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func TestTagsAreSuggested(t *testing.T) {
	var c Counts
	for id, tags := range map[string][]string{"1": {"Tramway"}, "2": {"Tramway"}, "3": {"Budget"}} {
		a := public(id, "Le tramway de Rabat et son budget, un chantier")
		a.Tags = tags
		if err := c.Add(digestOf(t, a)); err != nil {
			t.Fatal(err)
		}
	}
	bare := digestOf(t, public("4", "Un chantier inédit : le tramway et son budget"))
	got, err := bare.Keywords(3, &c)
	if err != nil || len(got) != 3 || got[0].Text != "tramway" || got[1].Text != "budget" || !got[0].Tag || !got[1].Tag || got[2].Tag {
		t.Errorf("got %+v, %v", got, err)
	}
	tagged := public("5", "Un chantier inédit : le tramway")
	tagged.Tags = []string{"Rabat"}
	got, err = digestOf(t, tagged).Keywords(9, &c)
	if err != nil || slices.ContainsFunc(got, func(k Keyword) bool { return k.Tag && k.Text != "#rabat" }) {
		t.Errorf("an article with tags: got %+v, %v", got, err)
	}
}

// A digest that was cut or altered anywhere is refused.
func TestAlteredDigests(t *testing.T) {
	a := stories(t)[0]
	good := digestOf(t, a)
	for i := range good {
		bad := slices.Clone(good)
		bad[i] ^= 1 << (i % 8)
		for _, d := range []Digest{bad, good[:i], append(slices.Clone(good), byte(i))} {
			_, err := d.Keywords(1, new(Counts))
			if !errors.Is(err, presse.ErrCorrupt) && !errors.Is(err, presse.ErrVersion) {
				t.Fatalf("byte %d: %v", i, err)
			}
		}
	}
}

func TestCounts(t *testing.T) {
	articles := stories(t)
	p := newPair(t, articles)
	var c Counts
	var empty bytes.Buffer
	if err := c.Save(&empty); err != nil {
		t.Fatal(err)
	}
	for _, found := range p.found {
		if err := c.Add(found.Digest); err != nil {
			t.Fatal(err)
		}
	}
	same := func(rule string, got, want Frequencies) {
		t.Helper()
		if got.Articles() != want.Articles() || got.MeanLength() != want.MeanLength() {
			t.Errorf("%s: %d articles of %f words, want %d of %f", rule, got.Articles(), got.MeanLength(), want.Articles(), want.MeanLength())
		}
		for _, found := range p.found {
			for term := range found.Digest.Terms() {
				if got.Of(term) != want.Of(term) {
					t.Errorf("%s: %q is in %d, want %d", rule, term, got.Of(term), want.Of(term))
				}
			}
		}
	}
	same("those of an Index", &c, p.index.Frequencies())
	for _, term := range []string{"", "deux mots", "xyzzy", "#xyzzy"} {
		if c.Of(term) != 0 {
			t.Errorf("%q is in %d articles", term, c.Of(term))
		}
	}

	var saved bytes.Buffer
	if err := c.Save(&saved); err != nil {
		t.Fatal(err)
	}
	stream := io.MultiReader(bytes.NewReader(saved.Bytes()), strings.NewReader("more"))
	loaded, err := LoadCounts(iotest.OneByteReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	if rest, _ := io.ReadAll(stream); string(rest) != "more" {
		t.Errorf("what follows is %q", rest)
	}
	same("loaded", loaded, &c)

	gone := digestOf(t, public("gone", "Xylographie"))
	if err := c.Remove(gone); !errors.Is(err, presse.ErrNotFound) {
		t.Errorf("removed what was not added: %v", err)
	}
	var again bytes.Buffer
	if c.Save(&again); !bytes.Equal(again.Bytes(), saved.Bytes()) {
		t.Error("a Remove that failed has changed the counts")
	}
	for _, found := range p.found {
		if err := c.Remove(found.Digest); err != nil {
			t.Fatal(err)
		}
	}
	again.Reset()
	if c.Save(&again); !bytes.Equal(again.Bytes(), empty.Bytes()) {
		t.Error("when all is removed, the counts are not those of an empty archive")
	}
	if err := c.Remove(p.found[0].Digest); !errors.Is(err, presse.ErrNotFound) {
		t.Errorf("removed from nothing: %v", err)
	}
}

func TestCountsOfBadStreams(t *testing.T) {
	var c Counts
	for _, found := range candidates(t, stories(t)[:3]...) {
		if err := c.Add(found.Digest); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := c.Save(&b); err != nil {
		t.Fatal(err)
	}
	good := b.Bytes()
	for i := range good {
		if i > 100 && i < len(good)-700 && i%501 > 0 {
			continue
		}
		bad := slices.Clone(good)
		bad[i] ^= 0x40
		for _, b := range [][]byte{bad, good[:i]} {
			if _, err := LoadCounts(bytes.NewReader(b)); !errors.Is(err, presse.ErrCorrupt) && !errors.Is(err, presse.ErrVersion) {
				t.Fatalf("byte %d: %v", i, err)
			}
		}
	}
	broken := errors.New("disk")
	if _, err := LoadCounts(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Error(err)
	}
	if err := c.Save(failing{broken}); !errors.Is(err, broken) {
		t.Error(err)
	}
	for _, err := range []error{c.Save(nil), (*Counts)(nil).Save(&b), (*Counts)(nil).Add(nil), (*Counts)(nil).Remove(nil), c.Add(nil), c.Remove(Digest{1, 2})} {
		var fault *presse.Error
		if !errors.As(err, &fault) {
			t.Errorf("got %v", err)
		}
	}
	if _, err := LoadCounts(nil); err == nil {
		t.Error("counts from nil")
	}
	if n := (*Counts)(nil); n.Articles() != 0 || n.Of("a") != 0 || n.MeanLength() != 0 || new(Counts).MeanLength() != 0 {
		t.Error("nothing has counts")
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestManyAtOnce(t *testing.T) {
	p := newPair(t, stories(t)[:60])
	var c Counts
	for _, found := range p.found {
		c.Add(found.Digest)
	}
	want, err := Choose(p.found[0].Digest, each(p.found...), &c, broad)
	if err != nil {
		t.Fatal(err)
	}
	more := digestOf(t, public("other", "Xylographie"))
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 20 {
				c.Add(more)
				got, err := Choose(p.found[0].Digest, each(p.found...), p.index.Frequencies(), broad)
				if err != nil || len(got) != len(want) {
					t.Errorf("got %v, %v", got, err)
				}
				c.Remove(more)
				c.Save(io.Discard)
			}
		})
	}
	all.Wait()
	if got, err := Choose(p.found[0].Digest, each(p.found...), &c, broad); err != nil || !slices.Equal(idsOf(got), idsOf(want)) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
}

// odd are frequencies that no archive has.
type odd struct {
	articles, of int
	length       float64
}

func (o odd) Articles() int       { return o.articles }
func (o odd) Of(string) int       { return o.of }
func (o odd) MeanLength() float64 { return o.length }

func TestOddFrequencies(t *testing.T) {
	p := newPair(t, stories(t)[:20])
	for _, f := range []Frequencies{
		odd{-1, -1, -1}, odd{0, 0, math.NaN()}, odd{math.MaxInt, math.MaxInt, math.Inf(1)}, odd{1, math.MinInt, math.Inf(-1)}, odd{10, 1000, 0}, (*Counts)(nil),
	} {
		matches, err := Choose(p.found[0].Digest, each(p.found...), f, broad)
		for _, m := range matches {
			if !(m.Score >= 0 && m.Score <= 1) {
				t.Errorf("%v: score %f", f, m.Score)
			}
		}
		words, err2 := p.found[0].Digest.Keywords(5, f)
		for _, k := range words {
			if !(k.Weight >= 0 && k.Weight < 10) {
				t.Errorf("%v: weight %f", f, k.Weight)
			}
		}
		if err != nil || err2 != nil {
			t.Error(f, err, err2)
		}
	}
}

// With the frequencies of a tenth of the stories, most answers are those of all.
func TestFrequenciesOfAPart(t *testing.T) {
	p := newPair(t, archive(t, 20))
	var part Counts
	for i, found := range p.found {
		if i%10 == 0 {
			part.Add(found.Digest)
		}
	}
	alike, all := 0, 0
	for i := 0; i < len(p.found); i += 25 {
		q := presse.Query{Desk: true, MinScore: -1}
		want, err1 := Choose(p.found[i].Digest, each(p.found...), p.index.Frequencies(), q)
		got, err2 := Choose(p.found[i].Digest, each(p.found...), &part, q)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		for _, id := range idsOf(want) {
			all++
			if slices.Contains(idsOf(got), id) {
				alike++
			}
		}
	}
	if t.Logf("%d of %d matches", alike, all); alike*100 < all*75 {
		t.Errorf("of %d matches, only %d are the same", all, alike)
	}
}

func TestKeywordErrors(t *testing.T) {
	d := digestOf(t, public("1", "Crue"))
	for _, c := range []struct {
		d     Digest
		n     int
		f     Frequencies
		field string
	}{{d, -1, new(Counts), "n"}, {d, 1, nil, "frequencies"}, {nil, 1, new(Counts), "digest"}} {
		words, err := c.d.Keywords(c.n, c.f)
		var fault *presse.Error
		if !errors.As(err, &fault) || fault.Field != c.field || words != nil {
			t.Errorf("%s: got %v, %v", c.field, words, err)
		}
	}
	if words, err := d.Keywords(0, new(Counts)); err != nil || len(words) != 0 {
		t.Errorf("no keywords: %v, %v", words, err)
	}
}

// hostile uses a digest whose checksum is right, whatever its content is.
func hostile(t *testing.T, content []byte, good []Candidate) {
	f := odd{100, 3, 50}
	d := sealed(content)
	words, err := d.Keywords(10, f)
	n := 0
	for range d.Terms() {
		n++
	}
	if err != nil && n > 0 || n < len(words) {
		t.Errorf("%x: %d terms, %d keywords, %v", content, n, len(words), err)
	}
	var c Counts
	if added := c.Add(d); (added == nil) != (err == nil) || added == nil && c.Remove(d) != nil {
		t.Errorf("%x: Add: %v, Keywords: %v", content, added, err)
	}
	q := presse.Query{Desk: true, MinScore: -1, Diversity: .5, Limit: 20, Langs: []presse.Lang{"fr", "ar"}}
	if matches, asked := Choose(d, each(good...), f, q); (asked == nil) != (err == nil) || len(matches) > len(good) {
		t.Errorf("%x: asked: %v, %v; Keywords: %v", content, matches, asked, err)
	}
	id := good[1].ID
	for _, id := range []string{id, "x"} {
		matches, found := Choose(good[0].Digest, each(append([]Candidate{{id, d}}, good...)...), f, q)
		if found != nil && !errors.Is(found, presse.ErrItem) {
			t.Errorf("%x: found: %v", content, found)
		}
		for _, m := range matches {
			if !(m.Score >= 0 && m.Score <= 1) || m.ID == good[0].ID {
				t.Errorf("%x: match %v", content, m)
			}
		}
	}
}

func TestHostileDigests(t *testing.T) {
	all := candidates(t, stories(t)[:12]...)
	r := rand.New(rand.NewPCG(1, 19))
	read := 0
	for i := range 1500 {
		content := slices.Clone(all[i%len(all)].Digest[6:])
		for range 1 + r.IntN(4) {
			switch at := r.IntN(len(content)); r.IntN(4) {
			case 0:
				content[at] = byte(r.Uint32())
			case 1:
				content[at] ^= 1 << r.IntN(8)
			case 2:
				content = slices.Insert(content, at, byte(r.Uint32()))
			case 3:
				content = slices.Delete(content, at, min(len(content), at+1+r.IntN(3)))
			}
			if len(content) == 0 {
				break
			}
		}
		hostile(t, content, all[:8])
		if _, err := sealed(content).Keywords(1, new(Counts)); err == nil {
			read++
		}
	}
	if read < 150 {
		t.Errorf("only %d of 1500 digests could be read", read)
	}
}

// FuzzDigest is TestHostileDigests for any bytes.
func FuzzDigest(f *testing.F) {
	all := candidates(f, stories(f)[:8]...)
	for _, c := range all[:4] {
		f.Add([]byte(c.Digest[6:]))
	}
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, content []byte) { hostile(t, content, all) })
}
