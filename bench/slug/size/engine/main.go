// Engine makes press and WordPress slugs and folds text, using only the internal packages.
package main

import (
	"os"

	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/php"
	"github.com/presse-go/presse/internal/text"
)

func main() {
	words := letters.Words{
		Separator: '-',
		Elided:    []letters.Elision{{Word: os.Args[0]}},
		Spelling:  letters.SpellingFor(os.Args[0]),
	}
	out, _ := letters.AppendWords(nil, string(text.Append(nil, os.Args[0])), &words)
	out = php.Title{}.Append(out, os.Args[0])
	out = letters.AppendFold(out, os.Args[0])
	println(string(out))
}
