package wordpress

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// journal returns an export of ours, 20 KB, with every kind of element, and its items.
func journal(t testing.TB) (text []byte, items []Item) {
	t.Helper()
	text, err := os.ReadFile("testdata/items/journal.xml")
	if err != nil {
		t.Fatal(err)
	}
	items, errs := readAll(text, Options{Lost: func(l presse.Loss) { t.Errorf("a sound export: lost %v", l) }})
	if len(errs) > 0 || len(items) != 10 {
		t.Fatalf("a sound export: got %d items and the errors %v, want 10", len(items), errs)
	}
	return text, items
}

// ends returns the offsets behind the end tags of the items.
func ends(text []byte, items []Item) (ends []int) {
	for it := range Items(bytes.NewReader(text), Options{}) {
		ends = append(ends, int(it.Offset))
	}
	for i := range ends {
		next := bytes.Index(text, []byte("</channel>"))
		if i+1 < len(ends) {
			next = ends[i+1]
		}
		ends[i] = bytes.LastIndex(text[:next], []byte("</item>")) + len("</item>")
	}
	return ends
}

// TestItemsCut cuts an export at every byte: what was whole before is read, the item that is
// cut is one error, and so is a cut elsewhere.
func TestItemsCut(t *testing.T) {
	text, items := journal(t)
	itemEnds := ends(text, items)
	closed := bytes.Index(text, []byte("</channel>")) + len("</channel>")
	for cut := range len(text) + 1 {
		got, errs := readAll(text[:cut], Options{})
		whole := 0
		for whole < len(items) && itemEnds[whole] <= cut {
			whole++
		}
		if len(got) != whole {
			t.Errorf("cut at %d: got %d items, want %d", cut, len(got), whole)
			continue
		}
		for i := range got {
			if diff := different(got[i], items[i]); diff != "" {
				t.Errorf("cut at %d: item %d: %s", cut, i, diff)
			}
		}
		if cut >= closed {
			if len(errs) > 0 {
				t.Errorf("cut at %d, after </channel>: got the errors %v", cut, errs)
			}
			continue
		}
		from := 0
		if whole > 0 {
			from = itemEnds[whole-1]
		}
		inItem := bytes.Contains(text[from:cut], []byte("<item>"))
		if len(errs) != 1 || !errors.Is(errs[0], presse.ErrCorrupt) || errors.Is(errs[0], presse.ErrItem) != inItem {
			t.Errorf("cut at %d (in an item: %v): got the errors %v, want one with ErrCorrupt", cut, inItem, errs)
			continue
		}
		if !inItem {
			continue
		}
		var e *ItemError
		line := int64(1 + bytes.Count(text[:from+bytes.Index(text[from:], []byte("<item>"))], []byte("\n")))
		if !errors.As(errs[0], &e) || e.Line != line || !strings.HasPrefix(string(text[e.Offset:]), "<item>") {
			t.Errorf("cut at %d: got %v, want an *ItemError of line %d", cut, errs[0], line)
			continue
		}
		id := ""
		if known := "<wp:post_id>" + items[whole].ID + "</wp:post_id>"; bytes.Contains(text[from:cut], []byte(known)) {
			id = items[whole].ID
		}
		if e.ID != id {
			t.Errorf("cut at %d: got the ID %q, want %q", cut, e.ID, id)
		}
	}
}

var everyBit = flag.Bool("everybit", false, "TestItemsFlipped flips every bit, not one of every third byte")

// TestItemsFlipped alters an export at many bytes, or at all with -everybit. Either the altered file is a sound one
// and is read as encoding/xml reads it, or a loss or an error is told. No more than one item
// is affected, and no item is invented.
func TestItemsFlipped(t *testing.T) {
	text, items := journal(t)
	untold := 0
	for at := range text {
		for bit := range 8 {
			mask := byte(1 << bit)
			if !*everyBit && (bit != at/3%8 || at%3 != 0) {
				continue
			}
			altered := slices.Clone(text)
			altered[at] ^= mask
			if fault := flipped(altered, items); fault != "" {
				lo, hi := max(0, at-30), min(len(text), at+30)
				t.Errorf("byte %d flipped by %#x, %q: %s", at, mask, altered[lo:hi], fault)
				if untold++; untold > 30 {
					t.Fatal("too many")
				}
			}
		}
	}
}

// flipped returns what is wrong with how an altered export is read.
func flipped(altered []byte, items []Item) string {
	var losses []presse.Loss
	got, errs := readAll(altered, Options{Lost: func(l presse.Loss) { losses = append(losses, l) }})
	if len(errs) == 0 && len(got) == len(items) && equal(got, items) {
		return ""
	}
	if len(errs) > 1 {
		return fmt.Sprintf("%d errors: %v", len(errs), errs)
	}
	if len(errs) == 0 && len(losses) == 0 {
		want, err := oracle(altered)
		if err != nil {
			return fmt.Sprintf("nothing told; encoding/xml: %v", err)
		}
		if len(want) != len(got) {
			return fmt.Sprintf("%d items, encoding/xml has %d", len(got), len(want))
		}
		for i := range got {
			if diff := different(got[i], want[i]); diff != "" {
				return fmt.Sprintf("nothing told; item %d: %s", i, diff)
			}
		}
		return ""
	}
	if len(got)+len(errs) < len(items) {
		return fmt.Sprintf("%d items and %d errors of %d: %v %v", len(got), len(errs), len(items), errs, losses)
	}
	changed, j := 0, 0
	for i := range items {
		switch {
		case j < len(got) && different(got[j], items[i]) == "":
			j++
		case len(got) == len(items): // told as a loss
			changed++
			j++
		default:
			changed++
		}
	}
	if changed > 1 || j != len(got) {
		return fmt.Sprintf("%d items changed, %d of %d known: %v %v", changed, j, len(got), errs, losses)
	}
	return ""
}

func equal(got, want []Item) bool {
	for i := range want {
		if different(got[i], want[i]) != "" {
			return false
		}
	}
	return true
}
