package wordpress

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// oracle reads the items of an export with encoding/xml. Only the namespaces of WordPress,
// of content and dc are looked at. It returns nil if the file is not well-formed.
func oracle(text []byte) (items []Item, err error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	var path []string
	var it *Item
	seen := map[string]bool{}
	var texts []string
	var meta Meta
	for {
		token, err := d.Token()
		if err == io.EOF {
			return items, nil
		}
		if err != nil {
			return items, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := space(t.Name)
			path = append(path, name)
			texts = append(texts, "")
			if name == "item" {
				items = append(items, Item{})
				it = &items[len(items)-1]
				clear(seen)
			}
			if it != nil && strings.HasSuffix(strings.Join(path, "/"), "/item/category") {
				var term Term
				found := 0
				for _, a := range t.Attr {
					switch a.Name.Local {
					case "domain":
						found |= 1
						term.Taxonomy = a.Value
						if a.Value == "tag" {
							term.Taxonomy = "post_tag"
						}
					case "nicename":
						term.Slug = a.Value
						found |= 2
					}
				}
				if found == 3 {
					it.Terms = append(it.Terms, term)
				} else {
					path[len(path)-1] = "category of feeds"
				}
			}
		case xml.CharData:
			if len(texts) > 0 {
				texts[len(texts)-1] += string(t)
			}
		case xml.EndElement:
			name := path[len(path)-1]
			where := strings.Join(path[:len(path)-1], "/")
			text := texts[len(texts)-1]
			path, texts = path[:len(path)-1], texts[:len(texts)-1]
			if it == nil {
				continue
			}
			if name == "item" {
				it = nil
				continue
			}
			oracleField(it, where, name, text, seen, &meta)
		}
	}
}

// space returns a name with the usual prefix of its namespace.
func space(n xml.Name) string {
	n.Space = strings.Replace(n.Space, "https://", "http://", 1)
	switch {
	case strings.HasPrefix(n.Space, "http://wordpress.org/export/") && strings.HasSuffix(n.Space, "/excerpt/"):
		return "excerpt:" + n.Local
	case strings.HasPrefix(n.Space, "http://wordpress.org/export/"):
		return "wp:" + n.Local
	case n.Space == "http://purl.org/rss/1.0/modules/content/":
		return "content:" + n.Local
	case n.Space == "http://purl.org/dc/elements/1.1/":
		return "dc:" + n.Local
	case n.Space == "":
		return n.Local
	}
	return n.Space + " " + n.Local
}

// oracleField sets a field of it.
func oracleField(it *Item, where, name, text string, seen map[string]bool, meta *Meta) {
	if strings.HasSuffix(where, "/item/wp:postmeta") {
		switch name {
		case "wp:meta_key":
			meta.Key = text
		case "wp:meta_value":
			meta.Value = text
		}
		return
	}
	if !strings.HasSuffix(where, "/item") {
		return
	}
	trimmed := strings.Trim(text, " \t\r\n")
	switch name {
	case "wp:postmeta":
		it.Meta = append(it.Meta, *meta)
		*meta = Meta{}
		return
	case "category":
		it.Terms[len(it.Terms)-1].Name = text
		return
	case "wp:comment":
		it.Comments++
		return
	}
	if seen[name] {
		return
	}
	seen[name] = true
	fields := map[string]*string{
		"link": &it.Link, "dc:creator": &it.Author, "wp:post_id": &it.ID, "wp:post_type": &it.Type, "wp:status": &it.Status,
		"wp:post_name": &it.Slug, "wp:post_parent": &it.Parent, "wp:post_date": &it.Date, "wp:post_date_gmt": &it.DateGMT,
		"wp:post_modified": &it.Modified, "wp:post_modified_gmt": &it.ModifiedGMT,
	}
	exact := map[string]*string{"title": &it.Title, "wp:post_password": &it.Password, "content:encoded": &it.Content, "excerpt:encoded": &it.Excerpt}
	if f := fields[name]; f != nil {
		*f = trimmed
	} else if f := exact[name]; f != nil {
		*f = text
	}
	switch name {
	case "wp:is_sticky":
		it.Sticky = trimmed == "1"
	case "wp:attachment_url":
		if trimmed != "" {
			it.Meta = append([]Meta{{attachmentURL, trimmed}}, it.Meta...)
		}
	}
}

// readAll returns the items of an export, without their places, and the errors.
func readAll(text []byte, o Options) (items []Item, errs []error) {
	for it, err := range Items(bytes.NewReader(text), o) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		it.Line, it.Offset = 0, 0
		items = append(items, it)
	}
	return items, errs
}

// TestItemsConformance compares the items of real exports, field by field, with what
// encoding/xml reads.
func TestItemsConformance(t *testing.T) {
	var files []string
	for _, folder := range []string{"wordpress", "model/samples/wxr"} {
		list, err := filepath.Glob(filepath.Join(conformance.Path(t, folder), "*.xml"))
		if err != nil || len(list) == 0 {
			t.Fatalf("%s: no exports: %v", folder, err)
		}
		files = append(files, list...)
	}
	compared, rows, lacking := 0, 0, map[string]int{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want, wellFormed := oracle(text)
		want = slices.DeleteFunc(want, func(it Item) bool {
			nameless := it.ID == "" || it.Type == ""
			if nameless {
				t.Logf("%s: %q has no number or no type", filepath.Base(file), it.Title)
				lacking[filepath.Base(file)]++
			}
			return nameless
		})
		got, errs := readAll(text, Options{})
		if wellFormed != nil {
			t.Logf("%s: encoding/xml: %v; %d items, errors %v", filepath.Base(file), wellFormed, len(got), errs)
			continue
		}
		if len(errs) != lacking[filepath.Base(file)] || len(got) != len(want) {
			t.Errorf("%s: got %d items and the errors %v, want %d", filepath.Base(file), len(got), errs, len(want))
			continue
		}
		for i := range want {
			rows++
			if diff := different(got[i], want[i]); diff != "" {
				t.Errorf("%s, item %d (post %s): %s", filepath.Base(file), i, want[i].ID, diff)
			} else {
				compared++
			}
		}
	}
	t.Logf("%d items of %d equal, in %d files", compared, rows, len(files))
}

// different returns the first field in which two items differ.
func different(got, want Item) string {
	if len(got.Terms) == 0 && len(want.Terms) == 0 {
		got.Terms, want.Terms = nil, nil
	}
	if len(got.Meta) == 0 && len(want.Meta) == 0 {
		got.Meta, want.Meta = nil, nil
	}
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range g.NumField() {
		if !g.Type().Field(i).IsExported() {
			continue // see Item: what only the REST API says
		}
		if a, b := g.Field(i).Interface(), w.Field(i).Interface(); !reflect.DeepEqual(a, b) {
			name := g.Type().Field(i).Name
			return name + ": got " + short(a) + ", want " + short(b)
		}
	}
	return ""
}

func short(v any) string {
	s := fmt.Sprintf("%q", v)
	return s[:min(len(s), 400)]
}

// TestItemsGzip reads a compressed export, also one of two members.
func TestItemsGzip(t *testing.T) {
	one := "<rss><channel><item><title>Un</title><wp:post_id>1</wp:post_id></item></channel></rss>"
	var packed bytes.Buffer
	for range 2 {
		w := gzip.NewWriter(&packed)
		io.WriteString(w, one)
		w.Close()
	}
	got, errs := readAll(packed.Bytes(), Options{})
	want := []Item{{ID: "1", Title: "Un"}, {ID: "1", Title: "Un"}}
	if !reflect.DeepEqual(got, want) || errs != nil {
		t.Errorf("two gzip members: got %+v, %v, want %+v", got, errs, want)
	}
}
