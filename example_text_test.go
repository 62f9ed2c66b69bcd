package presse_test

import (
	"fmt"
	"time"

	"github.com/presse-go/presse"
)

func ExamplePlainText() {
	fmt.Println(presse.PlainText(`
		<h2>Ce que dit le 1<sup>er</sup> rapport</h2>
		<figure><img src="port.jpg" alt="Le port"><figcaption>Le port de Tanger. © D.R</figcaption></figure>
		<p>L&#8217;activit&eacute; du port <em>repart</em>&nbsp;: 10&nbsp;000 conteneurs par jour.</p>
		<script>mesure()</script>`))
	// Output:
	// Ce que dit le 1er rapport
	//
	// L’activité du port repart : 10 000 conteneurs par jour.
}

func ExampleExcerpt() {
	body := "<p>Attractivité. La semaine se distingue par ses expositions, notamment d’art plastique, et par ses concerts.</p>"
	fmt.Println(presse.Excerpt(body, 10))
	fmt.Println(presse.Excerpt(body, 4)) // its fourth word, “se”, announces the next one
	// Output:
	// Attractivité. La semaine se distingue par ses expositions, notamment d’art…
	// Attractivité. La semaine…
}

func ExampleExcerptWordPress() {
	body := "<p>Une semaine d’expositions, notamment d’art plastique, et de concerts.</p>"
	fmt.Println(presse.ExcerptWordPress(body, 6, "..."))
	// Output:
	// Une semaine d’expositions, notamment d’art plastique,...
}

func ExampleWordCount() {
	fmt.Println(presse.WordCount("<p>« L’eau coûte 10&nbsp;000 € », dit-elle&nbsp;: c’est cher&nbsp;!</p>"))
	// Output:
	// 6
}

func ExampleReadingTime() {
	body := "<p>La médina rouvre ses portes. Les artisans y reviennent, un par un, après deux ans de travaux.</p>"
	fmt.Println(presse.ReadingTime(body).Round(time.Second))
	// Output:
	// 5s
}

func ExampleText() {
	body := "<p>Les artisans reviennent à la médina.</p><p>« Enfin ! » dit M. Alaoui, potier depuis l’enfance.</p>"
	t := presse.Text(presse.PlainText(body)) // the HTML is read once
	fmt.Println(t.WordCount(), "mots,", t.ReadingTime().Round(time.Second))
	fmt.Println(t.Excerpt(7))
	// Output:
	// 13 mots, 4s
	// Les artisans reviennent à la médina. « Enfin ! »…
}

func ExampleText_Paragraphs() {
	t := presse.Text(presse.PlainText("<h2>Au menu</h2><ul><li>une soupe ;<li>un tajine.</ul>"))
	for p := range t.Paragraphs() {
		fmt.Println("–", p)
	}
	// Output:
	// – Au menu
	// – une soupe ;
	// – un tajine.
}

func ExampleText_Sentences() {
	t := presse.Text("Le ministre a reçu M. J.-P. Durand à 18 h 30. « C’est fini. Nous signons », a-t-il dit. Quand ? Demain, etc.")
	for s := range t.Sentences() {
		fmt.Println("–", s)
	}
	// Output:
	// – Le ministre a reçu M. J.-P. Durand à 18 h 30.
	// – « C’est fini. Nous signons », a-t-il dit.
	// – Quand ?
	// – Demain, etc.
}

func ExampleText_WordCount() {
	fmt.Println(presse.Text("si a < b, alors b > a").WordCount())
	// Output:
	// 6
}

func ExampleText_ReadingTime() {
	fmt.Println(presse.Text("عاد الحرفيون إلى المدينة").ReadingTime().Round(time.Millisecond))
	// Output:
	// 1.326s
}

func ExampleText_Excerpt() {
	fmt.Println(presse.Text("Les artisans reviennent à la médina.").Excerpt(5))
	// Output:
	// Les artisans reviennent…
}
