package presse_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log"
	"strings"

	"github.com/presse-go/presse"
)

// stories yields the stories that r holds, one on each line. A line that is not
// a story is an ErrItem, and the next line follows; an error of r ends the
// iteration.
func stories(r io.Reader) iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		lines := bufio.NewScanner(r)
		for lines.Scan() {
			a := new(presse.Article)
			err := json.Unmarshal(lines.Bytes(), a)
			if err != nil {
				a, err = nil, fmt.Errorf("%w: %w", presse.ErrItem, err)
			}
			if !yield(a, err) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// An error whose cause is ErrItem concerns one item, and the loop goes on. Any
// other error is the last thing an iterator yields. This one follows the rule.
func Example_errItem() {
	wire := strings.NewReader(`{"id": "afp-1", "headline": "Le Tour passera par Carcassonne"}
{"id": "afp-2", "headline": ["Vendanges précoces", "dans l’Aude"]}
{"id": "afp-3", "headline": "Sète : la criée rouvre ce lundi"}`)

	for a, err := range stories(wire) {
		if errors.Is(err, presse.ErrItem) {
			fmt.Println("skipped:", err)
			continue
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(a.ID, a.Headline)
	}
	// Output:
	// afp-1 Le Tour passera par Carcassonne
	// skipped: invalid item: presse: read article headline: want a string, have an array
	// afp-3 Sète : la criée rouvre ce lundi
}
