package html

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		rule, in, rest string // rest is the text after the tag
		want           Tag
		attrs          []Attr
	}{
		{"a start tag", "<p>x", "x", Tag{Kind: StartTag, Element: P, Name: "p"}, nil},
		{"a start tag in upper case", "<BlockQuote >x", "x", Tag{Kind: StartTag, Element: Blockquote, Name: "BlockQuote"}, nil},
		{"an end tag", "</p>x", "x", Tag{Kind: EndTag, Element: P, Name: "p"}, nil},
		{"attributes of an end tag are ignored", "</p hidden a=1>x", "x", Tag{Kind: EndTag, Element: P, Name: "p"}, nil},
		{"an unknown name", "<o:p>x", "x", Tag{Kind: StartTag, Name: "o:p"}, nil},
		{"< before a space", "< p>", " p>", Tag{Kind: NoTag}, nil},
		{"< before a digit", "<3", "3", Tag{Kind: NoTag}, nil},
		{"< at the end", "<", "", Tag{Kind: NoTag}, nil},
		{"</ at the end", "</", "/", Tag{Kind: NoTag}, nil},
		{"</ before a non-letter is a comment", "</ p>x", "x", Tag{Kind: Comment}, nil},
		{"</> is a comment", "</>x", "x", Tag{Kind: Comment}, nil},
		{"a comment", "<!-- > -->x", "x", Tag{Kind: Comment}, nil},
		{"a comment ended abruptly by >", "<!-->x", "x", Tag{Kind: Comment}, nil},
		{"a comment ended abruptly by ->", "<!--->x", "x", Tag{Kind: Comment}, nil},
		{"a comment ended by --!>", "<!-- --!>x", "x", Tag{Kind: Comment}, nil},
		{"a comment ended by --->", "<!-- --->x", "x", Tag{Kind: Comment}, nil},
		{"a comment that contains --", "<!-- -- -->x", "x", Tag{Kind: Comment}, nil},
		{"a comment that never ends", "<!-- >x", "", Tag{Kind: Comment, Open: true}, nil},
		{"a doctype", "<!doctype html>x", "x", Tag{Kind: Comment}, nil},
		{"CDATA is a comment up to >", "<![CDATA[a>b]]>", "b]]>", Tag{Kind: Comment}, nil},
		{"a processing instruction", "<?xml a='>'?>", "'?>", Tag{Kind: Comment}, nil},
		{"a tag that never ends", "<p a=1", "", Tag{Kind: StartTag, Element: P, Name: "p", Open: true}, []Attr{{"a", "1", 3}}},
		{"a value that never ends", "<p a=\"x>y", "", Tag{Kind: StartTag, Element: P, Name: "p", Open: true}, []Attr{{"a", "", 3}}},
		{"closed by />", "<br/>x", "x", Tag{Kind: StartTag, Element: Br, Name: "br", SelfClosing: true}, nil},
		{"a slash that does not close", "<br/ >x", "x", Tag{Kind: StartTag, Element: Br, Name: "br"}, nil},
		{"a slash at the end of a value", "<a href=x/>y", "y", Tag{Kind: StartTag, Element: A, Name: "a"}, []Attr{{"href", "x/", 3}}},
		{"a slash between attributes", "<a b/c>y", "y", Tag{Kind: StartTag, Element: A, Name: "a"}, []Attr{{"b", "", 3}, {"c", "", 5}}},
		{"> in quotes", "<a title=\"1 > 0\" b='>'>y", "y", Tag{Kind: StartTag, Element: A, Name: "a"}, []Attr{{"title", "1 > 0", 3}, {"b", ">", 17}}},
		{"spaces around =", "<a b = c>y", "y", Tag{Kind: StartTag, Element: A, Name: "a"}, []Attr{{"b", "c", 3}}},
		{"a value that is a slash", "<a b=/>y", "y", Tag{Kind: StartTag, Element: A, Name: "a"}, []Attr{{"b", "/", 3}}},
		{"no value after =", "<a b=>y", "y", Tag{Kind: StartTag, Element: A, Name: "a"}, []Attr{{"b", "", 3}}},
		{"a leading = is part of the name", "<a =b=c>y", "y", Tag{Kind: StartTag, Element: A, Name: "a"}, []Attr{{"=b", "c", 3}}},
		{"hidden by its attribute", "<p hidden>y", "y", Tag{Kind: StartTag, Element: P, Name: "p", Hidden: true}, []Attr{{"hidden", "", 3}}},
		{"hidden by style", "<p STYLE='color:red; Display : NONE !important'>y", "y", Tag{Kind: StartTag, Element: P, Name: "p", Hidden: true},
			[]Attr{{"STYLE", "color:red; Display : NONE !important", 3}}},
		{"hidden by visibility", "<p style=visibility:hidden>y", "y", Tag{Kind: StartTag, Element: P, Name: "p", Hidden: true}, []Attr{{"style", "visibility:hidden", 3}}},
		{"hidden by a style with character references", "<p style=display&colon;none>y", "y", Tag{Kind: StartTag, Element: P, Name: "p", Hidden: true}, []Attr{{"style", "display&colon;none", 3}}},
		{"the last declaration applies", "<p style='display:none;display:block'>y", "y", Tag{Kind: StartTag, Element: P, Name: "p"}, []Attr{{"style", "display:none;display:block", 3}}},
		{"hidden by visibility: collapse", "<p style='visibility:collapse'>y", "y", Tag{Kind: StartTag, Element: P, Name: "p", Hidden: true}, []Attr{{"style", "visibility:collapse", 3}}},
		{"a no-break space is not white space in a style", "<p style='display:none\u00a0'>y", "y", Tag{Kind: StartTag, Element: P, Name: "p"}, []Attr{{"style", "display:none\u00a0", 3}}},
		{"a non-ASCII letter whose upper case is ASCII", "<p \u017ftyle='display:none'>y", "y", Tag{Kind: StartTag, Element: P, Name: "p"}, []Attr{{"\u017ftyle", "display:none", 3}}},
		{"the first style applies", "<p style='' style='display:none'>y", "y", Tag{Kind: StartTag, Element: P, Name: "p"}, []Attr{{"style", "", 3}, {"style", "display:none", 12}}},
		{"a style that does not hide", "<p style='display:block;visibility:visible'>y", "y", Tag{Kind: StartTag, Element: P, Name: "p"}, []Attr{{"style", "display:block;visibility:visible", 3}}},
		{"another attribute of six letters", "<a target=_blank>y", "y", Tag{Kind: StartTag, Element: A, Name: "a"}, []Attr{{"target", "_blank", 3}}},
	} {
		var got Tag
		var attrs []Attr
		got.Read(c.in, 0, func(a Attr) { attrs = append(attrs, a) })
		c.want.End = len(c.in) - len(c.rest)
		if got != c.want || !slices.Equal(attrs, c.attrs) {
			t.Errorf("%s: %q\ngot  %+v %+v\nwant %+v %+v", c.rule, c.in, got, attrs, c.want, c.attrs)
		}
	}
}

// pieces are the parts from which the differential test builds its inputs.
var pieces = strings.Split("<|</|<a|<P|<br|<!--|-->|--!>|<!|<?|>|/>|/| |\n|=|\"|'|a|b=|href|x|\u00e9|<script>|</script>|<![CDATA[|]]>|hidden|\x0c|-", "|")

// slashValue matches a value that begins with a slash, which the tokenizer of
// golang.org/x/net/html does not read as the standard does (§13.2.5.37).
var slashValue = regexp.MustCompile(`=[ \n\f]*/`)

// TestReadAsTokenizer compares Read with the tokenizer of golang.org/x/net/html on random
// inputs: the end, name and attributes of each tag.
func TestReadAsTokenizer(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 25))
	compared := 0
	for range 200_000 {
		var b strings.Builder
		b.WriteString("<")
		for range 1 + rng.IntN(10) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		in := b.String()
		if slashValue.MatchString(in) {
			continue
		}
		var got Tag
		var attrs []html.Attribute
		got.Read(in, 0, func(a Attr) {
			twice := func(b html.Attribute) bool { return b.Key == strings.ToLower(a.Name) }
			if !slices.ContainsFunc(attrs, twice) { // the tokenizer keeps only the first
				attrs = append(attrs, html.Attribute{Key: strings.ToLower(a.Name), Val: a.Value})
			}
		})
		z := html.NewTokenizer(strings.NewReader(in))
		switch z.Next() {
		case html.TextToken:
			if got.Kind != NoTag {
				t.Fatalf("%q: got %+v, want no tag", in, got)
			}
			continue
		case html.ErrorToken:
			if !got.Open {
				t.Fatalf("%q: got %+v, want an open tag", in, got)
			}
			continue
		}
		raw, token := len(z.Raw()), z.Token()
		if got.Open {
			if raw != len(in) {
				t.Fatalf("%q: got %+v, want end %d", in, got, raw)
			}
			continue
		}
		compared++
		want := map[html.TokenType]Kind{html.StartTagToken: StartTag, html.SelfClosingTagToken: StartTag, html.EndTagToken: EndTag,
			html.CommentToken: Comment, html.DoctypeToken: Comment}[token.Type]
		if got.Kind != want || got.End != raw {
			t.Fatalf("%q: got %+v, want kind %d, end %d", in, got, want, raw)
		}
		if want == StartTag && (strings.ToLower(got.Name) != token.Data || got.SelfClosing != (token.Type == html.SelfClosingTagToken)) {
			t.Fatalf("%q: got %+v, want %v", in, got, token)
		}
		if want == StartTag && !slices.Equal(attrs, token.Attr) {
			t.Fatalf("%q: got attributes %q, want %q", in, attrs, token.Attr)
		}
	}
	t.Logf("%d tags compared", compared)
}

func TestHides(t *testing.T) {
	for in, want := range map[string]bool{
		"<script>": true, "<script/>": true, "<iframe>": true, "<iframe/>": false, "<p hidden>": true, "<img hidden>": false,
		"<p>": false, "<svg hidden/>": false, "<p hidden/>": true, "<svg/>": false, "<select>": true, "<div/>": false,
	} {
		var tag Tag
		if tag.Read(in, 0, nil); tag.Hides() != want {
			t.Errorf("%s: Hides() = %v, want %v", in, !want, want)
		}
	}
}

func TestEndOfRaw(t *testing.T) {
	for _, c := range []struct{ rule, in, content, rest string }{
		{"up to its end tag", "<style>a<b></style>x", "a<b>", "x"},
		{"an end tag in another case", "<STYLE>a</sTyLe >x", "a", "x"},
		{"the end tag of another element is content", "<style>a</script></style>x", "a</script>", "x"},
		{"an end tag with a longer name is content", "<title>a</titles></title>x", "a</titles>", "x"},
		{"an end tag with attributes", "<title>a</title b='>'>x", "a", "x"},
		{"a comment does not hide the end tag of a style", "<style><!--</style>x", "<!--", "x"},
		{"a comment does not hide the end tag of a script", "<script><!--</script>x", "<!--", "x"},
		{"a script in a comment in a script", "<script><!--<script></script>--></script>x", "<!--<script></script>-->", "x"},
		{"a complete comment in a script", "<script><!--><script></script>x", "<!--><script>", "x"},
		{"a script in a comment ends with the comment", "<script><!--<script>--></script>x", "<!--<script>-->", "x"},
	} {
		var tag Tag
		tag.Read(c.in, 0, nil)
		from, end, open := tag.EndOfRaw(c.in)
		if got := c.in[tag.End:from]; got != c.content || c.in[end:] != c.rest || open {
			t.Errorf("%s: %q: got %q and %q, open %v, want %q and %q", c.rule, c.in, got, c.in[end:], open, c.content, c.rest)
		}
	}
	for _, in := range []string{"<style>", "<style>a</style", "<script><!--<script></script>"} {
		var tag Tag
		tag.Read(in, 0, nil)
		if _, end, open := tag.EndOfRaw(in); !open || end != len(in) {
			t.Errorf("%q: got end %d, open %v, want end %d, open true", in, end, open, len(in))
		}
	}
}

func TestEndOfHidden(t *testing.T) {
	for _, c := range []struct {
		rule, in string
		around   []Element
		rest     string
		open     bool
	}{
		{"at its end tag", "<object>a</object>x", nil, "x", false},
		{"nested elements of the same name", "<object><object></object>a</object>x", nil, "x", false},
		{"never closed", "<object>a", nil, "", true},
		{"a raw element", "<iframe><p></iframe>x", nil, "x", false},
		{"an end tag inside a raw element is ignored", "<object><style></object></style>a</object>x", nil, "x", false},
		{"a void element inside opens nothing", "<object><br>a</object>x", nil, "x", false},
		{"an end tag inside a comment is ignored", "<object><!--</object>-->a</object>x", nil, "x", false},
		{"at the end tag of an enclosing element", "<select>a</table>x", []Element{Table}, "</table>x", false},
		{"not at an end tag that closes an element inside", "<select><table></table>a</select>x", []Element{Table}, "x", false},
		{"a template not at the end tag of an enclosing element", "<template>a</div>b</template>x", []Element{Div}, "x", false},
		{"at the end tag of an enclosing heading", "<span hidden>a</h3>x", []Element{H1}, "</h3>x", false},
		{"p at a block", "<p hidden>a<div>x", nil, "<div>x", false},
		{"p not at an inline element", "<p hidden>a<b>b</b></p>x", nil, "x", false},
		{"heading at another heading", "<h2 hidden>a<h3>x", nil, "<h3>x", false},
		{"heading at the end tag of another level", "<h2 hidden>a</h3>x", nil, "x", false},
		{"li at li", "<li hidden>a<li>x", nil, "<li>x", false},
		{"li not at li of a nested list", "<li hidden>a<ul><li>b</ul></li>x", nil, "x", false},
		{"li not at li of a nested numbered list", "<li hidden>a<ol><li>b</ol></li>x", nil, "x", false},
		{"dt at dd", "<dt hidden>a<dd>x", nil, "<dd>x", false},
		{"dd at dt", "<dd hidden>a<dt>x", nil, "<dt>x", false},
		{"dd not at dd of a nested list", "<dd hidden>a<dl><dd>b</dl></dd>x", nil, "x", false},
		{"cell at cell", "<td hidden>a<th>x", nil, "<th>x", false},
		{"cell at row", "<td hidden>a<tr>x", nil, "<tr>x", false},
		{"cell not at a cell of a nested table", "<td hidden>a<table><td>b</table></td>x", nil, "x", false},
		{"row at row", "<tr hidden><td>a<tr>x", nil, "<tr>x", false},
		{"row not at a cell", "<tr hidden><td>a<td>b</tr>x", nil, "x", false},
		{"row group at row group", "<tbody hidden><tr><td>a<tfoot>x", nil, "<tfoot>x", false},
		{"row group not at a row", "<tbody hidden><tr><td>a<tr><td>b</tbody>x", nil, "x", false},
		{"option at option", "<option hidden>a<option>x", nil, "<option>x", false},
		{"option at optgroup", "<option hidden>a<optgroup>x", nil, "<optgroup>x", false},
		{"rp at rt", "<rp hidden>(<rt>x", nil, "<rt>x", false},
		{"caption at a row", "<caption hidden>a<tr>x", nil, "<tr>x", false},
		{"colgroup not at a col", "<colgroup hidden><col><col></colgroup>x", nil, "x", false},
		{"colgroup at a row group", "<colgroup hidden><col><tbody>x", nil, "<tbody>x", false},
		{"button at button", "<button hidden>a<button>x", nil, "<button>x", false},
		{"link at link", "<a hidden>a<a>x", nil, "<a>x", false},
		{"inline element at a block that ends the enclosing paragraph", "<b hidden>a<p>x", []Element{P}, "<p>x", false},
		{"inline element not at a block when the enclosing element is a block", "<b hidden>a<p>b</p></b>x", []Element{Div}, "x", false},
		{"inline element not at a block in a button", "<b hidden>a<button><p>b</button></b>x", []Element{P}, "x", false},
		{"inline element not at a block in an object", "<b hidden><object><p>b</object></b>x", []Element{P}, "x", false},
		{"an object may contain blocks", "<object><p>a</p></object>x", []Element{P}, "x", false},
		{"a button may contain blocks", "<button hidden><p>a</p></button>x", []Element{P}, "x", false},
		{"inline element at the next item", "<b hidden>a<li>x", []Element{Li}, "<li>x", false},
		{"inline element not at an item of a nested list", "<b hidden>a<ul><li>b</ul></b>x", []Element{Li}, "x", false},
		{"inline element at the next term", "<b hidden>a<dd>x", []Element{Dt}, "<dd>x", false},
		{"inline element at the next cell", "<b hidden>a<td>x", []Element{Table}, "<td>x", false},
		{"inline element not at a cell of a nested table", "<b hidden>a<table><td>b</table></b>x", []Element{Table}, "x", false},
		{"a row may contain cells", "<tr hidden><td>a</td></tr>x", []Element{Table, Tbody}, "x", false},
		{"a row group may contain rows", "<tbody hidden><tr><td>a</td></tr></tbody>x", []Element{Table}, "x", false},
		{"a table may contain rows", "<table hidden><tr><td>a</td></tr></table>x", []Element{Table, Td}, "x", false},
		{"a list may contain items", "<ul hidden><li>a</li></ul>x", []Element{Ul, Li}, "x", false},
		{"a numbered list may contain items", "<ol hidden><li>a</li></ol>x", []Element{Ul, Li}, "x", false},
		{"a description list may contain terms", "<dl hidden><dt>a</dt></dl>x", []Element{Dl, Dd}, "x", false},
		{"a block may contain blocks", "<div hidden><p>a</p></div>x", []Element{P}, "x", false},
		{"select at the next row", "<select><option>a<tr>x", []Element{Table}, "<tr>x", false},
		{"a template may contain rows", "<template><tr></tr></template>x", []Element{Table}, "x", false},
		{"an unknown element at the end tag with its name", "<o:p hidden>a<x></x></o:p>x", nil, "x", false},
		{"svg at its end tag", "<svg><path/><text>a</text></svg>x", nil, "x", false},
		{"svg at an HTML element", "<svg><path><p>x", nil, "<p>x", false},
		{"svg at </p>", "<svg><path></p>x", nil, "</p>x", false},
		{"svg may contain HTML in foreignObject", "<svg><foreignObject><p>a</p></foreignObject></svg>x", nil, "x", false},
		{"svg at an HTML element after desc", "<svg><desc><b>a</b></desc><b>x", nil, "<b>x", false},
		{"an end tag inside CDATA in svg is ignored", "<svg><![CDATA[</svg>]]>a</svg>x", nil, "x", false},
		{"CDATA in HTML inside svg is a comment", "<svg><desc><![CDATA[>a</desc></svg>x", nil, "x", false},
		{"nested svg", "<svg><svg/><svg></svg>a</svg>x", nil, "x", false},
	} {
		var around Open
		for _, e := range c.around {
			around.Start(e)
		}
		var tag Tag
		tag.Read(c.in, 0, nil)
		if end, open := tag.endOfHidden(c.in, &around); c.in[end:] != c.rest || open != c.open {
			t.Errorf("%s: %q: got %q, open %v, want %q, open %v", c.rule, c.in, c.in[end:], open, c.rest, c.open)
		}
	}
}

// FuzzRead checks that everything read lies within the input and that attributes do not
// overlap.
func FuzzRead(f *testing.F) {
	for _, in := range []string{"<p a=1 b='2' hidden>", "</p x>", "<!-- -->", "<![CDATA[", "<svg><desc></svg>", "<script><!--<script></script>", "&eacute;&#x10FFFF&notit;", "<li hidden><ul><li></ul>"} {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		var around Open
		around.Start(Div)
		for i := range len(in) {
			switch in[i] {
			case '<':
				var tag Tag
				last := i
				tag.Read(in, i, func(a Attr) {
					if a.At < last || a.At+len(a.Name)+len(a.Value) > len(in) || a.Name == "" {
						t.Fatalf("%q at %d: attribute %+v", in, i, a)
					}
					last = a.At + len(a.Name)
				})
				if tag.Start != i || tag.End <= i || tag.End > len(in) || tag.Open && tag.End != len(in) || (tag.Kind == NoTag) != (tag.End == i+1) {
					t.Fatalf("%q at %d: %+v", in, i, tag)
				}
				if tag.Kind != StartTag || tag.Open {
					continue
				}
				if end, open := tag.endOfHidden(in, &around); end < tag.End || end > len(in) || open && end != len(in) {
					t.Fatalf("%q at %d: hidden element ends at %d, open %v", in, i, end, open)
				}
			case '&':
				if r, _, n := Reference(in[i:], false); n > len(in)-i || (n == 0) != (r == 0) {
					t.Fatalf("%q at %d: got reference to %q of %d bytes", in, i, r, n)
				}
			}
		}
	})
}

// TestSkip checks that an element that hides its content but is never closed is shown, and
// that its end is searched for only once. Scripts, styles and elements hidden by their
// attributes hide the rest of the text.
func TestSkip(t *testing.T) {
	var around Open
	for _, c := range []struct {
		rule, in string
		end      int
		ok       bool
	}{
		{"a closed element", "<svg></svg>x", 11, true},
		{"an element that hides nothing", "<p>x", 0, false},
		{"never closed", "<svg>x", 0, false},
		{"after an unclosed element, even a closed one is shown", "<svg></svg>x", 0, false},
		{"unless hidden by its attribute", "<svg hidden>x</svg>", 19, true},
		{"a script that is never closed", "<script>x", 9, true},
		{"an element hidden by its attribute and never closed", "<div hidden>x", 13, true},
	} {
		var tag Tag
		tag.Read(c.in, 0, nil)
		if end, ok := around.Skip(c.in, &tag); end != c.end || ok != c.ok {
			t.Errorf("%s: %q: got %d, %v, want %d, %v", c.rule, c.in, end, ok, c.end, c.ok)
		}
	}
}

func TestOpen(t *testing.T) {
	var o Open
	for _, e := range []Element{Div, P, P, H2, Br} {
		o.Start(e)
	}
	for e, want := range map[Element]bool{Div: true, P: false, H1: true, H5: true, Br: false, Ul: false} { // h2 ended the p
		if o.Has(e) != want {
			t.Errorf("Has(%v) = %v, want %v", e, !want, want)
		}
	}
	o.Start(P)
	var div Tag
	div.Read("<div hidden></div>", 0, nil)
	if o.Skip("<div hidden></div>", &div); o.Has(P) {
		t.Error("a hidden block does not close the p around it")
	}
	o.Start(P)
	o.Start(P)
	o.End(P)
	o.End(H4)
	o.End(Ul)
	if o.Has(P) || o.Has(H2) || o.Has(Ul) || !o.Has(Div) {
		t.Errorf("open: p %v, h2 %v, ul %v, div %v; want only div", o.Has(P), o.Has(H2), o.Has(Ul), o.Has(Div))
	}
}
