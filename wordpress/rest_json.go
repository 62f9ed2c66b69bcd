package wordpress

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
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
	errValue    = errors.New("neither an object nor a list")
	errEmpty    = errors.New("an empty list in a list, where a post may have been")
	errCommas   = errors.New("commas between the posts are missing or too many")
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

	after, comma, fresh bool // what was read last in the open array: a value, a comma, its bracket
	sloppy              bool // errCommas has been reported

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
		case ' ', '\t', '\r', '\n':
		case ',':
			r.expect(r.arrays > 0 && r.after)
			r.after, r.comma = false, true
		case 0xEF: // the byte order mark
			if next, _ := r.in.Peek(2); string(next) != "\xBB\xBF" {
				return r.fail(errNoJSON)
			}
			r.in.Discard(2)
			r.offset += 2
		case '[':
			r.value()
			r.after, r.fresh = false, true
			r.arrays++
			if r.arrays > maxNesting {
				return r.fail(errNested)
			}
		case ']':
			if r.expect(!r.comma); r.fresh && r.arrays > 1 && r.lost != nil {
				r.lost(presse.Loss{Field: "list", Kind: presse.LossDropped, Err: errEmpty})
			}
			r.after, r.comma, r.fresh = true, false, false
			if r.arrays--; r.arrays < 0 {
				return r.fail(fmt.Errorf("%w: %w", presse.ErrCorrupt, errNoJSON))
			}
		case '{':
			r.value()
			return r.readObject()
		default:
			if r.arrays > 0 {
				r.value()
				return r.readValue(c)
			}
			if err := r.preface(c); err != nil {
				return err
			}
		}
	}
}

// value notes that a value begins.
func (r *restReader) value() {
	r.expect(r.arrays == 0 || !r.after)
	r.began, r.after, r.comma, r.fresh = true, true, false, false
}

// expect reports commas that are missing or too many, once.
func (r *restReader) expect(ok bool) {
	if !ok && !r.sloppy && r.lost != nil {
		r.lost(presse.Loss{Field: "list", Kind: presse.LossGuessed, Err: errCommas})
	}
	r.sloppy = r.sloppy || !ok
}

// longestWord is the length after which a number in a list is no JSON: encoding/json writes
// at most 25 bytes for one.
const longestWord = 64

// readValue skips a text, a number, a truth value or null in a list, which is no post; its
// first byte, c, has been read.
func (r *restReader) readValue(c byte) error {
	r.atLine, r.atByte, r.outer = r.line, r.offset-1, false
	word := []byte{c}
	for escaped := false; ; {
		if c != '"' { // no text
			next, _ := r.in.Peek(1)
			if len(next) == 0 || strings.IndexByte(" \t\r\n,[]{}\"", next[0]) >= 0 {
				break
			}
		}
		next, err := r.read()
		if err == io.EOF {
			return r.fail(fmt.Errorf("%w: %w", presse.ErrCorrupt, errCut))
		}
		if err != nil {
			return r.fail(err)
		}
		if c != '"' {
			if word = append(word, next); len(word) > longestWord {
				break
			}
			continue
		}
		if next == '"' && !escaped {
			return r.item("", errValue)
		}
		escaped = next == '\\' && !escaped
	}
	if len(word) > longestWord || !json.Valid(word) {
		return r.fail(fmt.Errorf("%w: %w", presse.ErrCorrupt, errNoJSON))
	}
	return r.item("", errValue)
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

// decode returns the object that was read last. An object with two members of one name is
// an error, at any depth: WordPress writes none, and which of the two counts is for every
// program to say. Only those that hold posts are checked by parts.
func (r *restReader) decode() (restObject, error) {
	o, err := r.parse(r.object)
	if err != nil {
		return nil, err
	}
	deepest := maxNesting
	if o.isEnvelope() || o.isNumbered() {
		deepest = 1
	}
	return o, r.once(o, r.object, deepest)
}

// parse returns a value that must be an object.
func (r *restReader) parse(raw []byte) (restObject, error) {
	var o restObject
	if err := json.Unmarshal(raw, &o); err != nil || o == nil {
		if err == nil || json.Valid(raw) {
			return nil, r.item("", errValue)
		}
		return nil, r.item("", fmt.Errorf("%w: %w", presse.ErrCorrupt, err))
	}
	if !utf8.Valid(raw) && r.lost != nil {
		r.lost(presse.Loss{Item: o.text("id"), Field: "post", Kind: presse.LossChanged, Err: errEncoding})
	}
	return o, nil
}

// once returns an error if an object has two members of one name.
func (r *restReader) once(o restObject, raw []byte, deepest int) error {
	name, twice := repeatedName(raw, deepest)
	if !twice {
		return nil
	}
	id := o.id("id")
	if name == "id" {
		id = "" // one of the two
	}
	return r.item(id, fmt.Errorf("%w: two members %q", presse.ErrDuplicate, shortened(name, longestName)))
}

// repeatedName returns a name that two members of one object have, as encoding/json reads it.
// The JSON must be valid; objects that are nested deeper than deepest are not looked at.
func repeatedName(raw []byte, deepest int) (string, bool) {
	var names [][]byte // of the objects that are open
	var open []int     // for each bracket that is open, where its names begin
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '{', '[':
			open = append(open, len(names))
		case '}', ']':
			from := open[len(open)-1]
			open = open[:len(open)-1]
			if name, twice := firstTwice(names[from:]); twice {
				return name, true
			}
			names = names[:from]
		case '"':
			end := i + 1
			for raw[end] != '"' {
				if raw[end] == '\\' {
					end++
				}
				end++
			}
			text := raw[i : end+1]
			i = end
			if rest := bytes.TrimLeft(raw[end+1:], " \t\r\n"); len(rest) == 0 || rest[0] != ':' || len(open) > deepest {
				continue
			}
			if bytes.IndexByte(text, '\\') >= 0 || !utf8.Valid(text) {
				var decoded string
				_ = json.Unmarshal(text, &decoded) // valid, as the whole is
				names = append(names, []byte(decoded))
			} else {
				names = append(names, text[1:len(text)-1])
			}
		}
	}
	return "", false
}

// firstTwice returns a name that occurs twice. It may sort the names.
func firstTwice(names [][]byte) (string, bool) {
	if len(names) <= 32 { // a post of WordPress has 28 members
		for i, name := range names {
			for _, before := range names[:i] {
				if bytes.Equal(name, before) {
					return string(name), true
				}
			}
		}
		return "", false
	}
	slices.SortFunc(names, bytes.Compare)
	for i := 1; i < len(names); i++ {
		if bytes.Equal(names[i], names[i-1]) {
			return string(names[i]), true
		}
	}
	return "", false
}

// isEnvelope reports whether an object is the answer to a request with _envelope.
func (o restObject) isEnvelope() bool {
	return o["body"] != nil && o["headers"] != nil && o["status"] != nil
}

// isNumbered reports whether an object is a list as PHP writes it after one of its values was
// taken out: {"0":{…},"2":{…}}.
func (o restObject) isNumbered() bool {
	for name, value := range o {
		if !isNumber(name) || len(value) == 0 || value[0] != '{' && string(value) != "null" {
			return false
		}
	}
	return len(o) > 0
}

// parts calls yield for the object that was read last, or for those in it if it is an
// envelope or a numbered list. What cannot be read there is an error as next returns it.
func (r *restReader) parts(o restObject, yield func(restObject, error) bool) {
	var raw json.RawMessage
	switch {
	case r.outer && o.problem() != nil:
		yield(nil, r.fail(o.problem()))
		return
	case r.outer && o.isEnvelope():
		raw = o["body"]
		if inner := o.object("body"); inner.problem() != nil {
			yield(nil, r.fail(inner.problem()))
			return
		}
	case o.isNumbered():
		raw = r.object
	default:
		yield(o, nil)
		return
	}
	r.within(raw, mostLists, yield)
}

// mostLists is how deep lists in an object may be in each other. Each level is read again,
// and WordPress writes one; pages that a program put together are two.
const mostLists = 4

// within is parts for a list or an object. It reports false if yield did.
func (r *restReader) within(raw json.RawMessage, depth int, yield func(restObject, error) bool) bool {
	if depth == 0 {
		return yield(nil, r.item("", errNested))
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil && list != nil {
		for _, in := range list {
			if !r.within(in, depth-1, yield) {
				return false
			}
		}
		return true
	}
	o, err := r.parse(raw)
	if err == nil && o.isNumbered() {
		if err := r.once(o, raw, 1); err != nil {
			return yield(nil, err)
		}
		for _, name := range memberOrder(raw) {
			if !r.within(o[name], depth-1, yield) {
				return false
			}
		}
		return true
	}
	if err == nil {
		err = r.once(o, raw, maxNesting)
	}
	if err != nil {
		return yield(nil, err)
	}
	return yield(o, nil)
}

// longestMessage is how much of a message of the REST API an error quotes, in bytes. Those
// of WordPress 6.1 have 130 at most, in English; a longer one is by a plugin, and may hold
// text of the site.
const longestMessage = 200

// problem returns the error that an object of the REST API reports (WP_Error), or nil. A
// long message is cut.
func (o restObject) problem() error {
	code, message := o.text("code"), o.text("message")
	if code == "" || o["message"] == nil || o["id"] != nil {
		return nil
	}
	return fmt.Errorf("the REST API reports %s: %s", shortened(code, longestWord), shortened(message, longestMessage))
}

// shortened returns text on one line, cut to n bytes.
func shortened(text string, n int) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n] + "…"
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
	if raw = bytes.TrimSpace(raw); len(raw) > 0 && raw[0] == 't' { // true
		return ""
	}
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
