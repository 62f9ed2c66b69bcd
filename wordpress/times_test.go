package wordpress

import (
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

func TestTimes(t *testing.T) {
	casablanca, err := time.LoadLocation("Africa/Casablanca")
	if err != nil {
		t.Skip("no time zone data")
	}
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Skip("no time zone data")
	}
	at := func(local, gmt string) func(*Item) { return published(local, gmt) }
	modified := func(local, gmt string) func(*Item) {
		return func(it *Item) { it.Modified, it.ModifiedGMT = local, gmt }
	}
	cases := []struct {
		rule    string
		zone    *time.Location
		changes []change
		want    string // Published, and Updated if there is one
		told    string
	}{
		{"without a zone GMT counts, at the offset of the local time", nil, []change{at("2026-03-02 09:00:00", "2026-03-02 08:00:00")}, "2026-03-02T09:00:00+01:00", "-"},
		{"an offset of Canada", nil, []change{at("2026-03-02 03:00:00", "2026-03-02 08:00:00")}, "2026-03-02T03:00:00-05:00", "-"},
		{"an offset that no zone has", nil, []change{at("2026-03-02 03:07:00", "2026-03-02 08:00:00")}, "2026-03-02T08:00:00Z", "-"},
		{"an offset of days", nil, []change{at("2026-03-05 08:00:00", "2026-03-02 08:00:00")}, "2026-03-02T08:00:00Z", "-"},
		{"no local time", nil, []change{at("", "2026-03-02 08:00:00")}, "2026-03-02T08:00:00Z", "-"},
		{"no GMT of a published story", nil, []change{at("2026-03-02 08:00:00", "0000-00-00 00:00:00")}, "2026-03-02T08:00:00Z", "wp:post_date_gmt"},
		{"the year before 1 of MySQL", nil, []change{at("2026-03-02 08:00:00", "-0001-11-30 00:00:00")}, "2026-03-02T08:00:00Z", "wp:post_date_gmt"},
		{"not a time at all", nil, []change{at("hier", "hier"), status("draft")}, "none", "not a date and time"},
		{"not a time, and no GMT", nil, []change{at("hier", ""), status("draft")}, "none", "not a date and time"},
		{"the form of the REST API", nil, []change{at("2026-03-02T09:00:00", "2026-03-02T08:00:00")}, "2026-03-02T09:00:00+01:00", "-"},
		{"a zone that agrees", paris, []change{at("2026-07-02 10:00:00", "2026-07-02 08:00:00")}, "2026-07-02T10:00:00+02:00", "-"},
		{"the hour that is there twice agrees", paris, []change{at("2025-10-26 02:30:00", "2025-10-26 01:30:00")}, "2025-10-26T02:30:00+01:00", "-"},
		{"the hour that is there twice, its first time", paris, []change{at("2025-10-26 02:30:00", "2025-10-26 00:30:00")}, "2025-10-26T02:30:00+02:00", "-"},
		{"a zone that differs: the later instant, here the local time", paris, []change{at("2026-07-02 11:00:00", "2026-07-02 08:00:00")}, "2026-07-02T11:00:00+02:00", "differ"},
		{"a zone that differs: the later instant, here GMT", paris, []change{at("2026-07-02 09:00:00", "2026-07-02 08:00:00")}, "2026-07-02T10:00:00+02:00", "differ"},
		{"a server with old data exports a Moroccan time an hour early", casablanca, []change{at("2027-01-04 05:00:00", "2027-01-04 04:00:00"), status("future")}, "2027-01-04T05:00:00Z", "differ"},
		{"a server with new data", casablanca, []change{at("2027-01-04 05:00:00", "2027-01-04 05:00:00"), status("future")}, "2027-01-04T05:00:00Z", "-"},
		{"Ramadan in Morocco", casablanca, []change{at("2026-03-02 06:05:00", "2026-03-02 06:05:00")}, "2026-03-02T06:05:00Z", "-"},
		{"a draft with a plan", nil, []change{at("2026-04-02 09:00:00", "2026-04-02 08:00:00"), status("draft")}, "2026-04-02T09:00:00+01:00", "-"},
		{"a change after the publication", nil, []change{modified("2026-03-02 10:00:00", "2026-03-02 09:00:00")}, "2026-03-02T09:00:00+01:00, updated 2026-03-02T10:00:00+01:00", "-"},
		{"a change before the publication is none", nil, []change{modified("2026-03-01 10:00:00", "2026-03-01 09:00:00")}, "2026-03-02T09:00:00+01:00", "-"},
		{"a story put into the trash was not updated", nil, []change{status("trash"), modified("2026-03-03 10:00:00", "2026-03-03 09:00:00")}, "2026-03-02T09:00:00+01:00", "-"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			list, losses := read(t, testExport{items: []Item{story("12", c.changes...)}}, Options{Zone: c.zone})
			if len(list) != 1 {
				t.Fatalf("%d stories", len(list))
			}
			got := "none"
			if a := list[0]; !a.Published.IsZero() {
				got = a.Published.Format(time.RFC3339)
				if !a.Updated.IsZero() {
					got += ", updated " + a.Updated.Format(time.RFC3339)
				}
			}
			if got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.rule, got, c.want)
			}
			if list := told(losses); c.told == "-" && list != "" || c.told != "-" && !strings.Contains(list, c.told) {
				t.Errorf("%s: got losses %q, want %q", c.rule, list, c.told)
			}
		})
	}
}

func TestWhen(t *testing.T) {
	cases := []struct {
		in    string
		want  string // empty if it cannot be read
		whole bool
	}{
		{"1773291600", "2026-03-12T06:00:00+01:00", true},
		{"1773291600123", "2026-03-12T06:00:00+01:00", true},
		{"999999999", "2001-09-09T02:46:39+01:00", true},
		{"2026-03-12T05:00:00Z", "2026-03-12T05:00:00Z", true},
		{"2026-03-12T05:00:00+02:00", "2026-03-12T05:00:00+02:00", true},
		{"2026-03-12 05:06:07", "2026-03-12T05:06:07+01:00", true},
		{"2026-03-12T05:06:07", "2026-03-12T05:06:07+01:00", true},
		{"2026-03-12T05:06", "2026-03-12T05:06:00+01:00", true},
		{"2026-03-12 05:06", "2026-03-12T05:06:00+01:00", true},
		{"20260312050607", "2026-03-12T05:06:07+01:00", true},
		{"20260312", "2026-03-12T00:00:00+01:00", false},
		{"2026-03-12", "2026-03-12T00:00:00+01:00", false},
		{"12/03/2026 05:06:07", "2026-03-12T05:06:07+01:00", true},
		{"12/03/2026 05:06", "2026-03-12T05:06:00+01:00", true},
		{"12/03/2026", "2026-03-12T00:00:00+01:00", false},
		{"2026/03/12 05:06:07", "2026-03-12T05:06:07+01:00", true},
		{"2026/03/12", "2026-03-12T00:00:00+01:00", false},
		{" 2026-03-12 05:06 ", "2026-03-12T05:06:00+01:00", true},
		{"12 mars 2026 à 5 h 06", "2026-03-12T05:06:00+01:00", true},
		{"12 mars 2026", "2026-03-12T00:00:00+01:00", false},
		{"12345", "", false},
		{"18990312", "", false},
		{"demain", "", false},
		{"", "", false},
	}
	for _, c := range cases {
		s, err := newSite(Options{})
		if err != nil {
			t.Fatal(err)
		}
		it := story("12")
		a := &presse.Article{Lang: "fr"}
		r := &reading{site: s, it: &it, a: a}
		got, whole, ok := r.when(c.in)
		if text := got.Format(time.RFC3339); ok != (c.want != "") || ok && (text != c.want || whole != c.whole) {
			t.Errorf("%q: got %s %v %v, want %s %v", c.in, text, whole, ok, c.want, c.whole)
		}
	}
}

// The clock of a site without a zone is that of the story, or of the latest stories.
func TestClock(t *testing.T) {
	cases := []struct {
		local, gmt string
		want       int // hours
	}{
		{"2026-03-02 09:00:00", "2026-03-02 08:00:00", 1},
		{"2026-03-01 20:00:00", "2026-03-02 08:00:00", -12},
		{"2026-03-02 22:00:00", "2026-03-02 08:00:00", 14},
		{"2026-03-02 23:00:00", "2026-03-02 08:00:00", -5},
		{"2026-03-01 19:00:00", "2026-03-02 08:00:00", -5},
		{"2026-03-02 09:00:00", "0000-00-00 00:00:00", -5},
		{"", "2026-03-02 08:00:00", -5},
	}
	for _, c := range cases {
		it := story("12", published(c.local, c.gmt))
		r := &reading{site: &site{offset: -5 * 3600}, it: &it}
		if got := r.clock(); got != c.want*3600 {
			t.Errorf("%s, GMT %s: got %d s, want %d h", c.local, c.gmt, got, c.want)
		}
	}
	for _, c := range []struct {
		local, want string
	}{
		{"2026-03-01 20:00:00", "2026-03-01T20:00:00-12:00"}, {"2026-03-02 22:00:00", "2026-03-02T22:00:00+14:00"},
		{"2026-03-02 22:15:00", "2026-03-02T08:00:00Z"}, {"2026-03-01 19:45:00", "2026-03-02T08:00:00Z"},
	} {
		list, _ := read(t, testExport{items: []Item{story("12", published(c.local, "2026-03-02 08:00:00"))}}, Options{})
		if got := list[0].Published.Format(time.RFC3339); got != c.want {
			t.Errorf("%s: got %s, want %s", c.local, got, c.want)
		}
	}
}
