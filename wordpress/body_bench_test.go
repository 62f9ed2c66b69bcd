package wordpress

import (
	"strconv"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// Bodies of 5 KB, as a daily paper has them: of the classic editor and of blocks.
var (
	benchClassic = strings.Repeat("« Nous l’attendions depuis longtemps », a dit M. Benyahia, élu de la ville, sous la <em>verrière</em> de la gare neuve.\n\n"+
		"Le hall compte 12 000 m² ; le billet coûte 12,50 DH, soit 1,15 € environ.\nUne <a href=\"https://journal.example/sport/\">autre ligne</a>.\n\n", 18) +
		"[caption id=\"attachment_4\" align=\"alignleft\" width=\"300\"]<img class=\"wp-image-4\" src=\"https://journal.example/a.jpg\" alt=\"\" /> La gare[/caption]\n\n"
	benchBlocks = strings.Repeat("<!-- wp:paragraph -->\n<p>« Nous l’attendions depuis longtemps », a dit M. Benyahia, élu de la ville.</p>\n<!-- /wp:paragraph -->\n\n"+
		"<!-- wp:image {\"id\":4,\"sizeSlug\":\"large\"} -->\n<figure class=\"wp-block-image\"><img src=\"https://journal.example/a.jpg\" class=\"wp-image-4\"/></figure>\n<!-- /wp:image -->\n\n", 18)
)

func BenchmarkBody(b *testing.B) {
	options := BodyOptions{
		Media: func(id int64) (presse.Media, bool) {
			return presse.Media{ID: strconv.FormatInt(id, 10), URL: "https://journal.example/a.jpg", Width: 1600, Height: 900, Alt: "La gare"}, true
		},
		Link: func(s string) string { return strings.TrimPrefix(s, "https://journal.example") },
	}
	for name, in := range map[string]string{"classic": benchClassic, "blocks": benchBlocks} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				Body(in, options)
			}
		})
	}
}
