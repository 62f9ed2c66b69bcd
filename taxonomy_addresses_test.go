package presse

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// TestFormerPaths: an address that was ever a path of a section, and every article under
// it, keeps leading to what that section became, unless it is now the path of another.
func TestFormerPaths(t *testing.T) {
	type tx = *Taxonomy
	section := func(path string, aliases ...string) Section {
		above, slug := "", path
		if end := strings.LastIndexByte(path, '/'); end >= 0 {
			above, slug = path[:end], path[end+1:]
		}
		return Section{Slug: slug, Name: slug, Parent: above, Aliases: aliases}
	}
	rename := func(path, slug string) func(tx) (tx, error) {
		return func(t tx) (tx, error) { return t.Rename(path, slug, "") }
	}
	move := func(path, parent string) func(tx) (tx, error) {
		return func(t tx) (tx, error) { return t.Move(path, parent) }
	}
	merge := func(from, into string) func(tx) (tx, error) {
		return func(t tx) (tx, error) { return t.Merge(from, into) }
	}
	remove := func(path string) func(tx) (tx, error) {
		return func(t tx) (tx, error) { return t.Remove(path) }
	}
	with := func(path string, aliases ...string) func(tx) (tx, error) {
		return func(t tx) (tx, error) { return t.With(section(path, aliases...)) }
	}
	vox := []Section{section("politique"), section("vox"), section("vox/politique"), section("vox/politique/europe")}
	eco := []Section{section("economie", "eco"), section("economie/bourse"), section("economie/bourse/actions"), section("economie/bourse/actions/cac")}
	for _, c := range []struct {
		rule     string
		sections []Section
		edits    []func(tx) (tx, error)
		want     string // address=result, separated by spaces
	}{
		{"a renamed top section, and the slug of another", vox, []func(tx) (tx, error){rename("politique", "vie-politique")},
			"politique=→vie-politique politique/europe=→vie-politique+europe vox/politique=vox/politique"},
		{"a removed top section, and the slug of another", vox, []func(tx) (tx, error){remove("politique")},
			"politique=gone politique/europe=gone vox/politique/europe=vox/politique/europe"},
		{"a merged top section, and the slug of another", vox, []func(tx) (tx, error){merge("politique", "vox")},
			"politique=→vox"},
		{"a section that now has the path", vox, []func(tx) (tx, error){rename("politique", "vie-politique"), move("vox/politique", "")},
			"politique=politique vox/politique=→politique vie-politique=vie-politique"},
		{"a removed path, and a new section with the slug", vox, []func(tx) (tx, error){remove("vox/politique"), remove("politique"), with("vox/politique")},
			"politique=gone vox/politique=vox/politique europe=gone"},
		{"the slug of a removed section, never a path, may lead to a new one", eco, []func(tx) (tx, error){remove("bourse"), with("bourse"), move("bourse", "economie")},
			"bourse=→economie/bourse economie/bourse=economie/bourse"},
		{"a moved top section, still alone with its slug", vox, []func(tx) (tx, error){move("politique", "vox/politique")},
			"politique=→vox/politique/politique vox/politique/politique=vox/politique/politique"},
		{"a slug is a redirect to the path", vox, nil,
			"europe=→vox/politique/europe vox/politique/europe=vox/politique/europe /politique=politique politiqu%65=politique"},
		{"below an alias of a removed section", eco, []func(tx) (tx, error){remove("economie")},
			"eco=gone eco/bourse=gone eco/bourse/actions/cac=gone economie/bourse=gone bourse/actions=gone eco/emploi=gone"},
		{"below an alias, a section removed before", eco, []func(tx) (tx, error){remove("actions"), remove("bourse"), remove("economie")},
			"eco/bourse/actions/cac=gone eco/bourse/actions=gone eco/bourse=gone"},
		{"below an alias, a section that moved out", eco, []func(tx) (tx, error){move("bourse", ""), remove("economie")},
			"eco=gone eco/bourse=→bourse eco/bourse/actions=→bourse/actions economie/bourse=→bourse"},
		{"below an alias, a section that moved out and was removed", eco, []func(tx) (tx, error){move("bourse", ""), remove("bourse")},
			"eco=→economie eco/bourse=gone eco/bourse/actions=gone"},
		{"below an alias that another section takes", eco, []func(tx) (tx, error){with("eco")},
			"eco=eco eco/bourse=→economie/bourse eco/bourse/actions=→economie/bourse/actions"},
		{"below a former slug, a section that came later and was removed", []Section{section("eco")}, []func(tx) (tx, error){rename("eco", "economie"), with("economie/or"), remove("or"), remove("economie")},
			"eco=gone eco/or=gone or=gone"},
		{"below a former slug, a section that came later and moved out", []Section{section("eco")}, []func(tx) (tx, error){rename("eco", "economie"), with("economie/or"), move("or", ""), remove("economie")},
			"eco=gone eco/or=→or or=or"},
		{"half a path, and a section that takes its beginning", eco, []func(tx) (tx, error){with("bourse")},
			"bourse=bourse bourse/actions=→economie/bourse/actions"},
	} {
		tx := mustTaxonomy(t, c.sections...)
		for _, edit := range c.edits {
			next, err := edit(tx)
			if err != nil {
				t.Fatalf("%s: %v", c.rule, err)
			}
			tx = next
		}
		text, err := json.Marshal(tx)
		if err != nil {
			t.Fatal(err)
		}
		var back Taxonomy
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", c.rule, err)
		}
		for _, tx := range []*Taxonomy{tx, &back} {
			for pair := range strings.FieldsSeq(c.want) {
				address, want, _ := strings.Cut(pair, "=")
				for _, article := range []string{"", "le-titre.html"} {
					s, rest, moved, err := tx.ResolvePath(address + "/" + article)
					got := s.Path
					switch {
					case errors.Is(err, ErrGone):
						got = "gone"
					case err != nil:
						got = err.Error()
					case moved:
						got = "→" + got
					}
					if rest = strings.Trim(strings.TrimSuffix(rest, article), "/"); rest != "" {
						got += "+" + rest
					}
					if got != want {
						t.Errorf("%s: ResolvePath(%q): got %s, want %s", c.rule, address+"/"+article, got, want)
					}
				}
				if strings.Contains(want, "+") || address == "eco/emploi" || want == "gone" && address == "politique/europe" {
					continue // the address of an article only
				}
				if got := strings.Replace(resolvedPath(tx, address), "→ ", "→", 1); got != want {
					t.Errorf("%s: Resolve(%q): got %s, want %s", c.rule, address, got, want)
				}
			}
		}
	}
}

// resolvedPath returns the result of Resolve as text.
func resolvedPath(tx *Taxonomy, address string) string {
	path, moved, err := tx.Resolve(address)
	switch {
	case errors.Is(err, ErrGone):
		return "gone"
	case err != nil:
		return err.Error()
	case moved:
		return "→ " + path
	}
	return path
}

// TestLaterKinds: a kind that only a later version knows is a format, so never primary,
// and its word is kept.
func TestLaterKinds(t *testing.T) {
	const text = `{"sections":[{"slug":"a","name":"A","kind":"dossier"},{"slug":"b","name":"B"}]}`
	var tx Taxonomy
	if err := json.Unmarshal([]byte(text), &tx); err != nil {
		t.Fatal(err)
	}
	if s, _ := tx.Section("a"); s.Kind != KindFormat {
		t.Errorf("the kind is %v, want %v", s.Kind, KindFormat)
	}
	if s, _ := tx.Primary([]string{"a", "b"}); s.Slug != "b" {
		t.Errorf("Primary: got %q, want b", s.Slug)
	}
	if got, err := json.Marshal(&tx); string(got) != text || err != nil {
		t.Errorf("got  %s, %v\nwant %s", got, err, text)
	}
	next, err := tx.Rename("a", "dossiers", "")
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := json.Marshal(next); !strings.Contains(string(got), `"kind":"dossier"`) {
		t.Errorf("an edit loses the word: %s", got)
	}
}
