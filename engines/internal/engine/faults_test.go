package engine

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/presse-go/presse"
)

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		rule     string
		faults   int
		listed   int
		lastLine string // "" if there is none
	}{
		{"none", 0, 0, ""},
		{"one", 1, 1, "fault 0"},
		{"as many as are listed", MaxFaults, MaxFaults, "fault 99"},
		{"one more", MaxFaults + 1, MaxFaults, "presse: sync: 1 more articles at fault"},
		{"a thousand", 1000, MaxFaults, "presse: sync: 900 more articles at fault"},
	} {
		var f Faults
		for i := range c.faults {
			f.Add(fmt.Errorf("fault %d%w", i, presse.ErrItem))
		}
		for range 2 { // asking changes nothing
			err := f.Err("sync")
			lines := []string{}
			if err != nil {
				lines = strings.Split(strings.ReplaceAll(err.Error(), presse.ErrItem.Error(), ""), "\n")
			}
			last, listed := "", len(lines)
			if listed > 0 {
				last = lines[listed-1]
			}
			if c.faults > MaxFaults {
				listed--
			}
			if listed != c.listed || last != c.lastLine {
				t.Errorf("%s: got %d lines, the last %q, want %d and %q", c.rule, listed, last, c.listed, c.lastLine)
			}
		}
	}
}

// TestFaultsAtOnce adds faults from several goroutines: none is lost.
func TestFaultsAtOnce(t *testing.T) {
	var f Faults
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 50 {
				f.Add(io.EOF)
			}
		})
	}
	group.Wait()
	if err := f.Err("sync"); !errors.Is(err, io.EOF) || !strings.HasSuffix(err.Error(), "100 more articles at fault") {
		t.Errorf("got %v, want 100 faults and 100 more", err)
	}
}
