package markup

import (
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"github.com/presse-go/presse/internal/text"
)

// pasted lists fragments of what word processors and editors put on the clipboard.
var pasted = strings.Split(`<p class=MsoNormal>|<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>|<p style='mso-list:l0 level2 lfo1'>|<p style="mso-list:l1 level3 lfo2">
<![if !supportLists]>|<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>|<span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>|<span style='mso-list:Ignore'>iv)&nbsp;</span>|<![endif]>|<o:p></o:p>
<span style='mso-list:Ignore'>|·<span style='font:7.0pt "Times New Roman"'>&nbsp; </span>|<p class=MsoListParagraphCxSpLast>|</p>|</p>|</p>|</span>|</span>|</span>|</b>|</i>|</a>|</li>|</li>|</ul>|</ol>|</div>|</td>|</table>|</h2>
<span style="font-weight:700">|<span style="font-style:italic">|<span style="font-weight:400;font-style:normal">|<span style="vertical-align:super">|<span style="text-decoration:line-through underline">|<span>
<b style="font-weight:normal">|<b>|<i>|<em style="font-style:normal">|<strong>|<s style="text-decoration:none">|<u>|<sup>|<sub>|<del>|<a href="/x" style="font-weight:bold">|<font color=red style="font-weight:bold">|</font>
<p style="font-weight:bold">|<div style="font-style:italic">|<div>|<td style="font-weight:bold">|<table>|<tr>|<td>|<h2 style="font-weight:400">|<li style="font-weight:700">|<blockquote style="direction:rtl;text-align:right">|<p align=center dir=rtl>
<ol>|<ul>|<ol>|<ul data-checked="true">|<li data-list="bullet">|<li data-list="ordered" class="ql-indent-1">|<li data-list=checked class="ql-indent-3">|<li>|<li class="a ql-indent-2">|<li data-checked="false"><input type=checkbox>|<input type=checkbox checked>
<img src="data:image/gif;base64,R0" alt="a">|<noscript><img src="/a.jpg"></noscript>|<noscript>|</noscript>|<img src="/b.jpg">|<img data-src="/c.jpg" style="float:left">|<figure>|</figure>|<picture>|<source media="(width>3px)" srcset="/d.jpg">|<object>|</object>
<noscript>|</noscript>|<img data-src="/a.jpg" style="display:none">|<img src="/a.jpg" alt="b">|<img width=1 height=1 src="/p.png">|<ul class="tox-checklist">|<li class="tox-checklist--checked">|<li aria-checked="true">|<img alt="x" aria-roledescription="checkbox">|<div class="checkbox checkbox-on"></div>|<input type=checkbox checked>|<form>|<span aria-hidden="true">|<nobr aria-hidden="true">|<p class="ql-direction-rtl ql-align-center">|<p style="text-align:end">|<action-text-attachment content-type="image/jpeg" url="/a.jpg" caption="b"></action-text-attachment>|<math>|<msup>|<mi>x</mi>|<mrow>|</mrow>|</msup>|<mfrac>|<msubsup>|</math>|<annotation>tex</annotation>|<xml><w:x>1</w:x></xml>|<xml>|<dl>|<dt>|<dd>|</dl>|<div class="é a [b]">|<ruby>|<rt>|<svg>|</svg>|<p hidden>|<pre>
un|deux| |
|&nbsp;|<br>|<center>|</center>|<video>|</video>|<xmp>|</xmp>|<hr>|<caption>|<iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe>|<ins>|<cite>|<code>|<label>|<q style="font-weight:bold">`, "|")

// paste returns a random sequence of the fragments.
func paste(rng *rand.Rand) string {
	var b strings.Builder
	for range 1 + rng.IntN(30) {
		b.WriteString(pasted[rng.IntN(len(pasted))])
	}
	return b.String()
}

// TestPastes checks every promise on random pastes, and that all text is in the output or
// reported. PRESSE_STRINGS sets their number.
func TestPastes(t *testing.T) {
	count := 20_000
	if testing.Short() {
		count = 2_000
	}
	if n, err := strconv.Atoi(os.Getenv("PRESSE_STRINGS")); err == nil {
		count = n
	}
	rules := testRules()
	rng := rand.New(rand.NewPCG(2026, 14))
	for range count {
		in := paste(rng)
		for name, r := range rules {
			if why := pasteFault(r, in); why != "" {
				t.Fatalf("%s: %s\n in %q\nout %q", name, why, in, r.normalise(in, nil))
			}
		}
	}
	t.Logf("%d pastes passed under %d policies", count, len(rules))
}

// pasteFault returns the first promise that the output for in breaks, or "".
func pasteFault(r *Rules, in string) string {
	if why := fault(r, in); why != "" {
		return why
	}
	out, removals := r.Report(in)
	if why := unsoundness(r, out); why != "" {
		return why
	}
	if strings.Contains(in, "<xmp") {
		return ""
	}
	if !strings.Contains(in, "<iframe") {
		if why := inexact(r, in); why != "" {
			return why
		}
	}
	if missing := unaccountedAt(in, out, removals); missing != "" {
		return "neither in the output nor reported: " + missing
	}
	return ""
}

// unaccountedAt is [unaccounted] for inputs that repeat their texts: it looks for the text
// of a removal at its offset.
func unaccountedAt(in, out string, removals []Removal) string {
	visible := func(c rune) bool {
		return unicode.IsGraphic(c) && !unicode.IsSpace(c) && c != unicode.ReplacementChar
	}
	var want []rune
	var at []int
	rd := text.NewReader(in)
	rd.Runs(func(offset int, run string, _ bool) {
		for _, c := range run {
			if visible(c) {
				want, at = append(want, c), append(at, offset)
			}
		}
	})
	for _, r := range removals {
		i := 0
		for i < len(at) && at[i] < r.Offset {
			i++
		}
		for _, c := range r.Text {
			if !visible(c) {
				continue
			}
			if i == len(want) || want[i] != c {
				return "(removed, but not there in the input) " + r.Text
			}
			want, at = slices.Delete(want, i, i+1), slices.Delete(at, i, i+1)
		}
	}
	for z := html.NewTokenizer(strings.NewReader(out)); z.Next() != html.ErrorToken; {
		if token := z.Token(); token.Type == html.TextToken {
			for _, c := range token.Data {
				if len(want) > 0 && want[0] == c {
					want = want[1:]
				}
			}
		}
	}
	return string(want)
}

// FuzzPaste checks the promises on arbitrary input.
func FuzzPaste(f *testing.F) {
	rules := testRules()
	rng := rand.New(rand.NewPCG(4, 4))
	for range 300 {
		f.Add(paste(rng))
	}
	f.Fuzz(func(t *testing.T, in string) {
		for name, r := range rules {
			if why := fault(r, in); why != "" {
				t.Errorf("%s: %s\n in %q\nout %q", name, why, in, r.normalise(in, nil))
			}
		}
	})
}
