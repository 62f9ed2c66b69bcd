package markup

import (
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/text"
)

// A Removal is something that the normaliser removed; see presse.Removal.
type Removal struct {
	Kind, Name, Reason, Text string
	Offset                   int
}

// Report is like Sanitize but also returns what was removed, sorted by offset.
func (r *Rules) Report(in string) (string, []Removal) {
	if r.clean(in) {
		return in, nil
	}
	log := new(removalLog)
	out := r.normalised(in, log)
	log.addText(in)
	slices.SortStableFunc(log.removals, func(a, b Removal) int { return a.Offset - b.Offset })
	return out, log.removals
}

// A removalLog collects what the normaliser records for a report.
type removalLog struct {
	removals []Removal
	gone     []span // parts of the input of which nothing was written
}

// A span is a part of the input.
type span struct{ start, end int }

func (n *normaliser) removed(kind, name, reason string, offset int) {
	if n.log != nil {
		n.log.removals = append(n.log.removals, Removal{Kind: kind, Name: name, Reason: reason, Offset: offset})
	}
}

// gone records that nothing was written of the input from start to the current position.
func (n *normaliser) gone(start int) {
	if n.log != nil {
		n.log.gone = append(n.log.gone, span{start, n.pos})
	}
}

// addText adds a removal for the visible text in each span that is gone. Usually there is
// none, since scripts and hidden elements contain no visible text. But if end tags are
// missing or misnested, text.Reader may place the end of such an element elsewhere.
func (l *removalLog) addText(in string) {
	if len(l.gone) == 0 {
		return
	}
	slices.SortFunc(l.gone, func(a, b span) int { return a.start - b.start })
	i, offset := 0, 0 // the current span, and where its text begins
	var lost []byte
	flush := func() {
		if t := strings.TrimSpace(string(lost)); t != "" {
			l.removals = append(l.removals, Removal{Kind: "text", Reason: "inside a removed element", Text: t, Offset: offset})
		}
		lost = lost[:0]
	}
	rd := text.NewReader(in)
	rd.Runs(func(at int, run string, apart bool) {
		for i < len(l.gone) && l.gone[i].end <= at {
			flush()
			i++
		}
		if i == len(l.gone) || at < l.gone[i].start {
			return
		}
		if len(lost) == 0 {
			offset = at
		} else if apart {
			lost = append(lost, ' ')
		}
		lost = append(lost, run...)
	})
	flush()
}
