// Package archive reads the French news articles on which related articles are
// measured, and builds archives of any size from them.
package archive

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse"
)

// Dir returns the data directory: $PRESSE_DATA, or by default the directory next to the
// repository, relative to bench/.
func Dir() string {
	if dir := os.Getenv("PRESSE_DATA"); dir != "" {
		return dir
	}
	return "../../shared/data"
}

// Read returns the articles of a file in Dir()/related, which may be gzipped.
func Read(name string) ([]*presse.Article, error) {
	f, err := os.Open(filepath.Join(Dir(), "related", name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	var all []*presse.Article
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var in struct {
			ID, Title, Body, Published, Lang string
			Sections, Tags                   []string
		}
		if err := json.Unmarshal(lines.Bytes(), &in); err != nil {
			return nil, err
		}
		a := &presse.Article{
			ID: in.ID, Headline: in.Title, Body: in.Body, Lang: presse.Lang(in.Lang),
			Sections: in.Sections, Tags: in.Tags, Status: presse.StatusPublished,
		}
		if in.Lang == "" {
			a.Lang = "fr"
		}
		a.Published, _ = time.Parse(time.RFC3339, in.Published)
		all = append(all, a)
	}
	return all, lines.Err()
}

// End is the day after the last article of orangesum.jsonl.gz.
var End = time.Date(2020, 9, 28, 0, 0, 0, 0, time.UTC)

// days is the number of days over which Recombined spreads articles.
const days = 3650

// Recombined returns n articles. The given ones come first. If they are fewer than n,
// further articles are made of paragraphs of three given articles in the same section.
// As the vocabulary of an archive grows with its size, one in four names of a new
// article (words with a capital letter within a sentence) is replaced by an invented
// name, the same one throughout the article. Their dates are spread evenly over the ten
// years before End.
func Recombined(given []*presse.Article, n int) []*presse.Article {
	return slices.AppendSeq(make([]*presse.Article, 0, n), Recombine(given, n))
}

// Recombine yields the articles of Recombined one by one, for archives that do not fit
// into memory.
func Recombine(given []*presse.Article, n int) iter.Seq[*presse.Article] {
	return func(yield func(*presse.Article) bool) {
		for _, a := range given[:min(n, len(given))] {
			if !yield(a) {
				return
			}
		}
		recombine(given, n, yield)
	}
}

// recombine yields the articles after the given ones.
func recombine(given []*presse.Article, n int, yield func(*presse.Article) bool) {
	r := rand.New(rand.NewPCG(2026, uint64(len(given))))
	bySection := map[string][]*presse.Article{}
	for _, a := range given {
		if len(a.Sections) > 0 {
			bySection[a.Sections[0]] = append(bySection[a.Sections[0]], a)
		}
	}
	for made := len(given); made < n; made++ {
		a := given[r.IntN(len(given))]
		others := given
		if len(a.Sections) > 0 {
			others = bySection[a.Sections[0]]
		}
		b, c := others[r.IntN(len(others))], others[r.IntN(len(others))]
		var body []string
		for i, from := range []*presse.Article{a, b, c} {
			ps := strings.Split(from.Body, "\n\n")
			r.Shuffle(len(ps), func(i, j int) { ps[i], ps[j] = ps[j], ps[i] })
			body = append(body, ps[:(len(ps)+2-i)/3]...)
		}
		at := a.Published
		if !at.IsZero() { // a random day, at the same time of day
			at = at.AddDate(0, 0, -r.IntN(days))
			if at.Before(End.AddDate(0, 0, -days)) {
				at = at.AddDate(0, 0, days)
			}
		}
		if !yield(&presse.Article{
			ID: "R" + strconv.Itoa(made), Headline: a.Headline, Lang: a.Lang,
			Body:     rename(body, r.Uint64()),
			Sections: a.Sections, Tags: b.Tags, Published: at, Status: presse.StatusPublished,
		}) {
			return
		}
	}
}

// rename joins paragraphs and replaces one in four names.
func rename(paragraphs []string, salt uint64) string {
	var out strings.Builder
	for _, p := range paragraphs {
		start := true
		for word := range strings.FieldsSeq(p) {
			first, _ := utf8.DecodeRuneInString(word)
			if !start && unicode.IsUpper(first) && len(word) > 3 {
				name := strings.TrimRight(word, ".,;:!?\"»")
				h := salt
				for _, c := range []byte(name) {
					h = (h ^ uint64(c)) * 0x100000001b3
				}
				if h>>60 < 4 {
					word = invented(h) + word[len(name):]
				}
			}
			start = strings.ContainsAny(word[len(word)-1:], ".!?")
			out.WriteString(word)
			out.WriteByte(' ')
		}
		out.WriteString("\n\n")
	}
	return out.String()
}

// invented returns a name for a number. As with real names, most numbers yield one of
// few names and the others one of many.
func invented(h uint64) string {
	n := h >> 8 % (1 << 12)
	if h&3 == 0 {
		n = h >> 8 % (1 << 20)
	}
	name := ""
	for n > 0 || name == "" {
		name += string("bdfgklmnprstvz"[n%14]) + string("aeiou"[n/14%5])
		n /= 70
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
