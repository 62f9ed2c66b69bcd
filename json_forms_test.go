package presse

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// TestOtherForms reads what other systems write, and compares it with what presse writes.
func TestOtherForms(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"an ID may be a number", `{"id":4812}`, `{"id":"4812"}`},
		{"an ID of many digits stays as it is", `{"id":12345678901234567890123}`, `{"id":"12345678901234567890123"}`},
		{"IDs of parts may be numbers", `{"byline":{"people":[{"id":7}]},"media":[{"id":0}],"live":[{"id":1,"media":[{"id":2}]}]}`,
			`{"byline":{"people":[{"id":"7"}]},"media":[{"id":"0"}],"live":[{"id":"1","media":[{"id":"2"}]}]}`},
		{"a byline may be a list of names", `{"byline":["Salma Idrissi","Omar Alami"]}`,
			`{"byline":{"text":"Salma Idrissi, Omar Alami","people":[{"name":"Salma Idrissi"},{"name":"Omar Alami"}]}}`},
		{"a list of names may have an agency", `{"byline":["Salma Idrissi","AFP"]}`,
			`{"byline":{"text":"Salma Idrissi, AFP","people":[{"name":"Salma Idrissi"}],"agencies":["AFP"]}}`},
		{"an empty list of names is no byline", `{"byline":[]}`, `{}`},
		{"empty names in a list are left out", `{"byline":["",null,"Salma Idrissi"," "]}`, `{"byline":{"text":"Salma Idrissi","people":[{"name":"Salma Idrissi"}]}}`},
		{"a byline of a note may be a list of names", `{"live":[{"byline":["Salma Idrissi"]}]}`, `{"live":[{"byline":{"text":"Salma Idrissi","people":[{"name":"Salma Idrissi"}]}}]}`},
		{"people may be names", `{"byline":{"people":["Salma Idrissi",{"name":"Omar Alami"}]}}`, `{"byline":{"people":[{"name":"Salma Idrissi"},{"name":"Omar Alami"}]}}`},
		{"an image may be a URL", `{"lead":"https://exemple.ma/1.jpg"}`, `{"lead":{"url":"https://exemple.ma/1.jpg"}}`},
		{"an empty URL is no image", `{"lead":""}`, `{}`},
		{"media may be URLs", `{"media":["1.jpg",{"url":"2.jpg"}],"live":[{"media":["3.jpg"]}]}`, `{"media":[{"url":"1.jpg"},{"url":"2.jpg"}],"live":[{"media":[{"url":"3.jpg"}]}]}`},
		{"a subject may be scheme and code", `{"subjects":["medtop:11000000","wikidata:Q90"]}`, `{"subjects":[{"scheme":"medtop","code":"11000000"},{"scheme":"wikidata","code":"Q90"}]}`},
		{"any other subject is a name", `{"subjects":["politique","Tour de France : les étapes","https://exemple.ma/a","a:",":b"]}`,
			`{"subjects":[{"name":"politique"},{"name":"Tour de France : les étapes"},{"name":"https://exemple.ma/a"},{"name":"a:"},{"name":":b"}]}`},
		{"an offset may lack its colon", `{"published":"2025-03-12T18:30:00+0100"}`, `{"published":"2025-03-12T18:30:00+01:00"}`},
		{"an instant may lack its seconds", `{"published":"2025-03-12T18:30Z","updated":"2025-03-12T18:30-0500"}`, `{"published":"2025-03-12T18:30:00Z","updated":"2025-03-12T18:30:00-05:00"}`},
		{"the seconds of an instant may have a fraction", `{"live":[{"at":"2025-03-12T18:30:00.25+0100"}]}`, `{"live":[{"at":"2025-03-12T18:30:00.25+01:00"}]}`},
		{"the default edition, in any spelling", `{"editions":{"X_Default":"https://exemple.ma/"}}`, `{"editions":{"x-default":"https://exemple.ma/"}}`},
	} {
		var a Article
		err := a.UnmarshalJSON([]byte(c.in))
		got, fault := a.MarshalJSON()
		if err != nil || fault != nil || string(got) != c.want {
			t.Errorf("%s: %s\n is read as %s, %v\nwant       %s", c.rule, c.in, got, errors.Join(err, fault), c.want)
		}
	}
	var s Subject
	if err := json.Unmarshal([]byte(`"medtop:11000000"`), &s); err != nil || s.Code != "11000000" {
		t.Errorf("a subject alone is read as %+v, %v", s, err)
	}
}

// TestLaterWords checks words that only a later version of presse knows: they are read as
// the most restrictive value, and kept.
func TestLaterWords(t *testing.T) {
	const later = `{"id":"1","status":"\u006civecast","access":"premium","slug":"a","headline":"A","lead":{"credit":{"rights":"ai-free"}},` +
		`"media":[{"url":"2"},{"url":"3","credit":{"text":"X","rights":"cc"}}],"published":"2025-04-15T11:00:00Z",` +
		`"live":[{"media":[{"url":"4","credit":{"rights":"cc"}}]}],"x":1}`
	var a Article
	if err := a.UnmarshalJSON([]byte(later)); err != nil {
		t.Fatal(err)
	}
	if a.Status != StatusDraft || a.Access != AccessPaid || a.Lead.Credit.Rights != RightsUnknown || a.Media[1].Credit.Rights != RightsUnknown {
		t.Errorf("%s is read as %v, %v, %v, %v, want a draft, paid, unknown rights", later, a.Status, a.Access, a.Lead.Credit.Rights, a.Media[1].Credit.Rights)
	}
	if a.Public(noon.AddDate(1, 0, 0)) {
		t.Errorf("%s is public", later)
	}
	for field, want := range map[string]string{"status": `"\u006civecast"`, "access": `"premium"`, "x": "1"} {
		if got := string(a.Unknown[field]); got != want {
			t.Errorf("Unknown[%q] = %s, want %s", field, got, want)
		}
	}

	write := func(change func(*Article)) string {
		b := a
		if change != nil {
			change(&b)
		}
		text, err := b.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	advance := func(a *Article, steps ...Status) {
		for _, to := range steps {
			if err := a.Advance(to, noon); err != nil {
				t.Fatal(err)
			}
		}
	}
	status, access := `"status":"\u006civecast",`, `"access":"premium",`
	for _, c := range []struct {
		rule   string
		change func(*Article)
		want   string
	}{
		{"unchanged, to the byte", nil, later},
		{"another member changes", func(a *Article) { a.Headline = "B" }, strings.Replace(later, `"headline":"A"`, `"headline":"B"`, 1)},
		{"a status that is set replaces the word", func(a *Article) { a.Status = StatusReview }, strings.Replace(later, status, `"status":"review",`, 1)},
		{"a status that Advance sets replaces the word", func(a *Article) { advance(a, StatusPublished) }, strings.Replace(later, status, `"status":"published",`, 1)},
		{"Advance to another status and back to a draft", func(a *Article) { advance(a, StatusReview, StatusDraft) }, strings.Replace(later, status, "", 1)},
		{"Advance changed a copy", nil, later},
		{"an access that is set replaces the word", func(a *Article) { a.Access = AccessMetered }, strings.Replace(later, access, `"access":"metered",`, 1)},
		{"free access replaces the word", func(a *Article) { a.Access = AccessFree }, strings.Replace(later, access, "", 1)},
		{"rights that are set replace the word", func(a *Article) {
			a.Lead.Credit.Rights = RightsFree
		}, strings.Replace(later, `"ai-free"`, `"free"`, 1)},
		{"a word that is known is no later word, so that a draft is not written as published", func(a *Article) {
			a.Unknown = map[string]json.RawMessage{"status": []byte(`"published"`), "access": []byte(`"free"`), "x": []byte("1")}
		}, strings.Replace(strings.Replace(later, status, "", 1), `"premium"`, `"paid"`, 1)},
		{"a kept value that is no text is left out", func(a *Article) {
			a.Unknown = map[string]json.RawMessage{"status": []byte(`7`), "access": []byte(`"`), "x": []byte("1")}
		}, strings.Replace(strings.Replace(later, status, "", 1), `"premium"`, `"paid"`, 1)},
	} {
		if got := write(c.change); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.rule, got, c.want)
		}
	}

	text, err := json.Marshal(Stories{&a})
	if want := "[" + later + "]"; err != nil || string(text) != want {
		t.Errorf("encoding/json writes %s, %v, want %s", text, err, want)
	}
	stored, err := a.Value()
	var back Article
	if err != nil || back.Scan(stored) != nil || write(func(a *Article) { *a = back }) != later {
		t.Errorf("from a database: %+v, %v, want %s", back, err, later)
	}
	var credit Credit
	if err := credit.UnmarshalJSON([]byte(`{"rights":"cc"}`)); err != nil {
		t.Fatal(err)
	}
	if text, err := json.Marshal(credit); err != nil || string(text) != `{"rights":"cc"}` {
		t.Errorf("a credit alone is written as %s, %v", text, err)
	}
	if err := new(Status).UnmarshalText([]byte("livecast")); err == nil {
		t.Error("a status alone has nowhere to keep a word, but reads one that it does not know")
	}
}

func TestStoriesJSON(t *testing.T) {
	for _, c := range []struct{ rule, in, want, fault string }{
		{"an array of articles", ` [ {"id":"1"} , {"id":2} ] `, `[{"id":"1"},{"id":"2"}]`, ""},
		{"an empty array", `[]`, `[]`, ""},
		{"null", `null`, `null`, ""},
		{"null in an array is an empty article", `[null,{"id":"1"}]`, `[{},{"id":"1"}]`, ""},
		{"a fault in an article", `[{},{},{"media":[{},{"alt":7}]}]`, "", `presse: read stories [2].media[1].alt "7": want a string, have a number`},
		{"an element that is no article", `[{},"x"]`, "", `presse: read stories [1]: want an object, have a string`},
		{"a name twice", `[{},{"id":"1","id":"2"}]`, "", `presse: read stories [1].id: duplicate`},
		{"an array that ends too early", `[{},{"id":"1"}`, "", `presse: read stories: the JSON text ends too early`},
		{"an article that ends too early", `[{},{"id":"1"`, "", `presse: read stories [1]: the JSON text ends too early`},
		{"no comma", `[{} {}]`, "", `presse: read stories "{": not JSON`},
		{"text after the array", `[]{}`, "", `presse: read stories "{}": text after the end of the JSON value`},
		{"nothing", ``, "", `presse: read stories: the JSON text ends too early`},
		{"an article alone", `{"id":"1"}`, "", `presse: read stories: want an array, have an object`},
	} {
		before := &Article{ID: "before"}
		s := Stories{before}
		err := s.UnmarshalJSON([]byte(c.in))
		if c.fault != "" {
			var e *Error
			if !errors.As(err, &e) || err.Error() != c.fault {
				t.Errorf("%s: %s\n got %v\nwant %s", c.rule, c.in, err, c.fault)
			}
			if len(s) != 1 || s[0] != before {
				t.Errorf("%s: %s leaves %v, want the stories as they were", c.rule, c.in, s)
			}
			continue
		}
		if got, fault := json.Marshal(s); err != nil || fault != nil || string(got) != c.want {
			t.Errorf("%s: %s is read as %s, %v, want %s", c.rule, c.in, got, errors.Join(err, fault), c.want)
		}
	}
	if err := (*Stories)(nil).UnmarshalJSON([]byte(`[]`)); err == nil {
		t.Error("nil *Stories: no error")
	}
}

// TestArticleInDatabase calls what database/sql calls. The module bench/model does the
// same with a database.
func TestArticleInDatabase(t *testing.T) {
	a := full()
	stored, err := driver.DefaultParameterConverter.ConvertValue(a)
	if err != nil {
		t.Fatal(err)
	}
	text, isText := stored.(string)
	if direct, _ := a.MarshalJSON(); !isText || text != string(direct) {
		t.Errorf("an article is stored as %T %.80v, want its JSON as a string", stored, stored)
	}
	if same, err := driver.DefaultParameterConverter.ConvertValue(&a); err != nil || same != stored {
		t.Errorf("a pointer to an article is stored as %.80v, %v", same, err)
	}
	if null, err := driver.DefaultParameterConverter.ConvertValue((*Article)(nil)); err != nil || null != nil {
		t.Errorf("a nil *Article is stored as %v, %v, want NULL", null, err)
	}
	for _, src := range []any{text, []byte(text)} {
		b := Article{Kicker: "before"}
		if err := b.Scan(src); err != nil || !same(reflect.ValueOf(a), reflect.ValueOf(b)) {
			t.Errorf("Scan(%T) reads %+v, %v", src, b, err)
		}
	}
	src := []byte(`{"id":"1","x":[1]}`)
	var b Article
	if err := b.Scan(src); err != nil {
		t.Fatal(err)
	}
	copy(src, bytes.Repeat([]byte("?"), len(src))) // a driver uses the bytes again
	if b.ID != "1" || string(b.Unknown["x"]) != "[1]" {
		t.Errorf("the article shares memory with the bytes that Scan was given: %q", b.Unknown["x"])
	}
	if err := b.Scan(nil); err != nil || !reflect.DeepEqual(b, Article{}) {
		t.Errorf("Scan(nil) leaves %+v, %v, want the zero Article", b, err)
	}
	for _, src := range []any{nil, text} {
		if err := (*Article)(nil).Scan(src); err == nil || err.Error() != "presse: read article: nil pointer" {
			t.Errorf("Scan into a nil *Article: %v", err)
		}
	}
	b = Article{ID: "before"}
	if err := b.Scan(7); err == nil || b.ID != "before" {
		t.Errorf("Scan(7) leaves %+v, %v", b, err)
	}
}

// TestErrorsHoldNoText checks that an error about the text of a story, which is logged,
// does not repeat it.
func TestErrorsHoldNoText(t *testing.T) {
	for _, in := range []string{
		`{"headline":["Sous embargo"]}`, `{"body":{"x":"Sous embargo"}}`, `{"headline":"Sous embargo`, `{"id":"1"} {"headline":"Sous embargo"}`,
		`["Sous embargo"]`, `"Sous embargo"`, `{"titles":{"seo":["Sous embargo"]}}`, `{"titles":"Sous embargo"}`, `{"media":[{"alt":["Sous embargo"]}]}`,
		`{"media":{"caption":"Sous embargo"}}`, `{"live":"Sous embargo"}`, `{"corrections":[{"headline":["Sous embargo"]}]}`, `{"internal_note":["Sous embargo"]}`,
		`{'headline':'Sous embargo'}`, `{"deck":Sous embargo}`, `{"kicker":["Sous embargo"]}`,
	} {
		var a Article
		if err := a.UnmarshalJSON([]byte(in)); err == nil || strings.Contains(err.Error(), "embargo") {
			t.Errorf("UnmarshalJSON(%s): got the error %v, want one without the text", in, err)
		}
	}
}
