package presse_test

import (
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// An editorsCase is one case of testdata/editors. The README.md in that directory
// describes the format.
type editorsCase struct {
	name, html string
	text       string   // what PlainText must return
	kept       []string // other strings that Sanitize must keep: alt, title, caption
	replaced   []string // text that Sanitize replaces with markup, and reports
}

// editorsCases returns all cases, keyed by the name of their file.
func editorsCases(t testing.TB) map[string][]editorsCase {
	t.Helper()
	files, err := filepath.Glob("testdata/editors/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata/editors: %v", err)
	}
	unfold := strings.NewReplacer("⏎", "\n", "⇥", "\t", "␣", "\u00A0", "⍽", "\u202F")
	cases := map[string][]editorsCase{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var list []editorsCase
		var source, paragraphs []string
		flush := func() {
			if len(list) > 0 {
				c := &list[len(list)-1]
				c.html, c.text = strings.Join(source, "\n"), strings.Join(paragraphs, "\n\n")
				if c.html == "" || c.text == "" && len(c.kept) == 0 {
					t.Errorf("%s: case %q has no HTML or no expected text", file, c.name)
				}
			}
			source, paragraphs = nil, nil
		}
		for line := range strings.SplitSeq(strings.TrimSuffix(string(raw), "\n"), "\n") {
			mark, rest, _ := strings.Cut(line, " ")
			switch mark {
			case "#":
				flush()
				list = append(list, editorsCase{name: rest})
			case "=":
				paragraphs = append(paragraphs, unfold.Replace(rest))
			case "+":
				c := &list[len(list)-1]
				c.kept = append(c.kept, unfold.Replace(rest))
			case "-":
				c := &list[len(list)-1]
				c.replaced = append(c.replaced, unfold.Replace(rest))
			default:
				source = append(source, line)
			}
		}
		flush()
		if len(list) == 0 {
			t.Errorf("%s has no cases", file)
		}
		cases[strings.TrimSuffix(filepath.Base(file), ".txt")] = list
	}
	return cases
}

func TestPlainTextOfEditors(t *testing.T) {
	passed, rows := 0, 0
	for file, cases := range editorsCases(t) {
		for _, c := range cases {
			t.Run(file+"/"+c.name, func(t *testing.T) {
				rows++
				if got := presse.PlainText(c.html); got != c.text {
					t.Errorf("PlainText(%q)\n got %q\nwant %q", c.html, got, c.text)
				} else {
					passed++
				}
			})
		}
	}
	t.Logf("%d of %d cases", passed, rows)
}

// TestSanitizeLosesNothingOfEditors checks that Sanitize loses no text. Sanitize
// may show text that the source hid or kept for old browsers, and a player in place
// of a bare address.
func TestSanitizeLosesNothingOfEditors(t *testing.T) {
	passed, rows := 0, 0
	for file, cases := range editorsCases(t) {
		for _, c := range cases {
			t.Run(file+"/"+c.name, func(t *testing.T) {
				rows++
				out := string(presse.Sanitize(c.html))
				want := c.text
				for _, r := range c.replaced {
					if strings.Contains(presse.PlainText(out), r) {
						t.Errorf("Sanitize(%[2]q)\n keeps %[1]q\n   got %[3]q", r, c.html, out)
					}
					want = strings.Replace(want, r, "", 1)
				}
				if lost := missing(presse.PlainText(out), want); lost != "" && !isPlayer(lost, out) {
					t.Errorf("Sanitize(%[2]q)\n loses %[1]q\n   got %[3]q", lost, c.html, out)
					return
				}
				for _, want := range c.kept {
					if !strings.Contains(html.UnescapeString(out), want) {
						t.Errorf("Sanitize(%[2]q)\n loses %[1]q\n   got %[3]q", want, c.html, out)
						return
					}
				}
				_, removals := new(presse.Sanitizer).Report(c.html)
				var replaced []string
				for _, r := range removals {
					if slices.Contains(c.replaced, r.Text) {
						replaced = append(replaced, r.Text)
					} else if r.Text != "" && !isPlayer(r.Text, out) {
						t.Errorf("Report(%[2]q)\n reports %[1]q as lost", r.Text, c.html)
						return
					}
				}
				if !slices.Equal(replaced, c.replaced) {
					t.Errorf("Report(%q)\n reports %q as replaced\nwant    %q", c.html, replaced, c.replaced)
					return
				}
				passed++
			})
		}
	}
	t.Logf("%d of %d cases", passed, rows)
}

// isPlayer reports whether text is an address and out has a player.
func isPlayer(text, out string) bool {
	return strings.HasPrefix(text, "https://") && strings.Contains(out, "<iframe")
}

// missing returns the first word of want that is not in got, or not in its order,
// and "" if there is none.
func missing(got, want string) string {
	for _, word := range strings.Fields(want) {
		i := strings.Index(got, word)
		if i < 0 {
			return word
		}
		got = got[i+len(word):]
	}
	return ""
}
