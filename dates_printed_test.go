package presse

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/quote"
)

// The cases with ParseDate in model.jsonl; TestTextCases has those of text.tsv.
func TestDateCases(t *testing.T) {
	rows := 0
	var wrong []string
	check := func(name string, l Lang, in, want string) {
		rows++
		at, err := l.ParseDate(in, nil)
		got := at.Format(time.RFC3339)
		if err != nil {
			got = "ERR"
		} else if w, err := time.Parse(time.RFC3339, want); err == nil && w.Equal(at) {
			return
		}
		if got != want && !strings.HasPrefix(got, strings.Replace(want, " ", "T", 1)) {
			wrong = append(wrong, fmt.Sprintf("%s: Lang(%q).ParseDate(%q) = %s, %v; want %s", name, l, in, got, err, want))
		}
	}
	conformance.Lines(t, "cases/model.jsonl", func(n int, line []byte) {
		var c struct{ ID, Op, Input string }
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		if c.Op != "ParseDate" {
			return
		}
		var in struct{ Lang, Text string }
		var out struct{ Want string }
		if json.Unmarshal([]byte(c.Input), &in) != nil || json.Unmarshal(line, &out) != nil {
			t.Fatalf("%s: want an object with lang and text", line)
		}
		check(c.ID, Lang(in.Lang), in.Text, out.Want)
	})
	atLeast(t, "cases of ParseDate", rows, wrong, 4)
}

// printedDate are dates in French texts. The first group is the day of the week, the
// others the day, the month and the year.
var printedDate = regexp.MustCompile(`(?i)(?:\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?\b(1er|\d{1,2})[ \x{a0}](janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)[ \x{a0}]((?:1[6-9]|20)\d\d)\b`)

// Every date in the texts of a quarter of the stories is read, and is the day, month and
// year that it prints, except those whose day does not exist or is another day of the
// week.
func TestPrintedDates(t *testing.T) {
	months := strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
	days := strings.Fields("dimanche lundi mardi mercredi jeudi vendredi samedi")
	rows, impossible := 0, 0
	var wrong []string
	for _, name := range []string{"related/orangesum.jsonl.gz", "related/rpm2.jsonl.gz", "related/wikinews_fr_100.jsonl"} {
		conformance.Lines(t, name, func(n int, line []byte) {
			var a struct{ Title, Body string }
			if err := json.Unmarshal(line, &a); err != nil {
				t.Fatal(err)
			}
			if n%4 != 0 { // a quarter of them takes a second
				return
			}
			for _, m := range printedDate.FindAllStringSubmatch(a.Title+"\n"+a.Body, -1) {
				rows++
				day, _ := strconv.Atoi(strings.TrimSuffix(strings.ToLower(m[2]), "er"))
				year, _ := strconv.Atoi(m[4])
				at := time.Date(year, time.Month(indexFold(months, m[3])+1), day, 0, 0, 0, 0, time.UTC)
				got, err := Lang("fr").ParseDate(m[0], nil)
				switch possible := at.Day() == day && (m[1] == "" || int(at.Weekday()) == indexFold(days, m[1])); {
				case !possible && err != nil:
					impossible++
				case possible != (err == nil) || !got.Equal(at):
					wrong = append(wrong, fmt.Sprintf("%s:%d: ParseDate(%q) = %v, %v", name, n, m[0], got, err))
				}
			}
		})
	}
	t.Logf("%d dates whose day of the week is another", impossible)
	atLeast(t, "dates in texts", rows, wrong, rows)
}

func indexFold(list []string, word string) int {
	for i, w := range list {
		if strings.EqualFold(w, word) {
			return i
		}
	}
	return -1
}

// The lines with the date on pages of a news site: "AFP, publié le jeudi 02 juillet 2020
// à 21h20". The page has the date in its metadata, too.
func TestDatesOfPages(t *testing.T) {
	line := regexp.MustCompile(`[^<>]*(?:<[^<>]*>){0,3}, ?publié le [^<]*`)
	tag := regexp.MustCompile(`<[^<>]*>?`)
	pages, err := filepath.Glob(filepath.Join(conformance.Path(t, "html"), "*.gz"))
	if err != nil {
		t.Fatal(err)
	}
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Skip(err)
	}
	rows := 0
	var wrong []string
	for _, page := range pages {
		text := string(conformance.Read(t, "html/"+filepath.Base(page)))
		for _, found := range line.FindAllString(text, -1) {
			rows++
			found = html.UnescapeString(tag.ReplaceAllString(found, ""))
			found = strings.TrimSpace(found[strings.LastIndexByte(found, '>')+1:])
			published, updated, err := Lang("fr").ParseDates(found, paris)
			at, err2 := Lang("fr").ParseDate(found, paris)
			if err != nil || err2 != nil || !updated.IsZero() || !at.Equal(published) || !strings.HasSuffix(found, published.Format("15h04")) ||
				!strings.Contains(found, published.Format("02 ")) || !strings.Contains(found, published.Format(" 2006 ")) {
				wrong = append(wrong, fmt.Sprintf("%s: ParseDates(%q) = %v, %v, %v", filepath.Base(page), found, published, updated, err))
			}
		}
	}
	atLeast(t, "lines of pages", rows, wrong, rows)
}

// Dates as programs write them in exports and feeds are read as package time reads them.
func TestDatesOfPrograms(t *testing.T) {
	layouts := []string{time.RFC1123Z, time.RFC1123, time.RFC3339Nano, time.DateTime, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z0700", "2006-01-02"}
	stamp := regexp.MustCompile(`(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4}|\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?: ?(?:[A-Z]{1,3}|[+-]\d\d:?\d\d))?)?`)
	rows := 0
	var wrong []string
	dir := conformance.Path(t, ".")
	for _, pattern := range []string{"model/samples/*/*", "model/samples/*/*/*", "wordpress/*.xml", "wordpress/feeds/*", "wordpress/rest/*", "related/rss_2025.jsonl.gz", "outputs/*"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files, %v", pattern, err)
		}
		for _, file := range files {
			name, err := filepath.Rel(dir, file)
			if err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(file); err != nil || info.IsDir() {
				continue
			}
			for _, found := range stamp.FindAll(bytes.ReplaceAll(conformance.Read(t, filepath.ToSlash(name)), []byte(`\n`), []byte(" ")), -1) {
				var want time.Time
				for _, layout := range layouts {
					if at, err := time.Parse(layout, string(found)); err == nil {
						want = at
						break
					}
				}
				if want.Year() < 1583 || want.Year() > 2399 { // not a date: 0000-00-00
					continue
				}
				if name, _, ok := strings.Cut(string(found), ","); ok && name != want.Format("Mon") {
					continue // another day of the week, which package time does not check
				}
				rows++
				for _, l := range []Lang{"fr", "ar", "en"} {
					if got, err := l.ParseDate(string(found), nil); err != nil || !got.Equal(want) {
						wrong = append(wrong, fmt.Sprintf("%s: Lang(%q).ParseDate(%q) = %v, %v; want %v", name, l, found, got, err, want))
						break
					}
				}
			}
		}
	}
	atLeast(t, "dates of programs", rows, wrong, rows)
}

// A date is never read an hour off because time zone data are outdated: the cause names
// the remedies.
func TestParseDateStale(t *testing.T) {
	stale := zoneData(t, "Africa/Casablanca", "<+01>-1", time.Date(2026, 2, 15, 2, 0, 0, 0, time.UTC), time.Date(2026, 3, 22, 2, 0, 0, 0, time.UTC))
	_, err := Lang("fr").ParseDate("20 septembre 2026 à 18 h", stale)
	const want = `presse: parse date "20 septembre 2026 à 18 h": stale time zone data: Morocco has been at UTC+0 since 2026-09-20; update the data or use time.FixedZone`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if _, _, err := Lang("fr").ParseDates("Publié le 19 septembre 2026 à 18 h, mis à jour le 21", stale); err == nil {
		t.Error("a day without its month: want an error")
	}
	if _, _, err := Lang("fr").ParseDates("Publié le 19 septembre 2026 à 18 h, mis à jour le 20 septembre 2026 à 18 h", stale); err == nil || !strings.Contains(err.Error(), "stale") {
		t.Errorf("ParseDates: got %v, want an error that the data are stale", err)
	}
	if at, err := Lang("fr").ParseDate("20 septembre 2026 à 18 h GMT", stale); err != nil || at.Hour() != 18 {
		t.Errorf("an offset is never stale: got %v, %v", at, err)
	}
}

// Errors name the operation, show the beginning of the text, and have a cause.
func TestParseDateErrors(t *testing.T) {
	long := strings.Repeat("Le conseil de la ville ", 20)
	for _, parse := range []func(string) error{
		func(s string) error { _, err := Lang("fr").ParseDate(s, nil); return err },
		func(s string) error { _, _, err := Lang("fr").ParseDates(s, nil); return err },
		func(s string) error { _, err := Lang("fr").ParseRelative(s, time.Unix(0, 0)); return err },
	} {
		for _, in := range []string{"", "lundi 15 avril 2025", long} {
			err := parse(in)
			e, ok := err.(*Error)
			if !ok || e.Op != "parse date" || e.Value != quote.Short(in) || e.Err == nil {
				t.Errorf("%q: got %#v, want an *Error of the operation parse date", in, err)
			}
		}
	}
}
