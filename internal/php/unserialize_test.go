package php

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// shown writes a value as testdata/unserialize.php does.
func shown(v Value) string {
	switch v.Kind {
	case Null:
		return "null"
	case Bool:
		return "bool " + v.String()
	case Int:
		return "int " + v.String()
	case Float:
		return "float " + v.String()
	case String:
		return "string " + quotedASCII(v.Text)
	case Enum:
		return "enum " + v.Text
	case Reference:
		return fmt.Sprintf("reference %d", v.Int)
	}
	var parts []string
	for i, pair := range v.Pairs {
		last := true
		for _, later := range v.Pairs[i+1:] {
			last = last && later.Key != pair.Key
		}
		if last {
			parts = append(parts, quotedASCII(pair.Key)+": "+shown(pair.Value))
		}
	}
	name := "array"
	if v.Kind == Object {
		name = "object " + v.Text
	}
	return name + "{" + strings.Join(parts, ", ") + "}"
}

// quotedASCII quotes s as testdata/unserialize.php does.
func quotedASCII(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b.WriteString(`\` + string(rune(c)))
		case c < ' ' || c > '~':
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			b.WriteByte(c)
		}
	}
	return `"` + b.String() + `"`
}

// TestUnserializeAsPHPDoes compares with PHP 8.2. What PHP refuses is an error, unless a
// wrong length was mended.
func TestUnserializeAsPHPDoes(t *testing.T) {
	for _, row := range goldenRows(t, "testdata/unserialize.tsv") {
		in, want := row[0], row[1]
		v, mended, err := Unserialize(in)
		got := "error"
		if err == nil && mended == 0 {
			got = shown(v)
		}
		if got != want {
			t.Errorf("Unserialize(%q): got %s (%v), want %s", in, got, err, want)
		}
	}
}

func TestUnserialize(t *testing.T) {
	for _, c := range []struct {
		rule, in, want string
		mended         int
	}{
		{"a length that is too small, after a search and replace of the address", `a:2:{s:3:"url";s:14:"https://exemple.example/p.jpg";s:3:"alt";s:4:"Port";}`,
			`array{"url": string "https://exemple.example/p.jpg", "alt": string "Port"}`, 1},
		{"a length that is too large", `a:1:{i:0;s:90:"https://exemple.example/";}`, `array{"0": string "https://exemple.example/"}`, 1},
		{"line breaks that XML made one byte shorter", "a:1:{s:4:\"note\";s:12:\"ligne\nligne\";}", `array{"note": string "ligne\x0aligne"}`, 1},
		{"lengths in characters instead of bytes", `a:1:{s:3:"été";s:2:"ça";}`, `array{"\xc3\xa9t\xc3\xa9": string "\xc3\xa7a"}`, 2},
		{"a string that is the whole value", `s:3:"trop long";`, `string "trop long"`, 1},
		{"quotation mark and semicolon within the text", `a:1:{i:0;s:4:"dit "oui"; puis non";}`, `array{"0": string "dit \"oui\"; puis non"}`, 1},
		{"before null", `a:2:{i:0;s:1:"long";i:1;N;}`, `array{"0": string "long", "1": null}`, 1},
		{"before a float without digits in front", `a:1:{s:1:"cle";d:.5;}`, `array{"cle": float 0.5}`, 1},
		{"the name of a class", `O:3:"Carte":1:{s:4:"lieu";s:4:"Oran";}`, `object Carte{"lieu": string "Oran"}`, 1},
		{"a right length with quotation mark and semicolon within", `s:6:"a";i:0";`, `string "a\";i:0"`, 0},
		{"an object with its own form", `C:5:"Point":4:{12,5}`, `object Point{"": string "12,5"}`, 0},
		{"private and protected properties", "O:5:\"Carte\":2:{s:7:\"\x00*\x00zoom\";i:1;s:10:\"\x00Carte\x00cle\";i:2;}", `object Carte{"zoom": int 1, "cle": int 2}`, 0},
		{"an object that has itself", `O:8:"stdClass":1:{s:1:"a";r:1;}`, `object stdClass{"a": reference 1}`, 0},
		{"r is counted, R is not", `a:4:{i:0;i:7;i:1;r:2;i:2;R:2;i:3;R:3;}`, `array{"0": int 7, "1": int 7, "2": int 7, "3": int 7}`, 0},
	} {
		v, mended, err := Unserialize(c.in)
		if got := shown(v); err != nil || got != c.want || mended != c.mended {
			t.Errorf("%s: Unserialize(%q): got %s, %d mended, %v; want %s, %d mended", c.rule, c.in, got, mended, err, c.want, c.mended)
		}
	}
}

// TestUnserializeRefuses reads values that cannot be mended.
func TestUnserializeRefuses(t *testing.T) {
	deep := strings.Repeat("a:1:{i:0;", 100000)
	for _, c := range []struct {
		rule, in string
		want     error
	}{
		{"no end after a wrong length", `a:1:{i:0;s:3:"trop long`, ErrSyntax},
		{"nothing that can follow after a wrong length", `a:2:{i:0;s:3:"trop long";puis rien`, ErrSyntax},
		{"an element is missing after a wrong length", `a:3:{i:0;s:3:"trop long";i:1;i:2;}`, ErrSyntax},
		{"a reference to what comes later", `a:2:{i:0;R:3;i:1;i:5;}`, ErrSyntax},
		{"arrays in arrays, 100,000 deep", deep, ErrDepth},
		{"objects in objects, 100,000 deep", strings.Repeat(`O:8:"stdClass":1:{s:1:"a";`, 100000), ErrDepth},
		{"more elements than a value of a site has", "a:200000:{" + strings.Repeat("i:0;N;", 200000) + "}", ErrValues},
		{"an array that claims two thousand million elements", `a:2000000000:{`, ErrSyntax},
		{"a string that claims two thousand million bytes", `s:2000000000:"a`, ErrSyntax},
		{"a number of 1,000 digits", "i:" + strings.Repeat("1", 1000) + ";", ErrSyntax},
		{"an own form that is longer than the value", `C:5:"Point":9:{12,5}`, ErrSyntax},
	} {
		start := time.Now()
		v, mended, err := Unserialize(c.in)
		if !errors.Is(err, c.want) || shown(v) != "null" || mended != 0 {
			t.Errorf("%s: got %.60s, %d mended, %v; want %v", c.rule, shown(v), mended, err, c.want)
		}
		if spent := time.Since(start); spent > time.Second {
			t.Errorf("%s: took %v", c.rule, spent)
		}
	}
	depth := 4000
	in := strings.Repeat("a:1:{i:0;", depth) + "N;" + strings.Repeat("}", depth)
	if _, _, err := Unserialize(in); err != nil {
		t.Errorf("arrays %d deep, which PHP reads: %v", depth, err)
	}
}

func TestGet(t *testing.T) {
	v, _, err := Unserialize(`a:3:{s:5:"sizes";a:1:{s:5:"large";a:1:{s:5:"width";i:1024;}}i:7;s:1:"x";i:7;s:1:"y";}`)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ rule, path, want string }{
		{"a path", "sizes large width", "1024"},
		{"a key that is a number", "7", "y"},
		{"no such key", "sizes small width", ""},
		{"a key of a text", "7 0", ""},
		{"an array as text", "sizes", ""},
	} {
		if got := v.Get(strings.Fields(c.path)...).String(); got != c.want {
			t.Errorf("%s: Get(%s): got %q, want %q", c.rule, c.path, got, c.want)
		}
	}
}

func TestIsSerialized(t *testing.T) {
	for in, want := range map[string]bool{
		"N;": true, " N; ": true, "N": false, "": false, "b:1;": true, "i:-5;": true, "d:1.5E+25;": true, "i:;": false, "i:5": false,
		`s:1:"a";`: true, `s:1:"a"`: false, `s:x:"a";`: false, "s:1:a;": false, "a:0:{}": true, "a:x:{}": false, `O:8:"stdClass":0:{}`: true,
		"Bonjour.": false, "a : b;": false, "i:5;suite": false, "z:1;": false, "i;5;": false, `E:3:"A:B";`: true,
	} {
		if got := IsSerialized(in); got != want {
			t.Errorf("IsSerialized(%q): got %v, want %v", in, got, want)
		}
	}
}

// FuzzUnserialize checks that Unserialize neither panics nor returns more than its limits
// allow, and that what is read without mending is a part of the input.
func FuzzUnserialize(f *testing.F) {
	for _, in := range []string{`a:1:{s:3:"url";s:2:"long";}`, `O:8:"stdClass":1:{s:1:"a";r:1;}`, `C:5:"Point":4:{12,5}`, "d:INF;", `S:3:"a\62c";`, `E:3:"A:B";`} {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		v, mended, err := Unserialize(in)
		if err != nil {
			if !errors.Is(err, ErrSyntax) && !errors.Is(err, ErrDepth) && !errors.Is(err, ErrValues) {
				t.Errorf("Unserialize(%q): error %v", in, err)
			}
			return
		}
		// A value takes 4 bytes or more, "i:0;" or, with its key, "i:0;N;". A key is a string too.
		if count := valuesIn(v); count > len(in)/2 || mended > 2*count {
			t.Errorf("Unserialize(%q): %d values, %d mended, more than the input has", in, count, mended)
		}
		if mended == 0 && v.Kind == String && !strings.HasPrefix(in, "S") && !strings.Contains(in, v.Text) {
			t.Errorf("Unserialize(%q): got %q, which is not in the input", in, v.Text)
		}
	})
}

// valuesIn returns the number of values in v.
func valuesIn(v Value) (count int) {
	for stack := []Value{v}; len(stack) > 0; count++ {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, pair := range v.Pairs {
			stack = append(stack, pair.Value)
		}
	}
	return count
}
