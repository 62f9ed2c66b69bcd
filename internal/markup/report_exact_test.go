package markup

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	elements "github.com/presse-go/presse/internal/html"
)

// TestReportIsExact checks that every start tag and attribute of the input is either in
// the output or in the report, and that nothing in the report is in the output.
func TestReportIsExact(t *testing.T) {
	for name, r := range allRules() {
		check := func(id, in string) {
			if why := inexact(r, in); why != "" {
				t.Errorf("%s %s: %s", name, id, why)
			}
		}
		for _, a := range attacks(t) {
			check(a.Rule, a.In)
		}
		rng := rand.New(rand.NewPCG(14, 2))
		for range testStrings(t) {
			check("grammar", conformance.Markup(rng))
			if t.Failed() {
				break
			}
		}
	}
}

// A writtenTag is a start tag of the output that the normaliser did not imply.
type writtenTag struct {
	name  string
	attrs map[string]string
}

// inexact compares the start tags of the input with those of the output and the report,
// in order, and describes the first difference that is not explained.
func inexact(r *Rules, in string) string {
	if r.Verify(in) {
		if _, removals := r.Report(in); len(removals) > 0 {
			return fmt.Sprintf("removals %+v from normal input %q", removals, in)
		}
		return ""
	}
	log := new(removalLog)
	out := r.normalise(in, log)
	fail := func(format string, args ...any) string {
		return fmt.Sprintf(format, args...) + fmt.Sprintf("\n in %.2000q\nout %.2000q\nreport %+v", in, out, log.removals)
	}
	var written []writtenTag
	eachTag(out, func(tag *elements.Tag, attrs []elements.Attr) int {
		if tag.Kind == elements.StartTag {
			if slices.Contains(log.implied, tag.Start) {
				return tag.End
			}
			w := writtenTag{tag.Name, map[string]string{}}
			for _, a := range attrs {
				w.attrs[a.Name] = a.Value
			}
			written = append(written, w)
		}
		return tag.End
	})
	reported := func(kind string, offset int) (reasons []string) {
		for _, x := range log.removals {
			if x.Kind == kind && x.Offset == offset {
				reasons = append(reasons, x.Reason)
			}
		}
		return reasons
	}
	why := ""
	last := strings.LastIndexByte(in, '>')
	eachTag(in, func(tag *elements.Tag, attrs []elements.Attr) int {
		if why != "" {
			return len(in)
		}
		for _, span := range log.gone {
			if span.start == tag.Start {
				// A frame stands for an element that is gone with its content.
				if reasons := reported("element", tag.Start); len(reasons) == 0 || slices.Contains(reasons, "replaced by a link") || slices.Contains(reasons, "becomes iframe") {
					written = afterTag(written, "iframe", "a")
				}
				return span.end
			}
		}
		switch {
		case tag.Start > last, tag.Open && tag.Kind != elements.Comment:
			return len(in)
		case tag.Kind == elements.Comment && tag.Open:
			return tag.Start + len("<!--")
		case tag.Kind == elements.Comment:
			if len(reported("comment", tag.Start)) != 1 {
				why = fail("the comment at %d is not reported", tag.Start)
			}
			return tag.End
		case tag.Kind == elements.EndTag && tag.Element == elements.Br:
			written = afterTag(written, "br")
		}
		if tag.Kind != elements.StartTag {
			return tag.End
		}
		want := strings.ToLower(tag.Name)
		if slices.Contains(reported("element", tag.Start), "replaced by a link") {
			written = afterTag(written, "a")
			return tag.End
		}
		if rest := afterTag(written, "iframe"); rest != nil && (want == "iframe" && len(reported("element", tag.Start)) == 0 || slices.Contains(reported("element", tag.Start), "becomes iframe")) {
			written = rest
			return tag.End
		}
		if tag.Element == elements.Image {
			want = "img"
		}
		for _, reason := range reported("element", tag.Start) {
			name, becomes := strings.CutPrefix(reason, "becomes ")
			if !becomes {
				if tag.Element == elements.Xmp {
					if n := xmpEnd(r, in, tag); n > 0 {
						return n
					}
				}
				return tag.End
			}
			want = name
		}
		rest := afterTag(written, want)
		if rest == nil {
			why = fail("<%s> at %d is neither written nor reported", want, tag.Start)
			return len(in)
		}
		w := written[0]
		written = rest
		seen := map[string]bool{}
		for _, a := range attrs {
			name := strings.ToLower(a.Name)
			if seen[name] {
				continue // a browser ignores it
			}
			seen[name] = true
			_, kept := w.attrs[name]
			reasons := reported("attribute", a.At)
			n := len(reasons)
			if name == "name" && want == "a" && n == 0 {
				_, kept = w.attrs["id"]
			}
			if raw := rawAttribute(name); raw == rawDataSrc && n == 0 && !kept {
				_, kept = w.attrs["src"]
			} else if raw == rawDataSrcset && n == 0 && !kept {
				_, kept = w.attrs["srcset"]
			}
			switch {
			case n == 0 && !kept && namesPlayer(name):
			case n == 0 && !kept:
				why = fail("%s of <%s> at %d is neither written nor reported", name, want, a.At)
			case n > 0 && strings.HasPrefix(reasons[0], "replaced by "): // the value is another
			case n > 0 && kept && name != "rel" && name != "target" && name != "loading" && name != "srcset" && name != "class" && name != "src" && name != "decoding" && name != "controls":
				why = fail("%s of <%s> at %d is reported but written", name, want, a.At)
			}
		}
		return tag.End
	})
	if why == "" && len(written) > 0 {
		return fail("<%s> is written from nothing", written[0].name)
	}
	return why
}

// afterTag returns the tags after the first, which must have one of the names. Otherwise,
// it returns nil.
func afterTag(written []writtenTag, names ...string) []writtenTag {
	if len(written) == 0 || !slices.Contains(names, written[0].name) {
		return nil
	}
	return written[1:]
}

// namesPlayer reports whether an attribute may name the player that is written inside its
// element.
func namesPlayer(attr string) bool {
	return slices.ContainsFunc(codes, func(c code) bool { return c.class != "" && strings.Contains(c.url, "{"+attr+"}") })
}

// xmpEnd returns the end of the xmp that tag begins, whose content is text.
func xmpEnd(_ *Rules, in string, tag *elements.Tag) int {
	if _, end, open := tag.EndOfRaw(in); !open || end < len(in) {
		return end
	}
	return 0
}

// eachTag calls do for each tag and comment of in, and goes on where do says.
func eachTag(in string, do func(tag *elements.Tag, attrs []elements.Attr) (next int)) {
	for i := 0; i < len(in); {
		n := strings.IndexByte(in[i:], '<')
		if n < 0 {
			return
		}
		i += n
		var tag elements.Tag
		var attrs []elements.Attr
		tag.Read(in, i, func(a elements.Attr) { attrs = append(attrs, a) })
		if tag.Kind == elements.NoTag {
			i++
			continue
		}
		i = max(do(&tag, attrs), i+1)
	}
}
