package text_test

import (
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse/internal/text"
)

func TestIsPointer(t *testing.T) {
	for _, c := range []struct {
		rule, line string
		want       bool
	}{
		{"a label, a colon, a headline", "À lire aussi : Le tramway revient", true},
		{"no accent", "A lire aussi: Le tramway revient", true},
		{"capitals", "À LIRE AUSSI : LE TRAMWAY REVIENT", true},
		{"decomposed accents", "A\u0300 lire aussi : Le tramway", true},
		{"a sign before the label", "» → Lire aussi : Le tramway", true},
		{"an arrow after the label", "À lire > Le tramway", true},
		{"a label alone", "Sur le même sujet", true},
		{"a label with its line end", "Sur le même sujet :\n", true},
		{"a certain label before a capital", "Lire aussi Le tramway revient", true},
		{"a certain label before a quotation", "Lire aussi « Le tramway »", true},
		{"a certain label before a number", "Voir aussi 10 photos", true},
		{"a certain label before a full stop", "LIRE AUSSI. Le tramway revient", true},
		{"a label in brackets", "[À RELIRE] Le tramway revient", true},
		{"a prefix in parentheses", "(Re)lire : le tramway revient", true},
		{"a notice of the paywall", "Article réservé à nos abonnés Le tramway revient", true},
		{"one story in Arabic", "موضوع ذو صلة: عودة الترام", true},
		{"a verb", "Relire Camus", false},
		{"a certain label before a small letter", "Lire aussi le tramway", false},
		{"an uncertain label before a capital", "Lire Camus", false},
		{"a comma", "Sur le même sujet, le maire", false},
		{"a label in the middle", "Le maire invite à lire aussi : Camus", false},
		{"a longer word", "Lire aussitôt : voilà", false},
		{"the label of a longer label", "À lire également : Le tramway", true},
		{"Lire la suite", "Lire la suite sur LeMatin.ma", true},
		{"English", "Read more: Trams return", true},
		{"English prose", "Related costs rose", false},
		{"Arabic", "اقرأ أيضا: عودة الترامواي", true},
		{"Arabic with hamza below and tanwin", "إقرأ أيضاً عودة الترامواي", true},
		{"Arabic prose", "اقرأ كتابا", false},
		{"a paragraph", "À lire aussi : " + strings.Repeat("Le tramway revient. ", 30), false},
		{"a long headline, cut inside a letter when it is compared", "À lire aussi : " + strings.Repeat("é", 100), true},
		{"invalid UTF-8", "À lire aussi : \xff\xfe", true},
		{"no letter", "— 10 —", false},
		{"nothing", "", false},
	} {
		if got := text.IsPointer(c.line); got != c.want {
			t.Errorf("%s: IsPointer(%q) = %t, want %t", c.rule, c.line, got, c.want)
		}
	}
}

func TestAppendStory(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"it appends", "<p>La crue</p><p>monte</p>", "avant La crue\n\nmonte"},
		{"the last paragraph may be left out", "<p>La crue</p><nav>Accueil</nav>", "avant La crue"},
		{"so may the first", "<nav>Accueil</nav><p>La crue</p>", "avant La crue"},
		{"a paragraph with a link and a word is kept", `<p><a href="/t">Tramway</a> bleu</p>`, "avant Tramway bleu"},
		{"a link in a paragraph of Arabic", `<p>عودة <a href="/t">الترامواي</a></p>`, "avant عودة الترامواي"},
		{"a link with a date is a sentence", `<p>Le port</p><p><a href="/t">Tramway</a> (12)</p>`, "avant Le port\n\nTramway (12)"},
		{"nested boxes", `<div class="related"><div class="related">a</div>b</div>c`, "avant c"},
		{"nothing else", "<nav>Accueil</nav>", "avant Accueil"},
		{"nothing", "", "avant "},
		{"invalid UTF-8", "<p>La \xffcrue</p>", "avant La \uFFFDcrue"},
	} {
		if got := string(text.AppendStory([]byte("avant "), c.in)); got != c.want {
			t.Errorf("%s: AppendStory(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

func TestAppendStoryIsLinear(t *testing.T) {
	for _, unit := range []string{`<div class="related">`, `<div class="related">a</div>`, `<span class="sr-only">`, `<span class="sr-only">a</span>`, `<p><a href="#">`, "À lire aussi : \n"} {
		start := time.Now()
		text.AppendStory(nil, strings.Repeat(unit, 1<<20/len(unit)))
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%q repeated to 1 MiB takes %v", unit, took)
		}
	}
}
