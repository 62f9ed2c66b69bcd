package letters

import "testing"

func TestAppendWords(t *testing.T) {
	french, english, arabic := SpellingFor("fr"), SpellingFor("en"), SpellingFor("ar")
	dash := func(o Words) Words { o.Separator = '-'; return o }
	plain, glued, spelled := dash(Words{}), dash(Words{Glue: true}), dash(Words{Spelling: french})
	elided := dash(Words{Elided: []string{"l", "qu", "jusqu"}})
	said := dash(Words{Spelling: english})
	for _, c := range []struct {
		rule    string
		options Words
		in      string
		want    string
	}{
		{"one separator between words", plain, " -- Un,  deux… (trois) ", "un-deux-trois"},
		{"another separator", Words{Separator: '_'}, "Un deux", "un_deux"},
		{"capitals and digits", plain, "AZaz09 @[`{/:", "azaz09"},
		{"capitals of other alphabets", plain, "ԱՐ ႠႡ", "ար-ⴀⴁ"},
		{"every apostrophe separates words", plain, "a'b’c‘d‛eʼfʹg′h＇i´j`k", "a-b-c-d-e-f-g-h-i-j-k"},
		{"every apostrophe can be glued", glued, "a'b’c‘d‛eʼfʹg′h＇i´j`k", "abcdefghijk"},
		{"glued, an apostrophe between spaces vanishes", glued, "un ' deux", "un-deux"},
		{"glued, it separates an accent from its letter", glued, "ا’\u0654ب", "اب"},
		{"elided words are dropped", elided, "L’un, qu'il, jusqu’à l’autre", "un-il-a-autre"},
		{"elided words are dropped after another word too", elided, "un l’autre", "un-autre"},
		{"words that are not elided stay", elided, "aujourd’hui, al’un", "aujourd-hui-al-un"},
		{"a word before a space and an apostrophe stays", elided, "l ’un", "l-un"},
		{"elided words stay if there are no others", elided, "L’ qu’", "l-qu"},
		{"tags are treated as text", plain, "<b>un</b> &amp;\x00deux", "b-un-b-amp-deux"},
		{"invalid UTF-8 and U+FFFD are dropped", plain, "a\xffb\ufffdc \xc3 \xed\xa0\x80", "abc"},
		{"Latin letters lose marks", plain, "e\u0301te\u0323\u0301 i\u0308", "ete-i"},
		{"letters of other alphabets keep marks", plain, "ا\u0654 か\u3099", "أ-が"},
		{"marks are dropped after a hyphen", plain, "ا-\u0654ب", "ا-ب"},
		{"marks are dropped after a Latin letter between others", plain, "اa\u0654ب", "اaب"},
		{"letters above a Latin letter are written out", plain, "a\u0363\u0364 ا\u0363", "aae-ا\u0363"},
		{"vowel signs are dropped", plain, "مُحَمَّد שָׁלוֹם", "محمد-שלום"},
		{"letters that become several", plain, "Œ ß Щ ﷲ ½", "oe-ss-chtch-ﷲ-1-2"},
		{"left-out letters stay if there are no others", plain, "ʾ ь Ъ", "ʾьъ"},
		{"left-out letters are dropped next to others", plain, "ʾa ь", "a"},

		{"percent", spelled, "5 %, 5٪, 5 ‰", "5-pour-cent-5-pour-cent-5-pour-mille"},
		{"plus", spelled, "a+b", "a-plus-b"},
		{"@ is spelled only in an address", spelled, "a@b, @b, a@ b, a @b", "a-arobase-b-b-a-b-a-b"},
		{"& is spelled only between words", spelled, "a & b, R&D, é&é, 5&5, a&-, -&a, ʾ&ʾ, ا\u0654&م, ©&©, Ǽ&ﬁ", "a-et-b-r-d-e-e-5-5-a-et-et-a-et-أ-م-et-ae-fi"},
		{"one euro", spelled, "1 € 1\u00a0€ 1\u202f€ 1\u2009€ 1€ 0 €", "1-euro-1-euro-1-euro-1-euro-1-euro-0-euro"},
		{"less than two is singular in French", spelled, "1,5 € 0.5 € 1.99 €", "1-5-euro-0-5-euro-1-99-euro"},
		{"euros", spelled, "2 € 11 € 1 001 € 21 € 100 €", "2-euros-11-euros-1-001-euros-21-euros-100-euros"},
		{"groups make one number", spelled, "1 000 001 € et 2 001 €", "1-000-001-euros-et-2-001-euros"},
		{"without a number before it, the one after it counts", spelled, "$1; $2; $1,5; $", "dollar-1-dollars-2-dollar-1-5-dollars"},
		{"a number after a space does not count", spelled, "€ 1", "euros-1"},
		{"pounds and yen", spelled, "1 £, 2 £, 1 ¥, 2 ¥", "1-livre-2-livres-1-yen-2-yens"},
		{"degrees after numbers", spelled, "1° 2° 1,5 º n° 3; ° 4", "1-degre-2-degres-1-5-degre-n-3-4"},
		{"degrees ignore the number after them", spelled, "2°1", "2-degres-1"},
		{"a number ends at any other character", spelled, "a1 € 9-1 €", "a1-euro-9-1-euro"},
		{"only 1 is singular in English", said, "$1; $0; $1.5; 1 € 1% 2‰ a & b + a@b 1 £ 2 £ 1 ¥ 2 ¥ 1° 2°",
			"dollar-1-dollars-0-dollars-1-5-1-euro-1-percent-2-per-thousand-a-and-b-plus-a-at-b-1-pound-2-pounds-1-yen-2-yen-1-degree-2-degrees"},
		{"Arabic", dash(Words{Spelling: arabic}), "5 ٪ و 3 ‰ & 1 € 2 € 1 $ 2 $ 1 £ 2 £ 1 ¥ 2 ¥ + 1° 2° a@b",
			"5-في-المئة-و-3-في-الألف-و-1-يورو-2-يورو-1-دولار-2-دولار-1-جنيه-2-جنيه-1-ين-2-ين-زائد-1-درجة-2-درجة-a-آت-b"},
	} {
		for _, before := range []string{"", "x-"} {
			got, ok := AppendWords([]byte(before), c.in, &c.options)
			if string(got) != before+c.want || !ok {
				t.Errorf("%s: AppendWords(%q, %q) = %q, %t; want %q, true", c.rule, before, c.in, got, ok, before+c.want)
			}
		}
	}
}

func TestAppendWordsPlainOnly(t *testing.T) {
	o := Words{Separator: '-', PlainOnly: true}
	for title, want := range map[string]bool{"un deux": true, "a > b ; c": true, "": true, "un <": false, "&": false, "a\x00": false, "a\b": false, "a\x1f": false, "a\t\n\v\f\r": true, "é<": false, "’&": false} {
		got, ok := AppendWords([]byte("x"), title, &o)
		if ok != want || !ok && string(got) != "x" {
			t.Errorf("AppendWords(x, %q) = %q, %t; want ok = %t, and only x if false", title, got, ok, want)
		}
	}
}

func TestApostrophe(t *testing.T) {
	for _, r := range "'’‘‛ʼʹ′＇´`" {
		if !Apostrophe(r) {
			t.Errorf("Apostrophe(%q) = false, want true", r)
		}
	}
	for _, r := range "\"“”‟″ʾʿ‚,.a" {
		if Apostrophe(r) {
			t.Errorf("Apostrophe(%q) = true, want false", r)
		}
	}
}

func TestSpellingFor(t *testing.T) {
	for lang, and := range map[string]string{"": "et", "fr": "et", "en": "and", "ar": "و", "zgh": "et"} {
		if got := SpellingFor(lang).and; got != and {
			t.Errorf("SpellingFor(%q).and = %q, want %q", lang, got, and)
		}
	}
}

func TestAppendFold(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"symbols and case are kept", "L’ÉTAT, <b> & 5 %…", "L'ETAT, <b> & 5 %..."},
		{"invalid UTF-8 is dropped, U+FFFD is kept", "é\xff\ufffdé\xc3", "e\ufffde"},
		{"invisible characters are kept, a soft hyphen as a hyphen", "é\u200dé\u00ad", "e\u200de-"},
		{"letters and digits lose marks", "e\u0301 1\u0301 Щ\u0301 Ω\u0301", "e 1 Щ Ω"},
		{"punctuation keeps marks", "'\u0301 -\u0301 ’\u0301", "'\u0301 -\u0301 '\u0301"},
		{"letters of other scripts keep marks", "ا\u0654 か\u3099", "أ が"},
		{"invisible characters keep marks", "e\u200d\u0301", "e\u200d\u0301"},
		{"letters that become several lose marks", "œ\u0301 ß\u0301", "oe ss"},
		{"symbols that become ASCII text lose marks", "…\u0301 №\u0301", "... No"},
		{"letters above", "a\u0363 ا\u0363", "aa ا\u0363"},
		{"marks on a symbol are put in canonical order", "=\u0301\u0323", "=\u0323\u0301"},
		{"symbols compose", "=\u0338", "≠"},
		{"every apostrophe", "'’‘‛ʼʹ′＇´`", "'''''''''`"},
	} {
		if got := string(AppendFold([]byte("x"), c.in)); got != "x"+c.want {
			t.Errorf("%s: AppendFold(x, %+q) = %+q, want %+q", c.rule, c.in, got, "x"+c.want)
		}
	}
}
