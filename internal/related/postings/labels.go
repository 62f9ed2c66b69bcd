package postings

import (
	"encoding/binary"
	"slices"

	"github.com/presse-go/presse/internal/related/scoring"
)

// Labels are the terms with the code CodeSection that documents have or had, in
// ascending order. There are few of them. A query for a part of a tree of sections asks
// which of them are in it (View.Labels).

// Labels returns the numbers of the sections of documents, in ascending order. Some of
// them may be those of sections that no document has now, or of other terms.
func (v *View) Labels() []uint32 { return v.labels }

// label adds a term to the labels. Views share the slice, so it is copied.
func (x *Index) label(t Coded) {
	if t.Code != scoring.CodeSection {
		return
	}
	if i, found := slices.BinarySearch(x.labels, t.Term); !found {
		x.labels = slices.Insert(slices.Clone(x.labels), i, t.Term)
	}
}

// relabel renumbers the labels after Compact. Number 0 stands for a term that no
// document has.
func (x *Index) relabel(renumber []uint32) {
	var labels []uint32
	for _, t := range x.labels {
		if int(t) < len(renumber) && renumber[t] > 0 {
			labels = append(labels, renumber[t])
		}
	}
	slices.Sort(labels)
	x.labels = labels
}

// label adds the sections of a document to the labels.
func (d *decoder) label(r *Record) {
	ids := r.body[r.allRuns:]
	for runs := r.body[:r.runs]; len(runs) > 1 && runs[0] >= scoring.CodeSection; runs = runs[2:] {
		for range runs[1] {
			d.x.label(Coded{uint32(binary.LittleEndian.Uint16(ids)), runs[0]})
			ids = ids[2:]
		}
	}
	for w := r.body[r.unnamed:r.wide]; len(w) >= 4; w = w[4:] {
		d.x.label(Coded{wideTerm(w), w[3]})
	}
}
