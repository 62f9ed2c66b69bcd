package opensearch

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/presse-go/presse/rank"
)

// An answer is what a search says.
type answer struct {
	status       int
	fault        []byte // the JSON of an error
	timedOut     bool
	shards       shards
	total        struct{ Value int }
	hits         []hit
	aggregations map[string]struct {
		Value   float64
		Buckets []struct{ Key string }
		Rest    int `json:"sum_other_doc_count"`
	}
}

// A hit is a document that was found, with the fields that were asked for.
type hit struct {
	id     string
	score  float32
	digest rank.Digest // or the source, if that was asked for
	turn   int64
}

// parseAnswers reads the answers to searches that were sent together. Most of the text is
// digests: package encoding/json takes four times as long to read 200 of them, a millisecond
// of a query (BenchmarkHits).
func parseAnswers(text []byte) (all []answer, err error) {
	r := reader{text: text}
	for r.object() {
		if string(r.key) != "responses" {
			r.raw()
			continue
		}
		for r.list() {
			all = append(all, r.answer())
		}
	}
	return all, r.err
}

// answer reads an answer.
func (r *reader) answer() (a answer) {
	for r.object() {
		switch string(r.key) {
		case "status":
			r.value(&a.status)
		case "error":
			a.fault = r.raw()
		case "timed_out":
			r.value(&a.timedOut)
		case "_shards":
			r.value(&a.shards)
		case "aggregations":
			r.value(&a.aggregations)
		case "hits":
			for r.object() {
				switch string(r.key) {
				case "total":
					r.value(&a.total)
				case "hits":
					for r.list() {
						a.hits = append(a.hits, r.hit())
					}
				default:
					r.raw()
				}
			}
		default:
			r.raw()
		}
	}
	return a
}

// hit reads a hit.
func (r *reader) hit() (h hit) {
	for r.object() {
		switch string(r.key) {
		case "_score":
			score, _ := strconv.ParseFloat(string(r.raw()), 32) // or null
			h.score = float32(score)
		case "_source":
			h.digest = r.raw()
		case "fields":
			for r.object() {
				key := r.key
				for r.list() { // of one value
					h.set(string(key), r.raw())
				}
			}
		default:
			r.raw()
		}
	}
	return h
}

// set sets a field of a hit to a JSON value.
func (h *hit) set(key string, raw []byte) {
	switch key {
	case "id":
		if h.id = string(bytes.Trim(raw, `"`)); bytes.IndexByte(raw, '\\') >= 0 {
			_ = json.Unmarshal(raw, &h.id)
		}
	case "row":
		// OpenSearch returns binary values in base64 without padding. A row that cannot be read
		// is a hit without a digest, which Choose reports.
		row, err := base64.RawStdEncoding.AppendDecode(nil, bytes.Trim(raw, `"=`))
		if err == nil {
			h.turn, h.id, h.digest, _ = readRow(row)
		}
	}
}

var errAnswer = errors.New("the answer of OpenSearch is not JSON, or was cut off")

// A reader reads JSON that OpenSearch has written. After each call of object or list that
// has returned true, the caller reads one value. At a fault, it sets err and reads no more.
type reader struct {
	text []byte
	key  []byte // of the member whose value is next
	err  error
}

// next skips white space and returns the next byte, or 0 at the end.
func (r *reader) next() byte {
	for len(r.text) > 0 && (r.text[0] == ' ' || r.text[0] == '\n' || r.text[0] == '\r' || r.text[0] == '\t') {
		r.text = r.text[1:]
	}
	if len(r.text) == 0 {
		return 0
	}
	return r.text[0]
}

// enter goes to the next item between two brackets, and reports whether there is one.
func (r *reader) enter(open, closing byte) bool {
	c := r.next()
	if r.err != nil || c != open && c != ',' && c != closing {
		r.fail()
		return false
	}
	r.text = r.text[1:]
	if c == open && r.next() == closing {
		c = closing
		r.text = r.text[1:]
	}
	return c != closing
}

func (r *reader) fail() {
	if r.err == nil {
		r.err = errAnswer
	}
	r.text = nil
}

// object goes to the next member of an object, sets key, and reports whether there is one.
func (r *reader) object() bool {
	if !r.enter('{', '}') {
		return false
	}
	name := r.raw()
	if len(name) < 2 || name[0] != '"' || r.next() != ':' {
		r.fail()
		return false
	}
	r.text = r.text[1:]
	r.key = name[1 : len(name)-1]
	return true
}

// list goes to the next value of a list, and reports whether there is one.
func (r *reader) list() bool { return r.enter('[', ']') }

// value reads a value into what ptr points to.
func (r *reader) value(ptr any) {
	raw := r.raw()
	if r.err == nil {
		r.err = json.Unmarshal(raw, ptr)
	}
}

// raw reads a value and returns its text.
func (r *reader) raw() []byte {
	depth := 0
	r.next()
	for i := 0; i < len(r.text); i++ {
		c := r.text[i]
		switch c {
		case '"':
			n := stringEnd(r.text[i:])
			if n < 0 {
				r.fail()
				return nil
			}
			i += n
		case '{', '[':
			depth++
			continue
		case '}', ']', ',', ' ', '\n', '\r', '\t':
			if depth == 0 { // the end of a number, true, false or null
				return r.take(i)
			}
			if c == '}' || c == ']' {
				depth--
			}
		default:
			continue
		}
		if depth == 0 && (c == '"' || c == '}' || c == ']') {
			return r.take(i + 1)
		}
	}
	r.fail()
	return nil
}

func (r *reader) take(n int) []byte {
	raw := r.text[:n]
	if n == 0 {
		r.fail()
		return nil
	}
	r.text = r.text[n:]
	return raw
}

// stringEnd returns the index of the quotation mark that ends the string with which text
// begins, or -1.
func stringEnd(text []byte) int {
	for i := 1; i < len(text); i++ {
		n := bytes.IndexByte(text[i:], '"')
		if n < 0 {
			return -1
		}
		i += n
		escapes := 0
		for text[i-1-escapes] == '\\' {
			escapes++
		}
		if escapes%2 == 0 {
			return i
		}
	}
	return -1
}
