package printed

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/letters"
)

// TestRealSignatures reads the author and the opening of 34,567 real articles and
// checks that nothing panics, that every byte of a text is in its dateline or in the
// rest, and that every name is printed in the line it comes from. With -short it
// reads every tenth article.
func TestRealSignatures(t *testing.T) {
	var articles, signed, understood, datelines int
	conformance.Lines(t, "related/orangesum.jsonl.gz", func(n int, line []byte) {
		if testing.Short() && n%10 != 0 {
			return
		}
		var a struct{ Author, Body string }
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		articles++
		b := ParseByline(a.Author)
		if strings.TrimSpace(a.Author) != "" {
			signed++
			if len(b.People)+len(b.Agencies) > 0 {
				understood++
			}
		}
		for _, name := range wordsOf(b) {
			if !printed(a.Author, name) {
				t.Errorf("line %d: ParseByline(%q) returns %q, which is not printed", n, a.Author, name)
			}
		}
		d, rest := ParseDateline(a.Body)
		if d.Text+rest != a.Body {
			t.Errorf("line %d: text is lost after the dateline %q", n, d.Text)
		}
		if d.Text != "" {
			datelines++
			for _, part := range append([]string{d.Place, d.Date}, d.Agencies...) {
				if !printed(d.Text, part) {
					t.Errorf("line %d: the dateline %q yields %q, which is not printed", n, d.Text, part)
				}
			}
			if testing.Verbose() {
				t.Logf("%q before %.40q", d.Text, rest)
			}
		}
		ParseCredit(a.Author)
		ParseCredit(head(a.Body))
		ParseByline(head(a.Body))
	})
	t.Logf("%d articles, %d bylines (%d name somebody), %d datelines", articles, signed, understood, datelines)
	if known := 2; datelines > known {
		t.Errorf("%d openings have a dateline, want the %d that were read by hand", datelines, known)
	}
	if understood*1000 < signed*995 {
		t.Errorf("%d of %d bylines name nobody, want at most 0.5 %%", signed-understood, signed)
	}
}

// wordsOf returns all the text in a byline, part by part.
func wordsOf(b Byline) []string {
	list := append([]string(nil), b.Agencies...)
	for _, p := range b.People {
		list = append(list, p.Name, p.Title, p.Place, p.Email, p.Handle)
	}
	return list
}

// printed reports whether all words of a name occur in a line, composed or not and
// without invisible characters. They may be in another order, since a line may have the
// surname first.
func printed(line, name string) bool {
	composed := letters.NFC(visible(strings.ToValidUTF8(line, " "))) // invalid bytes separate words
	for word := range strings.FieldsSeq(name) {
		if !strings.Contains(line, word) && !strings.Contains(composed, word) {
			return false
		}
	}
	return true
}
