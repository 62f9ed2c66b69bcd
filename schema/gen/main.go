// Gen writes schema/article.json, the JSON Schema (draft 2020-12) of an article's own JSON.
//
// The members come from the types of package presse, by reflection. The descriptions are
// the comments on these types and their fields, and the enumerations are the text forms.
// The tables below hold what neither shows.
//
// It is run by go generate in the root of the module.
package main

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/doc"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"log"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

func main() {
	log.SetFlags(0)
	text, err := generate(".")
	if err == nil {
		err = os.WriteFile(filepath.Join("schema", "article.json"), text, 0o666)
	}
	if err != nil {
		log.Fatal(err)
	}
}

const (
	draft = "https://json-schema.org/draft/2020-12/schema"
	id    = "https://github.com/presse-go/presse/schema/article.json"

	// about is the description of the schema.
	about = "A newspaper story, as package presse writes and reads it in JSON. Members that are not listed here are kept, in the " +
		"story and in each of its parts. A null is read as no value; presse never writes one. The schema describes what can be " +
		"read, and requires an id. Article.Validate reports what else a story needs before it can be published."
)

// formats are the formats of fields that hold an address. The address of a
// picture may be relative to the site.
var formats = map[string]string{
	"Article.URL": "uri", "Article.Canonical": "uri", "Article.Editions": "uri",
	"Source.URI": "uri", "Sponsor.URL": "uri", "Credit.License": "uri",
	"Media.URL": "uri-reference", "Rendition.URL": "uri-reference", "Person.URL": "uri-reference",
}

// forms are the JSON types from which presse reads a struct, in addition to an object:
// see otherForms in json.go.
var forms = map[string]struct {
	types []string
	note  string
}{
	"Byline":    {types: []string{"string", "array"}}, // its comment says how they are read
	"Dateline":  {types: []string{"string"}},
	"Credit":    {types: []string{"string"}},
	"Subject":   {types: []string{"string"}},
	"Rendition": {[]string{"string"}, "In JSON, a rendition may also be a string, the URL."},
	"Source":    {[]string{"string"}, "In JSON, a source may also be a string, the name."},
	"Person":    {[]string{"string"}, "In JSON, a person may also be a string, the name."},
	"Media":     {[]string{"string"}, "In JSON, it may also be a string, the URL."},
}

// instant describes a time.Time. The pattern covers RFC 3339, which presse writes, and the
// forms that it also reads.
var instant = &schema{
	Description: "An instant with its offset. An empty string is read as no instant.",
	Type:        types{"string", "null"},
	Pattern: "^$|^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]" +
		"(:[0-5][0-9]([.,][0-9]+)?)?(Z|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])$",
	AnyOf: []*schema{
		{Description: "As presse writes it: RFC 3339.", Format: "date-time"},
		{Description: "As presse also reads it: ISO 8601 without seconds, or without the colon in the offset."},
	},
}

// langPattern is the syntax of a language tag. It does not check whether the subtags exist.
const langPattern = "^$|^([A-Za-z]{2,8}|[iIxX][-_][A-Za-z0-9]{1,8})([-_][A-Za-z0-9]{1,8})*$"

// A schema is the part of JSON Schema that an article needs.
type schema struct {
	Schema               string    `json:"$schema,omitzero"`
	ID                   string    `json:"$id,omitzero"`
	Title                string    `json:"title,omitzero"`
	Description          string    `json:"description,omitzero"`
	Ref                  string    `json:"$ref,omitzero"`
	Type                 types     `json:"type,omitzero"`
	Enum                 []string  `json:"enum,omitzero"`
	Format               string    `json:"format,omitzero"`
	Pattern              string    `json:"pattern,omitzero"`
	MinLength            int       `json:"minLength,omitzero"`
	Minimum              *int      `json:"minimum,omitzero"`
	AnyOf                []*schema `json:"anyOf,omitzero"`
	Required             []string  `json:"required,omitzero"`
	Properties           members   `json:"properties,omitzero"`
	PropertyNames        *schema   `json:"propertyNames,omitzero"`
	AdditionalProperties *schema   `json:"additionalProperties,omitzero"`
	Items                *schema   `json:"items,omitzero"`
	MinItems             int       `json:"minItems,omitzero"`
	MaxItems             int       `json:"maxItems,omitzero"`
	Defs                 members   `json:"$defs,omitzero"`
}

// types are the JSON types that a value may have.
type types []string

// MarshalJSON writes a single type as a string.
func (t types) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// members are named schemas, written in their order.
type members []member

type member struct {
	name   string
	schema *schema
}

// MarshalJSON writes an object.
func (m members) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	for i, member := range m {
		out.WriteByte("{,"[min(i, 1)])
		value, err := marshal(member.schema)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "%q:%s", member.name, value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// marshal is json.Marshal without the escapes for HTML.
func marshal(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return out.Bytes(), err
}

// generate returns the schema. The source of package presse is in folder.
func generate(folder string) ([]byte, error) {
	comments, err := readComments(folder)
	if err != nil {
		return nil, err
	}
	g := generator{comments: comments, defs: make(map[string]*schema), formats: maps.Clone(formats)}
	root := g.object(reflect.TypeFor[presse.Article]())
	root.Schema, root.ID, root.Title, root.Description = draft, id, "Article", about
	root.Type, root.Required = types{"object"}, []string{"id"}
	story := root.Properties[0].schema // its id, which must not be empty
	story.Type, story.MinLength = types{"string", "integer"}, 1
	for _, name := range slices.Sorted(maps.Keys(g.defs)) {
		root.Defs = append(root.Defs, member{name, g.defs[name]})
	}
	for field := range g.formats {
		return nil, fmt.Errorf("there is no field %s", field)
	}
	text, err := marshal(root)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, text, "", "  "); err != nil {
		return nil, err
	}
	return stringLists.ReplaceAllFunc(out.Bytes(), func(list []byte) []byte {
		return bytes.ReplaceAll(lineEnds.ReplaceAll(list, nil), []byte(`","`), []byte(`", "`))
	}), nil
}

// Indented lists of strings are joined to one line.
var (
	stringLists = regexp.MustCompile(`\[\n *("[a-z]+",?\n *)+\]`)
	lineEnds    = regexp.MustCompile(`\n *`)
)

// readComments returns the comments on the types in folder, and on the fields of its
// structs, as Type and Type.Field.
func readComments(folder string) (map[string]string, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	p, err := doc.NewFromFiles(fset, files, "github.com/presse-go/presse")
	if err != nil {
		return nil, err
	}
	printer := comment.Printer{TextWidth: -1}
	plain := func(text string) string {
		return strings.TrimSpace(string(printer.Text(p.Parser().Parse(text))))
	}
	if len(p.Types) == 0 {
		return nil, fmt.Errorf("no Go types in %s", folder)
	}
	comments := make(map[string]string)
	for _, t := range p.Types {
		comments[t.Name] = plain(t.Doc)
		spec, ok := t.Decl.Specs[0].(*ast.TypeSpec).Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, f := range spec.Fields.List {
			for _, name := range f.Names {
				comments[t.Name+"."+name.Name] = plain(f.Doc.Text() + f.Comment.Text())
			}
		}
	}
	return comments, nil
}

// A generator describes types. Those that have a name are described once, in defs.
type generator struct {
	comments map[string]string
	defs     map[string]*schema
	formats  map[string]string // those not used yet
}

// object returns the schema of a struct.
func (g *generator) object(t reflect.Type) *schema {
	name := t.Name()
	s := &schema{
		Description: strings.TrimSpace(g.comments[name] + " " + forms[name].note),
		Type:        slices.Concat(types{"object"}, forms[name].types, types{"null"}),
	}
	if slices.Contains(forms[name].types, "array") {
		s.Items = &schema{Type: types{"string", "null"}}
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if member, _, _ := strings.Cut(f.Tag.Get("json"), ","); member != "-" {
			s.Properties = append(s.Properties, g.field(name, member, f))
		}
	}
	return s
}

// field returns the schema of a field, which is a member of an object.
func (g *generator) field(owner, name string, f reflect.StructField) member {
	key := owner + "." + f.Name
	s := g.value(f.Type)
	s.Description = g.comments[key]
	if format, ok := g.formats[key]; ok {
		delete(g.formats, key)
		if s.AdditionalProperties != nil {
			s.AdditionalProperties.Format = format
		} else {
			s.Format = format
		}
	}
	if name == "id" { // presse reads a number too
		s.Type, s.Minimum = types{"string", "integer", "null"}, new(int)
	}
	return member{name, s}
}

// value returns the schema of a value, which is new, so that the caller may change it.
func (g *generator) value(t reflect.Type) *schema {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return g.ref("Instant", func() *schema { return instant })
	case t == reflect.TypeFor[presse.Lang]():
		return g.ref(t.Name(), func() *schema {
			return &schema{Description: g.comments[t.Name()], Type: types{"string", "null"}, Pattern: langPattern}
		})
	case t.Kind() == reflect.Uint8:
		return g.ref(t.Name(), func() *schema {
			// presse also reads and keeps the words of its later versions.
			return &schema{Description: g.comments[t.Name()], AnyOf: []*schema{{Enum: words(t)}, {Type: types{"string", "null"}, MinLength: 1}}}
		})
	case t.Kind() == reflect.Struct:
		return g.ref(t.Name(), func() *schema { return g.object(t) })
	}
	switch t.Kind() {
	case reflect.String:
		return &schema{Type: types{"string", "null"}}
	case reflect.Int, reflect.Int64:
		return &schema{Type: types{"integer", "null"}}
	case reflect.Float64:
		return &schema{Type: types{"number", "null"}}
	case reflect.Bool:
		return &schema{Type: types{"boolean", "null"}}
	case reflect.Slice:
		return &schema{Type: types{"array", "null"}, Items: g.value(t.Elem())}
	case reflect.Array:
		return &schema{Type: types{"array", "null"}, Items: g.value(t.Elem()), MinItems: t.Len(), MaxItems: t.Len()}
	case reflect.Map:
		s := &schema{Type: types{"object", "null"}, AdditionalProperties: g.value(t.Elem())}
		if t.Key() != reflect.TypeFor[string]() {
			s.PropertyNames = g.value(t.Key())
		}
		return s
	}
	panic(fmt.Sprintf("gen: no schema for type %v", t))
}

// ref returns a reference to the definition of name, which describe makes the first time.
func (g *generator) ref(name string, describe func() *schema) *schema {
	if _, ok := g.defs[name]; !ok {
		g.defs[name] = nil // ends the recursion of a type that contains itself
		g.defs[name] = describe()
	}
	return &schema{Ref: "#/$defs/" + name}
}

// words returns the text forms of an enumeration.
func words(t reflect.Type) (words []string) {
	v := reflect.New(t).Elem()
	for i := uint64(0); ; i++ {
		v.SetUint(i)
		word, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return words
		}
		words = append(words, string(word))
	}
}
