package letters

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// elisions returns words that are elided before anything.
func elisions(words ...string) (list []Elision) {
	for _, w := range words {
		list = append(list, Elision{Word: w})
	}
	return list
}

func TestElision(t *testing.T) {
	o := Words{Separator: '-', Elided: []Elision{{"n", "aeiouyh"}, {"m", "aeiouy"}, {"l", ""}}}
	for _, c := range []struct{ rule, in, want string }{
		{"before one of its letters, with or without an accent", "n’a, N’É, m’œ, n’e\u0301, n’h", "a-e-oe-e-h"},
		{"not before another letter", "N’Diaye, M’hamed, m’Œ", "n-diaye-m-hamed-oe"},
		{"not before a digit or another script", "n’1, n’ا", "n-1-n-ا"},
		{"before anything that is no letter", "n’« a », n’ b", "a-b"},
		{"before any letter without a list", "l’OM, l’1, l’ا", "om-1-ا"},
	} {
		if got, _ := AppendWords([]byte("x-"), c.in, &o); string(got) != "x-"+c.want {
			t.Errorf("%s: AppendWords(x-, %q) = %q, want %q", c.rule, c.in, got, "x-"+c.want)
		}
	}
}

func TestAppendWords(t *testing.T) {
	french, english, arabic := SpellingFor("fr"), SpellingFor("en"), SpellingFor("ar")
	dash := func(o Words) Words { o.Separator = '-'; return o }
	plain, glued, spelled := dash(Words{}), dash(Words{Glue: true}), dash(Words{Spelling: french})
	elided := dash(Words{Elided: elisions("l", "qu", "jusqu")})
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
		{"letters that become several", plain, "Œ ß Щ ﷲ ½", "oe-ss-chtch-الله-1-2"},
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
		{"without a number before it, the one after it counts, and comes first", spelled, "$1; $2; $1,5; $", "1-dollar-2-dollars-1-5-dollar-dollar"},
		{"a number after spaces counts too", spelled, "€ 1, €\u202f1, €  1, €\n 1", "1-euro-1-euro-1-euro-1-euro"},
		{"pounds and yen", spelled, "1 £, 2 £, 1 ¥, 2 ¥", "1-livre-2-livres-1-yen-2-yens"},
		{"degrees after numbers", spelled, "1° 2° 1,5 º n° 3; ° 4", "1-degre-2-degres-1-5-degre-n-3-4"},
		{"degrees ignore the number after them", spelled, "2°1", "2-degres-1"},
		{"a number ends at any other character", spelled, "a1 € 9-1 €", "a1-euro-9-1-euro"},
		{"only 1 is singular in English", said, "$1; $0; $1.5; 1 € 1% 2‰ a & b + a@b 1 £ 2 £ 1 ¥ 2 ¥ 1° 2°",
			"1-dollar-0-dollars-1-5-dollars-1-euro-1-percent-2-per-thousand-a-and-b-plus-a-at-b-1-pound-2-pounds-1-yen-2-yen-1-degree-2-degrees"},
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

func TestSpelledMultiples(t *testing.T) {
	for _, c := range []struct{ rule, lang, in, want string }{
		{"millions, with or without spaces", "fr", "3 M€, 3M€, 3\u00a0M\u202f€, 3 m€", "3-millions-d-euros-3-millions-d-euros-3-millions-d-euros-3-millions-d-euros"},
		{"billions, as agencies and ministries write them", "fr", "2 Md€, 2 Mds€, 2 Mrd€, 2 MD€, 2 G€", "2-milliards-d-euros-2-milliards-d-euros-2-milliards-d-euros-2-milliards-d-euros-2-milliards-d-euros"},
		{"thousands are read after a number", "fr", "300 k€, 300 K€", "300-mille-euros-300-mille-euros"},
		{"the plural begins at two", "fr", "1 M€, 1,9 M€, 0,5 Md€, 2 M€", "1-million-d-euros-1-9-million-d-euros-0-5-milliard-d-euros-2-millions-d-euros"},
		{"groups of digits are one number", "fr", "1 001 M€", "1-001-millions-d-euros"},
		{"de is elided before a vowel only", "fr", "3 M$, 3 M£, 3 M¥", "3-millions-de-dollars-3-millions-de-livres-3-millions-de-yens"},
		{"multiples in words", "fr", "20 millions €, 1 milliard $, 5 mille €", "20-millions-d-euros-1-milliard-de-dollars-5-mille-euros"},
		{"units of a table, without a number", "fr", "Chiffres en M€, en Md€, en k€", "chiffres-en-millions-d-euros-en-milliards-d-euros-en-milliers-d-euros"},
		{"a letter without a number is not a multiple unless it touches the sign", "fr", "Vitamine M € vitamine m€ am€ B€", "vitamine-m-euro-vitamine-m-euro-am-euro-b-euro"},
		{"a word that ends in a multiple is not one", "fr", "3 am €, 3 boom€, 2éM€", "3-am-euro-3-boom-euro-2em-euro"},
		{"the sign is first", "fr", "$20, $ 20, $20 millions, $3 M, €2Md", "20-dollars-20-dollars-20-millions-de-dollars-3-millions-de-dollars-2-milliards-d-euros"},
		{"the sign is first, after the letters of a country", "fr", "US$5, US$5M", "us-5-dollars-us-5-millions-de-dollars"},
		{"a number before the sign is preferred to one after it", "fr", "10 $20", "10-dollars-20"},
		{"groups of digits after the sign", "fr", "$1 000 000 en 2026", "1-000-000-dollars-en-2026"},
		{"groups of digits have three each", "fr", "$20 12, $20 2026", "20-dollars-12-20-dollars-2026"},
		{"a full stop after the number ends it", "fr", "à $5. 3 fois", "a-5-dollars-3-fois"},
		{"a multiple is a word of its own", "fr", "$5mètres, $5 m de haut", "5-dollars-metres-5-dollars-m-de-haut"},
		{"English agencies", "en", "$1.5bn, £20m, €3k, $5 billion, $1m, $1tn", "1-5-billion-dollars-20-million-pounds-3-thousand-euros-5-billion-dollars-1-million-dollars-1-trillion-dollars"},
		{"the indefinite article is not a multiple", "en", "$5 a day", "5-dollars-a-day"},
		{"English groups of digits", "en", "$1,000,000", "1-000-000-dollars"},
		{"German multiples may have a full stop", "de", "3 Mio. €, 1 Mrd. €, 5 Tsd €", "3-millionen-euro-1-milliarde-euro-5-tsd-euro"},
		{"Arabic", "ar", "3 M€ و 2 k$", "3-مليون-يورو-و-2-ألف-دولار"},
	} {
		o := Words{Separator: '-', Spelling: SpellingFor(c.lang)}
		for _, before := range []string{"", "x-"} {
			if got, _ := AppendWords([]byte(before), c.in, &o); string(got) != before+c.want {
				t.Errorf("%s: AppendWords(%q, %q) = %q, want %q", c.rule, before, c.in, got, before+c.want)
			}
		}
	}
	glued, elided := Words{Separator: '-', Glue: true}, Words{Separator: '-', Elided: elisions("d")}
	for want, o := range map[string]*Words{"3-millions-deuros": &glued, "3-millions-euros": &elided} {
		o.Spelling = SpellingFor("fr")
		if got, _ := AppendWords(nil, "3 M€", o); string(got) != want {
			t.Errorf("3 M€ with %+v is %q, want %q", o, got, want)
		}
	}
}

func TestSpelledSigns(t *testing.T) {
	for _, c := range []struct{ rule, lang, in, want string }{
		{"the number is first after a percent sign before it", "fr", "%3,5 ‰2 ٪50 (%1 000)", "3-5-pour-cent-2-pour-mille-50-pour-cent-1-000-pour-cent"},
		{"an Arabic percent sign before Arabic digits", "ar", "بنسبة ٪٥٠ و ٥٠٪ 3", "بنسبة-50-في-المئة-و-50-في-المئة-3"},
		{"a number before the percent sign is preferred", "fr", "50%3, 50 %3, 50٪ 3", "50-pour-cent-3-50-pour-cent-3-50-pour-cent-3"},
		{"a percent sign inside a word or before one does not change places", "fr", "a%20b, %3c, % 5", "a-pour-cent-20b-pour-cent-3c-pour-cent-5"},
		{"a number belongs to one symbol only", "fr", "%5 %6, $10 $20, %5 €", "5-pour-cent-6-pour-cent-10-dollars-20-dollars-5-pour-cent-euro"},
		{"a currency without an amount is singular", "fr", "Le $ monte, l’€ recule, un $ fort, €", "le-dollar-monte-l-euro-recule-un-dollar-fort-euro"},
		{"a currency without an amount is plural after words that ask for it", "fr", "en €, les $, DES £, deux $, d’€, moi les €", "en-euros-les-dollars-des-livres-deux-dollars-d-euros-moi-les-euros"},
		{"a word that ends as such a word does not ask for the plural", "fr", "élles $, men €", "elles-dollar-men-euro"},
		{"the same in English", "en", "the $ rises, in $, two £", "the-dollar-rises-in-dollars-two-pounds"},
		{"de and le are elided before euro", "fr", "3 millions de €, le € recule, De  €, de $, de 3 €, DE la € ", "3-millions-d-euros-l-euro-recule-d-euros-de-dollars-de-3-euros-de-la-euro"},
		{"only French elides", "de", "le €, de €", "le-euro-de-euro"},
		{"a full stop separates thousands", "fr", "1.500 €, 1.000.000 €, €1.500, 1٬500 €, 1.500 M€, 1.500°", "1-500-euros-1-000-000-euros-1-500-euros-1-500-euros-1-500-millions-d-euros-1-500-degres"},
		{"a full stop before other than three digits, or after 0, is a decimal point", "fr", "1.50 €, 1.5 €, 0.500 €, 1.5000 €", "1-50-euro-1-5-euro-0-500-euro-1-5000-euro"},
		{"a comma is a decimal separator, also before three digits", "fr", "1,859 € le litre, 1٫859 €", "1-859-euro-le-litre-1-859-euro"},
		{"apostrophes separate thousands in Switzerland", "fr", "1'001 €, $1’000", "1-001-euros-1-000-dollars"},
		{"digits of all scripts are numbers", "fr", "１ €, ２ €, ٣ €, €١, १ €", "1-euro-2-euros-3-euros-1-euro-1-euro"},
		{"full-width and small signs", "fr", "50％ ＄5 5﹪ ﹩1 ￡2 3￥ a ＆ b ＋c a＠b R＆D ７؉", "50-pour-cent-5-dollars-5-pour-cent-1-dollar-2-livres-3-yens-a-et-b-plus-c-a-arobase-b-r-d-7-pour-mille"},
		{"a currency sign inside a name only separates", "fr", "Ke$ha, A$AP Rocky, Micro$oft, 5$US", "ke-ha-a-ap-rocky-micro-oft-5-dollars-us"},
		{"a comma or full stop after the sign begins no number", "fr", "le €, 500 morts, le €. 500", "l-euro-500-morts-l-euro-500"},
		{"the sign of the kelvin is K", "fr", "3 \u212a€, 3 K€", "3-mille-euros-3-mille-euros"},
	} {
		o := Words{Separator: '-', Spelling: SpellingFor(c.lang)}
		for _, before := range []string{"", "x-"} {
			if got, _ := AppendWords([]byte(before), c.in, &o); string(got) != before+c.want {
				t.Errorf("%s: AppendWords(%q, %q) = %q, want %q", c.rule, before, c.in, got, before+c.want)
			}
		}
	}
	for _, c := range []struct {
		rule, in, want string
		options        Words
	}{
		{"glued", "l’€, de €, d’%, 1’000 €, $1’000", "leuro-deuros-dpour-cent-1000-euros-1000-dollars", Words{Glue: true}},
		{"elided words dropped", "l’€ de €", "euro-euros", Words{Elided: elisions("l", "d")}},
		{"only elided words and a symbol", "de €", "euros", Words{Elided: elisions("d")}},
		{"runs", "un de  €, le  € - b", "un-d-euros-l-euro---b", Words{KeepRuns: true}},
		{"case", "Le €, DE €", "L-euro-D-euros", Words{KeepCase: true}},
		{"punctuation dropped", "$3,5 %3,5 3,5 €", "35-dollars-35-pour-cent-35-euros", Words{Glue: true, Close: true}},
	} {
		c.options.Separator, c.options.Spelling = '-', SpellingFor("fr")
		if got, _ := AppendWords([]byte("x-"), c.in, &c.options); string(got) != "x-"+c.want {
			t.Errorf("%s: AppendWords(x-, %q) = %q, want %q", c.rule, c.in, got, "x-"+c.want)
		}
	}
}

func TestKeepCase(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"capitals with and without accents", "L’OCP, L’État, ÇA", "L-OCP-L-Etat-CA"},
		{"ligatures in capitals", "Œuvre, ŒUVRE, ﬁN, Ǆ", "OEuvre-OEUVRE-fiN-DZ"},
		{"letters of other alphabets", "Москва Δ ԱԲ", "Moskva-D-ԱԲ"},
		{"numero sign", "№ 5", "No-5"},
		{"a letter that becomes several has one capital", "Щи, ЩИ", "Chtchi-ChtchI"},
		{"words left out are found in capitals too", "L’un, QU’il, Jusqu’à", "un-il-a"},
	} {
		o := Words{Separator: '-', KeepCase: true}
		if c.in[0] == 'L' && c.want[0] != 'L' {
			o.Elided = elisions("l", "qu", "jusqu")
		}
		got, _ := AppendWords([]byte("x-"), c.in, &o)
		if string(got) != "x-"+c.want {
			t.Errorf("%s: AppendWords(x-, %q) = %q, want %q", c.rule, c.in, got, "x-"+c.want)
		}
		o.KeepCase = false
		if lower, _ := AppendWords(nil, c.in, &o); !strings.EqualFold(string(lower), c.want) {
			t.Errorf("%s: in lower case, %q is %q, want %q but for case", c.rule, c.in, lower, c.want)
		}
	}
}

func TestKeepRuns(t *testing.T) {
	elided := elisions("l")
	for _, c := range []struct {
		rule, in, want string
		elided         []Elision
	}{
		{"a colon between spaces", "PSG : retour", "psg---retour", nil},
		{"a colon before a space", "PSG: retour", "psg--retour", nil},
		{"full stops", "si... Le point. Fin", "si----le-point--fin", nil},
		{"an ellipsis is three full stops", "si… Le", "si----le", nil},
		{"full stops at the end are kept", "à tout prix si...", "a-tout-prix-si---", nil},
		{"a colon and a space at the end: only the space is dropped", "PSG : ", "psg--", nil},
		{"hyphens and dashes", "a-b – c—d", "a-b---c-d", nil},
		{"slashes, bars and underscores", `a/b | c_d\e`, "a-b---c-d-e", nil},
		{"an apostrophe is one", "l’OM, l'OM", "l-om-l-om", nil},
		{"white space is one, however long", "a \t\u00a0\u202f b", "a-b", nil},
		{"quotation marks and brackets are none", "a « b » (c) “d”", "a-b-c-d", nil},
		{"commas, question and exclamation marks are none, nor is the space before them", "a, b ? c ! d ; e", "a-b-c-d-e", nil},
		{"symbols are none", "a & b + c", "a-b-c", nil},
		{"one if there is nothing else", "a,b(c)d&e🔥f", "a-b-c-d-e-f", nil},
		{"quotation marks after a colon", "PSG : « On verra » ?", "psg---on-verra", nil},
		{"quotation marks before a hyphen", "« a »-b", "a--b", nil},
		{"none at the beginning", "... - a", "a", nil},
		{"nothing but separators", " ... - ", "", nil},
		{"an elided word is left out with what follows it", "PSG : l’OM, l’", "psg---om", elided},
		{"a slug is its own slug", "psg---on-verra--", "psg---on-verra--", nil},
	} {
		o := Words{Separator: '-', KeepRuns: true, Elided: c.elided}
		for _, before := range []string{"", "x-"} {
			if got, _ := AppendWords([]byte(before), c.in, &o); string(got) != before+c.want {
				t.Errorf("%s: AppendWords(%q, %q) = %q, want %q", c.rule, before, c.in, got, before+c.want)
			}
		}
	}
	glued := Words{Separator: '-', KeepRuns: true, Glue: true}
	if got, _ := AppendWords(nil, "d’OM : l’un", &glued); string(got) != "dom---lun" {
		t.Errorf("glued: got %q, want dom---lun", got)
	}
}

func TestClose(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"punctuation does not end a word", "fes.ma, 3,5 R&D a/b (c)d", "fesma-35-rd-ab-cd"},
		{"hyphens and dashes do", "Saint-Louis a—b – c", "saint-louis-a-b-c"},
		{"white space does", "a\u00a0b\u202f: c\td", "a-b-c-d"},
		{"punctuation between spaces vanishes", "a : b « c » …", "a-b-c"},
		{"apostrophes are glued", "L’été d'hier", "lete-dhier"},
		{"an ellipsis does not end a word", "si…alors", "sialors"},
	} {
		o := Words{Separator: '-', Close: true, Glue: true}
		if got, _ := AppendWords([]byte("x-"), c.in, &o); string(got) != "x-"+c.want {
			t.Errorf("%s: AppendWords(x-, %q) = %q, want %q", c.rule, c.in, got, "x-"+c.want)
		}
	}
}

func TestLettersOfLanguages(t *testing.T) {
	for _, c := range []struct{ rule, lang, in, want string }{
		{"German", "de", "Größe ÄRZTE Übel", "groesse-aerzte-uebel"},
		{"German, decomposed", "de", "Gro\u0308\u00dfe A\u0308rzte", "groesse-aerzte"},
		{"German, with another mark below", "de", "a\u0323\u0308 a\u0308\u0323 ạ\u0308", "ae-ae-ae"},
		{"German has no other special letters", "de", "é å ø ç ï", "e-a-o-c-i"},
		{"Danish", "da", "Århus, Ærø, Øresund, A\u030arhus", "aarhus-aeroe-oeresund-aarhus"},
		{"Norwegian", "nb", "Ålesund, Tromsø, ä", "aalesund-tromsoe-a"},
		{"the sign ångström", "da", "\u212b", "aa"},
		{"a diaeresis and an acute in one code point", "de", "o\u0344 o\u0308\u0301 ö\u0301", "oe-oe-oe"},
		{"German letters with two marks are the letters", "de", "ǟ a\u0308\u0304 ä\u0304 Ǘ ṻ u\u0304\u0308 Ṏ", "ae-ae-ae-ue-ue-ue-oe"},
		{"Danish letters with a stress mark are the letters", "da", "Fǿr ǻ, Fø\u0301r a\u030a\u0301 å\u0301, ǾǺ", "foer-aa-foer-aa-aa-oeaa"},
		{"a mark after another letter, a space or U+FFFD is not the letter’s", "de", "ab\u0308 a \u0308 a\ufffd\u0308 a\xff\u0308", "ab-a-a-a"},
		{"French", "fr", "Saül, Ägypten", "saul-agypten"},
	} {
		o := Words{Separator: '-', Letters: LettersFor(c.lang)}
		if got, ok := AppendWords(nil, c.in, &o); string(got) != c.want || !ok {
			t.Errorf("%s: AppendWords(%q) = %q, %t, want %q", c.rule, c.in, got, ok, c.want)
		}
	}
	o := Words{Separator: '-', Letters: LettersFor("de"), KeepCase: true}
	if got, _ := AppendWords(nil, "ÄÖÜ äöü", &o); string(got) != "AeOeUe-aeoeue" {
		t.Errorf("with its case, ÄÖÜ äöü is %q", got)
	}
	o.PlainOnly = true
	for _, in := range []string{"ä<b>", "ä&amp;", "ä\x00", "<\u0338ä"} {
		if got, ok := AppendWords([]byte("x"), in, &o); ok || string(got) != "x" {
			t.Errorf("AppendWords(x, %q) = %q, %t, want x and false", in, got, ok)
		}
	}
	for _, lang := range []string{"en"} {
		if !Glues(lang) {
			t.Errorf("Glues(%q) = false", lang)
		}
	}
	for _, lang := range []string{"", "fr", "eng", "de", "enm"} {
		if Glues(lang) {
			t.Errorf("Glues(%q) = true", lang)
		}
	}
}

// TestEquivalentLettersOfLanguages checks that all canonically equivalent spellings of
// each letter, alone and with further marks, have the same words in every language.
func TestEquivalentLettersOfLanguages(t *testing.T) {
	for _, lang := range []string{"de", "da"} {
		o := Words{Separator: '-', Letters: LettersFor(lang), KeepCase: true}
		words := func(s string) string {
			got, _ := AppendWords(nil, s, &o)
			return string(got)
		}
		for r := rune(0x80); r < 0x3000; r++ {
			for _, marks := range []string{"", "\u0301", "\u0308", "\u030a", "\u0323\u0308", "\u0344", "\u0304\u0308\u0323", "\u030a\u0301", "\u0364\u0308", "\u20dd\u0308"} {
				s := string(r) + marks
				got, other := words(norm.NFC.String(s)), words(norm.NFD.String(s))
				if as := words(s); got != other || as != got {
					t.Errorf("%s: %+q is %q, but its NFC is %q and its NFD %q", lang, s, as, got, other)
				}
			}
		}
	}
	for r := rune(0x80); r < 0x20000; r++ {
		if kind := lookup(r) & kindMask; norm.NFC.PropertiesString(string(r)).CCC() != 0 && kind != kindMark && kind != kindCombining {
			t.Errorf("%U can change places with the marks of a letter, but is not one of them", r)
		}
	}
}

func TestSpellingFor(t *testing.T) {
	for lang, and := range map[string]string{"": "et", "fr": "et", "en": "and", "ar": "و", "de": "und", "zgh": "et"} {
		if got := SpellingFor(lang).and; got != and {
			t.Errorf("SpellingFor(%q).and = %q, want %q", lang, got, and)
		}
	}
}

func TestAppendFold(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"symbols and case are kept", "L’ÉTAT, <b> & 5 %…", "L'ETAT, <b> & 5 %..."},
		{"invalid UTF-8 is dropped, U+FFFD is kept", "é\xff\ufffdé\xc3", "e\ufffde"},
		{"invisible characters are kept, except soft hyphens", "é\u200dé\u00ad", "e\u200de"},
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
