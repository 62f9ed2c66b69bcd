package postings

// A Vocabulary knows the terms of documents that are in no index. The numbers of named
// terms are from 1 to maxTerms-1; those of unnamed terms are as Unnamed returns them.
type Vocabulary interface {
	// Term returns the number of a term and reports whether a document has it.
	Term(hash uint64, code uint8) (uint32, bool)
	// Frequency returns the number of documents of the archive that have the term.
	Frequency(term uint32) int
	// Written returns a written form of the term.
	Written(term uint32) string
}

// A Batch holds documents that are in no index, each with its terms, and shows them in a
// View. The archive that they come from may be much larger: what the View says of it,
// such as the number of its documents, is what Reset was given. All documents are in
// tails, so a Search or a Scan visits each of them. The zero value is empty; call Reset
// before use. A Batch should be reused, but not by several goroutines at once.
type Batch struct {
	view    View
	records []byte
	ends    []uint32
}

// Archive is what a Batch knows of the archive that its documents come from.
type Archive struct {
	Docs       int
	MeanLength float64
	Vocabulary
}

// Reset empties the batch. It ends the use of its View.
func (b *Batch) Reset(m *Model, a *Archive) {
	b.records, b.ends = b.records[:0], b.ends[:0]
	b.view = View{model: m, archive: a, Docs: a.Docs, parts: b.view.parts[:0], labels: b.view.labels[:0]}
}

// Add adds a document, whose terms are numbered as in terms, and returns its place in the
// View.
func (b *Batch) Add(d *Doc, terms []Coded) Ref {
	if len(b.records) > maxSegmentBytes {
		b.seal()
		b.records, b.ends = nil, nil
	}
	b.records = appendRecord(b.records, d, terms)
	b.ends = append(b.ends, uint32(len(b.records)))
	return Ref{uint32(len(b.view.parts)), uint32(len(b.ends) - 1)}
}

// seal adds the documents since the last call to the View.
func (b *Batch) seal() {
	b.view.parts = append(b.view.parts, part{segment: &segment{records: b.records, ends: b.ends}})
}

// View returns the documents of the batch. The numbers of all named terms are below
// limit; labels are those of the terms with the code CodeSection. No document may be
// added afterwards.
func (b *Batch) View(limit uint32, labels []uint32) *View {
	b.seal()
	b.view.limit = limit
	b.view.labels = append(b.view.labels, labels...)
	return &b.view
}

// Unnamed returns the number of the unnamed term with this hash.
func Unnamed(hash uint64) uint32 { return unnamedTerm(hash) }

// Limits of a document and of terms.
const (
	MaxUnnamed = maxUnnamed // numbers
	MaxLength  = maxLength
	MaxTerms   = maxTerms // the number of named terms, and the first number of an unnamed one
)

// UnnamedTerms is the number of unnamed terms.
const UnnamedTerms = unnamedTerms
