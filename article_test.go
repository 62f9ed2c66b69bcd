package presse

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var at = time.Date(2025, time.April, 15, 18, 30, 0, 0, time.FixedZone("", 3600))

// full is an article in which no field is zero.
func full() Article {
	unknown := func(s string) map[string]json.RawMessage {
		return map[string]json.RawMessage{"x_" + s: json.RawMessage(`{"b": 1.0, "a":[null, "<é&>\u00e9"] }`)}
	}
	byline := Byline{
		Text:     "Par Salma Idrissi à Tétouan, avec MAP",
		People:   []Person{{Name: "Salma Idrissi", Role: RoleEnvoy, Place: "Tétouan", Email: "s@exemple.ma", Handle: "@salma", Unknown: unknown("person")}},
		Agencies: []string{"MAP"}, Unknown: unknown("byline"),
	}
	media := Media{Kind: "image", URL: "https://exemple.ma/1.jpg", Width: 1200, Height: 800, Caption: "La médina", Alt: "Une ruelle blanche",
		Credit:  Credit{Text: "© D.R", Names: []string{"X"}, Agencies: []string{"AFP"}, Rights: RightsReserved, Archive: true, Illustration: true, Unknown: unknown("credit")},
		Unknown: unknown("media")}
	note := Note{ID: "n1", At: at.Add(time.Hour), Headline: "Précision", Body: "<p>Le chiffre était faux.</p>", Byline: byline, Unknown: unknown("note")}
	return Article{
		ID: "a1", Version: 3, Lang: "fr-MA", Status: StatusCorrected, Access: AccessPaid,
		Slug: "semaine-estivale", FormerSlugs: []string{"semaine"}, Canonical: "https://exemple.ma/semaine-estivale",
		Kicker: "Attractivité", Headline: "L’été à « Tétouan »", Deck: "Une semaine\u00a0d’art.",
		Dateline: Dateline{Text: "TÉTOUAN (MAP) – ", Place: "TÉTOUAN", Date: "15 avril", Agencies: []string{"MAP"}, Unknown: unknown("dateline")},
		Byline:   byline, Body: "<p>La semaine…</p>\n", Lead: media, Media: []Media{media, {}},
		Sections: []string{"culture", "une"}, Tags: []string{"Tétouan"},
		Published: at, Updated: at.Add(time.Minute), Embargo: at.Add(-time.Hour), Expiry: at.AddDate(1, 0, 0),
		Corrections: []Note{note}, Live: []Note{note}, Editions: map[Lang]string{"ar": "https://exemple.ma/ar/1"},
		Unknown: unknown("article"),
	}
}

func TestJSONKeepsEveryField(t *testing.T) {
	want := full()
	text, err := want.MarshalJSON()
	require.NoError(t, err)
	var got Article
	require.NoError(t, got.UnmarshalJSON(text))
	again, err := got.MarshalJSON()
	require.NoError(t, err)
	require.Equal(t, string(text), string(again))
	require.Contains(t, string(text), `"x_person":{"b": 1.0, "a":[null, "<é&>\u00e9"] }`)

	var standard Article
	require.NoError(t, json.Unmarshal(text, &standard))
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	require.NoError(t, enc.Encode(standard))
	var compact bytes.Buffer
	require.NoError(t, json.Compact(&compact, text))
	require.Equal(t, compact.String()+"\n", b.String())
}

func TestJSONZero(t *testing.T) {
	text, err := json.Marshal(Article{Published: time.Time{}.In(time.FixedZone("", 3600))})
	require.NoError(t, err)
	require.Equal(t, `{}`, string(text))
}

func TestJSONFaultsSayWhere(t *testing.T) {
	for _, c := range []struct{ in, field string }{
		{`{"media":[{},{"alt":3}]}`, "media[1].alt"},
		{`{"status":"posted"}`, "status"},
		{`{"byline":{"people":[{"name":[]}]}}`, "byline.people[0].name"},
		{`{"published":"2025-04-15"}`, "published"},
		{`{"editions":{"??":"x"}}`, "editions.??"},
		{`{"id":"1","id":"2"}`, "id"},
		{`{"media":[{`, "media[0]"},
	} {
		var a Article
		err := a.UnmarshalJSON([]byte(c.in))
		var e *Error
		if !errors.As(err, &e) || e.Field != c.field || strings.Contains(e.Err.Error(), "presse:") {
			t.Errorf("%s: have %v, want a fault at %q", c.in, err, c.field)
		}
	}
}
