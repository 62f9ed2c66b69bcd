package main

import (
	"slices"
	"testing"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		rule, text string
		want       []string
	}{
		{"a full stop and white space end a sentence", "La crue a surpris Fès. Le maire se tait. Tout va.", []string{"La crue a surpris Fès.", "Le maire se tait."}},
		{"a full stop in a number does not", "Le taux est de 3.14 pour cent", []string{"Le taux est de 3.14 pour cent"}},
		{"a line end does", "La crue a surpris Fès\nLe maire se tait encore", []string{"La crue a surpris Fès", "Le maire se tait encore"}},
		{"an Arabic question mark does", "هل عادت المياه إلى مجاريها؟ نعم عادت المياه كلها", []string{"هل عادت المياه إلى مجاريها؟", "نعم عادت المياه كلها"}},
		{"a sentence of 15 characters is dropped", "Quinze lettres.\nSeize caractères", []string{"Seize caractères"}},
		{"no text", "", nil},
	} {
		if got := sentences(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: sentences(%q) = %q, want %q", c.rule, c.text, got, c.want)
		}
	}
}

// TestPeers checks the textbook formulas on texts of which one shares the rarer word.
func TestPeers(t *testing.T) {
	articles := []article{
		{Title: "Séisme à Fès", Body: "Un premier séisme réveille Agadir. La terre tremble encore un peu. Les secours arrivent sur place. Le maire parle aux habitants. Les écoles restent fermées demain. Aucune victime ne serait connue. La route du port est coupée. Le calme revient vers midi enfin."},
		{Title: "Grève des trams", Body: "Les conducteurs cessent le travail. Aucun tram ne roule ce matin. Les voyageurs attendent en vain. La direction promet une réunion. Le syndicat maintient son appel. La ville propose des autobus. Les usagers marchent longtemps. Une solution viendrait dimanche."},
	}
	for _, ask := range []string{"halves", "headline", "brief"} {
		task, err := newTask(articles, ask, 2, 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(task.texts) != 4 || len(task.questions) != 2 {
			t.Errorf("%s: %d texts and %d questions, want 4 and 2", ask, len(task.texts), len(task.questions))
		}
	}
	task, err := newTask(articles, "headline", 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]formula{"TF-IDF": tfidf, "BM25": bm25} {
		if got := newPeers(task).ranks(f); got[0] != 1 {
			t.Errorf("%s: the body with “séisme” has rank %d, want 1", name, got[0])
		}
	}
	if _, err := newTask(articles, "title", 1, 1); err == nil {
		t.Error("newTask accepts an unknown way to ask")
	}
}

func TestMeasures(t *testing.T) {
	if got := mrr([]int{1, 2, 0, 4}); got != 0.4375 {
		t.Errorf("mrr = %v, want 0.4375", got)
	}
	if got := share([]int{1, 2, 0, 4}, 2); got != 0.5 {
		t.Errorf("share of ranks to 2 = %v, want 0.5", got)
	}
	if mean, deviation := difference([]int{1, 1}, []int{2, 2}); mean != 0.5 || deviation != 0 {
		t.Errorf("difference = %v ± %v, want 0.5 ± 0", mean, deviation)
	}
}
