// Whole makes a slug with package presse, which also links the sanitizer.
package main

import (
	"os"

	"github.com/presse-go/presse"
)

func main() { println(presse.Slug(os.Args[0])) }
