package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/rank"
)

// at is the instant of the queries of tests.
var at = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// news returns an article that is public at that instant.
func news(id, headline string) *presse.Article {
	return &presse.Article{ID: id, Lang: "fr", Status: presse.StatusPublished, Headline: headline, Published: at.AddDate(0, 0, -1)}
}

// level are the frequencies of an archive of some articles in which all words are as rare.
type level int

func (l level) Articles() int     { return int(l) }
func (level) Of(string) int       { return 1 }
func (level) MeanLength() float64 { return 300 }

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// fieldsOf returns what is at fault: operation, field and value of each fault.
func fieldsOf(err error) string {
	var fields []string
	for _, f := range presse.Faults(err) {
		fields = append(fields, strings.TrimSpace(fmt.Sprint(f.Op, " ", f.Field, " ", f.Value)))
	}
	return strings.Join(fields, "; ")
}

func TestCheckOptions(t *testing.T) {
	own := NewError("name", "é", errors.New("not a name"))
	for _, c := range []struct {
		rule       string
		db         any
		f          rank.Frequencies
		candidates int
		own        error
		want       string
	}{
		{"what is right", new(int), level(1), 200, nil, ""},
		{"no frequencies", new(int), nil, 0, nil, ""},
		{"the most candidates", new(int), nil, MaxCandidates, nil, ""},
		{"one more", new(int), nil, MaxCandidates + 1, nil, "new store candidates 10001"},
		{"fewer than none", new(int), nil, -1, nil, "new store candidates -1"},
		{"nothing to work with", nil, nil, 0, nil, "new store pool"},
		{"a nil pointer", (*int)(nil), nil, 0, nil, "new store pool"},
		{"frequencies that are a nil pointer", new(int), (*rank.Counts)(nil), 0, nil, "new store frequencies"},
		{"a fault of an own option", new(int), nil, 0, own, "new store name é"},
		{"all at once, in this order", nil, (*rank.Counts)(nil), -1, own, "new store pool; new store name é; new store candidates -1; new store frequencies"},
	} {
		if got := fieldsOf(CheckOptions(c.db, "pool", c.f, c.candidates, c.own)); got != c.want {
			t.Errorf("%s: got faults %q, want %q", c.rule, got, c.want)
		}
	}
	if err := NewError("name", "", nil); err != nil {
		t.Errorf("no error as an error of New: got %v", err)
	}
	if got := fieldsOf(NewError("name", strings.Repeat("a", 1000), io.EOF)); len(got) > 500 {
		t.Errorf("a long value: it is quoted in %d bytes", len(got))
	}
}

func TestCheckIndex(t *testing.T) {
	for lang, want := range map[presse.Lang]string{"": "", "fr": "", "ar-MA": "", "français": "new store index.lang français"} {
		if got := fieldsOf(CheckIndex(presse.IndexOptions{Lang: lang})); got != want {
			t.Errorf("%q: got faults %q, want %q", lang, got, want)
		}
	}
}

func TestIsNil(t *testing.T) {
	for _, c := range []struct {
		v    any
		want bool
	}{
		{nil, true}, {(*int)(nil), true}, {map[string]int(nil), true}, {(func())(nil), true}, {(chan int)(nil), true}, {[]int(nil), true},
		{new(int), false}, {map[string]int{}, false}, {func() {}, false}, {make(chan int), false}, {[]int{}, false}, {0, false}, {"", false}, {struct{}{}, false},
	} {
		if got := IsNil(c.v); got != c.want {
			t.Errorf("IsNil(%T, %v) = %v, want %v", c.v, c.v, got, c.want)
		}
	}
}

func TestFail(t *testing.T) {
	done, cancel := context.WithCancel(context.Background())
	cancel()
	own := &presse.Error{Op: "sync", Err: io.EOF}
	for _, c := range []struct {
		rule string
		ctx  context.Context
		err  error
		want string // "" if it is nil
	}{
		{"no error, though the time is up", done, nil, ""},
		{"an error of another package", context.Background(), io.EOF, "presse: put: EOF"},
		{"an error of the house is kept", context.Background(), own, own.Error()},
		{"the cause, if the time is up", done, io.EOF, "presse: put: context canceled: EOF"},
		{"the cause, once", done, fmt.Errorf("read: %w", context.Canceled), "presse: put: read: context canceled"},
	} {
		got := ""
		err := Fail(c.ctx, "put", c.err)
		if err != nil {
			got = err.Error()
		}
		if got != c.want || err != nil && !errors.Is(err, c.err) {
			t.Errorf("%s: got %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestStorable(t *testing.T) {
	for _, c := range []struct {
		rule, id string
		want     bool
	}{
		{"an ID", "2026/05/crue-à-Kénitra", true},
		{"none", "", true},
		{"the longest", strings.Repeat("a", 1024), true},
		{"one byte more", strings.Repeat("a", 1025), false},
		{"letters count by their bytes", strings.Repeat("é", 513), false},
		{"NUL", "a\x00b", false},
		{"the ID of an article without one", noID, false},
		{"not UTF-8", "a\xff", false},
		{"the character that replaces what is not UTF-8", "a\uFFFD", true},
		{"a control character", "a\x01\n", true},
	} {
		if got := Storable(c.id); got != c.want {
			t.Errorf("%s: Storable(%.20q) = %v, want %v", c.rule, c.id, got, c.want)
		}
	}
}

func TestRead(t *testing.T) {
	a := news("a", "Crue à Kénitra")
	a.Sections = []string{"Régions"}
	s, err := Read(a, presse.IndexOptions{})
	must(t, err)
	digest, err := rank.NewDigest(a, presse.IndexOptions{})
	must(t, err)
	if !slices.Equal(s.Digest, digest) || s.ID != "a" || s.Published != a.Published.Unix() || !slices.Equal(s.Sections, a.Sections) {
		t.Errorf("got %+v, want what %+v says", s, a)
	}
}

func TestReadAll(t *testing.T) {
	good, other := news("bon", "Un bon article"), news("b", "Un autre")
	for _, c := range []struct {
		rule string
		in   []*presse.Article
		want string // the IDs
		at   string // what is at fault
		err  error
	}{
		{"nothing", nil, "", "", nil},
		{"in their order", []*presse.Article{good, other}, "bon b", "", nil},
		{"a nil article", []*presse.Article{good, nil}, "bon", "put articles[1]", ErrNil},
		{"no ID", []*presse.Article{{}, good}, "bon", "put articles[0].id", errNoID},
		{"NUL in an ID", []*presse.Article{{ID: "\x00"}}, "", "put articles[0].id \x00", ErrBytesID},
		{"an ID that is not UTF-8", []*presse.Article{{ID: "\xff"}}, "", "put articles[0].id \xff", ErrBytesID},
		{"an ID twice, of which the first is kept", []*presse.Article{good, other, good}, "bon b", "put articles[2].id bon", presse.ErrDuplicate},
		{"an ID thrice", []*presse.Article{other, other, other}, "b", "put articles[1].id b; put articles[2].id b", presse.ErrDuplicate},
		{"two articles at fault that have one ID", []*presse.Article{{ID: "\x00"}, {ID: "\x00"}}, "", "put articles[0].id \x00; put articles[1].id \x00", ErrBytesID},
		{"300 tags", []*presse.Article{{ID: "a", Tags: slices.Repeat([]string{"a"}, 300)}, good}, "bon", "put articles[0].tags 300 tags and sections", nil},
	} {
		stories, err := ReadAll(context.Background(), c.in, presse.IndexOptions{})
		var ids []string
		for _, s := range stories {
			ids = append(ids, s.ID)
		}
		if got := strings.Join(ids, " "); got != c.want || fieldsOf(err) != c.at || c.err != nil && !errors.Is(err, c.err) {
			t.Errorf("%s: got stories %q, faults %q, error %v, want %q, %q, %v", c.rule, got, fieldsOf(err), err, c.want, c.at, c.err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if stories, err := ReadAll(ctx, []*presse.Article{good, {}}, presse.IndexOptions{}); stories != nil || !errors.Is(err, context.Canceled) || len(presse.Faults(err)) != 1 {
		t.Errorf("after the end of the context: got %v, %v, want only that it has ended", stories, err)
	}
	_, err := ReadAll(context.Background(), []*presse.Article{{ID: strings.Repeat("a", 1025)}}, presse.IndexOptions{})
	if !errors.Is(err, errLongID) || len(err.Error()) > 500 {
		t.Errorf("a long ID: got %v, want %v and a short quotation", err, errLongID)
	}
}

// TestWords checks that a small archive has more words of a story: as many as a story of a
// paper has.
func TestWords(t *testing.T) {
	var body strings.Builder
	for i := range 600 {
		fmt.Fprintf(&body, "mot%c%c%c ", 'a'+i%26, 'a'+i/26%26, 'a'+i/676)
	}
	long := news("a", "Un titre")
	long.Body = body.String()
	for _, c := range []struct {
		rule     string
		a        *presse.Article
		articles level
		want     int
	}{
		{"an empty archive", long, 0, 256},
		{"a small archive", long, FewArticles - 1, 256},
		{"an archive", long, FewArticles, 64},
		{"a story of three words", news("a", "Crue à Kénitra : l’alerte"), FewArticles, 3},
	} {
		s, err := Read(c.a, presse.IndexOptions{})
		must(t, err)
		if words, err := s.Words(c.articles); err != nil || len(words) != c.want {
			t.Errorf("%s: got %d words, error %v, want %d", c.rule, len(words), err, c.want)
		}
	}
}

// TestHash checks the hash against the published test vectors of FNV-1a, 64 bits (Fowler,
// Noll, Vo; draft-eastlake-fnv, appendix C): indexes and tables hold it.
func TestHash(t *testing.T) {
	for text, want := range map[string]uint64{"": 0xcbf29ce484222325, "a": 0xaf63dc4c8601ec8c, "foobar": 0x85944171f73967e8} {
		if got := Hash(text); got != want {
			t.Errorf("Hash(%q): got %#x, want %#x", text, got, want)
		}
	}
}
