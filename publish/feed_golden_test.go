package publish_test

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/presse-go/presse/publish"
)

// allOf returns an iterator over releases of the stories of the newspaper, in the order of their
// names.
func allOf(t testing.TB, s *publish.Site) iter.Seq2[publish.Release, error] {
	all := stories()
	return func(yield func(publish.Release, error) bool) {
		for _, name := range slices.Sorted(maps.Keys(all)) {
			if !yield(released(t, s, all[name]), nil) {
				return
			}
		}
	}
}

func TestFeedGolden(t *testing.T) {
	type write = func(*publish.Site, io.Writer, publish.Feed, iter.Seq2[publish.Release, error]) error
	for name, write := range map[string]write{"rss.xml": (*publish.Site).WriteRSS, "atom.xml": (*publish.Site).WriteAtom, "feed.json": (*publish.Site).WriteJSONFeed} {
		t.Run(name, func(t *testing.T) {
			site := remparts(nil)
			site.Tag = "remparts.example,2019"
			feed := publish.Feed{Path: "/" + name, Description: "Toute l’actualité des remparts", Hub: "https://hub.example/", At: at(9, 0, 0)}
			var out bytes.Buffer
			if err := write(site, &out, feed, allOf(t, site)); err != nil {
				t.Fatal(err)
			}
			got := out.Bytes()
			if filepath.Ext(name) == ".json" {
				var indented bytes.Buffer
				if err := json.Indent(&indented, got, "", "  "); err != nil {
					t.Fatalf("not JSON: %v in %s", err, got)
				}
				got = indented.Bytes()
			}
			file := filepath.Join("testdata", "feeds", name)
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("got:\n%s\nwant (%s):\n%s", got, file, want)
			}
		})
	}
}
