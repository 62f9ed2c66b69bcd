package letters

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A run is what separates two words of a title whose separators are not collapsed.
//
// Hyphens and dashes, full stops, colons, slashes, vertical bars and underscores are
// one separator each, an ellipsis is three, and so is an apostrophe one. White space
// is one, however long it is. Any other character (quotation marks, brackets, commas,
// the marks ? ! ;, symbols) is none, and white space on both sides of it is one
// separator, not two: “PSG : « On verra » ?” is psg---on-verra. Words with only such
// characters between them are separated by one separator.
//
// These are the rules of topmercato.com, the one site known to keep all separators.
type run struct {
	length int  // number of separators
	kept   int  // length up to the last character that is kept at the end of a title
	white  bool // whether white space adds nothing, since there was some already
}

// add adds n separators.
func (r *run) add(n int) { r.length, r.white = r.length+n, false }

// space adds white space.
func (r *run) space() {
	if !r.white {
		r.length++
		r.white = true
	}
}

// separators are the characters that are one separator each.
const separators = `-_.:/\|`

// marks returns how many separators r is, other than white space.
func marks(r rune) (n int) {
	if r < utf8.RuneSelf {
		if strings.IndexByte(separators, byte(r)) >= 0 {
			n++
		}
		return n
	}
	if c := lookup(r); c&kindMask >= kindText {
		folded := texts[c&^kindText].folded()
		for i := range len(folded) {
			if strings.IndexByte(separators, folded[i]) >= 0 {
				n++
			}
		}
	}
	return n
}

// isDash reports whether r is a hyphen or a dash.
func isDash(r rune) bool {
	if c := lookup(r); c&kindMask >= kindText {
		return texts[c&^kindText].folded() == "-"
	}
	return r == '-'
}

// separate ends the word at r, which adds nothing to a slug.
func (w *fullWriter) separate(r rune) {
	o := w.options
	if !o.KeepRuns && !o.Close {
		w.part()
		return
	}
	white := unicode.IsSpace(r)
	if o.Close && !white && !isDash(r) {
		w.accents = false
		return
	}
	if o.KeepRuns {
		if white {
			w.run.space()
		} else if n := marks(r); n > 0 {
			w.run.add(n)
			w.run.kept = w.run.length
		}
	}
	w.part()
}

// end ends the slug of a title. Separators at the end of the title are kept with
// KeepRuns, except for white space.
func (w *fullWriter) end(dst []byte) []byte {
	for range w.run.kept {
		dst = append(dst, w.options.Separator)
	}
	return dst
}
