package publish

import (
	"strconv"
)

// typed begins an object of a type of schema.org, as a value or an element.
func (w *writer) typed(schema string) {
	w.separate()
	w.raw(`{"@type":"`)
	w.raw(schema)
	w.raw(`"`)
}

// end ends an object.
func (w *writer) end() { w.raw("}") }

// array begins the array that is the value of a member.
func (w *writer) array(name string) {
	w.key(name)
	w.raw("[")
}

// endArray ends it.
func (w *writer) endArray() { w.raw("]") }

// separate writes the comma before a member or an element that is not the first, and nothing
// before the value of a member.
func (w *writer) separate() {
	switch w.b[len(w.b)-1] {
	case '{', '[', ':':
	default:
		w.raw(",")
	}
}

// key writes the name of a member.
func (w *writer) key(name string) {
	w.separate()
	w.raw(`"`)
	w.raw(name)
	w.raw(`":`)
}

// text writes a member on one line, and lines one that keeps its lines. Neither writes a blank.
func (w *writer) text(name, value string)  { w.value(name, value, inJSON) }
func (w *writer) lines(name, value string) { w.value(name, value, inJSONLines) }

func (w *writer) value(name, value string, e *escaping) {
	if value == "" {
		return
	}
	start := len(w.b)
	w.key(name)
	if !w.quoted(value, e) {
		w.b = w.b[:start]
	}
}

// quoted writes a string, and reports whether there is anything in it.
func (w *writer) quoted(value string, e *escaping) bool {
	w.raw(`"`)
	empty := len(w.b)
	w.b = appendText(w.b, value, e)
	w.raw(`"`)
	return len(w.b) > empty+1
}

// texts writes an array of what is not blank, unless there is nothing.
func (w *writer) texts(name string, list []string) {
	if len(list) == 0 {
		return
	}
	start := len(w.b)
	w.array(name)
	empty := len(w.b)
	for _, value := range list {
		before := len(w.b)
		w.separate()
		if !w.quoted(value, inJSON) {
			w.b = w.b[:before]
		}
	}
	if len(w.b) == empty {
		w.b = w.b[:start]
		return
	}
	w.endArray()
}

// count writes a number, unless it is not known.
func (w *writer) count(name string, n int) {
	if n > 0 {
		w.key(name)
		w.b = strconv.AppendInt(w.b, int64(n), 10)
	}
}

// boolean writes true or false.
func (w *writer) boolean(name string, v bool) {
	w.key(name)
	w.b = strconv.AppendBool(w.b, v)
}
