package markup

import (
	"fmt"
	"slices"
	"testing"
)

// TestReportOfPastes checks what the report says of markup that is replaced.
func TestReportOfPastes(t *testing.T) {
	for _, c := range []struct {
		rule, in string
		want     []string // "kind name: reason (text)", in order
	}{
		{"a style that becomes elements", `<p><span style="font-weight:700">a</span></p>`,
			[]string{"element span: replaced by the elements for its style", "attribute style: replaced by markup"}},
		{"the properties that are lost", `<p style="color:red;text-align:center;margin:0">a</p>`,
			[]string{"attribute style: replaced by markup, except for color, margin"}},
		{"a style that is lost as a whole", `<p style="color:red">a</p>`,
			[]string{"attribute style: not allowed: color"}},
		{"a span without effect", `<p><span style="color:red">a</span></p>`,
			[]string{"element span: has no effect; its text stays", "attribute style: not allowed: color"}},
		{"the obsolete alignment", `<p align=center>a</p>`,
			[]string{"attribute align: replaced by a class"}},
		{"an alignment that is lost", `<p align=justify>a</p>`,
			[]string{"attribute align: not allowed"}},
		{"the marker of an item of Word", `<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.&nbsp;</span>a</p>`,
			[]string{"element p: becomes li", "attribute style: replaced by markup", "element span: the marker of a list item", "text : the marker of a list item (1.)"}},
		{"a list of Quill", `<ol><li data-list="bullet">a</li></ol>`,
			[]string{"element ol: replaced by lists for its items", "attribute data-list: replaced by markup"}},
		{"a task", `<ul><li><input type=checkbox> a</li></ul>`,
			[]string{"element input: replaced by a character"}},
		{"classes that are dropped alone", `<p class="a b[1] é">a</p>`,
			[]string{"attribute class: in part; not kept: b[1] é"}},
		{"a blank picture", `<img src="data:,"><noscript><img src="/a.jpg"></noscript>`,
			[]string{"element img: stands for the picture in the noscript after it", "attribute src: a scheme that is not allowed: data", "element noscript: not allowed; its picture stays"}},
		{"a picture without an address", `<p><img width=600></p>`,
			[]string{"element img: shows nothing"}},
		{"a source whose condition is lost", `<picture><source media="(a<b)" srcset="/a.jpg"><img src="/b.jpg" decoding="async"></picture>`,
			[]string{"element source: without its condition it would always apply", "attribute media: an invalid value"}},
		{"the source of a formula", `<math><mi>a</mi><annotation>b</annotation></math>`,
			[]string{"element math: not allowed; its text stays", "element mi: not allowed; its text stays", "element annotation: the source of a formula"}},
		{"settings of Word", `<xml><w:View>Normal</w:View></xml>a`,
			[]string{"element xml: not allowed", "text : settings of a word processor (Normal)"}},
		{"the target of a redirect", `<a href="https://www.google.com/url?sa=D&q=https://a.example/">a</a>`,
			[]string{"attribute href: replaced by the target of its redirect"}},
	} {
		out, removals := testRules()["article"].Report(c.in)
		var got []string
		for _, r := range removals {
			line := fmt.Sprintf("%s %s: %s", r.Kind, r.Name, r.Reason)
			if r.Text != "" {
				line += " (" + r.Text + ")"
			}
			got = append(got, line)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: report of %s\nout  %s\ngot  %q\nwant %q", c.rule, c.in, out, got, c.want)
		}
	}
}
