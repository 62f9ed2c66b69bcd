package opensearch

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// row returns a row as OpenSearch gives it back.
func row(turn int64, id, digest string) string {
	return base64.RawStdEncoding.EncodeToString(appendRow(nil, turn, id, []byte(digest)))
}

// bigAnswer is an answer with 200 digests of 490 bytes.
func bigAnswer() []byte {
	var s strings.Builder
	s.WriteString(`{"took":38,"timed_out":false,"_shards":{"total":3,"successful":3,"skipped":0,"failed":0},"hits":{"max_score":1.0,"hits":[`)
	digest := strings.Repeat("digest ", 70)
	for i := range 200 {
		if i > 0 {
			s.WriteByte(',')
		}
		fmt.Fprintf(&s, `{"_index":"presse","_score":%d.5,"fields":{"row":["%s"]}}`, i, row(4, fmt.Sprint("article-", i), digest))
	}
	s.WriteString(`]}}`)
	return []byte(s.String())
}

func TestAnswer(t *testing.T) {
	for _, c := range []struct{ rule, text, want string }{
		{"a hit", `{"hits":{"hits":[{"_score":2.5,"fields":{"row":["` + row(7, "a", "dig") + `"]}}]}}`, `[{a 2.5 [100 105 103] 7}]`},
		{"white space and members that nobody asked for", " {\n\"took\" : 1 , \"hits\" : { \"max_score\" : null , \"hits\" : [ { \"_index\" : \"x\" , \"sort\" : [ [ 1 ] , { \"}\" : \"]\" } ] , \"fields\" : { \"id\" : [ \"a\" ] , \"other\" : [ ] } } ] } } ", `[{a 0 [] 0}]`},
		{"escapes in IDs", `{"hits":{"hits":[{"fields":{"id":["a\"\\\\\u00e9"]}},{"fields":{"id":["\\"]}}]}}`, `[{a"\\é 0 [] 0} {\ 0 [] 0}]`},
		{"base64 with padding", `{"hits":{"hits":[{"fields":{"row":["` + row(7, "a", "d") + `=="]}}]}}`, `[{a 0 [100] 7}]`},
		{"a row that is none", `{"hits":{"hits":[{"fields":{"row":["?"]}},{"fields":{"row":["BwU"]}},{"fields":{"row":[""]}}]}}`, `[{ 0 [] 0} { 0 [] 0} { 0 [] 0}]`},
		{"a row without a digest", `{"hits":{"hits":[{"fields":{"row":["` + row(7, "a", "") + `"]}}]}}`, `[{a 0 [] 7}]`},
		{"no score", `{"hits":{"hits":[{"_score":null,"fields":{}}]}}`, `[{ 0 [] 0}]`},
		{"a turn of 60 bits", `{"hits":{"hits":[{"fields":{"row":["` + row(1<<60-1, "é", "d") + `"]}}]}}`, `[{é 0 [100] 1152921504606846975}]`},
		{"none", `{"hits":{"hits":[]}}`, `[]`},
	} {
		var a answer
		if err := a.parse([]byte(c.text)); err != nil || fmt.Sprint(a.hits) != c.want {
			t.Errorf("%s: %s: got %v, %v, want %s", c.rule, c.text, a.hits, err, c.want)
		}
	}
}

// TestAnswerCut checks that no beginning of an answer is taken for an answer.
func TestAnswerCut(t *testing.T) {
	text := `{"timed_out":false,"_shards":{"total":2,"successful":1,"failed":1},"hits":{"total":{"value":3},"hits":[{"_score":1,"fields":{"id":["a\\"],"turn":[7]}}]},"aggregations":{"x":{"value":1.5}}}`
	for i := range text {
		var a answer
		if err := a.parse([]byte(text[:i])); err == nil {
			t.Errorf("%s: no error", text[:i])
		}
	}
	for _, text := range []string{`<html>`, `[]`, `{"hits":7}`, `{"hits":{"hits":{}}}`, `{"hits"}`, `{hits:{}}`, `{"timed_out":"x"}`, `{"hits":{"hits":[,]}}`} {
		var a answer
		if err := a.parse([]byte(text)); err == nil {
			t.Errorf("%s: no error", text)
		}
	}
}

// FuzzAnswer compares the reader with package encoding/json: what that takes is read alike.
func FuzzAnswer(f *testing.F) {
	f.Add(`{"timed_out":true,"_shards":{"total":2,"failed":1},"hits":{"total":{"value":3},"hits":[{"_score":1.5,"fields":{"id":["a"],"turn":[7]}}]}}`)
	f.Fuzz(func(t *testing.T, text string) {
		var a answer
		err := a.parse([]byte(text))
		if !json.Valid([]byte(text)) || err != nil {
			return
		}
		var want struct {
			Hits struct {
				Hits []struct{ Fields struct{ ID []string } }
			}
		}
		if json.Unmarshal([]byte(text), &want) != nil {
			return
		}
		var ids, got []string
		for _, h := range want.Hits.Hits {
			ids = append(ids, strings.Join(h.Fields.ID[max(0, len(h.Fields.ID)-1):], ""))
		}
		for _, h := range a.hits {
			got = append(got, h.id)
		}
		if strings.Count(text, `"hits"`) == 2 && strings.Count(text, `"fields"`) <= len(got) && strings.Count(text, `"id"`) <= len(got) && !reflect.DeepEqual(ids, got) {
			t.Errorf("%s: got %q, want %q", text, got, ids)
		}
	})
}

func BenchmarkHits(b *testing.B) {
	text := bigAnswer()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		var a answer
		if err := a.parse(text); err != nil || len(a.hits) != 200 {
			b.Fatal(err)
		}
	}
}

func BenchmarkHitsJSON(b *testing.B) {
	text := bigAnswer()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		var a struct {
			Hits struct {
				Hits []struct {
					Score  float32 `json:"_score"`
					Fields struct{ Row []string }
				}
			}
		}
		if err := json.Unmarshal(text, &a); err != nil || len(a.Hits.Hits) != 200 {
			b.Fatal(err)
		}
		for _, h := range a.Hits.Hits {
			_, _ = base64.RawStdEncoding.DecodeString(h.Fields.Row[0])
		}
	}
}

// parse reads one answer.
func (a *answer) parse(text []byte) error {
	r := reader{text: text}
	*a = r.answer()
	return r.err
}
