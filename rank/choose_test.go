package rank

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// An Index and Choose name the same reasons in the same order, whatever the order of the
// articles.
func TestReasons(t *testing.T) {
	with := func(id, headline string, tags ...string) *presse.Article {
		a := public(id, headline)
		a.Tags = tags
		return a
	}
	const tied = "zone Écluse barrage digue Oued crue étiage" // as rare and as frequent, so of equal weight
	for _, c := range []struct {
		rule    string
		asked   *presse.Article
		archive []*presse.Article
		want    string
	}{
		{
			"of reasons of equal weight, the first six by alphabet, without case and accents",
			with("1", tied),
			[]*presse.Article{with("2", "crue Oued digue étiage barrage Écluse zone"), with("3", "Chantier naval")},
			"term barrage|term crue|term digue|term Écluse|term étiage|term Oued",
		}, {
			"a word is written as the article that asks writes it",
			with("1", "CANADA : grève"), []*presse.Article{with("2", "Canada : grève")}, "term CANADA|term grève",
		}, {
			"a tag is written as the archive writes it",
			with("1", "Montréal", "canada", "ÉTÉ"), []*presse.Article{with("2", "Chantier naval", "Canada", "été")}, "tag Canada|tag été",
		}, {
			"the article that asks is one of the archive",
			with("1", "Montréal", "canada"), []*presse.Article{with("1", "Montréal", "canada"), with("2", "Chantier naval", "Canada")}, "tag canada",
		}, {
			"the archive has another form of the article that asks",
			with("1", "Montréal", "canada"), []*presse.Article{with("1", "Montréal", "CANADA"), with("2", "Chantier naval", "CAnada")}, "tag CAnada",
		},
	} {
		for _, reversed := range []bool{false, true} {
			archive := slices.Clone(c.archive)
			if reversed {
				slices.Reverse(archive)
			}
			p := newPair(t, archive)
			q := broad
			q.Copies = true // the texts are short
			fromIndex, err := p.index.Related(c.asked, q)
			if err != nil {
				t.Fatal(err)
			}
			chosen, err := Choose(digestOf(t, c.asked), each(p.found...), p.index.Frequencies(), q)
			if err != nil {
				t.Fatal(err)
			}
			for by, matches := range map[string][]presse.Match{"an Index": fromIndex, "Choose": chosen} {
				if len(matches) == 0 || named(matches[0]) != c.want {
					t.Errorf("%s: by %s, reversed %t: got %v, want %s", c.rule, by, reversed, matches, c.want)
				}
			}
		}
	}
}

// named returns the terms that are reasons of a match.
func named(m presse.Match) string {
	var all []string
	for _, r := range m.Why {
		if r.Kind <= presse.ReasonSection {
			all = append(all, r.Kind.String()+" "+r.Text)
		}
	}
	return strings.Join(all, "|")
}

// TestChooseManyFaults checks that an answer is not smaller than its faults.
func TestChooseManyFaults(t *testing.T) {
	asked := digestOf(t, public("1", "Crue de l’oued Sébou"))
	found := candidates(t, public("2", "L’oued Sébou en crue"))
	var f Counts
	matches, err := Choose(asked, func(yield func(Candidate, error) bool) {
		for range 1000 {
			if !yield(Candidate{"3", found[0].Digest}, nil) {
				return
			}
		}
		if yield(Candidate{}, ErrPartial) {
			yield(found[0], nil)
		}
	}, &f, presse.Query{At: now, MinScore: -1})
	faults := presse.Faults(err)
	if len(matches) != 1 || !errors.Is(err, ErrPartial) || !errors.Is(err, presse.ErrItem) || errors.Is(err, presse.ErrDuplicate) || !strings.Contains(err.Error(), "900 more") {
		t.Errorf("1,000 candidates at fault: got %v, %d faults, %v", matches, len(faults), err)
	}
}

func TestChooseErrors(t *testing.T) {
	asked := digestOf(t, public("1", "Crue de l’oued Sébou"))
	found := candidates(t, public("2", "L’oued Sébou en crue"), public("3", "Crue : le Sébou monte"))
	draft := public("2", "L’oued Sébou en crue")
	draft.Status = presse.StatusDraft
	old := slices.Clone(found[0].Digest)
	old[1]--
	altered := slices.Clone(found[0].Digest)
	altered[len(altered)-1] ^= 1
	broken := errors.New("connection reset")
	partial := &presse.Error{Op: "search", Err: ErrPartial}
	with := func(err error, more ...Candidate) iter.Seq2[Candidate, error] {
		return func(yield func(Candidate, error) bool) {
			if err == nil || yield(Candidate{}, err) {
				each(append(more, found...)...)(yield)
			}
		}
	}
	var f Counts
	for _, c := range []struct {
		rule  string
		asked Digest
		found iter.Seq2[Candidate, error]
		f     Frequencies
		q     presse.Query
		ids   string
		err   error // "" if nil
	}{
		{"all is well", asked, with(nil), &f, broad, "2 3", nil},
		{"no candidates", asked, each(), &f, broad, "", nil},
		{"an empty digest is asked", nil, with(nil), &f, broad, "", presse.ErrCorrupt},
		{"a zero digest is asked", make(Digest, 100), with(nil), &f, broad, "", presse.ErrVersion},
		{"an old digest is asked", old, with(nil), &f, broad, "", presse.ErrVersion},
		{"an altered digest is asked", altered, with(nil), &f, broad, "", presse.ErrCorrupt},
		{"nil candidates", asked, nil, &f, broad, "", errNil},
		{"nil frequencies", asked, with(nil), nil, broad, "", errNil},
		{"an error that concerns one item", asked, with(presse.ErrItem), &f, broad, "2 3", presse.ErrItem},
		{"a missing shard", asked, with(partial), &f, broad, "2 3", ErrPartial},
		{"any other error", asked, with(broken), &f, broad, "", broken},
		{"a candidate without a digest", asked, with(nil, Candidate{ID: "4"}), &f, broad, "2 3", presse.ErrCorrupt},
		{"a candidate with an old digest", asked, with(nil, Candidate{"4", old}), &f, broad, "2 3", presse.ErrVersion},
		{"a candidate with an altered digest is an item", asked, with(nil, Candidate{"4", altered}), &f, broad, "2 3", presse.ErrItem},
		{"a candidate with the digest of another", asked, with(nil, Candidate{"4", found[0].Digest}), &f, broad, "2 3", presse.ErrCorrupt},
		{"a candidate that comes twice counts once", asked, with(nil, found[0]), &f, broad, "2 3", nil},
		{"a candidate with two digests is left out", asked, with(nil, candidates(t, draft)...), &f, broad, "3", presse.ErrDuplicate},
		{"a candidate that comes again with a corrupt digest is left out", asked, with(nil, Candidate{"2", altered}), &f, broad, "3", presse.ErrCorrupt},
		{"a candidate that comes again with an old digest is left out", asked, with(nil, Candidate{"2", old}), &f, broad, "3", presse.ErrVersion},
		{"a candidate that comes again with the digest of another is left out", asked, with(nil, Candidate{"2", found[1].Digest}), &f, broad, "3", presse.ErrItem},
		{"the article asked about is no candidate", asked, with(nil, Candidate{"1", asked}), &f, broad, "2 3", nil},
	} {
		matches, err := Choose(c.asked, c.found, c.f, c.q)
		ids := idsOf(matches)
		slices.Sort(ids)
		if strings.Join(ids, " ") != c.ids || !errors.Is(err, c.err) || (err == nil) != (c.err == nil) {
			t.Errorf("%s: got %q, %v, want %s, %v", c.rule, ids, err, c.ids, c.err)
		}
		if errors.Is(err, presse.ErrDuplicate) != (c.err == presse.ErrDuplicate) {
			t.Errorf("%s: %v is an ErrDuplicate, which is for two different digests that can be used", c.rule, err)
		}
		if (matches == nil) != (c.ids == "" && err != nil) {
			t.Errorf("%s: matches are %#v", c.rule, matches)
		}
	}
	_, err := Choose(asked, with(nil), &f, presse.Query{Limit: -1})
	for _, fault := range presse.Faults(err) {
		if fault.Op != "choose" {
			t.Errorf("fault of the query: %v", fault)
		}
	}
	if len(presse.Faults(err)) != 2 {
		t.Errorf("a query without At and with a negative limit: %v", err)
	}
}

// The memory of a digest may be used for the next one.
func TestDigestsAreNotKept(t *testing.T) {
	p := newPair(t, stories(t)[:40])
	q := broad
	q.Explain = true
	for _, asked := range p.found[:10] {
		want, err := Choose(asked.Digest, each(p.found...), p.index.Frequencies(), q)
		if err != nil {
			t.Fatal(err)
		}
		var room Digest
		first := slices.Clone(asked.Digest)
		got, err := Choose(first, func(yield func(Candidate, error) bool) {
			clear(first)
			for _, c := range p.found {
				room = append(room[:0], c.Digest...)
				if !yield(Candidate{c.ID, room}, nil) {
					return
				}
				clear(room)
			}
		}, p.index.Frequencies(), q)
		if err != nil || !slices.EqualFunc(got, want, func(a, b presse.Match) bool { return a.ID == b.ID && slices.Equal(a.Why, b.Why) }) {
			t.Errorf("%s: got %v, %v, want %v", asked.ID, got, err, want)
		}
	}
}

// A candidate that is left out is not among the copies of another one either.
func TestLeftOutIsNoCopy(t *testing.T) {
	copied := func(id, headline string, status presse.Status) *presse.Article {
		a := public(id, headline)
		a.Body = "L’oued Sébou est sorti de son lit dans la nuit de mardi à mercredi, inondant plusieurs quartiers de Kénitra et obligeant les autorités à évacuer deux cents familles vers les écoles de la ville."
		a.Status = status
		return a
	}
	asked := digestOf(t, public("1", "Crue de l’oued Sébou à Kénitra : les familles évacuées"))
	found := candidates(t, copied("2", "Crue à Kénitra", presse.StatusPublished), copied("3", "Crue à Kénitra", presse.StatusPublished), copied("3", "Crue à Kénitra", presse.StatusDraft))
	for _, c := range []struct {
		rule  string
		again []Candidate
		want  []string // the copies of 2
		err   error
	}{
		{"a copy", nil, []string{"3"}, nil},
		{"a copy with another digest", found[2:], nil, presse.ErrDuplicate},
		{"a copy with a digest that cannot be read", []Candidate{{"3", found[1].Digest[1:]}}, nil, presse.ErrItem},
		{"a copy with the digest of another article", []Candidate{{"3", found[0].Digest}}, nil, presse.ErrCorrupt},
	} {
		for _, all := range [][]Candidate{slices.Concat(found[:2], c.again), slices.Concat(c.again, found[:2])} {
			matches, err := Choose(asked, each(all...), new(Counts), broad)
			if len(matches) != 1 || matches[0].ID != "2" || !slices.Equal(matches[0].Copies, c.want) || !errors.Is(err, c.err) {
				t.Errorf("%s: got %v, %v, want the copies %q, %v", c.rule, matches, err, c.want, c.err)
			}
		}
	}
}

// What may not be shown is not shown, by instant, whatever the engine found.
func TestWithheldIsNotChosen(t *testing.T) {
	hour := func(n int) time.Time { return now.Add(time.Duration(n) * time.Hour) }
	for _, c := range []struct {
		rule   string
		change func(a *presse.Article)
		at     time.Time
		want   bool
	}{
		{"published", func(a *presse.Article) {}, now, true},
		{"before it is published", func(a *presse.Article) {}, hour(-2), false},
		{"draft", func(a *presse.Article) { a.Status = presse.StatusDraft }, now, false},
		{"withdrawn", func(a *presse.Article) { a.Status = presse.StatusRestricted }, now, false},
		{"under embargo", func(a *presse.Article) { a.Embargo = hour(1) }, now, false},
		{"a nanosecond before the end of the embargo", func(a *presse.Article) { a.Embargo = now.Add(1) }, now, false},
		{"at the end of the embargo", func(a *presse.Article) { a.Embargo = now }, now, true},
		{"at its expiry", func(a *presse.Article) { a.Expiry = now }, now, false},
		{"a second before its expiry", func(a *presse.Article) { a.Expiry = now.Add(time.Second) }, now, true},
		{"scheduled for later", func(a *presse.Article) { a.Status, a.Published = presse.StatusScheduled, hour(1) }, now, false},
		{"scheduled for earlier", func(a *presse.Article) { a.Status = presse.StatusScheduled }, now, true},
		{"never offered", func(a *presse.Article) { a.NoRelated = true }, now, false},
		{"in another language", func(a *presse.Article) { a.Lang = "en" }, now, false},
	} {
		a := public("2", "L’oued Sébou en crue")
		c.change(a)
		for _, pinned := range [][]string{nil, {"2"}} {
			q := broad
			q.At, q.Pinned = c.at, pinned
			matches, err := Choose(digestOf(t, public("1", "Crue de l’oued Sébou")), each(candidates(t, a)...), new(Counts), q)
			want := c.want || pinned != nil && c.rule == "in another language"
			if err != nil || (len(matches) == 1) != want {
				t.Errorf("%s, pinned %q: got %v, %v", c.rule, pinned, matches, err)
			}
		}
	}
}
