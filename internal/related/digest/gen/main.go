// Command gen writes words.txt: the words that most articles of an archive have, most
// frequent first, each as it is written most often.
//
// It reads related/orangesum.jsonl.gz, 34,567 French articles of 2016 to 2020, in
// $PRESSE_DATA. The list is part of the format of digests: after a change, raise its version.
package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/internal/related/scoring"
)

func main() {
	n := flag.Int("n", 16384, "number of words")
	out := flag.String("o", "words.txt", "file to write")
	flag.Parse()
	text, err := list(filepath.Join(cmp.Or(os.Getenv("PRESSE_DATA"), "../../../../shared/data"), "related", "orangesum.jsonl.gz"), *n)
	if errors.Is(err, fs.ErrNotExist) {
		log.Printf("%v: %s stays as it is", err, *out)
		return
	}
	if err == nil {
		err = os.WriteFile(*out, []byte(text), 0o666)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// list returns the n most frequent words, one a line.
func list(path string, n int) (string, error) {
	words, err := count(path)
	if err != nil {
		return "", err
	}
	all := slices.SortedFunc(maps.Keys(words), func(a, b uint64) int {
		return cmp.Or(words[b].articles-words[a].articles, strings.Compare(words[a].written(), words[b].written()))
	})
	var text strings.Builder
	for _, hash := range all[:min(n, len(all))] {
		text.WriteString(words[hash].written() + "\n")
	}
	return text.String(), nil
}

// A word is a word of the archive.
type word struct {
	articles int
	forms    map[string]int
}

// written returns the most frequent form.
func (w *word) written() (best string) {
	for form, n := range w.forms {
		if m := w.forms[best]; n > m || n == m && form < best {
			best = form
		}
	}
	return best
}

// count reads the archive. It leaves out words whose written form is not the word itself,
// such as a stem.
func count(path string) (map[uint64]*word, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	words := map[uint64]*word{}
	var analyzer scoring.Analyzer
	lines := bufio.NewScanner(z)
	for lines.Buffer(nil, 1<<24); lines.Scan(); {
		var a struct{ Title, Body string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, err
		}
		terms, _ := analyzer.Analyze(scoring.Text{Headline: a.Title, Body: related.Text(a.Body)}, nil)
		for _, t := range terms {
			if hash, code, ok := scoring.ReadTerm(t.Written); !ok || hash != t.Hash || code != 0 {
				continue
			}
			w := words[t.Hash]
			if w == nil {
				w = &word{forms: map[string]int{}}
				words[t.Hash] = w
			}
			w.articles++
			w.forms[strings.Clone(t.Written)]++
		}
	}
	return words, lines.Err()
}
