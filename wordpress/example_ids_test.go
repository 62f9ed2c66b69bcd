package wordpress_test

import (
	"fmt"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

// numbers are those that a site has given to its categories and users.
type numbers map[string]int64

func (n numbers) Section(path string) (int64, bool)    { id, ok := n[path]; return id, ok }
func (n numbers) Tag(string) (int64, bool)             { return 0, false }
func (n numbers) Author(p presse.Person) (int64, bool) { id, ok := n[p.Name]; return id, ok }
func (n numbers) Media(string) (int64, bool)           { return 0, false }

// The newsroom knows the numbers that WordPress has given to its terms.
func ExampleIDs() {
	var ids wordpress.IDs = numbers{"sport": 4, "Lina Haddad": 9}
	a := &presse.Article{ID: "8", Headline: "Le match", Sections: []string{"sport", "une"}, Byline: presse.ParseByline("Lina Haddad")}
	post, err := wordpress.AppendREST(nil, a, ids, wordpress.WriteOptions{Base: "https://gazette.example", Lost: func(l presse.Loss) { fmt.Println("lost:", l) }})
	fmt.Println(string(post), err)
	// Output:
	// lost: 8 sections "une" dropped: the site has none
	// lost: 8 byline "signature" guessed: WordPress ignores a custom field that is not registered for the REST API
	// lost: 8 id dropped: a post of the REST API has no place for it
	// {"status":"draft","title":"Le match","excerpt":"","content":"","author":9,"categories":[4],"meta":{"signature":"Lina Haddad"}} <nil>
}
