package presse

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// The tests in this file read lines of real newsrooms that were labelled by hand. A
// row passes only if the whole line is right. Each test reports how many rows pass
// and fails if there are fewer than its floor, which is just below what is reached.

// atLeast reports the rows passed, and with -v each row that is not.
func atLeast(t *testing.T, name string, rows int, wrong []string, floor int) {
	t.Helper()
	passed := rows - len(wrong)
	t.Logf("%s: %d of %d rows passed (%.1f %%)", name, passed, rows, 100*float64(passed)/float64(max(rows, 1)))
	for _, w := range wrong {
		t.Log(w)
	}
	if passed < floor {
		t.Errorf("%s: %d rows passed, want at least %d", name, passed, floor)
	}
}

// listed splits a field of a table into its parts. An empty field has none.
func listed(field, separator string) []string {
	var parts []string
	for part := range strings.SplitSeq(field, separator) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// allowed reports whether got has all the required parts, in any order, and no part
// that is neither required nor optional.
func allowed(got, required, optional []string) bool {
	for _, part := range required {
		if !slices.Contains(got, part) {
			return false
		}
	}
	for _, part := range got {
		if !slices.Contains(required, part) && !slices.Contains(optional, part) {
			return false
		}
	}
	return true
}

func TestLinesOfBylines(t *testing.T) {
	const people, papers, either = "people (name|role|title|place|handle; several by &&)", "papers (allowed in agencies)", "either (person or nothing accepted)"
	var wrong []string
	rows := conformance.Table(t, "lines/bylines.tsv")
	for _, row := range rows {
		b := ParseByline(row["text"])
		var got []string
		for _, p := range b.People {
			got = append(got, strings.Join([]string{p.Name, p.Role, p.Title, p.Place, p.Handle}, "|"))
		}
		want := listed(row[people], "&&")
		for i := range want { // a name has plain spaces, whatever is printed
			want[i] = strings.Join(strings.Fields(want[i]), " ")
		}
		nobody := row[either] == "y" && len(got) == 0
		if !nobody && !slices.Equal(got, want) || !allowed(b.Agencies, listed(row["agencies (required)"], ","), listed(row[papers], ",")) {
			wrong = append(wrong, fmt.Sprintf("%s: ParseByline(%q) = %q + %q, want %q + %q", row["n"], row["text"], got, b.Agencies, want, row["agencies (required)"]))
		}
	}
	atLeast(t, "lines/bylines.tsv", len(rows), wrong, 78)
}

func TestLinesOfCredits(t *testing.T) {
	var wrong []string
	rows := conformance.Table(t, "lines/credits.tsv")
	for _, row := range rows {
		c := ParseCredit(row["text"])
		names, agencies, owners := listed(row["names"], ";"), listed(row["agencies"], ";"), listed(row["owners (names or agencies)"], ";")
		rights := strings.Split(row["rights (any of)"], "|")
		all := slices.Concat(c.Names, c.Agencies)
		ok := allowed(c.Names, names, owners) && allowed(c.Agencies, agencies, owners) && slices.Contains(rights, c.Rights.String())
		for _, owner := range owners {
			ok = ok && (slices.Contains(all, owner) || slices.Contains(rights, "unknown"))
		}
		for _, no := range listed(row["must not be a name"], ";") {
			ok = ok && !slices.Contains(c.Names, no)
		}
		ok = ok && (row["archive"] == "y") == c.Archive && (row["illustration"] == "y") == c.Illustration
		if !ok {
			wrong = append(wrong, fmt.Sprintf("%s: ParseCredit(%q) = %+v, want names %q, agencies %q, owners %q, %q", row["n"], row["text"], c, names, agencies, owners, rights))
		}
	}
	atLeast(t, "lines/credits.tsv", len(rows), wrong, 46)
}

func TestLinesOfDatelines(t *testing.T) {
	var wrong []string
	var found, wanted, falsely int
	rows := conformance.Table(t, "lines/datelines.tsv")
	for _, row := range rows {
		d, rest := ParseDateline(row["opening"])
		if d.Text+rest != row["opening"] {
			t.Errorf("%s: text is lost: %q + %q", row["n"], d.Text, rest)
		}
		ok := true
		switch row["dateline? (y/n/either)"] {
		case "y":
			wanted++
			ok = d.Text != "" && d.Place == row["place"] && d.Date == row["date"] && slices.Equal(d.Agencies, listed(row["agencies"], ","))
			if ok {
				found++
			}
		case "n":
			if d.Text != "" {
				ok = false
				falsely++
			}
		}
		if !ok {
			wrong = append(wrong, fmt.Sprintf("%s: ParseDateline(%q) = %+v, want %q %q %q %q", row["n"], row["opening"], d, row["dateline? (y/n/either)"], row["place"], row["date"], row["agencies"]))
		}
	}
	atLeast(t, "lines/datelines.tsv", len(rows), wrong, 50)
	t.Logf("%d of %d datelines found, %d false", found, wanted, falsely)
	if falsely > 0 {
		t.Errorf("%d false datelines, want 0", falsely)
	}
}

// TestModelOfSignatures reads the bylines, credits and datelines of cases/model.jsonl.
func TestModelOfSignatures(t *testing.T) {
	type want struct {
		People              []Person
		Names, Agencies     []string
		Rights, Place, Date string
		Archive             bool
	}
	var rows int
	var wrong []string
	conformance.Lines(t, "cases/model.jsonl", func(n int, line []byte) {
		var op struct{ Op string }
		if err := json.Unmarshal(line, &op); err != nil {
			t.Fatal(err)
		}
		if op.Op != "ParseByline" && op.Op != "ParseCredit" && op.Op != "ParseDateline" {
			return
		}
		var c struct {
			ID, Cls, Input string
			Want           want
		}
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		rows++
		var got, wanted any
		switch w := c.Want; op.Op {
		case "ParseByline":
			b := ParseByline(c.Input)
			got = fmt.Sprintf("%+v %q", b.People, b.Agencies)
			wanted = fmt.Sprintf("%+v %q", w.People, w.Agencies)
		case "ParseCredit":
			p := ParseCredit(c.Input)
			got = fmt.Sprintf("%q %q %s %v", p.Names, p.Agencies, p.Rights, p.Archive)
			wanted = fmt.Sprintf("%q %q %s %v", w.Names, w.Agencies, cmp.Or(w.Rights, "unknown"), w.Archive)
		case "ParseDateline":
			d, rest := ParseDateline(c.Input)
			if d.Text+rest != c.Input {
				t.Errorf("%s: text is lost: %q + %q", c.ID, d.Text, rest)
			}
			got = fmt.Sprintf("%q %q %q", d.Place, d.Date, d.Agencies)
			wanted = fmt.Sprintf("%q %q %q", w.Place, w.Date, w.Agencies)
		}
		if got != wanted {
			wrong = append(wrong, fmt.Sprintf("%s (%s): %s(%q)\n got %v\nwant %v", c.ID, c.Cls, op.Op, c.Input, got, wanted))
		}
	})
	atLeast(t, "cases/model.jsonl", rows, wrong, 86)
}
