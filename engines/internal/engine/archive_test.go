package engine

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

func TestBatches(t *testing.T) {
	ended := errors.New("no more")
	item := fmt.Errorf("page 7: %w", presse.ErrItem)
	for _, c := range []struct {
		rule    string
		archive []any // IDs and errors
		refuse  bool  // by do
		want    string
		faults  int
		err     error
	}{
		{"an empty archive", nil, false, "[]!", 0, nil},
		{"fewer than a batch", []any{"a"}, false, "[a]!", 0, nil},
		{"a batch, and none", []any{"a", "b"}, false, "[a b] []!", 0, nil},
		{"batches, and one more", []any{"a", "b", "c", "d", "e"}, false, "[a b] [c d] [e]!", 0, nil},
		{"an article that cannot be read", []any{"a", item, "b", item}, false, "[a b] []!", 2, nil},
		{"an error that ends the archive", []any{"a", "b", "c", ended}, false, "[a b]", 0, ended},
		{"a batch that cannot be written", []any{"a", "b", "c"}, true, "[a b]", 0, errNoID},
		{"a last batch that cannot be written", []any{"a"}, true, "[a]!", 0, errNoID},
	} {
		var faults Faults
		var got []string
		var again presse.Article // the archive uses one article for all
		err := Batches(context.Background(), func(yield func(*presse.Article, error) bool) {
			for _, x := range c.archive {
				fault, _ := x.(error)
				again.ID, _ = x.(string)
				again.Tags, again.Sections = append(again.Tags[:0], again.ID), append(again.Sections[:0], again.ID)
				if !yield(&again, fault) {
					return
				}
			}
		}, 2, &faults, func(batch []*presse.Article, last bool) error {
			var ids []string
			for _, a := range batch {
				if a.Tags[0] != a.ID || a.Sections[0] != a.ID {
					t.Errorf("%s: article %s has the tag %s and the section %s of another", c.rule, a.ID, a.Tags[0], a.Sections[0])
				}
				ids = append(ids, a.ID)
			}
			got = append(got, "["+strings.Join(ids, " ")+"]"+map[bool]string{true: "!"}[last])
			if c.refuse {
				return errNoID
			}
			return nil
		})
		if got := strings.Join(got, " "); got != c.want || !errors.Is(err, c.err) || (err == nil) != (c.err == nil) || len(presse.Faults(faults.Err("sync"))) != c.faults {
			t.Errorf("%s: got %s, error %v, faults %v, want %s, %v, %d faults", c.rule, got, err, faults.Err("sync"), c.want, c.err, c.faults)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	err := Batches(ctx, func(yield func(*presse.Article, error) bool) {
		cancel()
		yield(news("a", "Un"), nil)
	}, 2, new(Faults), func([]*presse.Article, bool) error { t.Error("a batch after the end of the context"); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context: got error %v", err)
	}
}
