// Package wordpress measures how fast exports of WordPress are read, next to encoding/xml and
// gofeed.
package wordpress

import (
	"bytes"
	"io"
	"regexp"
	"strconv"
)

// A Repeated is an export whose items are repeated until the text has a given size. Each
// repetition has other IDs of posts. It is an io.Reader that keeps one repetition in memory.
type Repeated struct {
	Items int // number of items in the whole text

	rest   []byte // not yet read
	pieces [][]byte
	ids    []int // ID between two pieces
	tail   []byte
	left   int // repetitions that are left
	step   int // what is added to the IDs in each repetition
	added  int
	buf    []byte
}

var postID = regexp.MustCompile(`<wp:post_(?:id|parent)>([1-9][0-9]*)</`)

// Repeat returns the export, repeated until it has about size bytes.
func Repeat(export []byte, size int) *Repeated {
	first := bytes.Index(export, []byte("<item>"))
	last := bytes.LastIndex(export, []byte("</item>")) + len("</item>")
	items := append(bytes.Clone(export[first:last]), '\n')
	r := &Repeated{rest: export[:first], tail: export[last:], left: max(1, size/len(items))}
	r.Items = r.left * bytes.Count(items, []byte("<item>\n"))
	from := 0
	for _, m := range postID.FindAllSubmatchIndex(items, -1) {
		id, _ := strconv.Atoi(string(items[m[2]:m[3]]))
		r.pieces = append(r.pieces, items[from:m[2]])
		r.ids = append(r.ids, id)
		r.step = max(r.step, id)
		from = m[3]
	}
	r.pieces = append(r.pieces, items[from:])
	return r
}

// Read implements [io.Reader].
func (r *Repeated) Read(p []byte) (int, error) {
	if len(r.rest) == 0 && !r.next() {
		return 0, io.EOF
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// next makes the next repetition.
func (r *Repeated) next() bool {
	if r.left == 0 {
		r.rest, r.tail = r.tail, nil
		return len(r.rest) > 0
	}
	r.left--
	r.buf = r.buf[:0]
	for i, piece := range r.pieces {
		r.buf = append(r.buf, piece...)
		if i < len(r.ids) {
			r.buf = strconv.AppendInt(r.buf, int64(r.ids[i]+r.added), 10)
		}
	}
	r.added += r.step
	r.rest = r.buf
	return true
}
