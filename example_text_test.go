package presse_test

import (
	"fmt"
	"math"
	"time"

	"github.com/presse-go/presse"
)

// The text of a page as its readers see it: without the caption and the script,
// and with no-break spaces.
func ExamplePlainText() {
	fmt.Println(presse.PlainText(`
		<h2>Ce que dit le 1<sup>er</sup> rapport</h2>
		<figure><img src="port.jpg" alt="Le port"><figcaption>Le port de Sfax. © D.R</figcaption></figure>
		<p>L&#8217;activit&eacute; du port <em>repart</em>&nbsp;: 10&nbsp;000 conteneurs par jour.</p>
		<script>mesure()</script>`))
	// Output:
	// Ce que dit le 1er rapport
	//
	// L’activité du port repart : 10 000 conteneurs par jour.
}

// A text that is too long is cut after a word that can end a line, which is
// neither “se” nor “par”.
func ExampleExcerpt() {
	body := "<p>La semaine se distingue par ses expositions, notamment d’art plastique, et par ses concerts.</p>"
	for _, words := range []int{9, 8, 3, 100} {
		fmt.Println(words, presse.Excerpt(body, words))
	}
	// Output:
	// 9 La semaine se distingue par ses expositions, notamment d’art…
	// 8 La semaine se distingue par ses expositions, notamment…
	// 3 La semaine…
	// 100 La semaine se distingue par ses expositions, notamment d’art plastique, et par ses concerts.
}

// The excerpts of a site that leaves WordPress stay the same to the byte.
func ExampleExcerptWordPress() {
	body := "<p>Une semaine d’expositions, notamment d’art plastique, et de concerts.</p>"
	fmt.Println(presse.ExcerptWordPress(body, 6, "&hellip;"))
	// Output: Une semaine d’expositions, notamment d’art plastique,&hellip;
}

// Punctuation is not a word, and a number with a space in it is one.
func ExampleWordCount() {
	fmt.Println(presse.WordCount("<p>« L’eau coûte 10&nbsp;000 € », dit-elle&nbsp;: c’est cher&nbsp;!</p>"))
	// Output: 6
}

// Papers round the time up to whole minutes.
func ExampleReadingTime() {
	body := "<p>La médina rouvre ses portes. Les artisans y reviennent, un par un, après deux ans de travaux.</p>"
	t := presse.ReadingTime(body)
	fmt.Println(t.Round(time.Second))
	fmt.Println("Lecture :", int(math.Ceil(t.Minutes())), "min")
	// Output:
	// 5s
	// Lecture : 1 min
}

// The HTML is read once for everything that a page says about its text.
func ExampleText() {
	body := "<p>Les artisans reviennent à la médina.</p><p>« Enfin ! » dit M. Alaoui, potier depuis l’enfance.</p>"
	t := presse.Text(presse.PlainText(body))
	fmt.Println(t.WordCount(), "mots,", t.ReadingTime().Round(time.Second))
	fmt.Println(t.Excerpt(8))
	for p := range t.Paragraphs() {
		fmt.Println("¶", p)
	}
	// Output:
	// 13 mots, 4s
	// Les artisans reviennent à la médina. « Enfin ! » dit…
	// ¶ Les artisans reviennent à la médina.
	// ¶ « Enfin ! » dit M. Alaoui, potier depuis l’enfance.
}

// An abbreviation does not end a sentence, and a quotation is not split.
func ExampleText_Sentences() {
	t := presse.Text("Le ministre a reçu M. J.-P. Durand à 18 h 30. « C’est fini. Nous signons », a-t-il dit. Quand ? Demain, etc.")
	for s := range t.Sentences() {
		fmt.Println("–", s)
	}
	// Output:
	// – Le ministre a reçu M. J.-P. Durand à 18 h 30.
	// – « C’est fini. Nous signons », a-t-il dit.
	// – Quand ?
	// – Demain, etc.
}
