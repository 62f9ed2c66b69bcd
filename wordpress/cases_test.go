package wordpress

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// TestCasesOfWordPressSource checks the cases whose input is the source of a post, as
// editors and importers of others met it.
func TestCasesOfWordPressSource(t *testing.T) {
	cases := 0
	conformance.Lines(t, "cases/html.jsonl", func(n int, line []byte) {
		var c struct{ ID, Input, Want, Kind string }
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		if c.Kind != "import: WordPress source" {
			return
		}
		cases++
		t.Run(c.ID, func(t *testing.T) {
			out, losses := Body(c.Input, BodyOptions{})
			got := string(presse.Sanitize(out))
			if !looksLike(got, c.Want) {
				t.Errorf("Body(%q), sanitized, = %s\nwant %s", c.Input, got, c.Want)
			}
			if len(losses) > 0 {
				t.Errorf("Body(%q) loses %v", c.Input, losses)
			}
		})
	})
	if cases == 0 {
		t.Error("no cases")
	}
}

// looksLike reports whether got is what the case wants: HTML in which … stands for anything
// or the word "paragraphs".
func looksLike(got, want string) bool {
	want, _, _ = strings.Cut(want, ", or ")
	if want == "paragraphs" {
		text := regexp.MustCompile(`(?s)<p>.*?</p>|</?blockquote>`).ReplaceAllString(got, "")
		return strings.Count(got, "<p>") >= 3 && strings.TrimSpace(text) == ""
	}
	pattern := strings.ReplaceAll(regexp.QuoteMeta(want), "…", ".*")
	pattern = regexp.MustCompile(`<(\w+)>`).ReplaceAllString(pattern, `<$1[^>]*>`) // classes are not named
	return regexp.MustCompile(`(?s)^` + pattern + `$`).MatchString(strings.TrimSpace(got))
}
