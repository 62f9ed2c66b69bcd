package html

import "testing"

// TestDeclarations checks which value of a property applies, as in browsers.
func TestDeclarations(t *testing.T) {
	for _, c := range []struct{ rule, style, property, want string }{
		{"one declaration", "font-weight:bold", "font-weight", "bold"},
		{"white space and capitals", " Font-Weight :\n BOLD ; ", "font-weight", "bold"},
		{"a character reference", "font-weight&colon;bold", "font-weight", "bold"},
		{"the last one applies", "display:none;display:block", "display", "block"},
		{"an important one applies", "display:none !important;display:block", "display", "none"},
		{"the last important one applies", "display:none !important;display:block!important", "display", "block"},
		{"an unknown mark is not important", "display:none !x;display:block", "display", "block"},
		{"a comment is white space", "/*a:b;*/dis/**/play:x;display/**/:/*;*/none", "display", "none"},
		{"a comment that never ends", "display:none;/*display:block", "display", "none"},
		{"a comment mark in a string", "content:'/*';display:none;x:'*/'", "display", "none"},
		{"a semicolon in a string", `font-family:"a;display:none"`, "display", ""},
		{"a semicolon in a string with an escaped quote", `font-family:"a\";display:none"`, "display", ""},
		{"a string whose quote is missing ends with the line", "font-family:'a\n;display:none", "display", "none"},
		{"a semicolon in parentheses", "background:url(data:a;display:none)", "display", ""},
		{"a declaration after parentheses", "background:url(a;b);display:none", "display", "none"},
		{"a colon in a value", "background:url(a:b)", "background", "url(a:b)"},
		{"a property of Word", "mso-bidi-font-weight:normal", "font-weight", ""},
		{"no value", "display", "display", ""},
	} {
		got := ""
		for property, value := range Declarations(c.style) {
			if property == c.property {
				got = value
			}
		}
		if got != c.want {
			t.Errorf("%s: %s of %q is %q, want %q", c.rule, c.property, c.style, got, c.want)
		}
	}
}
