// Empty prints, and is what the other programs are measured against.
package main

import (
	"os"
)

func main() { println(os.Args[0]) }
