package letters

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A fullWriter is a writer that knows all options. Those that it adds are rare, and would
// slow a writer down by a fifth.
type fullWriter struct {
	writer
	run    run // with KeepRuns, the separators since the current word
	before int // with KeepRuns, the number of separators before the current word
	used   int // with Spelling, the end of the last number that was written for the symbol before it
}

// appendFully is AppendWords with all options.
func appendFully(dst []byte, s string, o *Words) (_ []byte, ok bool) {
	start := len(dst)
	if o.PlainOnly && strings.ContainsAny(s, "<&\x00") {
		return dst, false
	}
	w := fullWriter{writer: writer{options: o, start: start, word: start}}
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			if r, n = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError {
				i += n
				continue
			}
		}
		said, read := false, 0
		if o.Spelling != nil {
			dst, read, said = w.say(dst, r, s[:i], s[i+n:])
		}
		if !said {
			dst = w.rune(dst, r, s[i+n:])
		}
		if i += n + read; read > 0 {
			w.used = i
		}
	}
	switch {
	case len(dst) > start:
		return w.end(w.finish(dst, s)), true
	case o.Elided != nil:
		return appendFully(dst, s, o.withElided())
	}
	return w.finish(dst, s), true
}

// withElided returns o without Elided, for a text of which nothing else is left.
func (o *Words) withElided() *Words {
	whole := *o
	whole.Elided = nil
	return &whole
}

// open begins a word if a separator is due.
func (w *fullWriter) open(dst []byte) []byte {
	if !w.gap {
		return dst
	}
	if !w.options.KeepRuns {
		return w.begin(dst)
	}
	w.gap, w.before = false, 0
	if len(dst) > w.start {
		w.before = max(w.run.length, 1)
		for range w.before {
			dst = append(dst, w.options.Separator)
		}
	}
	w.run = run{}
	w.word = len(dst)
	return dst
}

// put writes a letter or a digit.
func (w *fullWriter) put(dst []byte, c byte) []byte {
	dst = w.open(dst)
	w.accents = false
	return append(dst, c)
}

// spell writes text in which spaces separate words. An apostrophe follows an elided word.
func (w *fullWriter) spell(dst []byte, s string) []byte {
	for i := range len(s) {
		switch s[i] {
		case ' ':
			w.part()
		case '\'':
			dst = w.apostrophe(dst, s[i+1:])
		default:
			dst = w.put(dst, s[i])
		}
	}
	return dst
}

// rune writes whatever r contributes to a slug before the text after.
func (w *fullWriter) rune(dst []byte, r rune, after string) []byte {
	o := w.options
	if o.Letters != nil {
		if text := o.Letters.text(r, after); text != "" {
			if !o.KeepCase {
				text = strings.ToLower(text)
			}
			return w.spell(dst, text)
		}
	}
	c := lookup(r)
	switch kind := c & kindMask; {
	case c == 0:
		w.separate(r)
	case c < utf8.RuneSelf:
		if !o.KeepCase {
			c = code(lower(byte(c)))
		}
		dst = w.put(dst, byte(c))
	case kind == kindApostrophe:
		dst = w.apostrophe(dst, after)
	case kind == kindCombining && !w.accents:
		dst = w.spell(dst, texts[c&^kindMask].slugged())
	case kind >= kindText:
		dst = w.text(dst, r, texts[c&^kindText])
	case kind == kindLetter && o.KeepCase:
		dst = utf8.AppendRune(w.open(dst), r)
		w.accents = c&bare == 0
		w.loose = w.loose || c&composes != 0
	default:
		if kind == kindLetter {
			dst = w.open(dst)
		}
		dst = w.writer.rune(dst, r)
	}
	return dst
}

// apostrophe is writer.apostrophe with all options, before the text after. It removes an
// elided word, such as the l of l’État.
func (w *fullWriter) apostrophe(dst []byte, after string) []byte {
	switch {
	case w.options.Glue:
		w.accents = false
		return dst
	case !w.gap && w.elided(dst[w.word:], after):
		dst = w.drop(dst)
	case w.options.KeepRuns:
		w.run.add(1)
	}
	w.part()
	return dst
}

// elided reports whether word is one that is left out before an apostrophe and the text
// after.
func (w *fullWriter) elided(word []byte, after string) bool {
	for _, e := range w.options.Elided {
		if string(word) == e.Word || w.options.KeepCase && len(word) == len(e.Word) && strings.EqualFold(string(word), e.Word) {
			return e.IsBefore(after)
		}
	}
	return false
}

// IsBefore reports whether e is elided before a text, which it also is before anything
// other than a letter or a digit.
func (e Elision) IsBefore(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	if e.Before == "" || !isWordRune(r) {
		return true
	}
	c := lookup(r)
	switch {
	case c < utf8.RuneSelf:
		return strings.IndexByte(e.Before, lower(byte(c))) >= 0
	case c&kindMask >= kindText: // œ
		return strings.IndexByte(e.Before, texts[c&^kindText].slugged()[0]) >= 0
	}
	return false
}

// drop removes the current word and the separators before it.
func (w *fullWriter) drop(dst []byte) []byte {
	if w.options.KeepRuns {
		w.run = run{length: w.before, white: true}
		return dst[:w.word-w.before]
	}
	return dst[:max(w.start, w.word-1)]
}

// text writes the text of r.
func (w *fullWriter) text(dst []byte, r rune, t text) []byte {
	slug := t.slugged()
	switch {
	case slug == "":
		return dst
	case strings.TrimLeft(slug, " ") == "":
		w.separate(r)
		return dst
	case !w.options.KeepCase:
		dst = w.spell(dst, slug)
	case strings.EqualFold(t.folded(), slug):
		dst = w.spell(dst, t.folded())
	case unicode.IsUpper(r), unicode.IsTitle(r): // Ж is Zh
		dst = w.open(dst)
		at := len(dst)
		dst = w.spell(dst, slug)
		if 'a' <= dst[at] && dst[at] <= 'z' {
			dst[at] -= 'a' - 'A'
		}
	default:
		dst = w.spell(dst, slug)
	}
	w.accents = !w.gap && !t.bare() && dst[len(dst)-1] >= utf8.RuneSelf
	w.loose = w.loose || w.accents
	return dst
}
