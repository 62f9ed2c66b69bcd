// Gosimple makes a slug with github.com/gosimple/slug.
package main

import (
	"os"

	"github.com/gosimple/slug"
)

func main() { println(slug.MakeLang(os.Args[0], "fr")) }
