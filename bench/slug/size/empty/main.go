// Empty only prints. The sizes of the other programs are compared with its size.
package main

import (
	"os"
)

func main() { println(os.Args[0]) }
