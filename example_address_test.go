package presse_test

import (
	"fmt"

	"github.com/presse-go/presse"
)

func ExampleSameAddress() {
	fmt.Println(presse.SameAddress("/culture/%d8%aa%d8%b1%d8%a7%d8%ab/", "culture/%D8%AA%D8%B1%D8%A7%D8%AB"))
	fmt.Println(presse.SameAddress("تراث", "%D8%AA%D8%B1%D8%A7%D8%AB"))
	fmt.Println(presse.SameAddress("Culture", "culture"))
	// Output:
	// true
	// true
	// false
}
