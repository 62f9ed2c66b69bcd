package presse

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// feedLabels returns the section names that the feeds of some French papers print, by
// host.
func feedLabels(t *testing.T) map[string][]string {
	labels := make(map[string]map[string]bool)
	for lines := bufio.NewScanner(bytes.NewReader(conformance.Read(t, "related/rss_2025.jsonl.gz"))); lines.Scan(); {
		var row struct {
			URL  string
			Tags []string
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		address, err := url.Parse(row.URL)
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range row.Tags {
			if strings.HasSuffix(address.Host, "lefigaro.fr") && SearchKey(tag) != "" && !strings.Contains(tag, "-11ee-") {
				if labels[address.Host] == nil {
					labels[address.Host] = make(map[string]bool)
				}
				labels[address.Host][tag] = true
			}
		}
	}
	lists := make(map[string][]string)
	for host, set := range labels {
		if len(set) >= 8 {
			lists[host] = slices.Sorted(maps.Keys(set))
		}
	}
	return lists
}

// TestSplitKickerOfPartlyUnknown prints kickers of real section names, of which a
// taxonomy has two thirds, and counts those that are read as printed.
func TestSplitKickerOfPartlyUnknown(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 3))
	lists := feedLabels(t)
	want := map[string]float64{"": 0.98, ", ": 0.985, " / ": 0.985, " | ": 0.985, "/": 0.94}
	for _, separator := range []string{"", ", ", " / ", " | ", "/"} {
		right, total := 0, 0
		wrong := make(map[string]int)
		for _, host := range slices.Sorted(maps.Keys(lists)) {
			names := lists[host]
			for range 40 {
				var sections []Section
				known := make(map[string]bool)
				for i, at := range rng.Perm(len(names))[:len(names)*2/3] {
					known[names[at]] = true
					sections = append(sections, Section{Slug: fmt.Sprint("s", i), Name: names[at]})
				}
				tx := mustTaxonomy(t, sections...)
				for range 25 {
					var labels []string
					unknown := false
					for _, at := range rng.Perm(len(names))[:2+rng.IntN(3)] {
						labels = append(labels, names[at])
						unknown = unknown || !known[names[at]]
					}
					if !unknown {
						continue
					}
					total++
					read, err := tx.SplitKicker(strings.Join(labels, separator))
					var got []string
					for _, s := range read {
						got = append(got, s.Name)
					}
					if err != nil {
						got = []string{err.Error()}
					}
					if slices.Equal(got, labels) {
						right++
					} else {
						var marked []string
						for _, l := range labels {
							if !known[l] {
								l = "[" + l + "]"
							}
							marked = append(marked, l)
						}
						wrong[strings.Join(marked, separator)+"  =>  "+strings.Join(got, " + ")]++
					}
				}
			}
		}
		share := float64(right) / float64(total)
		t.Logf("%q: %d of %d right, %.1f %%", separator, right, total, 100*share)
		if share < want[separator] {
			for i, line := range slices.Sorted(maps.Keys(wrong)) {
				if i%(1+len(wrong)/40) == 0 {
					t.Log(line)
				}
			}
			t.Errorf("%q: %.1f %% right, want %.1f %%", separator, 100*share, 100*want[separator])
		}
	}
}

// TestSplitKickerOfKnown prints kickers of real section names, all of which a taxonomy
// has, in 13 ways, and counts those that are read as printed.
func TestSplitKickerOfKnown(t *testing.T) {
	printings := []string{"", " ", ", ", ",", " / ", " | ", "|", " • ", " · ", " > ", " » ", "\n", "\t"}
	rng := rand.New(rand.NewPCG(12, 4))
	lists := feedLabels(t)
	right, total := make([]int, len(printings)), 0
	for _, host := range slices.Sorted(maps.Keys(lists)) {
		names := lists[host]
		var sections []Section
		for i, name := range names {
			sections = append(sections, Section{Slug: fmt.Sprint("s", i), Name: name})
		}
		tx := mustTaxonomy(t, sections...)
		for range 500 {
			var labels []string
			for _, at := range rng.Perm(len(names))[:2+rng.IntN(3)] {
				labels = append(labels, names[at])
			}
			total++
			for i, separator := range printings {
				line := strings.Join(labels, separator)
				read, err := tx.SplitKicker(line)
				var got []string
				for _, s := range read {
					got = append(got, s.Name)
				}
				if err == nil && slices.Equal(got, labels) {
					right[i]++
				} else {
					t.Logf("SplitKicker(%q) = %q, %v", line, got, err)
				}
			}
		}
	}
	for i, separator := range printings {
		t.Logf("%q: %d of %d right", separator, right[i], total)
		if right[i] < total {
			t.Errorf("%q: %d of %d right, want all", separator, right[i], total)
		}
	}
}
