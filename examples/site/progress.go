package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// A progress tells how far the work is: with a bar on a terminal, otherwise with a line for
// each part, and for each tenth of a long one. It is not safe for concurrent use.
type progress struct {
	out   io.Writer
	bar   bool
	name  string
	shown int64 // in steps; -1 if nothing is shown yet
}

// long is the length of a part of the work, in stories or bytes, that takes some seconds.
const long = 5000

// newProgress returns a progress that writes to out.
func newProgress(out io.Writer) *progress {
	p := &progress{out: out, shown: -1}
	if file, ok := out.(*os.File); ok {
		info, err := file.Stat()
		p.bar = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

// begin begins a part of the work.
func (p *progress) begin(name string) {
	p.end()
	p.name, p.shown = name, -1
	p.at(0, 1)
}

// at tells that done of total is done. It writes only if that can be seen.
func (p *progress) at(done, total int64) {
	const width = 40
	if done = min(done, total); total <= 0 || p.name == "" {
		return
	}
	if p.bar {
		if step := done * 100 / total; step != p.shown {
			p.shown = step
			full := int(step * width / 100)
			fmt.Fprintf(p.out, "\r%-28s %s%s %3d %%", p.name, strings.Repeat("█", full), strings.Repeat("░", width-full), step)
		}
		return
	}
	if step := done * 10 / total; step != p.shown && step > 0 && (step == 10 || total >= long) {
		p.shown = step
		fmt.Fprintf(p.out, "%s : %d %%\n", p.name, step*10)
	}
}

// end ends the part that began last.
func (p *progress) end() {
	if p.name == "" {
		return
	}
	p.at(1, 1)
	if p.bar {
		fmt.Fprintln(p.out)
	}
	p.name = ""
}

// stop ends it where it is.
func (p *progress) stop() {
	if p.bar && p.name != "" {
		fmt.Fprintln(p.out)
	}
	p.name = ""
}
