// Package archive reads the French news that related articles are measured on
// and makes an archive of any size out of it.
package archive

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse"
)

// Dir returns where the data are: $PRESSE_DATA, or the folder that the
// repository expects beside it, seen from bench/.
func Dir() string {
	if dir := os.Getenv("PRESSE_DATA"); dir != "" {
		return dir
	}
	return "../../shared/data"
}

// Read returns the articles of a file below Dir()/related, gzipped or not.
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

// Recombined returns n articles: the given ones first and, when they do not
// suffice, new ones made of the paragraphs of three given articles that share a
// section. An archive grows in words as it grows: of the names in a new article
// (words with a capital inside a sentence) one in four is replaced by an
// invented one, the same throughout the article.
func Recombined(given []*presse.Article, n int) []*presse.Article {
	r := rand.New(rand.NewPCG(2026, uint64(len(given))))
	all := append([]*presse.Article(nil), given[:min(n, len(given))]...)
	bySection := map[string][]*presse.Article{}
	for _, a := range given {
		if len(a.Sections) > 0 {
			bySection[a.Sections[0]] = append(bySection[a.Sections[0]], a)
		}
	}
	for len(all) < n {
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
		if !at.IsZero() {
			at = at.AddDate(0, 0, r.IntN(2000))
		}
		all = append(all, &presse.Article{
			ID: "R" + strconv.Itoa(len(all)), Headline: a.Headline, Lang: a.Lang,
			Body:     rename(body, r.Uint64()),
			Sections: a.Sections, Tags: b.Tags, Published: at, Status: presse.StatusPublished,
		})
	}
	return all
}

// rename joins paragraphs with one name in four replaced.
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

// invented makes a name out of a number: one of few for most numbers and one of
// many for the rest, as names are.
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
