package publish

import (
	"testing"

	"github.com/presse-go/presse"
)

// TestCaptionsOfExpiredPictures checks that the caption of a picture past Credit.Expiry goes with
// it, however a CMS writes it, and that the text of the story beside it stays.
func TestCaptionsOfExpiredPictures(t *testing.T) {
	const gone, other, kept = `<img src="/up/photo.jpg" alt="">`, `<img src="/up/autre.jpg" alt="">`, `<img src="https://remparts.exemple.ma/up/autre.jpg" alt="" decoding="async">`
	for _, c := range []struct {
		rule, in, want string
	}{
		{"SPIP 3", `<dl class="spip_document_12 spip_documents spip_documents_center"><dt><a href="/up/photo.jpg">` + gone + `</a></dt><dt class="spip_doc_titre"><strong>Le port</strong></dt><dd class="spip_doc_descriptif">© K. Benali</dd></dl><p>A</p>`, `<p>A</p>`},
		{"SPIP 4", `<div class="spip_document_12 spip_document spip_document_image"><figure class="spip_doc_inner">` + gone + `<figcaption class="spip_doc_legende"><div class="spip_doc_titre">Le port</div><div class="spip_doc_credits">K.</div></figcaption></figure></div><p>A</p>`, `<p>A</p>`},
		{"SPIP without a list", `<div class="spip_document_12"><span>` + gone + `</span><div class="spip_doc_titre">Le port</div><div class="spip_doc_descriptif">K.</div></div><p>A</p>`, `<p>A</p>`},
		{"Joomla", `<div class="img_caption none" style="width: 300px">` + gone + `<p class="img_caption">Le port</p></div><p>A</p>`, `<p>A</p>`},
		{"Blogger", `<table class="tr-caption-container"><tbody><tr><td><a href="/x">` + gone + `</a></td></tr><tr><td class="tr-caption">Le port</td></tr></tbody></table><p>A</p>`, `<p>A</p>`},
		{"a table without classes", `<table><tr><td>` + gone + `</td></tr><tr><td>Le port</td></tr></table><p>A</p>`, `<p>A</p>`},
		{"a table with the caption above", `<table><tr><td>Le port</td></tr><tr><td>` + gone + `</td></tr></table><p>A</p>`, `<p>A</p>`},
		{"Drupal", `<span class="image">` + gone + `<span class="caption">Le port</span></span><p>A</p>`, `<p>A</p>`},
		{"a picture and bare text", `<div class="image">` + gone + `Le <b>port</b><br>© K.</div><p>A</p>`, `<p>A</p>`},
		{"a picture and one paragraph", `<div class="photo-article">` + gone + `<p>Le port</p></div><p>A</p>`, `<p>A</p>`},
		{"MediaWiki", `<div class="thumb tright"><div class="thumbinner"><a href="/x">` + gone + `</a><div class="thumbcaption">Le port</div></div></div><p>A</p>`, `<p>A</p>`},
		{"a dl", `<dl><dt>` + gone + `</dt><dd>Le port</dd></dl><p>A</p>`, `<p>A</p>`},
		{"a dl with the caption first", `<dl><dt>Le port</dt><dd>` + gone + `</dd></dl><p>A</p>`, `<p>A</p>`},
		{"a dl with two captions", `<dl><dt>` + gone + `</dt><dt>Le port</dt><dd>© K.</dd></dl><p>A</p>`, `<p>A</p>`},
		{"a dl of two pictures", `<dl><dt>` + gone + `</dt><dd>Le port</dd><dt>` + other + `</dt><dd>La gare</dd></dl>`, `<dl><dt>` + kept + `</dt><dd>La gare</dd></dl>`},
		{"the second of two pictures of a dl", `<dl><dt>` + other + `</dt><dd>La gare</dd><dt>` + gone + `</dt><dd>Le port</dd></dl>`, `<dl><dt>` + kept + `</dt><dd>La gare</dd></dl>`},
		{"a dl with other terms", `<dl><dt>` + gone + `</dt><dd>Le port</dd><dt>Quai</dt><dd>Où l’on débarque.</dd></dl>`, `<dl><dt>Quai</dt><dd>Où l’on débarque.</dd></dl>`},
		{"a dl with a term before", `<dl><dt>Quai</dt><dd>Où l’on débarque.</dd><dt>` + gone + `</dt><dd>Le port</dd></dl>`, `<dl><dt>Quai</dt><dd>Où l’on débarque.</dd></dl>`},
		{"a dl of people", `<dl><dt>` + gone + ` Salma Idrissi</dt><dd>Maire de la ville.</dd></dl>`, `<dl><dt> Salma Idrissi</dt><dd>Maire de la ville.</dd></dl>`},
		{"aria-describedby", `<p><img src="/up/photo.jpg" aria-describedby="l1 l2"></p><p>A</p><p id="l1">Le port</p><div id="l2"><p>© K.</p></div>`, `<p>A</p>`},
		{"aria-describedby of an image that a script loads", `<p><img data-src="/up/photo-300x200.jpg" aria-describedby="l1"></p><p id="l1">Le port</p><p>A</p>`, `<p>A</p>`},
		{"aria-describedby of another picture", `<img src="/up/autre.jpg" alt="" aria-describedby="l1">` + gone + `<p id="l1">Le port</p>`, kept + `<p id="id-l1">Le port</p>`},
		{"aria-describedby of two pictures", `<img src="/up/photo.jpg" aria-describedby="l1"><img src="/up/autre.jpg" alt="" aria-describedby="l1"><p id="l1">Le port</p>`, kept + `<p id="id-l1">Le port</p>`},
		{"aria-describedby of the element around it", `<div id="l1"><img src="/up/photo.jpg" aria-describedby="l1"><p>A</p>` + other + `</div>`, `<div id="id-l1"><p>A</p>` + kept + `</div>`},
		{"a paragraph whose class is caption", `<p>` + gone + `</p><p class="legende">Le port</p><p>A</p>`, `<p>A</p>`},
		{"a caption and a credit", gone + `<p class="photo-legend">Le port</p><p class="photo-credit">© K.</p><p>A</p>`, `<p>A</p>`},
		{"the caption above", `<div><p class="caption">Le port</p>` + gone + `</div><p>A</p>`, `<p>A</p>`},
		{"captions above their pictures", `<p class="caption">Le port</p>` + gone + `<p class="caption">La gare</p>` + other, `<p class="caption">La gare</p>` + kept},
		{"captions below their pictures", gone + `<p class="caption">Le port</p>` + other + `<p class="caption">La gare</p>`, kept + `<p class="caption">La gare</p>`},
		{"the caption of all pictures of a figure", `<figure>` + other + gone + `<p class="caption">Le port</p></figure>`, `<figure>` + kept + `<p class="caption">Le port</p></figure>`},
		{"the caption in an element of its own", `<div><div>` + gone + `</div><div><span class="caption">Le port</span></div></div><p>A</p>`, `<p>A</p>`},
		{"a caption in a line of text", `<p>` + gone + ` <span class="caption">Le port</span> Le maire a dit oui.</p>`, `<p>  Le maire a dit oui.</p>`},
		{"small", `<p>` + gone + `<br><small>© K. Benali</small></p><p>A</p>`, `<p>A</p>`},
		{"a line in italics below", `<p>` + gone + `<br><em>Le port</em></p><p>A</p>`, `<p>A</p>`},
		{"a figure with a paragraph", `<figure>` + gone + `<p>Le port</p></figure><p>A</p>`, `<p>A</p>`},

		{"a paragraph that follows", gone + `<p>Le maire a dit oui.</p>`, `<p>Le maire a dit oui.</p>`},
		{"a paragraph in italics that follows", `<p>` + gone + `</p><p><em>Le maire a dit oui.</em></p>`, `<p><em>Le maire a dit oui.</em></p>`},
		{"a paragraph in small letters that follows", `<p>` + gone + `</p><p><small>Article modifié à midi.</small></p>`, `<p><small>Article modifié à midi.</small></p>`},
		{"the paragraph that it is in", `<p>` + gone + `Le maire a dit oui.</p>`, `<p>Le maire a dit oui.</p>`},
		{"the paragraph that it is in, in italics", `<p>` + gone + `<em>Le maire a dit oui.</em></p>`, `<p><em>Le maire a dit oui.</em></p>`},
		{"small letters in a line", `<p>` + gone + `<small>12 h</small> Le maire a dit oui.</p>`, `<p><small>12 h</small> Le maire a dit oui.</p>`},
		{"a div with a paragraph", `<div>` + gone + `<p>Le maire a dit oui.</p></div>`, `<div><p>Le maire a dit oui.</p></div>`},
		{"a div made for a picture with two paragraphs", `<div class="image">` + gone + `<p>Le maire a dit oui.</p><p>Puis non.</p></div>`, `<div class="image"><p>Le maire a dit oui.</p><p>Puis non.</p></div>`},
		{"a list in a figure", `<figure>` + gone + `<ul><li>Oui</li></ul><figcaption>Le port</figcaption></figure>`, `<figure><ul><li>Oui</li></ul></figure>`},
		{"WordPress, media and text", `<div class="wp-block-media-text"><figure class="wp-block-media-text__media">` + gone + `</figure><div class="wp-block-media-text__content"><p>Le maire a dit oui.</p></div></div>`, `<div class="wp-block-media-text"><div class="wp-block-media-text__content"><p>Le maire a dit oui.</p></div></div>`},
		{"WordPress, cover", `<div class="wp-block-cover-image-text wp-block-cover">` + gone + `<p>Le maire a dit oui.</p></div>`, `<div class="wp-block-cover-image-text wp-block-cover"><p>Le maire a dit oui.</p></div>`},
		{"a paragraph that has a picture", `<p class="has-image">` + gone + `Le maire a dit oui.</p>`, `<p class="has-image">Le maire a dit oui.</p>`},
		{"a heading that follows", gone + `<h2 class="titre">Le port</h2><p>A</p>`, `<h2 class="titre">Le port</h2><p>A</p>`},
		{"a caption after text", gone + `<p>A</p><p class="caption">Le port</p>`, `<p>A</p><p class="caption">Le port</p>`},
		{"the caption of another picture", `<p>` + gone + `</p><p>A</p>` + other + `<p class="caption">La gare</p>`, `<p>A</p>` + kept + `<p class="caption">La gare</p>`},
		{"a table of data", `<table><caption>Budget</caption><tbody><tr><td>` + gone + `</td><td>12</td></tr><tr><td>B</td><td>13</td></tr></tbody></table>`, `<table><caption>Budget</caption><tbody><tr><td></td><td>12</td></tr><tr><td>B</td><td>13</td></tr></tbody></table>`},
		{"a column of a layout", `<table><tbody><tr><td>` + gone + `</td></tr><tr><td><p>Le maire a dit oui.</p><p>Puis non.</p></td></tr></tbody></table>`, `<table><tbody><tr><td></td></tr><tr><td><p>Le maire a dit oui.</p><p>Puis non.</p></td></tr></tbody></table>`},
		{"a table of two rows of text", `<table><tbody><tr><td>` + gone + `</td></tr><tr><td>Oui</td></tr><tr><td>Non</td></tr></tbody></table>`, `<table><tbody><tr><td></td></tr><tr><td>Oui</td></tr><tr><td>Non</td></tr></tbody></table>`},
		{"captions without a picture", `<p class="caption">Le port</p><dl><dt>Quai</dt><dd>Où l’on débarque.</dd></dl>`, `<p class="caption">Le port</p><dl><dt>Quai</dt><dd>Où l’on débarque.</dd></dl>`},
		{"text in a list", `<ul><li>` + gone + `Oui</li><li>` + gone + `</li></ul>`, `<ul><li>Oui</li></ul>`},
	} {
		a := coreStory()
		a.Body, a.Media = c.in, []presse.Media{expiring("/up/photo.jpg", hours(-1))}
		r := coreRelease(t, coreSite(), a)
		if got := string(r.story.body(presse.ScopeArticle)); got != c.want {
			t.Errorf("%s: the body\n     %s\nis   %s\nwant %s", c.rule, c.in, got, c.want)
		}
	}
}
