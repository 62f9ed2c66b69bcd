package presse

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files of testdata/article")

var noon = time.Date(2025, time.April, 15, 12, 0, 0, 0, time.FixedZone("", 3600))

// full returns an article in which no field is zero, at any depth.
func full() Article {
	unknown := func(part string) map[string]json.RawMessage {
		return map[string]json.RawMessage{"x_" + part: json.RawMessage(`{"b": 1.0, "a":[null, "<é&>\u00e9"] }`)}
	}
	byline := Byline{
		Text: "Par Salma Idrissi à Tétouan, avec MAP",
		People: []Person{{Name: "Salma Idrissi", Role: RoleEnvoy, Title: "juriste", Place: "Tétouan",
			Email: "s@exemple.ma", Handle: "@salma", ID: "https://orcid.org/0000-0002-1825-0097", URL: "https://exemple.ma/auteurs/salma", Unknown: unknown("person")}},
		Agencies: []string{"MAP"}, Unknown: unknown("byline"),
	}
	media := Media{ID: "m1", Kind: "image", URL: "https://exemple.ma/1.jpg", Type: "image/jpeg", Size: 183_204, Width: 1200, Height: 800, Seconds: 0.5,
		Focus: [2]float64{0.5, 0.25}, Renditions: []Rendition{{URL: "https://exemple.ma/1-600.webp", Type: "image/webp", Width: 600, Height: 400, Unknown: unknown("rendition")}},
		Caption: "La médina", Alt: "Une ruelle blanche",
		Credit: Credit{Text: "© D.R", Names: []string{"X"}, Agencies: []string{"AFP"}, Rights: RightsReserved, Archive: true, Illustration: true,
			License: "https://creativecommons.org/licenses/by/4.0/", Terms: "presse écrite", Expiry: noon.AddDate(2, 0, 0), Unknown: unknown("credit")},
		Unknown: unknown("media")}
	note := Note{ID: "n1", Kind: "clarification", At: noon.Add(time.Hour), Headline: "Précision", Body: "<p>Le chiffre était faux.</p>",
		Media: []Media{media}, Byline: byline, Pinned: true, Unknown: unknown("note")}
	return Article{
		ID: "a1", Version: 3, Lang: "fr-MA", Status: StatusCorrected, Access: AccessPaid,
		Slug: "semaine-estivale", FormerSlugs: []string{"2025/04/semaine"}, URL: "https://exemple.ma/culture/semaine-estivale", Canonical: "https://exemple.ma/semaine-estivale",
		Kicker: "Attractivité", Headline: "L’été à « Tétouan »", Titles: map[string]string{"seo": "Tétouan : la semaine estivale"}, Deck: "Une semaine\u00a0d’art.",
		Dateline: Dateline{Text: "TÉTOUAN (MAP) – ", Place: "TÉTOUAN", Date: "15 avril", Agencies: []string{"MAP"}, Unknown: unknown("dateline")},
		Byline:   byline, Body: "<p>La semaine…</p>\n", Lead: media, Media: []Media{media, {URL: "https://exemple.ma/2.mp3", Kind: "audio", Credit: ParseCredit("Radio Atlas")}},
		Sections: []string{"culture", "une"}, Primary: "culture", Genre: "report", Tags: []string{"Tétouan"},
		Subjects:  []Subject{{Scheme: "medtop", Code: "01000000", Name: "culture", Unknown: unknown("subject")}},
		Published: noon, Updated: noon.Add(time.Minute), Embargo: noon.Add(-time.Hour), Expiry: noon.AddDate(1, 0, 0),
		LiveFrom: noon, LiveUntil: noon.Add(2 * time.Hour),
		Corrections: []Note{note}, Live: []Note{note}, Editions: map[Lang]string{"ar": "https://exemple.ma/ar/1"},
		Source:       Source{Name: "MAP", Copyright: "© 2025 MAP", URI: "urn:newsml:map.ma:20250415:17", Urgency: 4, Unknown: unknown("source")},
		Sponsor:      Sponsor{Name: "Ville de Tétouan", URL: "https://exemple.ma/ville", Label: "En partenariat avec", Unknown: unknown("sponsor")},
		Machine:      []string{"trainedAlgorithmicMedia"},
		InternalNote: "Ne pas publier avant relecture.",
		NoRelated:    true, NoIndex: true,
		Unknown: unknown("article"),
	}
}

// TestFullIsFull fails if a field is added to a type but not to full.
func TestFullIsFull(t *testing.T) {
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		if v.IsZero() {
			t.Errorf("%s is zero", path)
		}
		switch {
		case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]():
			for i := range v.NumField() {
				walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case v.Kind() == reflect.Array:
			for i := range v.Len() {
				walk(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
			}
		case v.Kind() == reflect.Slice || v.Kind() == reflect.Map:
			if v.Len() == 0 {
				t.Errorf("%s is empty", path)
			} else if v.Kind() == reflect.Slice {
				walk(path+"[0]", v.Index(0))
			}
		}
	}
	walk("Article", reflect.ValueOf(full()))
}

func TestArticleGolden(t *testing.T) {
	text, err := full().MarshalJSON()
	require.NoError(t, err)
	var pretty bytes.Buffer
	require.NoError(t, json.Indent(&pretty, text, "", "  "))
	golden := filepath.Join("testdata", "article", "full.json")
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(golden), 0o755))
		require.NoError(t, os.WriteFile(golden, append(pretty.Bytes(), '\n'), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), pretty.String()+"\n", "a JSON name is a promise: old ones must still be read")
	var a Article
	require.NoError(t, a.UnmarshalJSON(text))
	require.True(t, same(reflect.ValueOf(full()), reflect.ValueOf(a)), "%s\nis read as %+v", text, a)
}

func TestArticleJSON(t *testing.T) {
	t.Run("unknown members keep their bytes", func(t *testing.T) {
		text, err := full().MarshalJSON()
		require.NoError(t, err)
		for _, part := range []string{"article", "media", "credit", "note", "byline", "person", "dateline", "rendition", "subject", "source", "sponsor"} {
			require.Contains(t, string(text), `"x_`+part+`":{"b": 1.0, "a":[null, "<é&>\u00e9"] }`)
		}
		var a Article
		require.NoError(t, a.UnmarshalJSON(text))
		require.Equal(t, full().Unknown, a.Unknown)
	})
	t.Run("encoding/json reads and writes an article", func(t *testing.T) {
		var a Article
		text, err := json.Marshal(full())
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &a))
		var out, want bytes.Buffer
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		require.NoError(t, encoder.Encode(&a))
		direct, err := a.MarshalJSON()
		require.NoError(t, err)
		require.NoError(t, json.Compact(&want, direct))
		require.Equal(t, want.String(), strings.TrimSpace(out.String()))
	})
	t.Run("a part on its own keeps its unknown members", func(t *testing.T) {
		for _, part := range []interface {
			json.Marshaler
			json.Unmarshaler
		}{&Media{}, &Rendition{}, &Note{}, &Byline{}, &Person{}, &Dateline{}, &Credit{}, &Subject{}, &Source{}, &Sponsor{}} {
			in := `{"x_1":[1 ,2]}`
			require.NoError(t, part.UnmarshalJSON([]byte(in)))
			out, err := part.MarshalJSON()
			require.NoError(t, err)
			require.Equal(t, in, string(out))
		}
	})
	t.Run("zero fields are left out, even a zero time with an offset", func(t *testing.T) {
		text, err := json.Marshal(Article{Published: time.Time{}.In(time.FixedZone("", 3600))})
		require.NoError(t, err)
		require.Equal(t, `{}`, string(text))
	})
	t.Run("an empty list stays an empty list", func(t *testing.T) {
		var a Article
		in := `{"sections":[],"editions":{}}`
		require.NoError(t, a.UnmarshalJSON([]byte(in)))
		text, err := a.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, in, string(text))
	})
	t.Run("null and an empty time are the zero value", func(t *testing.T) {
		a := full()
		require.NoError(t, a.UnmarshalJSON([]byte(`{"id":null,"tags":null,"lead":null,"published":"","updated":null,"status":null}`)))
		require.Equal(t, Article{}, a)
	})
	t.Run("a time keeps its offset", func(t *testing.T) {
		var a Article
		in := `{"published":"2025-04-15T18:30:00.5+05:45"}`
		require.NoError(t, a.UnmarshalJSON([]byte(in)))
		text, err := a.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, in, string(text))
	})
	t.Run("a time whose offset has seconds is written in UTC", func(t *testing.T) {
		old := time.Date(1900, 1, 1, 0, 0, 0, 0, time.FixedZone("LMT", -1820))
		text, err := Article{Published: old}.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, `{"published":"1900-01-01T00:30:20Z"}`, string(text))
	})
	t.Run("a byline, a dateline and a credit may be strings as printed", func(t *testing.T) {
		var a Article
		require.NoError(t, a.UnmarshalJSON([]byte(`{"byline":"Par Salma Idrissi","dateline":"RABAT (MAP) – ","lead":{"credit":"© D.R"}}`)))
		require.Equal(t, Byline{Text: "Par Salma Idrissi", People: []Person{{Name: "Salma Idrissi"}}}, a.Byline)
		require.Equal(t, Dateline{Text: "RABAT (MAP) – ", Place: "RABAT", Agencies: []string{"MAP"}}, a.Dateline)
		require.NoError(t, a.UnmarshalJSON([]byte(`{"dateline":"RABAT (MAP) – Le port rouvre."}`)))
		require.Equal(t, Dateline{Text: "RABAT (MAP) – Le port rouvre."}, a.Dateline, "a string that goes on after the dateline is kept whole and not parsed")
		require.NoError(t, a.UnmarshalJSON([]byte(`{"lead":{"credit":"© D.R"}}`)))
		require.Equal(t, RightsReserved, a.Lead.Credit.Rights)
	})
	t.Run("names are case-sensitive", func(t *testing.T) {
		var a Article
		require.NoError(t, a.UnmarshalJSON([]byte(`{"Headline":"x"}`)))
		require.Empty(t, a.Headline)
		require.Contains(t, a.Unknown, "Headline")
	})
	t.Run("a field takes precedence over an unknown member of the same name", func(t *testing.T) {
		text, err := Article{ID: "1", Unknown: map[string]json.RawMessage{"id": []byte("2")}}.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, `{"id":"1"}`, string(text))
	})
	t.Run("an error has the path of the value that cannot be written", func(t *testing.T) {
		for field, a := range map[string]Article{
			"status":              {Status: 99},
			"media[0].x":          {Media: []Media{{Unknown: map[string]json.RawMessage{"x": []byte("{")}}}},
			"lead.credit.rights":  {Lead: Media{Credit: Credit{Rights: 77}}},
			"published":           {Published: time.Date(10001, 1, 1, 0, 0, 0, 0, time.UTC)},
			"corrections[1].at":   {Corrections: []Note{{}, {At: time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)}}},
			"byline.people[0].no": {Byline: Byline{People: []Person{{Unknown: map[string]json.RawMessage{"no": nil}}}}},
		} {
			_, err := a.MarshalJSON()
			var e *Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, field, e.Field)
		}
	})
}

// TestMalformedJSON reads values of the wrong type in each kind of field, and
// text that is not JSON. It checks the path of more than a hundred faults.
func TestMalformedJSON(t *testing.T) {
	const number, text, list, object, boolean = `7`, `"x"`, `[]`, `{}`, `true`
	wrong := map[string][]string{
		"string": {number, list, object, boolean, `"\q"`, "\"\x01\"", "\"\xff\"", `nul`},
		"int":    {text, `1.5`, `1e3`, `99999999999999999999`, list, object, boolean},
		"bool":   {text, number, list, object},
		"time":   {number, list, object, boolean, `"2025-04-15"`, `"2025-04-15T18:30:00"`, `"2025-04-15T18:30"`, `"2025-04-15T18:30:00+24:00"`, `"2025-04-15T18:30-2400"`, `"hier"`},
		"id":     {`-7`, `1.5`, `1e3`, list, object, boolean, `"\q"`},
		"word":   {number, list, object, boolean, `""`, `"\q"`, "\"\xff\""},
		"number": {text, list, object, boolean, `1e999`},
		"array":  {number, text, object, boolean, list, `[0.5]`, `[0,0,0]`, `["x",0]`},
		"lang":   {number, list, object, boolean, `"français"`},
		"list":   {number, text, object, boolean, `[7]`, `["x",]`, `["x" "y"]`},
		"named":  {number, boolean, `[7]`, `[["x"]]`, `[{"name":"x"}]`, `["x",]`, "[\"\xff\"]", "\"\xff\""},
		"object": {number, list, boolean, "\"\xff\"", `{"x"}`, `{"x":}`, `{"x":1,}`, `{7:1}`, `{"x":1 "y":2}`},
	}
	fields := []struct{ path, kind, in string }{
		{"id", "id", `{"id":%s}`},
		{"slug", "string", `{"slug":%s}`},
		{"version", "int", `{"id":"1","version":%s}`},
		{"lang", "lang", `{"lang":%s}`},
		{"status", "word", `{"status":%s}`},
		{"access", "word", `{"access":%s}`},
		{"byline", "named", `{"byline":%s}`},
		{"subjects[1]", "object", `{"subjects":[{},%s]}`},
		{"source", "object", `{"source":%s}`},
		{"sponsor.label", "string", `{"sponsor":{"label":%s}}`},
		{"titles.seo", "string", `{"titles":{"seo":%s}}`},
		{"source.urgency", "int", `{"source":{"urgency":%s}}`},
		{"no_related", "bool", `{"no_related":%s}`},
		{"media[0].seconds", "number", `{"media":[{"seconds":%s}]}`},
		{"lead.focus", "array", `{"lead":{"focus":%s}}`},
		{"lead.size", "int", `{"lead":{"size":%s}}`},
		{"live[0].media[0].renditions[1].type", "string", `{"live":[{"media":[{"renditions":[{},{"type":%s}]}]}]}`},
		{"live[0].pinned", "bool", `{"live":[{"pinned":%s}]}`},
		{"published", "time", `{"published":%s}`},
		{"tags", "list", `{"tags":%s}`},
		{"lead", "object", `{"lead":%s}`},
		{"media[2].alt", "string", `{"media":[{},{},{"alt":%s}]}`},
		{"media[0].width", "int", `{"media":[{"width":%s}]}`},
		{"lead.credit.archive", "bool", `{"lead":{"credit":{"archive":%s}}}`},
		{"lead.credit.rights", "word", `{"lead":{"credit":{"rights":%s}}}`},
		{"corrections[1].at", "time", `{"corrections":[{},{"at":%s}]}`},
		{"byline.people[1].name", "string", `{"byline":{"people":[{},{"name":%s}]}}`},
		{"byline.people", "list", `{"byline":{"people":%s}}`},
		{"editions.ar", "string", `{"editions":{"ar":%s}}`},
	}
	count := 0
	fault := func(in, path string) {
		count++
		var a Article
		err := a.UnmarshalJSON([]byte(in))
		var e *Error
		switch {
		case !errors.As(err, &e):
			t.Errorf("%s: got the error %v, want an *Error", in, err)
		case e.Field != path && (path == "" || !strings.HasPrefix(e.Field, path+"[") && !strings.HasPrefix(e.Field, path+".")):
			t.Errorf("%s: got a fault at %q, want %q: %v", in, e.Field, path, err)
		case strings.Count(err.Error(), "presse:") != 1:
			t.Errorf("%s: the prefix presse: does not occur exactly once in %v", in, err)
		case !reflect.DeepEqual(a, Article{}):
			t.Errorf("%s: a failed read left %+v", in, a)
		}
	}
	for _, f := range fields {
		for _, value := range wrong[f.kind] {
			fault(fmt.Sprintf(f.in, value), f.path)
		}
	}
	deep := strings.Repeat("[", 100_000)
	for in, path := range map[string]string{
		``: "", ` `: "", `{`: "", `}`: "", `[]`: "", `7`: "", `"x"`: "", `{"id"`: "id", `{"id":`: "id", `{"id":"x`: "id", `{"id":"x"`: "",
		`{"id":"x"}}`: "", `{"id":"x"} {}`: "", `{'id':"x"}`: "", `{id:"x"}`: "", `{"id":"x",}`: "", "\ufeff{}": "", `{"media":[{]}`: "media[0]", `{"media":[{}`: "media",
		deep: "", `{"x":` + deep + `}`: "x", `{"x":` + deep[:20_000] + strings.Repeat("]", 20_000) + `}`: "x",
		`{"id":"1","id":"2"}`: "id", `{"x":1,"x":2}`: "x", `{"editions":{"ar":"1","ar":"2"}}`: "editions.ar", `{"editions":{"??":"1"}}`: "editions.??",
	} {
		fault(in, path)
	}
	t.Logf("%d malformed articles", count)
	require.GreaterOrEqual(t, count, 100)
}

// TestRandomArticles writes and reads articles with random values in all fields.
func TestRandomArticles(t *testing.T) {
	n := 2000
	if testing.Short() {
		n = 200
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		var want, got Article
		randomize(r, reflect.ValueOf(&want).Elem(), 0)
		text, err := want.MarshalJSON()
		require.NoError(t, err)
		require.True(t, json.Valid(text))
		require.NotContains(t, string(text), `"0001-`)
		require.NoError(t, got.UnmarshalJSON(text))
		require.True(t, same(reflect.ValueOf(want), reflect.ValueOf(got)), "want %+v\ngot %+v", want, got)
		again, err := got.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, string(text), string(again))
	}
}

// randomize sets v, of any type used in an Article, to a random value.
func randomize(r *rand.Rand, v reflect.Value, depth int) {
	if r.IntN(4) == 0 {
		return
	}
	words := []string{"", "a", "L’été", "«\u00a0x\u00a0»", "\"\\/\b\f\n\r\t\x00\x7f", "<b>&amp;</b>", "\u2028😀", "العربية"}
	switch v.Interface().(type) {
	case time.Time:
		zone := time.FixedZone("", (r.IntN(27*4)-12*4)*900)
		v.Set(reflect.ValueOf(time.Unix(r.Int64N(4e9)-1e9, r.Int64N(1e9)).In(zone)))
		return
	case Lang:
		v.SetString([]string{"fr", "ar", "fr-MA", "zgh", "en-GB"}[r.IntN(5)])
		return
	case Status:
		v.SetUint(uint64(r.IntN(len(statusWords))))
		return
	case Access:
		v.SetUint(uint64(r.IntN(len(accessWords))))
		return
	case Rights:
		v.SetUint(uint64(r.IntN(len(rightsWords))))
		return
	case json.RawMessage:
		v.SetBytes([]byte([]string{`null`, ` 1.50 `, `"\u00e9é<"`, `{"a" : [1, {"b":null}]}`, `[ ]`}[r.IntN(5)]))
		v.SetBytes(bytes.TrimSpace(v.Bytes()))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(words[r.IntN(len(words))] + words[r.IntN(len(words))])
	case reflect.Int, reflect.Int64:
		v.SetInt(r.Int64N(2000) - 1000)
	case reflect.Float64:
		v.SetFloat(r.NormFloat64() * 1000)
	case reflect.Array:
		for i := range v.Len() {
			randomize(r, v.Index(i), depth+1)
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		for i := range v.NumField() {
			randomize(r, v.Field(i), depth+1)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), r.IntN(3), 3))
		for i := range v.Len() {
			randomize(r, v.Index(i), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range r.IntN(3) {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			randomize(r, key, depth+1)
			if key.Type() == reflect.TypeFor[string]() {
				key.SetString("x_" + key.String())
			}
			for value.IsZero() {
				randomize(r, value, depth+1)
			}
			v.SetMapIndex(key, value)
		}
	}
}

// same is like reflect.DeepEqual, except that times are equal if they are the same
// instant at the same offset, and an empty map of unknown members equals a nil one.
func same(a, b reflect.Value) bool {
	if x, ok := a.Interface().(time.Time); ok {
		y := b.Interface().(time.Time)
		_, p := x.Zone()
		_, q := y.Zone()
		return x.Equal(y) && (p == q || x.IsZero())
	}
	if unknown, ok := a.Interface().(map[string]json.RawMessage); ok && len(unknown) == 0 {
		return b.Len() == 0
	}
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

// FuzzArticleJSON checks that any text is either read as an article, which can be
// written and read again without change, or yields an *Error.
func FuzzArticleJSON(f *testing.F) {
	text, err := full().MarshalJSON()
	require.NoError(f, err)
	f.Add(text)
	for _, seed := range []string{`{}`, `{"byline":"Par X"}`, `{"dateline":"RABAT (MAP) – Le"}`, `{"lead":{"credit":"© D.R"}}`,
		`{"x":[{"y":1.0}],"editions":{"fr_ma":""}}`, `{"published":"2025-04-15T18:30:00+01:00","tags":[]}`, `{"id":"\ud800"}`, `[[[`, `{"a":"\u0061","\u0061":1}`,
		`{"id":17,"byline":["Salma Idrissi","AFP"],"lead":"1.jpg","media":["2.jpg"],"subjects":["medtop:11000000","politique"],"published":"2025-04-15T18:30+0100"}`,
		`{"status":"\u006civecast","access":"gift","lead":{"credit":{"rights":"cc"}},"live":[{"at":"","media":[{"id":1,"credit":{"rights":"cc"}}],"pinned":true}]}`,
		`{"media":[{"size":1,"seconds":1e3,"focus":[0.5,1],"renditions":[{"url":"1","width":2}]}],"published":"2025-04-15T18:30:00+24:00"}`,
		`{"titles":{"seo":"x"},"genre":"live","source":{"urgency":1},"sponsor":{"label":"x"},"machine":["x"],"internal_note":"x","no_related":true,"live_until":"2025-04-15T18:30Z"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var a, b Article
		if err := a.UnmarshalJSON(data); err != nil {
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("%q: got the error %v, want an *Error", data, err)
			}
			return
		}
		if !json.Valid(data) {
			t.Fatalf("%q is not JSON, but was read", data)
		}
		first, err := a.MarshalJSON()
		if err != nil {
			t.Fatalf("%q: read, but cannot be written: %v", data, err)
		}
		if err := b.UnmarshalJSON(first); err != nil {
			t.Fatalf("%q: written as %s, which cannot be read: %v", data, first, err)
		}
		if second, err := b.MarshalJSON(); err != nil || !bytes.Equal(first, second) {
			t.Fatalf("%q: written as %s, then as %s (%v)", data, first, second, err)
		}
		// Only words that are known can make an article public or free.
		var words struct{ Status, Access any }
		var members map[string]json.RawMessage
		_ = json.Unmarshal(data, &members)
		_ = json.Unmarshal(members["status"], &words.Status)
		_ = json.Unmarshal(members["access"], &words.Access)
		if a.Public(noon) && words.Status != "published" && words.Status != "corrected" && words.Status != "scheduled" {
			t.Fatalf("%q: public", data)
		}
		if a.Access == AccessFree && words.Access != "free" && words.Access != nil {
			t.Fatalf("%q: free", data)
		}
		var stories Stories
		if err := stories.UnmarshalJSON(slices.Concat([]byte("[{},"), data, []byte("]"))); err != nil || len(stories) != 2 {
			t.Fatalf("%q is read alone, but not among stories: %v", data, err)
		} else if text, err := stories[1].MarshalJSON(); err != nil || !bytes.Equal(text, first) {
			t.Fatalf("%q: alone it is written as %s, among stories as %s (%v)", data, first, text, err)
		}
		_ = a.Validate()
		a.Warnings()
		a.Card(12)
		_ = a.String() + stories.String()
		a.LogValue()
		for to := StatusDraft; to <= StatusRestricted; to++ {
			if c := a; c.Advance(to, noon) == nil {
				_, err := c.MarshalJSON()
				if _, kept := c.Unknown["status"]; kept || err != nil {
					t.Fatalf("%q: after Advance(%v) the word %s is kept, %v", data, to, c.Unknown["status"], err)
				}
			}
		}
	})
}

func TestPublic(t *testing.T) {
	before, after := noon.Add(-1), noon.Add(1)
	for _, c := range []struct {
		rule  string
		a     Article
		field string // empty if public
		cause error
	}{
		{"the zero article is a draft", Article{}, "status", ErrUnpublished},
		{"published", Article{Status: StatusPublished, Published: noon}, "", nil},
		{"published at this instant, but under embargo", Article{Status: StatusPublished, Published: noon, Embargo: after}, "embargo", ErrEmbargoed},
		{"published without a publication time", Article{Status: StatusPublished}, "", nil},
		{"corrected", Article{Status: StatusCorrected, Published: before}, "", nil},
		{"in review", Article{Status: StatusReview, Published: before}, "status", ErrUnpublished},
		{"published in the future", Article{Status: StatusPublished, Published: after}, "published", ErrUnpublished},
		{"scheduled and due", Article{Status: StatusScheduled, Published: noon}, "", nil},
		{"scheduled and not yet due", Article{Status: StatusScheduled, Published: after}, "published", ErrUnpublished},
		{"scheduled without a publication time", Article{Status: StatusScheduled}, "published", ErrUnpublished},
		{"under embargo", Article{Status: StatusPublished, Published: before, Embargo: after}, "embargo", ErrEmbargoed},
		{"an embargo is over at its instant", Article{Status: StatusPublished, Published: before, Embargo: noon}, "", nil},
		{"an embargo withholds a scheduled article", Article{Status: StatusScheduled, Published: before, Embargo: after}, "embargo", ErrEmbargoed},
		{"an article is expired at the instant of its expiry", Article{Status: StatusPublished, Published: before, Expiry: noon}, "expiry", ErrGone},
		{"not expired yet", Article{Status: StatusPublished, Published: before, Expiry: after}, "", nil},
		{"an embargo and an expiry at the same instant: gone", Article{Status: StatusPublished, Embargo: noon, Expiry: noon}, "expiry", ErrGone},
		{"not published yet is reported before the embargo", Article{Status: StatusPublished, Published: after, Embargo: after, Expiry: before}, "published", ErrUnpublished},
		{"the embargo is reported before the expiry", Article{Status: StatusPublished, Embargo: after, Expiry: before}, "embargo", ErrEmbargoed},
		{"withdrawn before its publication time", Article{Status: StatusWithdrawn, Published: after}, "status", ErrGone},
		{"withdrawn", Article{Status: StatusWithdrawn, Published: before}, "status", ErrGone},
		{"restricted", Article{Status: StatusRestricted, Published: before}, "status", ErrUnpublished},
		{"an embargo after publication", Article{Status: StatusCorrected, Published: before, Updated: before, Embargo: after}, "embargo", ErrEmbargoed},
		{"an unknown status", Article{Status: 99, Published: before}, "status", ErrUnpublished},
	} {
		err := c.a.Withheld(noon)
		require.Equal(t, err == nil, c.a.Public(noon), c.rule)
		if c.field == "" {
			require.NoError(t, err, c.rule)
			continue
		}
		var e *Error
		require.ErrorAs(t, err, &e, c.rule)
		require.Equal(t, c.field, e.Field, c.rule)
		for _, sentinel := range []error{ErrEmbargoed, ErrGone, ErrUnpublished} {
			require.Equal(t, sentinel == c.cause, errors.Is(err, sentinel), c.rule)
		}
	}
}

// TestIndexAgreesWithPublic checks that the index, which stores an article's times in
// seconds, shows an article exactly if Public reports true.
func TestIndexAgreesWithPublic(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	instant := func() time.Time {
		if r.IntN(3) == 0 {
			return time.Time{}
		}
		return noon.Add(time.Duration(r.IntN(7)-3) * time.Hour)
	}
	x := NewIndex(IndexOptions{})
	for range 5000 {
		a := Article{ID: "a", Headline: "La crue emporte le pont", Status: Status(r.IntN(8)), Published: instant(), Embargo: instant(), Expiry: instant()}
		at := noon.Add(time.Duration(r.IntN(9)-4) * time.Hour)
		require.NoError(t, x.Put(&a))
		shown, err := x.Related(&Article{Headline: "Après la crue, un pont provisoire"}, Query{At: at})
		require.NoError(t, err)
		require.Equal(t, a.Public(at), len(shown) == 1, "%+v at %v", a, at)
	}
}

func TestLifecycle(t *testing.T) {
	t.Run("every step is legal or an *Error that changes nothing", func(t *testing.T) {
		legal := []string{"draft→review", "draft→scheduled", "draft→published", "review→draft", "review→scheduled", "review→published",
			"scheduled→draft", "scheduled→review", "scheduled→published", "published→corrected", "published→withdrawn",
			"corrected→corrected", "corrected→withdrawn", "withdrawn→published", "withdrawn→corrected",
			"draft→restricted", "review→restricted", "restricted→draft", "restricted→review", "restricted→scheduled",
			"restricted→published", "restricted→withdrawn"}
		taken := 0
		for from := StatusDraft; from <= StatusRestricted+1; from++ {
			for to := StatusDraft; to <= StatusRestricted+1; to++ {
				a := Article{Status: from, Published: noon}
				before := a
				err := a.Advance(to, noon.Add(-time.Hour))
				step := from.String() + "→" + to.String()
				require.Equal(t, slices.Contains(legal, step), slices.Contains(from.Next(), to), step)
				if slices.Contains(legal, step) {
					taken++
					require.NoError(t, err, step)
					require.Equal(t, to, a.Status)
					continue
				}
				var e *Error
				require.ErrorAs(t, err, &e)
				require.Equal(t, "status", e.Field)
				require.Equal(t, before, a)
			}
		}
		require.Equal(t, len(legal), taken)
		StatusDraft.Next()[0] = StatusWithdrawn
		require.Equal(t, StatusReview, StatusDraft.Next()[0], "changing the slice that Next returned must not change Next")
	})
	t.Run("Advance sets Published and Updated", func(t *testing.T) {
		a := Article{}
		require.NoError(t, a.Advance(StatusPublished, noon))
		require.True(t, a.Published.Equal(noon))
		require.NoError(t, a.Advance(StatusCorrected, noon.Add(time.Hour)))
		require.True(t, a.Published.Equal(noon), "a correction keeps the time of the first publication")
		require.True(t, a.Updated.Equal(noon.Add(time.Hour)))
		require.NoError(t, a.Advance(StatusWithdrawn, noon.Add(2*time.Hour)))
		require.True(t, a.Updated.Equal(noon.Add(2*time.Hour)))
		require.NoError(t, a.Advance(StatusPublished, noon.Add(3*time.Hour)))
		require.True(t, a.Published.Equal(noon))
		require.True(t, a.Updated.Equal(noon.Add(3*time.Hour)))
		a = Article{Published: noon}
		require.NoError(t, a.Advance(StatusReview, noon.Add(time.Hour)))
		require.True(t, a.Published.Equal(noon) && a.Updated.IsZero(), "a review sets no time")
		require.NoError(t, a.Advance(StatusPublished, noon.Add(time.Hour)))
		require.True(t, a.Published.Equal(noon) && a.Updated.IsZero(), "an import keeps the date that it has")
	})
	t.Run("scheduling needs a publication time in the future", func(t *testing.T) {
		a := Article{Published: noon}
		require.Error(t, a.Advance(StatusScheduled, noon))
		require.Equal(t, StatusDraft, a.Status)
		require.NoError(t, a.Advance(StatusScheduled, noon.Add(-1)))
		exact := a
		require.NoError(t, exact.Advance(StatusPublished, noon.UTC()))
		require.Equal(t, noon, exact.Published, "publication at the scheduled instant keeps Published as it is")
		early := a
		require.NoError(t, early.Advance(StatusPublished, noon.Add(-time.Minute)))
		require.True(t, early.Published.Equal(noon.Add(-time.Minute)), "early publication sets Published to the time of the call")
		require.NoError(t, a.Advance(StatusPublished, noon.Add(time.Minute)))
		require.True(t, a.Published.Equal(noon), "late publication keeps the scheduled time")
	})
}

func TestChangeSlug(t *testing.T) {
	a := Article{Slug: "un"}
	require.NoError(t, a.ChangeSlug("deux"))
	require.Empty(t, a.FormerSlugs, "the slug of a draft is not kept")
	require.NoError(t, a.Advance(StatusPublished, noon))
	shared := a
	require.NoError(t, a.ChangeSlug("trois"))
	require.NoError(t, a.ChangeSlug("quatre"))
	require.Equal(t, []string{"deux", "trois"}, a.FormerSlugs)
	require.NoError(t, a.ChangeSlug("quatre"))
	require.Equal(t, []string{"deux", "trois"}, a.FormerSlugs)
	require.NoError(t, a.ChangeSlug("deux"))
	require.Equal(t, []string{"trois", "quatre"}, a.FormerSlugs, "the current slug is not a former slug")
	require.Empty(t, shared.FormerSlugs)
	before := a
	var e *Error
	require.ErrorAs(t, a.ChangeSlug("Pas un slug !"), &e)
	require.Equal(t, before, a)

	for _, c := range []struct {
		rule string
		a    Article
		want []string
	}{
		{"the slug of a draft is not kept", Article{Slug: "un", Status: StatusDraft}, nil},
		{"the slug of an article in review is not kept", Article{Slug: "un", Status: StatusReview}, nil},
		{"the slug of a scheduled article is kept", Article{Slug: "un", Status: StatusScheduled}, []string{"un"}},
		{"the slug of a withdrawn article is kept", Article{Slug: "un", Status: StatusWithdrawn}, []string{"un"}},
		{"an empty slug is not kept", Article{Status: StatusPublished}, nil},
		{"a former slug is listed once, the latest last", Article{Slug: "un", Status: StatusPublished, FormerSlugs: []string{"un", "trois", "deux"}}, []string{"trois", "un"}},
		{"a draft keeps its former slugs except the new one", Article{Slug: "un", FormerSlugs: []string{"trois", "deux"}}, []string{"trois"}},
	} {
		require.NoError(t, c.a.ChangeSlug("deux"), c.rule)
		require.Equal(t, "deux", c.a.Slug, c.rule)
		require.ElementsMatch(t, c.want, c.a.FormerSlugs, c.rule)
		if len(c.want) > 0 {
			require.Equal(t, c.want, c.a.FormerSlugs, c.rule)
		}
	}
}

// TestChangeSlugOfOtherStatuses checks that an address that may have been public is
// remembered, and one that cannot be an address is not.
func TestChangeSlugOfOtherStatuses(t *testing.T) {
	for _, c := range []struct {
		rule, in string
		former   []string
	}{
		{"a status of a later version", `{"status":"pinned","slug":"un"}`, []string{"un"}},
		{"restricted", `{"status":"restricted","slug":"un"}`, []string{"un"}},
		{"a draft", `{"slug":"un"}`, nil},
		{"an old slug with a space, as it was", `{"status":"published","slug":"a b"}`, []string{"a b"}},
		{"an old slug with an encoded space", `{"status":"published","slug":"a%20b"}`, []string{"a%20b"}},
		{"an old slug with a no-break space", `{"status":"published","slug":"a\u00a0b"}`, []string{"a\u00a0b"}},
		{"an old slug with an encoded slash", `{"status":"withdrawn","slug":"a%2Fb"}`, []string{"a%2Fb"}},
		{"a draft with a space", `{"slug":"a b"}`, nil},
		{"an old slug with a slash", `{"status":"published","slug":"a/b"}`, nil},
		{"an old slug with a query", `{"status":"published","slug":"a?b"}`, nil},
		{"an old slug with a control character", `{"status":"published","slug":"a\tb"}`, nil},
		{"an old slug with half an escape", `{"status":"published","slug":"100%"}`, nil},
	} {
		var a Article
		require.NoError(t, a.UnmarshalJSON([]byte(c.in)))
		require.NoError(t, a.ChangeSlug("deux"))
		require.Equal(t, c.former, a.FormerSlugs, c.rule)
		a.ID, a.Headline, a.Published = "1", "Titre", noon
		require.NoError(t, a.Validate(), c.rule)
	}
}

func TestCheckEditions(t *testing.T) {
	fr := &Article{Lang: "fr", Canonical: "https://exemple.ma/fr", Editions: map[Lang]string{"ar": "https://exemple.ma/ar"}}
	ar := &Article{Lang: "ar", Canonical: "https://exemple.ma/ar", Editions: map[Lang]string{"fr": "https://exemple.ma/fr"}}
	change := func(a *Article, change func(*Article)) *Article {
		b := *a
		change(&b)
		return &b
	}
	const check = "= presse: check editions "
	for _, c := range []struct {
		rule   string
		a      *Article
		others []*Article
		want   string
	}{
		{"two editions name each other", fr, []*Article{nil, ar}, ""},
		{"the pages name each other in other spellings", change(fr, func(a *Article) {
			a.Canonical, a.Editions = "https://exemple.ma/%c3%a9t%c3%a9", map[Lang]string{"ar": "https://exemple.ma/ع"}
		}),
			[]*Article{{Lang: "ar", Canonical: "https://exemple.ma/%D8%B9", Editions: map[Lang]string{"fr": "https://exemple.ma/été"}}}, ""},
		{"the page for readers of no other language need not name the article", change(fr, func(a *Article) {
			a.Editions = map[Lang]string{"ar": "https://exemple.ma/ar", "x-default": "https://exemple.ma/"}
		}), []*Article{ar}, ""},
		{"the article itself may be among the others", ar, []*Article{ar, fr}, ""},
		{"an article without editions", &Article{}, nil, ""},
		{"an article without a canonical URL", change(fr, func(a *Article) { a.Canonical = "" }), []*Article{ar},
			check + "canonical: must not be empty\n" + check + "editions.ar \"https://exemple.ma/ar\": that page names \"https://exemple.ma/fr\" as its edition in \"fr\"\n"},
		{"an edition that is not found", fr, nil, check + "editions.ar \"https://exemple.ma/ar\": not found\n"},
		{"one edition is not found, another does not name the article", change(fr, func(a *Article) {
			a.Editions = map[Lang]string{"en": "https://exemple.ma/en", "ar": "https://exemple.ma/ar"}
		}), []*Article{{Lang: "en", Canonical: "https://exemple.ma/en"}},
			check + "editions.ar \"https://exemple.ma/ar\": not found\n" + check + "editions.en \"https://exemple.ma/en\": that page names \"\" as its edition in \"fr\"\n"},
		{"an edition that names another page", fr, []*Article{change(ar, func(a *Article) { a.Editions = map[Lang]string{"fr": "https://exemple.ma/"} })},
			check + "editions.ar \"https://exemple.ma/ar\": that page names \"https://exemple.ma/\" as its edition in \"fr\"\n"},
		{"an edition whose page is in a different language", fr, []*Article{change(ar, func(a *Article) { a.Lang = "en" })},
			check + "editions.ar \"https://exemple.ma/ar\": the language of that page is \"en\"\n"},
	} {
		if got := lines(c.a.CheckEditions(c.others...)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.rule, got, c.want)
		}
	}
	require.ErrorIs(t, fr.CheckEditions(), ErrNotFound)
}

func TestCard(t *testing.T) {
	a := full()
	require.Equal(t, Card{ID: "a1", Slug: "semaine-estivale", Lang: "fr-MA", Access: AccessPaid, Sections: []string{"culture", "une"},
		Headline: "L’été à « Tétouan »", Excerpt: "Une semaine…", Image: a.Lead, Published: noon}, a.Card(2), "the excerpt of an article with a deck is the deck")
	a.Deck = "5 < 6 & 7 > 3, dit-il"
	require.Equal(t, "5 < 6 & 7…", a.Card(3).Excerpt, "a deck is plain text")
	a.Deck, a.Body = "", "<p>CASABLANCA (MAP) – Le port rouvre lundi.</p>"
	require.Equal(t, "Le port rouvre…", a.Card(3).Excerpt, "the excerpt of a body omits the dateline")
	a.Body = "<h2>Le port</h2><p>SALÉ – Il rouvre<sup><a href='#n1'>1</a></sup> lundi matin.</p>"
	require.Equal(t, "Il rouvre lundi…", a.Card(3).Excerpt, "the excerpt of a body omits headings and the marks of footnotes")
	a.Body = ""
	require.Empty(t, a.Card(3).Excerpt)
}

// TestSmallTypes checks the text and database forms of Lang and the enumerations.
func TestSmallTypes(t *testing.T) {
	type small interface {
		encoding.TextMarshaler
		driver.Valuer
	}
	lang := Lang("fr-MA")
	status, access, rights := StatusWithdrawn, AccessMetered, RightsHandout
	for _, c := range []struct {
		value small
		fresh interface {
			encoding.TextUnmarshaler
			sql.Scanner
		}
		word string
	}{
		{lang, new(Lang), "fr-MA"}, {status, new(Status), "withdrawn"}, {access, new(Access), "metered"}, {rights, new(Rights), "handout"},
	} {
		text, err := c.value.MarshalText()
		require.NoError(t, err)
		require.Equal(t, c.word, string(text))
		stored, err := c.value.Value()
		require.NoError(t, err)
		require.Equal(t, c.word, stored)
		for _, src := range []any{c.word, []byte(c.word)} {
			require.NoError(t, c.fresh.Scan(nil))
			require.True(t, reflect.ValueOf(c.fresh).Elem().IsZero())
			require.NoError(t, c.fresh.Scan(src))
			require.Equal(t, c.value, reflect.ValueOf(c.fresh).Elem().Interface())
		}
		var e *Error
		for _, bad := range []any{"no such word", 3, []int{}} {
			require.ErrorAs(t, c.fresh.Scan(bad), &e)
			require.Equal(t, c.value, reflect.ValueOf(c.fresh).Elem().Interface(), "a failed Scan must not change the value")
		}
		require.ErrorAs(t, c.fresh.UnmarshalText([]byte("no such word")), &e)
	}
	for v, want := range map[fmt.Stringer]string{
		StatusDraft: "draft", StatusReview: "review", StatusScheduled: "scheduled", StatusPublished: "published", StatusCorrected: "corrected", StatusWithdrawn: "withdrawn", StatusRestricted: "restricted", Status(7): "Status(7)",
		AccessFree: "free", AccessRegistered: "registered", AccessMetered: "metered", AccessPaid: "paid", Access(4): "Access(4)",
		RightsUnknown: "unknown", RightsCredited: "credited", RightsReserved: "reserved", RightsArchive: "archive", RightsHandout: "handout", RightsFree: "free", Rights(6): "Rights(6)",
	} {
		require.Equal(t, want, v.String())
	}
	for r, want := range map[Rights]string{RightsUnknown: "", RightsCredited: "tous droits réservés", RightsReserved: "droits réservés",
		RightsArchive: "archives", RightsHandout: "document transmis", RightsFree: "libre de droits"} {
		require.Equal(t, want, r.Label("fr"))
	}
	require.Nil(t, Status(99).Next())
}

func TestLang(t *testing.T) {
	for l, dir := range map[Lang]string{"fr": "ltr", "ar": "rtl", "ar-MA": "rtl", "ar-Latn": "ltr", "zgh": "ltr", "fa": "rtl", "he": "rtl", "ur": "rtl", "": "ltr", "?": "ltr"} {
		require.Equal(t, dir, l.Dir(), l)
	}
	var l Lang
	require.NoError(t, l.UnmarshalText([]byte("fr_ma")))
	require.Equal(t, Lang("fr-MA"), l)
	require.Equal(t, "fr-MA", l.Tag().String())
}

// TestLangOfTags checks that all functions treat the spellings of a language alike.
func TestLangOfTags(t *testing.T) {
	april := time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC)
	for lang, want := range map[string]struct {
		tags         []Lang
		printed, day string
		slug         string
	}{
		"fr": {[]Lang{"fr", "fr-MA", "fr_FR", "FR", "Fr-ca", "fra", "fre-FR"}, "1 avril 2025", "1er\u00a0avril", "5-pour-cent"},
		"ar": {[]Lang{"ar", "ar-MA", "ar_MA", "AR", "Ar-MA", "ara", "ara_EG"}, "1 أبريل 2025", "1\u00a0أبريل", "5-في-المئة"},
		"en": {[]Lang{"en", "en-GB", "en_US", "EN", "eng"}, "1 April 2025", "1\u00a0April", "5-percent"},
	} {
		x := NewIndex(IndexOptions{})
		require.NoError(t, x.Put(&Article{ID: "a", Lang: Lang(lang), Status: StatusPublished, Headline: "Barrage de Tamda"}))
		for _, tag := range want.tags {
			base, _ := tag.Tag().Base()
			require.Equal(t, lang, base.String(), tag)
			day, err := tag.FormatDate(april, "2 janvier")
			require.NoError(t, err, tag)
			require.Equal(t, want.day, day, tag)
			got, err := tag.ParseDate(want.printed, nil)
			require.NoError(t, err, tag)
			require.Equal(t, april, got, tag)
			require.Equal(t, want.slug, Slugger{Symbols: SymbolsSpelled, Lang: tag}.Slug("5 %"), tag)
			for _, asked := range []Query{{Desk: true}, {Desk: true, Langs: []Lang{tag}}} {
				matches, err := x.Related(&Article{ID: "b", Lang: tag, Headline: "Tamda, son barrage et sa forêt"}, asked)
				require.NoError(t, err, tag)
				require.Len(t, matches, 1, "an article in %s, another in %s, Query.Langs %v", tag, lang, asked.Langs)
			}
		}
		matches, err := x.Related(&Article{ID: "b", Lang: "es", Headline: "Barrage de Tamda"}, Query{Desk: true})
		require.NoError(t, err)
		require.Empty(t, matches, "an article in es, another in %s", lang)
	}
}

// zoneData returns a zone made from data in the format of zone files. It is one
// hour ahead of UTC, changes to UTC and back at the given times, and follows rule
// after the last of them.
func zoneData(t *testing.T, name, rule string, spans ...time.Time) *time.Location {
	t.Helper()
	be := func(n int, size int) string {
		b := make([]byte, size)
		for i := range b {
			b[i] = byte(n >> (8 * (size - 1 - i)))
		}
		return string(b)
	}
	header := func(times int) string {
		return "TZif2" + strings.Repeat("\x00", 15) + be(0, 4) + be(0, 4) + be(0, 4) + be(times, 4) + be(2, 4) + be(8, 4)
	}
	zones := be(3600, 4) + "\x00\x00" + be(0, 4) + "\x00\x04" + "+01\x00+00\x00"
	times, kinds := "", ""
	for i, at := range spans {
		times += be(int(at.Unix()), 8)
		kinds += string(rune(1 - i%2))
	}
	data := header(0) + zones + header(len(spans)) + times + kinds + zones + "\n" + rule + "\n"
	loc, err := time.LoadLocationFromTZData(name, []byte(data))
	require.NoError(t, err)
	return loc
}

func TestCheckZone(t *testing.T) {
	day := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 2, 0, 0, 0, time.UTC)
	}
	ramadan := []time.Time{day(2026, 2, 15), day(2026, 3, 22)}
	stale := zoneData(t, "Africa/Casablanca", "<+01>-1", ramadan...)
	fresh := zoneData(t, "Africa/Casablanca", "<+00>0", append(ramadan, day(2026, 9, 20))...)

	// On 1 October 2026, 18:00 in Rabat is 18:00 UTC.
	require.Equal(t, 18, time.Date(2026, 10, 1, 18, 0, 0, 0, time.UTC).In(fresh).Hour())
	require.Equal(t, 19, time.Date(2026, 10, 1, 18, 0, 0, 0, time.UTC).In(stale).Hour())
	require.NoError(t, CheckZone(fresh))
	var e *Error
	require.ErrorAs(t, CheckZone(stale), &e)
	require.Equal(t, "Africa/Casablanca", e.Field)
	require.Equal(t, "2026-12-01T13:00:00+01:00", e.Value)

	require.Error(t, CheckZone(zoneData(t, "Local", "<+01>-1", ramadan...)), "the local zone with stale data")
	require.NoError(t, CheckZone(zoneData(t, "Local", "<+00>0", append(ramadan, day(2026, 9, 20))...)))
	require.Error(t, CheckZone(zoneData(t, "Africa/El_Aaiun", "WET0WEST,M3.5.0,M10.5.0/3")), "data from before 2018, with summer time")
	for _, other := range []*time.Location{nil, time.UTC, time.FixedZone("CET", 3600), zoneData(t, "Europe/Paris", "CET-1CEST,M3.5.0,M10.5.0/3")} {
		require.NoError(t, CheckZone(other))
	}
}

func BenchmarkArticleJSON(b *testing.B) {
	a := full()
	a.Body = strings.Repeat("<p>La semaine estivale s’ouvre « demain » à Tétouan.</p>\n", 60)
	text, err := a.MarshalJSON()
	if err != nil {
		b.Fatal(err)
	}
	b.Run("write", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			_, _ = a.MarshalJSON()
		}
	})
	b.Run("read", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			var a Article
			_ = a.UnmarshalJSON(text)
		}
	})
	// For comparison: encoding/json, without unknown members and error paths.
	type plain struct {
		ID, Lang, Slug, Headline, Deck, Body string
		Sections, Tags                       []string
		Published, Updated                   time.Time
		Byline, Lead, Live, Corrections      any
		Media                                []any
		Editions                             map[string]string
	}
	b.Run("encoding-json-read", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			var p plain
			_ = json.Unmarshal(text, &p)
		}
	})
}

func BenchmarkValidate(b *testing.B) {
	a := full()
	b.ReportAllocs()
	for b.Loop() {
		_ = a.Validate()
	}
}
