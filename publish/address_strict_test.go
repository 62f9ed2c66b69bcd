package publish

import (
	"net/url"
	"testing"
)

func TestAbsoluteIsURI(t *testing.T) {
	base, err := url.Parse("https://remparts.exemple.ma/")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ rule, in, want string }{
		{"an IRI", "/été", "/%C3%A9t%C3%A9"},
		{"escapes stay", "/%c3%a9t%C3%A9?q=%5B", "/%c3%a9t%C3%A9?q=%5B"},
		{"a percent sign alone", "/100%", "/100%25"},
		{"a percent sign before one digit", "/a%4", "/a%254"},
		{"a percent sign before letters that are no digits", "/a%zz%4g", "/a%25zz%254g"},
		{"brackets", "/[a]?b[]=1#[c]", "/%5Ba%5D?b%5B%5D=1#%5Bc%5D"},
		{"a second number sign", "/a#b#c", "/a#b%23c"},
		{"a question mark in the query", "/a?b?c", "/a?b?c"},
	} {
		got, err := absolute(base, c.in)
		if want := "https://remparts.exemple.ma" + c.want; err != nil || got != want {
			t.Errorf("%s: %q: got %q, %v; want %q", c.rule, c.in, got, err, want)
			continue
		}
		if again, err := absolute(base, got); again != got || err != nil {
			t.Errorf("%s: of itself, %q is %q, %v", c.rule, got, again, err)
		}
		if _, err := url.Parse(got); err != nil {
			t.Errorf("%s: %v", c.rule, err)
		}
	}
}
