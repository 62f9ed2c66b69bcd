package kicker_test

import (
	"testing"

	"github.com/presse-go/presse/internal/kicker"
)

func BenchmarkSplitKicker(b *testing.B) {
	var list []kicker.Label
	for i, name := range []string{"Actualité", "Société", "Culture", "Politique", "Économie", "Économie sociale", "L’État", "Sport", "Art de vivre", "Moyen-Orient", "Santé / Famille", "Une", "Vidéos"} {
		list = append(list, kicker.Label{Text: name, Owner: i})
	}
	labels := kicker.NewLabels(list)
	for _, line := range []string{"ActualitéCultureUne", "ActualitéAfrique du NordL’ÉtatUne", "ACTUALITÉJUSTICEUNE"} {
		b.Run(line, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				labels.Split(line)
			}
		})
	}
}
