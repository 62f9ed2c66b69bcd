package publish_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

var update = flag.Bool("update", false, "write the golden files")

// released returns the release of a story a week later.
func released(t testing.TB, s *publish.Site, a *presse.Article) publish.Release {
	t.Helper()
	r, err := s.Release(a, at(9, 0, 0))
	if err != nil {
		t.Fatalf("%s: %v", a.ID, err)
	}
	return r
}

// readable returns a head with its structured data indented.
func readable(t *testing.T, head string) string {
	var out strings.Builder
	for line := range strings.Lines(head) {
		data, ok := strings.CutPrefix(line, `<script type="application/ld+json">`)
		if !ok {
			out.WriteString(line)
			continue
		}
		data = strings.TrimSuffix(data, "</script>\n")
		var indented bytes.Buffer
		if err := json.Indent(&indented, []byte(data), "", "  "); err != nil {
			t.Errorf("not JSON: %v in %s", err, data)
		}
		out.WriteString("<script type=\"application/ld+json\">\n" + indented.String() + "\n</script>\n")
	}
	return out.String()
}

func TestHeadGolden(t *testing.T) {
	for name, a := range stories() {
		t.Run(name, func(t *testing.T) {
			site := remparts(nil)
			got := readable(t, string(site.Head(released(t, site, a))))
			file := filepath.Join("testdata", "head", name+".html")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("head of the story %s\ngot:\n%s\nwant (%s):\n%s", name, got, file, want)
			}
		})
	}
}
