package wordpress_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

// An export of three posts, the second of which was damaged.
func ExampleItems() {
	const export = `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<item><title>Le pont rouvre</title><wp:post_id>21</wp:post_id><wp:status>publish</wp:status></item>
<item><title>Le bac</titre><wp:post_id>22</wp:post_id><wp:status>publish</wp:status></item>
<item><title>Pêche &amp; criée` + "\x01" + `</title><wp:post_id>23</wp:post_id><wp:status>future</wp:status></item>
</channel></rss>`
	options := wordpress.Options{Lost: func(l presse.Loss) { fmt.Println("lost:", l) }}
	for item, err := range wordpress.Items(strings.NewReader(export), options) {
		if errors.Is(err, presse.ErrItem) {
			fmt.Println("left out:", err)
			continue
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(item.ID, item.Status, item.Title)
	}
	// Output:
	// 21 publish Le pont rouvre
	// left out: wordpress: line 3, post 22: presse: read export: truncated or altered: an element is not closed
	// lost: 23 title changed: control characters dropped
	// 23 future Pêche & criée
}
