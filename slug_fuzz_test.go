package presse

import (
	"html"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/presse-go/presse/internal/letters"
)

// titles are the seeds of the fuzz targets: what newspapers write, and what
// breaks software.
var titles = []string{
	"",
	"Coopération sécuritaire: le Maroc, un « partenaire précieux » de la France",
	"L’État, l'été et lʼAïd : aujourd’hui, ce qu’il reste…",
	"Combien ? 1 000 000 € ! +3,5 % & R&D, n° 5, 45 °C, 10 m²",
	"l&#8217;&Eacute;tat &amp; <em>le</em> reste<br/>ici <3",
	"e\u0301te\u0301 a\u0323\u0302 \u0627\u0655\u0654 \u1100\u1161\u11a8",
	"ⵜⴰⵎⴰⵣⵉⵖⵜ المَغْرِب Привет, Ελλάδα 日本語 한국",
	"\xff\xc3\x28\x00\xed\xa0\x80 L\xe9gislatives",
	"🇲🇦 ⚽️ 👩‍👩‍👧", "ь", "ʿ", "ͤ", "£ № ½ ㎡ ﷺ ﬁ",
	"%c3%a9 100% ---c3--- \u0130", "ا" + strings.Repeat("\u0655\u0654", 20) + "<b>a</b>" + strings.Repeat("\u0323\u0301", 20),
	"<a title=\"1 > 0\">Le titre</a> &rsquor; un\x00\ufffd<script>x", "<u\u0302> <b>\u0338 &amp\u037e <\u212abd>", strings.Repeat("é", 150),
}

func addTitles(f *testing.F) {
	for _, title := range titles {
		f.Add(title)
	}
}

// FuzzSlug checks the guarantees of the press profile for any title.
func FuzzSlug(f *testing.F) {
	addTitles(f)
	f.Fuzz(func(t *testing.T, title string) {
		slug := Slug(title)
		checkSlug(t, title, slug)
		if again := Slug(slug); again != slug {
			t.Errorf("Slug(%+q) = %+q, whose slug is %+q", title, slug, again)
		}
		if got, want := IsSlug(title), slug == title && title != ""; got != want {
			t.Errorf("IsSlug(%+q) = %t, but its slug is %+q", title, got, slug)
		}
		checkText(t, title)
		text := PlainText(title)
		same := []string{html.EscapeString(text), html.EscapeString(letters.NFC(text)), html.EscapeString(decomposed(text))}
		if utf8.ValidString(title) && !strings.ContainsAny(title, "<&\x00") {
			same = append(same, letters.NFC(title), decomposed(title))
		}
		for _, same := range same {
			if got := Slug(same); got != slug {
				t.Errorf("Slug(%+q) = %+q, but the equivalent title %+q has the slug %+q", same, got, title, slug)
			}
		}
		hasLetter := func(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
		if slug == "" && strings.ContainsFunc(text, hasLetter) {
			t.Errorf("Slug(%+q) is empty", title)
		}
	})
}

// checkSlug checks what holds for every slug of the press profile.
func checkSlug(t *testing.T, title, slug string) {
	t.Helper()
	if !utf8.ValidString(slug) || letters.NFC(slug) != slug {
		t.Errorf("%+q: the slug %+q is not UTF-8 in normal form C", title, slug)
	}
	if strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") || strings.Contains(slug, "--") {
		t.Errorf("%+q: the slug %+q begins or ends with a hyphen or has two in a row", title, slug)
	}
	for _, r := range slug {
		ideograph := r >= 0x20000 && r < 0x323B0 // some of them are not assigned yet
		if r != '-' && !ideograph && !unicode.In(r, unicode.L, unicode.M, unicode.N) {
			t.Errorf("%+q: the character %q is not allowed in the slug %+q", title, r, slug)
		}
	}
}

// FuzzSlugger checks the guarantees of all options together.
func FuzzSlugger(f *testing.F) {
	for i, title := range titles {
		f.Add(title, uint32(i*1237), 10*i)
	}
	f.Add("PSG : l’OM ? 3 M€ pour les « Größe » d’Århus… US$5bn - Rabat's", uint32(0xFFFF), 0)
	f.Fuzz(func(t *testing.T, title string, options uint32, limit int) {
		limit %= 300
		s := Slugger{
			Profile: Profile(options & 3), Elision: Elision(options >> 2 & 3), Symbols: Symbols(options >> 4 & 1),
			CutWords: options>>5&1 == 1, KeepCase: options>>6&1 == 1, KeepRuns: options>>7&1 == 1,
			MaxLen: limit, Lang: []Lang{"fr", "ar-MA", "en", "?", "de", "da", "ca", "sr", "nb", "bs", "nn-NO", "zgh", "el", "ru", "de_CH", ""}[options>>12&15],
		}
		switch options >> 8 & 3 {
		case 1:
			s.Skip = FrenchStopWords()
		case 2:
			s.Skip = PathautoWords()
		}
		slug := s.Slug(title)
		if limit > 0 && len(slug) > limit {
			t.Errorf("%+v.Slug(%+q) = %+q, %d bytes long", s, title, slug, len(slug))
		}
		if !s.KeepCase && strings.ToLower(slug) != slug && s.Profile == ProfileWordPress {
			t.Errorf("%+v.Slug(%+q) = %+q, not in lower case", s, title, slug)
		}
		if s.Profile == ProfileWordPress {
			if !utf8.ValidString(slug) || strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") {
				t.Errorf("%+v.Slug(%+q) = %+q, not valid UTF-8 or with a hyphen at an end", s, title, slug)
			}
			plain := utf8.ValidString(title) && !strings.ContainsAny(title, "%&") && (s.KeepRuns || !strings.Contains(slug, "---") && !strings.Contains(title, "--"))
			if again := s.Slug(slug); plain && again != slug && (!s.CutWords || s.Skip == nil) {
				t.Errorf("%+v.Slug(%+q) = %+q, whose slug is %+q", s, title, slug, again)
			}
		} else {
			checkOptions(t, s, title, slug)
		}
		if utf8.ValidString(title) && !strings.ContainsAny(title, "<>=&;\x00") {
			for _, same := range []string{letters.NFC(title), decomposed(title)} {
				if other := s.Slug(same); other != slug {
					t.Errorf("%+v.Slug(%+q) = %+q, but the equivalent title %+q has the slug %+q", s, same, other, title, slug)
				}
			}
		}
		if got := string(s.Append([]byte("a-"), title)); got != "a-"+slug {
			t.Errorf("%+v.Append(%+q) = %+q, but the slug is %+q", s, title, got, slug)
		}
		unique := s.Unique(title, func(u string) bool { return u == slug })
		if limit > 0 && len(unique) > limit || unique == slug && slug != "" || strings.HasPrefix(unique, "-") || strings.HasSuffix(unique, "-") && slug != "" {
			t.Errorf("%+v.Unique(%+q) = %+q, too long or taken, or with a hyphen at an end", s, title, unique)
		}
		if again := s.Slug(unique); again != unique && s.Profile != ProfileWordPress && (!s.CutWords || s.Skip == nil) &&
			!strings.HasSuffix(unique, "-"+again) { // next to a number, the letters of ʿ and ь are left out
			t.Errorf("%+v.Unique(%+q) = %+q, whose slug is %+q", s, title, unique, again)
		}
	})
}

// checkOptions checks what holds for every slug that is not WordPress's.
func checkOptions(t *testing.T, s Slugger, title, slug string) {
	t.Helper()
	if !s.KeepRuns && !s.KeepCase {
		checkSlug(t, title, slug)
	} else if strings.HasPrefix(slug, "-") || !s.KeepRuns && (strings.HasSuffix(slug, "-") || strings.Contains(slug, "--")) {
		t.Errorf("%+v.Slug(%+q) = %+q, with hyphens", s, title, slug)
	}
	if again := s.Slug(slug); again != slug && (!s.CutWords || s.Skip == nil) { // what is left of a word may be a word of Skip
		t.Errorf("%+v.Slug(%+q) = %+q, whose slug is %+q", s, title, slug, again)
	}
	if text := PlainText(title); !strings.ContainsAny(text, "\t\n") { // as HTML, the text would be read differently
		for _, same := range []string{text, decomposed(text)} {
			if other := s.Slug(html.EscapeString(same)); other != slug {
				t.Errorf("%+v.Slug(%+q) = %+q, but %+q for its text", s, title, slug, other)
			}
		}
	}
	if s.MaxLen > 0 || s.KeepRuns {
		return
	}
	// Case and runs are all that the options of that name change.
	s.KeepRuns = true
	runs := s.Slug(title)
	s.KeepRuns = false
	if got := s.Slug(runs); got != slug && s.Skip == nil {
		t.Errorf("%+v.Slug(%+q) = %+q, but %+q from %+q, the slug with all its separators", s, title, slug, got, runs)
	}
}

// decomposed returns s in normal form D, except that combining marks keep their
// order.
func decomposed(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(norm.NFD.String(string(r)))
	}
	return b.String()
}

// FuzzFold checks the guarantees of Fold and SearchKey.
func FuzzFold(f *testing.F) {
	addTitles(f)
	f.Fuzz(func(t *testing.T, s string) {
		folded, key := Fold(s), SearchKey(s)
		for _, out := range []string{folded, key} {
			if !utf8.ValidString(out) || letters.NFC(out) != out {
				t.Errorf("%+q becomes %+q, which is not UTF-8 in normal form C", s, out)
			}
		}
		if again := Fold(folded); again != folded {
			t.Errorf("Fold(%+q) = %+q, which folds to %+q", s, folded, again)
		}
		if of := SearchKey(folded); of != key {
			t.Errorf("SearchKey(%+q) = %+q, but that of its fold %+q is %+q", s, key, folded, of)
		}
		if again := SearchKey(key); again != key {
			t.Errorf("SearchKey(%+q) = %+q, whose key is %+q", s, key, again)
		}
		if !utf8.ValidString(s) {
			return
		}
		for _, same := range []string{letters.NFC(s), decomposed(s)} {
			if got := Fold(same); got != folded {
				t.Errorf("Fold(%+q) = %+q, but the equivalent text %+q folds to %+q", same, got, s, folded)
			}
			if got := SearchKey(same); got != key {
				t.Errorf("SearchKey(%+q) = %+q, but the equivalent text %+q has the key %+q", same, got, s, key)
			}
		}
	})
}
