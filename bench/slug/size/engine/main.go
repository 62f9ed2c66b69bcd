// Engine makes slugs, press and WordPress, and folds, with the engine alone.
package main

import (
	"os"

	"github.com/presse-go/presse/internal/letters"
)

func main() {
	words := letters.Words{
		Separator: '-', Markup: true,
		Elided:   os.Args,
		Spelling: letters.SpellingFor(os.Args[0]),
	}
	out := letters.AppendWords(nil, os.Args[0], &words)
	out = php.AppendSanitizedTitle(out, os.Args[0])
	out = letters.AppendFold(out, os.Args[0])
	println(string(out))
}
