// Package php reproduces functions of PHP and WordPress byte for byte: strip_tags of PHP
// 8.2, and sanitize_title, wp_trim_words, wpautop and the shortcode functions of WordPress
// 7.1. It also reads serialized values of PHP. Each function names its original and follows its order of steps and its quirks. The outputs
// of the originals, and the scripts that produced them, are in testdata.
package php

import "strings"

// A state says what strip_tags assumes the current byte is part of.
type state uint8

const (
	inText state = iota
	inTag
	inProgram     // <? … ?>
	inDeclaration // <! … >
	inComment     // <!-- … -->
)

// A stripper holds the state of strip_tags between two bytes.
type stripper struct {
	in     string
	state  state
	depth  int  // number of "<" inside a tag without a matching ">"
	quote  byte // the open quotation mark, or 0
	last   byte // in a program, the last parenthesis or quotation mark
	parens int  // in a program, the number of open parentheses
	xml    bool // the tag began with "<?xml"
}

// stripTags is PHP's strip_tags with no tags allowed. It is not an HTML parser: a "<"
// before white space is text, a "<" inside a tag requires one more ">", a ">" inside
// quotation marks is ignored, and "<?" extends to "?>".
func stripTags(in string) string {
	if strings.IndexByte(in, '<') < 0 && strings.IndexByte(in, 0) < 0 {
		return in
	}
	out := make([]byte, 0, len(in))
	s := stripper{in: in}
	for i := range len(in) {
		c := in[i]
		if c == '>' && s.depth > 0 && s.state != inComment {
			s.depth--
			continue
		}
		switch s.state {
		case inText:
			switch {
			case s.opens(i):
				s.state, s.last = inTag, c
			case c != 0:
				out = append(out, c)
			}
		case inTag:
			s.tag(i)
		case inProgram:
			s.program(i)
		case inDeclaration:
			s.declaration(i)
		case inComment:
			if c == '>' && s.quote == 0 && s.follows(i, "--") {
				s.state = inText
			}
		}
	}
	return string(out)
}

// opens reports whether in[i] is a "<" that begins a tag.
func (s *stripper) opens(i int) bool {
	return s.in[i] == '<' && (i+1 == len(s.in) || !isSpace(s.in[i+1]))
}

// follows reports whether in[i] is preceded by what, ignoring case.
func (s *stripper) follows(i int, what string) bool {
	return i >= len(what) && strings.EqualFold(s.in[i-len(what):i], what)
}

// mark handles the quotation mark c, which opens a quotation if none is open, and closes
// one that was opened with c.
func (s *stripper) mark(c byte) {
	switch s.quote {
	case 0:
		s.quote = c
	case c:
		s.quote = 0
	}
}

func (s *stripper) tag(i int) {
	switch c := s.in[i]; c {
	case '<':
		if s.quote == 0 && s.opens(i) {
			s.depth++
		}
	case '>':
		if s.quote == 0 {
			s.last = c
			if !s.xml || !s.follows(i, "-") {
				s.state, s.xml = inText, false
			}
		}
	case '"', '\'':
		s.mark(c)
	case '!':
		if s.follows(i, "<") {
			s.state, s.last = inDeclaration, c
		}
	case '?':
		if s.follows(i, "<") {
			s.state, s.parens = inProgram, 0
		}
	}
}

func (s *stripper) program(i int) {
	switch c := s.in[i]; c {
	case '(', ')':
		if s.last == '"' || s.last == '\'' {
			return
		}
		s.last = c
		if c == '(' {
			s.parens++
		} else {
			s.parens--
		}
	case '>':
		if s.quote == 0 && s.parens == 0 && s.last != '"' && s.follows(i, "?") {
			s.state = inText
		}
	case '"', '\'':
		if s.follows(i, `\`) {
			return
		}
		if s.last == c {
			s.last = 0
		} else {
			s.last = c
		}
		s.mark(c)
	case 'l', 'L':
		if i > len("<?xm") && s.follows(i, "<?xm") { // not at the start of the text
			s.state, s.xml = inTag, true
		}
	}
}

func (s *stripper) declaration(i int) {
	switch c := s.in[i]; c {
	case '>':
		if s.quote == 0 {
			s.state = inText
		}
	case '"', '\'':
		if !s.follows(i, `\`) {
			s.mark(c)
		}
	case '-':
		if s.follows(i, "!-") {
			s.state = inComment
		}
	case 'e', 'E':
		if s.follows(i, "doctyp") {
			s.state = inTag
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }
