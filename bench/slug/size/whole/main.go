// Whole makes a slug with the package presse, whose sanitizer comes along.
package main

import (
	"os"

	"github.com/presse-go/presse"
)

func main() { println(presse.Slug(os.Args[0])) }
