package wordpress

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse"
)

// Errors of JSON that is no answer of the REST API.
var (
	errHTML     = errors.New("an HTML page instead of JSON: perhaps the REST API is switched off, or a proxy or a login page answered")
	errNoJSON   = errors.New("not JSON")
	errCut      = errors.New("the JSON ends in the middle")
	errBig      = errors.New("larger than MaxItem")
	errNested   = errors.New("nested too deeply")
	errPreface  = errors.New("text before the JSON, such as a warning of PHP")
	errEncoding = errors.New("not valid UTF-8")
)

// maxNesting is how deep an object of the REST API may be nested. Posts of WordPress with
// links and embedded objects are 8 deep; blocks that plugins add are rarely 30 deep.
const maxNesting = 500

// defaultMaxItem is the maximum size of an item if Options.MaxItem is 0.
const defaultMaxItem = 16 << 20

// A restReader splits a stream of JSON into objects: those of an array, of several arrays one
// after the other, of arrays in arrays, and objects without an array, such as one post. It
// holds one object in memory. An object that is too large or too deep is skipped.
type restReader struct {
	in     *bufio.Reader
	max    int
	arrays int // how many arrays are open
	began  bool
	line   int64
	offset int64
	lost   func(presse.Loss)

	object         []byte
	atLine, atByte int64 // where the object begins
	outer          bool  // the object is in no array
}

func newRESTReader(r io.Reader, o Options) *restReader {
	size := o.MaxItem
	if size <= 0 {
		size = defaultMaxItem
	}
	return &restReader{in: bufio.NewReaderSize(r, 64<<10), max: size, line: 1, lost: o.Lost}
}

func (r *restReader) read() (byte, error) {
	c, err := r.in.ReadByte()
	if err == nil {
		r.offset++
		if c == '\n' {
			r.line++
		}
	}
	return c, err
}

// next reads the next object. The error is io.EOF at the end, an *ItemError for an object
// that is skipped, and otherwise an *presse.Error.
func (r *restReader) next() error {
	for {
		c, err := r.read()
		switch {
		case err == io.EOF && r.arrays > 0:
			return r.fail(fmt.Errorf("%w: %w", presse.ErrCorrupt, errCut))
		case err == io.EOF && !r.began:
			return r.fail(fmt.Errorf("%w: empty", errNoJSON))
		case err == io.EOF:
			return io.EOF
		case err != nil:
			return r.fail(err)
		}
		switch c {
		case ' ', '\t', '\r', '\n', ',':
		case 0xEF: // the byte order mark
			if next, _ := r.in.Peek(2); string(next) != "\xBB\xBF" {
				return r.fail(errNoJSON)
			}
			r.in.Discard(2)
			r.offset += 2
		case '[':
			r.arrays++
			r.began = true
			if r.arrays > maxNesting {
				return r.fail(errNested)
			}
		case ']':
			if r.arrays--; r.arrays < 0 {
				return r.fail(fmt.Errorf("%w: %w", presse.ErrCorrupt, errNoJSON))
			}
		case '{':
			r.began = true
			return r.readObject()
		default:
			if err := r.preface(c); err != nil {
				return err
			}
		}
	}
}

// preface skips what a server writes before the JSON: warnings of PHP. It ends where a line, or
// what follows a tag, begins with a bracket.
func (r *restReader) preface(c byte) error {
	if r.began {
		return r.fail(fmt.Errorf("%w: %w", presse.ErrCorrupt, errNoJSON))
	}
	var text []byte
	for len(text) < 64<<10 {
		text = append(text, c)
		next, err := r.in.Peek(2)
		if len(next) > 0 && (c == '\n' || c == '>' || len(text) == 1 && c != '<') && startsJSON(next) {
			if r.lost != nil {
				r.lost(presse.Loss{Field: "preface", Kind: presse.LossDropped, Err: errPreface})
			}
			return nil
		}
		if len(next) == 0 && err != nil {
			break
		}
		if c, err = r.read(); err != nil {
			break
		}
	}
	if low := bytes.ToLower(text); bytes.Contains(low, []byte("<!doctype")) || bytes.Contains(low, []byte("<html")) || bytes.Contains(low, []byte("<body")) || bytes.HasPrefix(low, []byte("<")) {
		return r.fail(errHTML)
	}
	return r.fail(errNoJSON)
}

// startsJSON reports whether text begins as a list or an object does.
func startsJSON(text []byte) bool {
	return text[0] == '{' && (len(text) == 1 || text[1] == '"') || text[0] == '[' && (len(text) == 1 || strings.IndexByte("{]\n", text[1]) >= 0)
}

// readObject reads an object to its end; its first brace has been read.
func (r *restReader) readObject() error {
	r.object = append(r.object[:0], '{')
	r.atLine, r.atByte, r.outer = r.line, r.offset-1, r.arrays == 0
	depth, quoted, escaped, deep, size := 1, false, false, false, 1
	for depth > 0 {
		c, err := r.read()
		if err == io.EOF {
			return r.fail(fmt.Errorf("%w: %w", presse.ErrCorrupt, errCut))
		}
		if err != nil {
			return r.fail(err)
		}
		if size++; size <= r.max {
			r.object = append(r.object, c)
		}
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			deep = deep || depth > maxNesting
		case c == '}' || c == ']':
			depth--
		}
	}
	switch {
	case size > r.max:
		return r.item("", errBig)
	case deep:
		return r.item("", errNested)
	}
	return nil
}

// fail returns an error that ends the reading.
func (r *restReader) fail(err error) error {
	return &presse.Error{Op: opRead, Field: "line " + strconv.FormatInt(r.line, 10), Err: err}
}

// item returns an error about the object that was read last.
func (r *restReader) item(id string, err error) error {
	return &ItemError{Line: r.atLine, Offset: r.atByte, ID: id, Err: &presse.Error{Op: opRead, Err: err}}
}

// A restObject is an object of the REST API.
type restObject map[string]json.RawMessage

// decode returns the object that was read last.
func (r *restReader) decode() (restObject, error) {
	var o restObject
	if err := json.Unmarshal(r.object, &o); err != nil {
		return nil, r.item("", fmt.Errorf("%w: %w", presse.ErrCorrupt, err))
	}
	if !utf8.Valid(r.object) && r.lost != nil {
		r.lost(presse.Loss{Item: o.text("id"), Field: "post", Kind: presse.LossChanged, Err: errEncoding})
	}
	return o, nil
}

// problem returns the error that an object of the REST API reports (WP_Error), or nil.
func (o restObject) problem() error {
	code, message := o.text("code"), o.text("message")
	if code == "" || o["message"] == nil || o["id"] != nil {
		return nil
	}
	return fmt.Errorf("the REST API reports %s: %s", code, message)
}

// text returns a member that is a string, a number or a truth value, as text; empty if it
// is something else.
func (o restObject) text(name string) string { return scalar(o[name]) }

// scalar is text for a value.
func scalar(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return ""
		}
		return s
	case '{', '[', 'n':
		return ""
	case 't':
		return "1"
	case 'f':
		return ""
	}
	return string(raw)
}

// id returns a member that is an ID; empty for 0 and for what is no whole number.
func (o restObject) id(name string) string { return idOf(o[name]) }

func idOf(raw json.RawMessage) string {
	text := scalar(raw)
	if strings.Trim(text, "0123456789") != "" { // 101.0, 1.01e2: programs between WordPress and us
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || n != math.Trunc(n) || n < 1 || n > 1<<53 {
			return ""
		}
		text = strconv.FormatInt(int64(n), 10)
	}
	return strings.TrimLeft(text, "0")
}

// object returns a member that is an object; nil if it is none.
func (o restObject) object(name string) restObject {
	var in restObject
	if json.Unmarshal(o[name], &in) != nil {
		return nil
	}
	return in
}

// objects returns a member that is a list of objects, or of lists of objects.
func (o restObject) objects(name string) []restObject { return flatObjects(o[name], 2) }

func flatObjects(raw json.RawMessage, depth int) []restObject {
	var items []json.RawMessage
	if depth == 0 || json.Unmarshal(raw, &items) != nil {
		return nil
	}
	var all []restObject
	for _, item := range items {
		var one restObject
		if json.Unmarshal(item, &one) == nil && one != nil {
			all = append(all, one)
			continue
		}
		all = append(all, flatObjects(item, depth-1)...)
	}
	return all
}

// ids returns a member that is a list of IDs; ok is false if it is something else.
func (o restObject) ids(name string) (ids []string, ok bool) {
	var items []json.RawMessage
	if json.Unmarshal(o[name], &items) != nil {
		return nil, false
	}
	for _, item := range items {
		id := idOf(item)
		if id == "" {
			return nil, false
		}
		ids = append(ids, id)
	}
	return ids, true
}

// stored returns the stored form of a text and true, or the form that the site shows and
// false. The context "edit" has both, "view" the second; proxies send a string.
func (o restObject) stored(name string) (text string, raw bool) {
	in := o.object(name)
	if in == nil {
		return o.text(name), false
	}
	if in["raw"] != nil {
		return in.text("raw"), true
	}
	return in.text("rendered"), false
}
