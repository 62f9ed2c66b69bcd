package record

import (
	"encoding"
	"reflect"
	"strings"
	"sync"
	"time"
)

// A kind is one of the ways to read and write a value.
type kind uint8

const (
	unsupported kind = iota
	text             // a type with a text form
	instant          // time.Time
	str
	integer
	float
	boolean
	structure
	slice
	array
	mapping
)

// A plan describes how a type is read and written. It is made once for each type,
// since making it takes longer than reading a value.
type plan struct {
	kind    kind
	key     *plan          // of a map's keys
	elem    *plan          // of the items of a slice or array, or the values of a map
	fields  []field        // of a struct, in their order
	byName  map[string]int // the index in fields
	unknown int            // the index of the struct's field Unknown, or -1
}

// A field is one member that a struct knows.
type field struct {
	name   string
	quoted string // the name as a JSON string, and the colon
	index  int    // in the struct
	plan   *plan
}

var plans sync.Map // from reflect.Type to *plan

// planOf returns the plan for t.
func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	// The plan is complete before others see it; if two goroutines make it at
	// the same time, either will do.
	p := newPlan(t, make(map[reflect.Type]*plan))
	plans.Store(t, p)
	return p
}

// newPlan makes the plan for t and the types in it. made holds the plans made so
// far, and ends the recursion for a type that contains itself.
func newPlan(t reflect.Type, made map[reflect.Type]*plan) *plan {
	if p, ok := made[t]; ok {
		return p
	}
	p := &plan{kind: kindOf(t), unknown: -1}
	made[t] = p
	switch p.kind {
	case structure:
		p.byName = make(map[string]int)
		for i := range t.NumField() {
			f := t.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			switch {
			case f.Name == "Unknown" && f.Type == reflect.TypeFor[Unknown]():
				p.unknown = i
			case name != "-" && name != "":
				p.byName[name] = len(p.fields)
				p.fields = append(p.fields, field{name, string(AppendString(nil, name)) + ":", i, newPlan(f.Type, made)})
			}
		}
	case mapping:
		p.key, p.elem = newPlan(t.Key(), made), newPlan(t.Elem(), made)
		if p.key.kind != str && p.key.kind != text {
			p.kind = unsupported
		}
	case slice, array:
		p.elem = newPlan(t.Elem(), made)
	}
	return p
}

func kindOf(t reflect.Type) kind {
	ptr := reflect.PointerTo(t)
	switch {
	case t == reflect.TypeFor[time.Time]():
		return instant
	case ptr.Implements(reflect.TypeFor[encoding.TextMarshaler]()) && ptr.Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return text
	}
	switch t.Kind() {
	case reflect.String:
		return str
	case reflect.Int, reflect.Int64:
		return integer
	case reflect.Float64:
		return float
	case reflect.Bool:
		return boolean
	case reflect.Struct:
		return structure
	case reflect.Slice:
		return slice
	case reflect.Array:
		return array
	case reflect.Map:
		return mapping
	}
	return unsupported
}
