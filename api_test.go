package presse

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"iter"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse/internal/printed"
)

// exported lists every exported type and function, since reflection cannot.
// TestNothingPanics fails if one is missing.
var exported = map[string]any{
	"Access": Access(0), "AmbiguityError": AmbiguityError{}, "Article": Article{}, "Byline": Byline{}, "Card": Card{}, "Change": Change{},
	"Credit": Credit{}, "DateStyle": DateStyle(0), "Dateline": Dateline{}, "Elision": Elision(0), "Error": Error{}, "Fit": Fit{}, "Focus": Focus(0),
	"Frequencies":  reflect.TypeFor[Frequencies](),
	"Index":        reflect.TypeFor[Index](),
	"IndexOptions": IndexOptions{}, "Kind": Kind(0), "Lang": Lang(""), "Loss": Loss{}, "LossKind": LossKind(0), "Match": Match{}, "Media": Media{}, "Note": Note{}, "Order": Order(0),
	"Person": Person{}, "Policy": Policy{}, "Profile": Profile(0), "Query": Query{}, "Reason": Reason{}, "ReasonKind": ReasonKind(0),
	"Redirect": Redirect{}, "Removal": Removal{}, "Rendition": Rendition{}, "Rights": Rights(0), "Sanitizer": Sanitizer{}, "Scope": Scope(0), "Section": Section{}, "Slugger": Slugger{}, "Source": Source{}, "Spaces": Spaces(0), "Sponsor": Sponsor{},
	"Stats": Stats{}, "Status": Status(0), "Stories": Stories(nil), "Subject": Subject{}, "Symbols": Symbols(0), "Taxonomy": Taxonomy{}, "Text": Text(""), "Typesetter": Typesetter{},

	"AppendFold": AppendFold, "CheckZone": CheckZone, "DetectSlugger": DetectSlugger, "Excerpt": Excerpt, "ExcerptWordPress": ExcerptWordPress,
	"Faults": Faults, "Fold": Fold, "FrenchStopWords": FrenchStopWords, "IsSlug": IsSlug, "LoadIndex": LoadIndex, "LoadIndexFile": LoadIndexFile, "NewIndex": NewIndex,
	"NewSanitizer": NewSanitizer, "NewTaxonomy": NewTaxonomy, "ParseByline": ParseByline, "ParseCredit": ParseCredit,
	"ParseDateline": ParseDateline, "PathautoWords": PathautoWords, "PlainText": PlainText, "ReadingTime": ReadingTime, "SameAddress": SameAddress,
	"Sanitize": Sanitize, "SearchKey": SearchKey, "Slug": Slug, "SplitCaption": SplitCaption, "Typeset": Typeset, "WordCount": WordCount,
}

// declared returns the names of the exported types and functions of the package.
func declared(t *testing.T) []string {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), entry.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if decl.Recv == nil && decl.Name.IsExported() {
					names = append(names, decl.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.IsExported() {
						names = append(names, spec.Name.Name)
					}
				}
			}
		}
	}
	slices.Sort(names)
	return names
}

// TestNothingPanics calls every exported function, and every method of every exported
// type on its zero value, on a nil pointer and on values out of range, with zero, nil
// and absurd arguments. No call may panic, and every error must be an *Error with an
// operation and a cause.
func TestNothingPanics(t *testing.T) {
	if want, got := declared(t), slices.Sorted(maps.Keys(exported)); !slices.Equal(got, want) {
		t.Fatalf("the map exported has the names\n%q\nthe package exports\n%q", got, want)
	}
	t.Chdir(t.TempDir()) // SaveFile writes where it is told to
	calls := 0
	for _, name := range slices.Sorted(maps.Keys(exported)) {
		v := reflect.ValueOf(exported[name])
		if v.Kind() == reflect.Func {
			calls += callAll(t, name, v)
			continue
		}
		typ, isType := exported[name].(reflect.Type)
		if !isType {
			typ = v.Type()
		}
		receivers := map[string]reflect.Value{"zero " + name: reflect.New(typ), "nil *" + name: reflect.Zero(reflect.PointerTo(typ))}
		if typ.Kind() == reflect.Uint8 {
			unknown := reflect.New(typ)
			unknown.Elem().SetUint(99)
			receivers[name+"(99)"] = unknown
		}
		for what, receiver := range receivers {
			for i := range receiver.NumMethod() {
				method := receiver.Type().Method(i).Name
				if _, ofValue := typ.MethodByName(method); ofValue && receiver.IsNil() {
					continue // the language panics before the method is called
				}
				calls += callAll(t, what+"."+method, receiver.Method(i))
			}
		}
	}
	if calls < 600 {
		t.Errorf("%d calls, want at least 600", calls)
	}
}

// arguments returns the values to try for a parameter of type typ.
func arguments(typ reflect.Type) []reflect.Value {
	list := []reflect.Value{reflect.Zero(typ)}
	switch typ.Kind() {
	case reflect.String:
		for _, s := range []string{"\xff<a href='", "L’État, avec l‘AFP (Rabat) – le 31/02/2025", strings.Repeat("<b>", 400)} {
			list = append(list, reflect.ValueOf(s).Convert(typ))
		}
	case reflect.Int, reflect.Int64:
		for _, n := range []int64{-1, 1 << 40} {
			list = append(list, reflect.ValueOf(n).Convert(typ))
		}
	case reflect.Uint8:
		list = append(list, reflect.ValueOf(uint8(99)).Convert(typ))
	case reflect.Pointer:
		if typ.Elem() != reflect.TypeFor[time.Location]() {
			list = append(list, reflect.New(typ.Elem()))
		}
	}
	return list
}

// callAll calls f with all combinations of arguments and returns the number of calls.
func callAll(t *testing.T, name string, f reflect.Value) int {
	calls := 0
	var call func(in []reflect.Value)
	call = func(in []reflect.Value) {
		if len(in) < f.Type().NumIn() {
			typ := f.Type().In(len(in))
			if f.Type().IsVariadic() && len(in) == f.Type().NumIn()-1 {
				callOnce(t, name, f, in) // without variadic arguments
				calls++
				typ = typ.Elem()
			}
			for _, v := range arguments(typ) {
				call(append(slices.Clip(in), v))
			}
			return
		}
		callOnce(t, name, f, in)
		calls++
	}
	call(nil)
	return calls
}

func callOnce(t *testing.T, name string, f reflect.Value, in []reflect.Value) {
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s%v panics: %v", name, in, r)
		}
	}()
	for _, out := range f.Call(in) {
		switch out := out.Interface().(type) {
		case error:
			for _, fault := range Faults(out) {
				if fault.Op == "" || fault.Err == nil {
					t.Errorf("%s%v returns the error %v, which lacks an operation or a cause", name, in, out)
				}
			}
		case iter.Seq[Section]:
			for range out {
			}
		case iter.Seq[string]:
			for range out {
			}
		}
	}
}

// TestFaults checks that Faults lists every joined error, in order, at any depth.
func TestFaults(t *testing.T) {
	a, b, c := &Error{Op: "a", Err: ErrGone}, &Error{Op: "b", Err: ErrCycle}, &Error{Op: "c", Err: ErrNotFound}
	other := errors.New("disk full")
	for _, test := range []struct {
		rule string
		err  error
		want []*Error
	}{
		{"nil has no faults", nil, nil},
		{"a nil *Error has no faults", (*Error)(nil), nil},
		{"an *Error is listed itself", a, []*Error{a}},
		{"joined errors are listed in order", errors.Join(a, b), []*Error{a, b}},
		{"nested joined errors are listed in order", errors.Join(errors.Join(a, b), c), []*Error{a, b, c}},
		{"joined errors inside a wrapped error are listed", fmt.Errorf("import: %w", errors.Join(a, b)), []*Error{a, b}},
		{"several wrapped errors are listed", fmt.Errorf("%w and %w", a, errors.Join(b, c)), []*Error{a, b, c}},
		{"a joined error of another type becomes an *Error", errors.Join(a, other), []*Error{a, {Err: other}}},
		{"a wrapped error of another type becomes one *Error", fmt.Errorf("save: %w", other), []*Error{{Err: fmt.Errorf("save: %w", other)}}},
		{"the cause of an *Error is not listed", &Error{Op: "d", Err: a}, []*Error{{Op: "d", Err: a}}},
	} {
		if got := Faults(test.err); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: Faults returned %v, want %v", test.rule, got, test.want)
		}
	}
}

// TestJSONNames checks the JSON of the types that services send: names are in lower
// case, zero fields are left out, and an empty list is [], not null.
func TestJSONNames(t *testing.T) {
	at := time.Date(2026, time.March, 5, 9, 0, 0, 0, time.FixedZone("", 3600))
	for _, c := range []struct {
		value any
		want  string
	}{
		{Card{}, `{}`},
		{Card{ID: "1", Slug: "a", Lang: "fr", Access: AccessPaid, Sections: []string{"une"}, Headline: "A", Excerpt: "B", Image: Media{URL: "c.jpg"}, Published: at},
			`{"id":"1","slug":"a","lang":"fr","access":"paid","sections":["une"],"headline":"A","excerpt":"B","image":{"url":"c.jpg"},"published":"2026-03-05T09:00:00+01:00"}`},
		{Match{}, `{}`},
		{Match{ID: "1", Score: 0.5, Why: []Reason{{Kind: ReasonTag, Text: "Oued", Weight: 0.25}, {Text: "crue"}}, Copies: []string{"2"}},
			`{"id":"1","score":0.5,"why":[{"kind":"tag","text":"Oued","weight":0.25},{"text":"crue"}],"copies":["2"]}`},
		{Reason{}, `{}`},
		{Removal{}, `{}`},
		{Removal{Kind: "element", Name: "script", Reason: "not allowed", Text: "x", Offset: 3},
			`{"kind":"element","name":"script","reason":"not allowed","text":"x","offset":3}`},
		{Change{}, `{}`},
		{Change{Offset: 5, Old: " ", New: "\u202F", Rule: "no-break space before punctuation"}, "{\"offset\":5,\"old\":\" \",\"new\":\"\u202F\",\"rule\":\"no-break space before punctuation\"}"},
		{Typesetter{}, `{}`},
		{Typesetter{Lang: "fr-CA", Spaces: SpacesNarrow}, `{"lang":"fr-CA","spaces":"narrow"}`},
		{Typesetter{}.Changes("Oui"), `[]`},
		{Typesetter{Lang: "en"}.Changes("It's"), `[]`},
		{Slugger{}, `{}`},
		{Slugger{Profile: ProfileWordPress, Elision: ElisionGlue, MaxLen: 80, Skip: []string{"de"}, Symbols: SymbolsSpelled, Lang: "ar"},
			`{"profile":"wordpress","elision":"glue","max_len":80,"skip":["de"],"symbols":"spelled","lang":"ar"}`},
		{Fit{}, `{}`},
		{Fit{Pairs: 50, Reproduced: 49}, `{"pairs":50,"reproduced":49}`},
		{Loss{}, `{"kind":"dropped"}`},
		{Loss{Item: "12", Field: "post_content", Value: "[quiz]", Kind: LossKept, Err: ErrNotFound}, `{"item":"12","field":"post_content","value":"[quiz]","kind":"kept","err":"not found"}`},
		{Redirect{From: "?p=12", To: "culture/le-livre"}, `{"from":"?p=12","to":"culture/le-livre"}`},
		{Stats{Articles: 2, Terms: 3, Bytes: 4}, `{"articles":2,"terms":3,"bytes":4}`},
		{&Error{}, `{}`},
		{&Error{Op: "put", Field: "articles[0].id", Value: "x", Err: ErrDuplicate}, `{"op":"put","field":"articles[0].id","value":"x","err":"duplicate"}`},
		{struct{ T Taxonomy }{*mustTaxonomy(t, Section{Slug: "une", Name: "Une"})}, `{"T":{"sections":[{"slug":"une","name":"Une"}]}}`},
		{Error{Op: "put", Err: ErrGone}, `{"op":"put","err":"no longer public"}`},
		{Section{Labels: map[Lang]string{"ar": "رياضة"}}, `{"labels":{"ar":"رياضة"}}`},
	} {
		got, err := json.Marshal(c.value)
		if err != nil || string(got) != c.want {
			t.Errorf("json.Marshal(%#v)\n got %s, %v\nwant %s", c.value, got, err, c.want)
		}
	}
	matches, err := new(Index).Related(&Article{Headline: "A"}, Query{Desk: true})
	if got, _ := json.Marshal(matches); string(got) != "[]" || err != nil {
		t.Errorf("the JSON of no matches is %s, %v, want []", got, err)
	}
	_, removals := new(Sanitizer).Report("<p>A</p>")
	if got, _ := json.Marshal(removals); string(got) != "[]" {
		t.Errorf("the JSON of no removals is %s, want []", got)
	}
}

// TestSluggerIsData checks that a Slugger that was detected is the same after a round
// trip through JSON.
func TestSluggerIsData(t *testing.T) {
	found, _ := DetectSlugger(maps.All(map[string]string{
		"Le thé noir": "the-noir", "Le thé vert": "the-vert", "Le thé fort": "the-fort", "L’été du thé": "l-ete-du-the",
	}))
	text, err := json.Marshal(found)
	if err != nil {
		t.Fatal(err)
	}
	var read Slugger
	if err := json.Unmarshal(text, &read); err != nil || !reflect.DeepEqual(read, found) || !slices.Equal(read.Skip, []string{"le"}) {
		t.Errorf("%s is read as %+v, %v, want %+v", text, read, err, found)
	}
	if err := json.Unmarshal([]byte(`{"elision":"glued"}`), &read); err == nil || !strings.Contains(err.Error(), "hyphen, glue, drop") {
		t.Errorf("for an unknown elision: got the error %v, want one that lists hyphen, glue, drop", err)
	}
}

// TestTextForms checks the text forms of the enumerations: every constant is written
// as a word and read back, and unknown values and words are errors.
func TestTextForms(t *testing.T) {
	for _, c := range []struct {
		first any // the first constant
		words string
	}{
		{StatusDraft, "draft review scheduled published corrected withdrawn restricted"},
		{AccessFree, "free registered metered paid"},
		{RightsUnknown, "unknown credited reserved archive handout free"},
		{LossDropped, "dropped changed guessed kept"},
		{KindSubject, "subject placement format"},
		{ProfilePress, "press wordpress pathauto"},
		{ElisionHyphen, "hyphen glue drop"},
		{SymbolsDrop, "drop spelled"},
		{ScopeArticle, "article comment inline feed plain"},
		{OrderFrench, "french canadian"},
		{DateShort, "short medium long time"},
		{SpacesByLang, "bylang full narrow"},
		{FocusBackground, "background story timeless"},
		{ReasonTerm, "term tag section story time rest pinned"},
	} {
		typ := reflect.TypeOf(c.first)
		words := strings.Fields(c.words)
		for i, word := range words {
			v := reflect.New(typ)
			v.Elem().SetUint(uint64(i))
			if got := fmt.Sprint(v.Elem().Interface()); got != word {
				t.Errorf("%s(%d) is printed as %q, want %q", typ.Name(), i, got, word)
			}
			text, err := json.Marshal(v.Elem().Interface())
			if string(text) != `"`+word+`"` || err != nil {
				t.Errorf("the JSON of %s is %s, %v", word, text, err)
			}
			read := reflect.New(typ)
			if err := json.Unmarshal(text, read.Interface()); err != nil || read.Elem().Uint() != uint64(i) {
				t.Errorf("%s is read as %v, %v", text, read.Elem(), err)
			}
		}
		unknown := reflect.New(typ)
		unknown.Elem().SetUint(uint64(len(words)))
		want := fmt.Sprintf("%s(%d)", typ.Name(), len(words))
		if got := fmt.Sprint(unknown.Elem().Interface()); got != want {
			t.Errorf("an unknown value is printed as %q, want %q", got, want)
		}
		if text, err := json.Marshal(unknown.Elem().Interface()); err == nil {
			t.Errorf("the JSON of %s is %s, want an error", want, text)
		}
		var fault *Error
		if err := json.Unmarshal([]byte(`"?"`), unknown.Interface()); !errors.As(err, &fault) || !strings.HasSuffix(fault.Error(), "not one of "+strings.Join(words, ", ")) {
			t.Errorf("%s: for an unknown word, got the error %v, want one that lists the words", typ.Name(), err)
		}
	}
}

// TestRoles checks that the exported roles equal those that ParseByline returns.
func TestRoles(t *testing.T) {
	for got, want := range map[string]string{
		RoleContributor: printed.Contributor, RoleEnvoy: printed.Envoy, RoleCorrespondent: printed.Correspondent, RoleInterviewer: printed.Interviewer,
		RoleEditor: printed.Editor, RoleTranslator: printed.Translator, RolePhotographer: printed.Photographer, RoleVideographer: printed.Videographer,
	} {
		if got != want {
			t.Errorf("the exported role is %q, that of bylines is %q", got, want)
		}
	}
}

// A shortWriter writes nothing and reports no error; an idleReader reads nothing.
type (
	shortWriter struct{}
	idleReader  struct{}
)

func (shortWriter) Write([]byte) (int, error) { return 0, nil }
func (idleReader) Read([]byte) (int, error)   { return 0, nil }

// TestSnapshotsOfBadStreams checks that a writer that loses bytes and a reader that never
// ends are errors.
func TestSnapshotsOfBadStreams(t *testing.T) {
	if err := new(Index).Save(shortWriter{}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("Save to a writer that loses bytes: got %v, want %v", err, io.ErrShortWrite)
	}
	if _, err := LoadIndex(idleReader{}, IndexOptions{}); err == nil {
		t.Error("LoadIndex of a reader that never ends: got no error")
	}
	if err := new(Index).SaveFile(""); !errors.Is(err, errEmpty) {
		t.Errorf("SaveFile without a name: got %v, want %v", err, errEmpty)
	}
}

// TestLangIsReadAsWritten checks that a tag that could not be read is not written.
func TestLangIsReadAsWritten(t *testing.T) {
	for l, ok := range map[Lang]bool{"": true, "fr": true, "ar_MA": true, "zgh": true, "!!": false, "français": false, Lang(strings.Repeat("a-", 60)): false} {
		_, err := json.Marshal(l)
		_, stored := l.Value()
		if (err == nil) != ok || (stored == nil) != ok {
			t.Errorf("%q: written as JSON: %v, to a database: %v, want it to be valid: %v", l, err, stored, ok)
		}
	}
}
