package printed

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/letters"
)

// TestRealSignatures reads the author and the opening of 34,567 real articles:
// nothing panics, every byte of a dateline is in its text or in the rest, and
// every name read is printed in the line it comes from. With -short it reads
// every tenth.
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
				t.Errorf("line %d: %q has no %q", n, a.Author, name)
			}
		}
		d, rest := ParseDateline(a.Body)
		if d.Text+rest != a.Body {
			t.Errorf("line %d: the dateline loses text: %q", n, d.Text)
		}
		if d.Text != "" {
			datelines++
			for _, part := range append([]string{d.Place, d.Date}, d.Agencies...) {
				if !printed(d.Text, part) {
					t.Errorf("line %d: %q has no %q", n, d.Text, part)
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
	t.Logf("%d articles; %d bylines, of which %d name somebody; %d datelines", articles, signed, understood, datelines)
	if understood*1000 < signed*995 {
		t.Errorf("%d of %d bylines name nobody", signed-understood, signed)
	}
}

// wordsOf lists all that was read from a byline.
func wordsOf(b Byline) []string {
	list := append([]string(nil), b.Agencies...)
	for _, p := range b.People {
		list = append(list, p.Name, p.Title, p.Place, p.Email, p.Handle)
	}
	return list
}

// printed reports whether all words of a name stand in a line, composed or not, in
// any order: surnames may come first in it.
func printed(line, name string) bool {
	composed := letters.NFC(strings.ToValidUTF8(line, " ")) // invalid bytes part words
	for word := range strings.FieldsSeq(name) {
		if !strings.Contains(line, word) && !strings.Contains(composed, word) {
			return false
		}
	}
	return true
}
