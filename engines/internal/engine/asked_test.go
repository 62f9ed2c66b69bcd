package engine

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/rank"
)

// broad finds whatever shares a word.
var broad = presse.Query{At: at, MinScore: -1}

// ask asks for the article "x" of an archive of a thousand.
func ask(t *testing.T, q presse.Query) *Asked {
	t.Helper()
	k, err := Ask("related", news("x", "La crue de Kénitra"), q, presse.IndexOptions{})
	must(t, err)
	k.Frequencies = level(1000)
	return k
}

// found returns candidates that share a word with what ask asks for, each with another
// headline. They were found with the score 1.
func found(t *testing.T, ids ...string) (all []Candidate) {
	t.Helper()
	for _, id := range ids {
		d, err := rank.NewDigest(news(id, "Crue "+strings.Repeat(id, 3)), presse.IndexOptions{})
		must(t, err)
		all = append(all, Candidate{rank.Candidate{ID: id, Digest: d}, 1})
	}
	return all
}

func idsOf(matches []presse.Match) string {
	var ids []string
	for _, m := range matches {
		ids = append(ids, m.ID)
	}
	return strings.Join(ids, " ")
}

func TestAsk(t *testing.T) {
	for _, c := range []struct {
		rule string
		a    *presse.Article
		q    presse.Query
		id   string
		at   string // what is at fault
	}{
		{"an article", news("a", "Crue"), broad, "a", ""},
		{"an article without an ID", news("", "Crue"), broad, noID, ""},
		{"an article without words", &presse.Article{}, broad, noID, ""},
		{"no article", nil, broad, "", "new digest"},
		{"no instant", news("a", "Crue"), presse.Query{}, "", "related at"},
		{"too many matches", news("a", "Crue"), presse.Query{At: at, Limit: 101}, "", "related limit 101"},
	} {
		k, err := Ask("related", c.a, c.q, presse.IndexOptions{})
		id := ""
		if k != nil {
			id = k.Own.ID
		}
		if id != c.id || fieldsOf(err) != c.at {
			t.Errorf("%s: got ID %q, faults %q, want %q, %q", c.rule, id, fieldsOf(err), c.id, c.at)
		}
	}
	a := news("", "Crue")
	if _, err := Ask("related", a, broad, presse.IndexOptions{}); err != nil || a.ID != "" {
		t.Errorf("the article of the caller has the ID %q, error %v", a.ID, err)
	}
	for _, exact := range []bool{false, true} {
		if got := ask(t, presse.Query{At: at, Exact: exact}).Exact(); got != exact {
			t.Errorf("Exact() = %v, want %v", got, exact)
		}
	}
}

// TestOnlyOnce checks that the function of the caller is asked once for each article,
// however often candidates are found, and that those that it has ruled out are known.
func TestOnlyOnce(t *testing.T) {
	calls := map[string]int{}
	q := broad
	q.Only = func(id string) bool {
		calls[id]++
		return id != "b"
	}
	k := ask(t, q)
	all := found(t, "a", "b", "c")
	all[2].Score = 0 // else more may be found as well
	for i := range 3 {
		matches, err := k.Choose(all)
		must(t, err)
		if got := idsOf(matches); strings.Contains(got, "b") || len(matches) != 2 {
			t.Errorf("choosing %d: got %s, want a and c", i, got)
		}
		if !k.ShortOf(all) {
			t.Errorf("choosing %d: that b is ruled out is forgotten", i)
		}
	}
	for _, id := range []string{"a", "b", "c"} {
		if calls[id] != 1 {
			t.Errorf("Only(%q) was called %d times, want 1", id, calls[id])
		}
	}
}

func TestExclude(t *testing.T) {
	many := func(n int) (ids []string) {
		for i := range n {
			ids = append(ids, fmt.Sprint("n", i))
		}
		return ids
	}
	for _, c := range []struct {
		rule    string
		exclude []string
		want    int // IDs that the engine leaves out
	}{
		{"none", nil, 0},
		{"one", []string{"b"}, 1},
		{"IDs that no store has", []string{"b", "\x00", "\xff", strings.Repeat("a", 1025)}, 1},
		{"as many as an engine leaves out", append(many(MaxExclude-1), "b"), MaxExclude},
		{"more are left out by Choose", append(many(MaxExclude), "b"), 0},
	} {
		q := broad
		q.Exclude = slices.Clone(c.exclude)
		k := ask(t, q)
		all := found(t, "a", "b", "c")
		all[2].Score = 0
		matches, err := k.Choose(all)
		must(t, err)
		if got := k.Excluded(); len(got) != c.want || c.want > 0 && !slices.Contains(got, "b") {
			t.Errorf("%s: Excluded() = %d IDs, want %d", c.rule, len(got), c.want)
		}
		if got := strings.Contains(idsOf(matches), "b"); got != (c.exclude == nil) {
			t.Errorf("%s: got %s", c.rule, idsOf(matches))
		}
		if got, want := k.ShortOf(all), len(c.exclude) > MaxExclude; got != want {
			t.Errorf("%s: ShortOf = %v, want %v", c.rule, got, want)
		}
		others := found(t, "a", "c")
		others[1].Score = 0
		if _, err := k.Choose(others); err != nil || k.ShortOf(others) {
			t.Errorf("%s: ShortOf others, of which none is left out: got true, error %v", c.rule, err)
		}
		if !slices.Equal(q.Exclude, c.exclude) {
			t.Errorf("%s: the list of the caller is changed", c.rule)
		}
	}
}

// TestPinned checks that what the query pins comes first, and once, though a search finds
// it too, and that a store is asked only for IDs that it may hold.
func TestPinned(t *testing.T) {
	q := broad
	q.Pinned = []string{"p", "\x00", "a"}
	k := ask(t, q)
	if got := k.PinnedIDs(); !slices.Equal(got, []string{"p", "a"}) {
		t.Errorf("PinnedIDs() = %q, want p and a", got)
	}
	for _, c := range found(t, "a", "p") {
		k.Pinned = append(k.Pinned, c.Candidate)
	}
	older := found(t, "a", "b")
	older[0].Digest = found(t, "z")[0].Digest // that of another article: told, if it were asked for
	for i := range 2 {
		matches, err := k.Choose(older)
		if got := idsOf(matches); err != nil || got != "p a b" {
			t.Errorf("choosing %d: got %s, error %v, want p a b", i, got, err)
		}
	}
}

// TestChooseEach checks what becomes of errors of a search: one of an article is told
// beside the answer, another ends it.
func TestChooseEach(t *testing.T) {
	q := broad
	q.Pinned = []string{"a"}
	for _, c := range []struct {
		rule string
		err  error
		want string
	}{
		{"an article that cannot be read", presse.ErrItem, "a b"},
		{"an archive in part", rank.ErrPartial, "a b"},
		{"a search that fails", io.EOF, ""},
	} {
		k := ask(t, q)
		k.Pinned = []rank.Candidate{found(t, "a")[0].Candidate}
		after := 0
		matches, err := k.ChooseEach(func(yield func(rank.Candidate, error) bool) {
			if yield(rank.Candidate{ID: "a"}, c.err) { // it is told, though a is pinned
				after++
				yield(found(t, "b")[0].Candidate, nil)
			}
		})
		if got := idsOf(matches); got != c.want || !errors.Is(err, c.err) || (after == 0) != (c.want == "") {
			t.Errorf("%s: got %q, error %v, want %q and %v", c.rule, got, err, c.want, c.err)
		}
	}
}

func TestShortOf(t *testing.T) {
	for _, c := range []struct {
		rule   string
		scores []float32
		want   bool
	}{
		{"nothing found", nil, false},
		{"one", []float32{3}, true},
		{"the last as good as the first", []float32{3, 3}, true},
		{"a little better than half", []float32{4, 3, 2.5}, true},
		{"half", []float32{4, 3, 2}, false},
		{"much worse", []float32{4, 3, 1}, false},
	} {
		var all []Candidate
		for _, score := range c.scores {
			all = append(all, Candidate{Score: score})
		}
		if got := new(Asked).ShortOf(all); got != c.want {
			t.Errorf("%s: ShortOf(%v) = %v, want %v", c.rule, c.scores, got, c.want)
		}
	}
}
