package html

import (
	"iter"
	"strings"
)

// hides reports whether a style attribute hides its element. It looks only at display
// and visibility, the properties that editors and mail programs use for that.
func hides(style string) bool {
	display, visibility := "", "" // the last declaration of each applies
	for property, value := range Declarations(style) {
		switch property {
		case "display":
			display = value
		case "visibility":
			visibility = value
		}
	}
	return display == "none" || visibility == "hidden" || visibility == "collapse"
}

// Declarations returns an iterator over the properties and values in a style attribute,
// given as written. They are in lower case, without comments, surrounding white space and
// !important. Declarations with !important come last, since they override the others:
// whoever keeps the last value of a property has the one that applies.
//
// Semicolons and colons inside strings, parentheses and comments separate nothing (CSS
// Syntax Level 3, §5.4.4).
func Declarations(style string) iter.Seq2[string, string] {
	return func(yield func(property, value string) bool) {
		text := strings.ToLower(Unescape(style))
		if strings.Contains(text, "/*") {
			text = withoutComments(text)
		}
		important := strings.Contains(text, "!")
		if declarations(text, false, yield) && important {
			declarations(text, true, yield)
		}
	}
}

// declarations calls yield for the declarations in text that have, or do not have,
// !important. It returns false if yield did.
func declarations(text string, important bool, yield func(property, value string) bool) bool {
	const white = " \t\n\r\f"
	for text != "" {
		end := endOfDeclaration(text)
		property, value, _ := strings.Cut(text[:end], ":")
		text = text[min(end+1, len(text)):]
		value, flagged := value, false
		if before, after, found := strings.Cut(value, "!"); found {
			value, flagged = before, strings.Trim(after, white) == "important"
		}
		if flagged == important && !yield(strings.Trim(property, white), strings.Trim(value, white)) {
			return false
		}
	}
	return true
}

// endOfDeclaration returns the index of the semicolon that ends the first declaration in
// text, or len(text).
func endOfDeclaration(text string) int {
	if !strings.ContainsAny(text[:firstSemicolon(text)], `"'(`) {
		return firstSemicolon(text)
	}
	quote, depth := byte(0), 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case quote != 0:
			// A line end closes a string whose quote is missing (§4.3.5).
			if c == quote || c == '\n' {
				quote = 0
			}
		case c == '"', c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth = max(depth-1, 0)
		case c == ';' && depth == 0:
			return i
		}
	}
	return len(text)
}

func firstSemicolon(text string) int {
	if i := strings.IndexByte(text, ';'); i >= 0 {
		return i
	}
	return len(text)
}

// withoutComments returns the CSS text with each comment outside strings replaced by a
// space.
func withoutComments(text string) string {
	var b strings.Builder
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quote == 0 && strings.HasPrefix(text[i:], "/*"):
			end := strings.Index(text[i+2:], "*/")
			if end < 0 {
				return b.String()
			}
			b.WriteByte(' ')
			i += 2 + end + 1
			continue
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote, c == '\n':
			quote = 0
		}
		b.WriteByte(c)
	}
	return b.String()
}
