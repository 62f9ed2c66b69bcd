package wordpress

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// The lists of names are compared with a file that is changed by hand: it is the second
// opinion on what the import knows.
func TestLists(t *testing.T) {
	var got []string
	add := func(name string, list []string) {
		got = append(got, strings.TrimSpace(name+": "+strings.Join(list, " | ")))
	}
	set := func(name string, m map[string]bool) { add(name, slices.Sorted(maps.Keys(m))) }
	for _, member := range slices.Sorted(maps.Keys(usual)) {
		add("field "+member, usual[member])
	}
	add("members", members)
	add("primary category", primaryFields)
	add("title for search engines", seoTitles)
	add("title for social networks", socialTitles)
	add("canonical address", canonicalFields)
	add("credit of an attachment", creditFields)
	set("memberships", memberships)
	for _, status := range slices.Sorted(maps.Keys(workflow)) {
		add("status "+status, []string{workflow[status].String()})
	}
	set("bookkeeping", bookkeeping)
	set("internal taxonomies", internal)
	set("placements", placements)
	set("formats", formats)
	set("uncategorized", uncategorized)
	for _, ext := range slices.Sorted(maps.Keys(types)) {
		add("type "+ext, []string{types[ext]})
	}
	text, err := os.ReadFile("testdata/lists.txt")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			want = append(want, line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("not in testdata/lists.txt, or different there:\n%s", line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("in testdata/lists.txt, and different in the code:\n%s", line)
		}
	}
}
