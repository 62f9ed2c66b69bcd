package wordpress_test

import (
	"fmt"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

func ExampleBody() {
	stored := `La rade rouvre samedi [NDLR : le 12].

<img class="wp-image-12" src="/rade.jpg" />

[sondage id="7"]`

	body, losses := wordpress.Body(stored, wordpress.BodyOptions{
		Media: func(id int64) (presse.Media, bool) {
			return presse.Media{URL: "/rade.jpg", Width: 300, Height: 200, Alt: "Trois grues au bord de l’eau"}, id == 12
		},
	})
	fmt.Print(body)
	for _, l := range losses {
		fmt.Println(l.Value, l.Kind)
	}
	// Output:
	// <p>La rade rouvre samedi [NDLR : le 12].</p>
	// <p><img loading="lazy" decoding="async" width="300" height="200" alt="Trois grues au bord de l’eau" class="wp-image-12" src="/rade.jpg" /></p>
	// sondage dropped
}

func ExampleParagraphs() {
	fmt.Print(wordpress.Paragraphs("La rade rouvre.\nLes quais suivront.\n\nLe port attend."))
	// Output:
	// <p>La rade rouvre.<br />
	// Les quais suivront.</p>
	// <p>Le port attend.</p>
}
