package publish

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/printed"
)

// Everything that is copied here is listed by name: what a later version adds to a story is
// not published before somebody has decided that it may be.

var (
	errAhead    = errors.New("dated after the instant of the release")
	errYear     = errors.New("not a year from 1 to 9999")
	errEmail    = errors.New("an e-mail address")
	errPhone    = errors.New("a telephone number")
	errName     = errors.New("a name that is not valid UTF-8")
	errNumber   = errors.New("out of range")
	errNoMember = errors.New("unknown value")
)

// instant returns an instant in the zone of the site. One whose year no format can write is
// left out: RFC 3339, section 5.6, has four digits, and XML Schema 1.0, which sitemaps and Atom use,
// has no year 0 (w3.org/TR/xmlschema-2, section 3.2.7.1).
func (r *releasing) instant(field, member string, t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	if r.site.Zone != nil {
		t = t.In(r.site.Zone)
	}
	if !writable(t) {
		r.lose(presse.LossDropped, field+member, "", errYear)
		return time.Time{}
	}
	if _, offset := t.Zone(); offset%60 != 0 || max(offset, -offset) >= 24*60*60 {
		t = t.UTC() // RFC 3339 has no seconds in offsets, which zones had until about 1930
	}
	return t
}

// updated returns the instant of the last update. One that is ahead of the release would be a
// change that has not happened, while Google wants no dates in the future (Google Search
// Central, "Influence your byline dates in Google Search"), and a feed that is newer than any
// request for it.
func (r *releasing) updated(t time.Time) time.Time {
	if t.After(r.at) {
		r.until(t)
		r.lose(presse.LossDropped, "updated", "", errAhead)
		return time.Time{}
	}
	return r.instant("", "updated", t)
}

// lang returns a language tag; one that is none is left out.
func (r *releasing) lang(field string, l presse.Lang) presse.Lang {
	if l == "" {
		return ""
	}
	if _, err := l.MarshalText(); err != nil {
		r.lose(presse.LossDropped, field, string(l), errLang)
		return ""
	}
	return l
}

// titles copies the other headlines. A name that is not UTF-8 can be in no format.
func (r *releasing) titles(in map[string]string) map[string]string {
	out := maps.Clone(in)
	for name := range in {
		if !utf8.ValidString(name) {
			r.lose(presse.LossDropped, "titles", "", errName)
			delete(out, name)
		}
	}
	return out
}

// number returns a number of the story that is from 0 to most. Another one is left out.
func (r *releasing) number(field string, n, most int) int {
	if within(n, most) != n {
		r.lose(presse.LossDropped, field, "", errNumber)
		return 0
	}
	return n
}

// access returns who may read the story. What a later version of presse says is read as the
// strictest that this one knows.
func (r *releasing) access() presse.Access {
	if r.in.Access > presse.AccessPaid {
		r.lose(presse.LossChanged, "access", "", errNoMember)
		return presse.AccessPaid
	}
	return r.in.Access
}

// within returns n if it is from 0 to most, and otherwise 0: unknown.
func within[T int | int64 | float64](n, most T) T {
	if n >= 0 && n <= most { // not NaN
		return n
	}
	return 0
}

// address returns the absolute URI of an address of the story, "" if it has none. One that
// cannot be written as such is left out. Here and below, the path of the member is in two
// parts, which are only joined for a report.
func (r *releasing) address(field, member, raw string) string {
	if raw == "" {
		return ""
	}
	uri, err := absolute(r.base, raw)
	if err != nil {
		r.lose(presse.LossDropped, field+member, raw, err)
	}
	return uri
}

// notes copies the notes that are not dated ahead, with their pictures.
func (r *releasing) notes(field string, in []presse.Note) []presse.Note {
	var out []presse.Note
	for i, n := range in {
		field := fmt.Sprintf("%s[%d]", field, i)
		if n.At.After(r.at) {
			r.until(n.At)
			r.lose(presse.LossDropped, field+".at", "", errAhead)
			continue
		}
		out = append(out, presse.Note{
			ID: n.ID, Kind: n.Kind, At: r.instant(field, ".at", n.At), Headline: n.Headline, Body: n.Body,
			Media: r.pictures(field+".media", n.Media), Byline: r.byline(field+".byline", n.Byline), Pinned: n.Pinned,
		})
	}
	return out
}

// pictures copies the pictures, videos and sounds that may still be used.
func (r *releasing) pictures(field string, in []presse.Media) []presse.Media {
	var out []presse.Media
	for i, m := range in {
		if p := r.picture(fmt.Sprintf("%s[%d]", field, i), m); p.URL != "" {
			out = append(out, p)
		}
	}
	return out
}

// picture copies a picture, or returns the zero Media if it may not be used, or has no
// address that a page can use.
func (r *releasing) picture(field string, in presse.Media) presse.Media {
	uri := r.address(field, ".url", in.URL)
	expiry := in.Credit.Expiry
	if !expiry.IsZero() && !r.at.Before(expiry) {
		r.lose(presse.LossDropped, field+".credit.expiry", in.URL, errExpired)
		return presse.Media{}
	}
	if uri == "" {
		return presse.Media{}
	}
	r.until(expiry)
	if r.rights != nil { // another member may know more of the same picture
		if r.out.expired.has(uri) {
			r.lose(presse.LossDropped, field+".url", in.URL, errExpired)
			return presse.Media{}
		}
		r.until(r.rights.end(uri))
	}
	out := presse.Media{
		ID: in.ID, Kind: in.Kind, URL: uri, Type: in.Type, Size: within(in.Size, math.MaxInt64),
		Width: within(in.Width, math.MaxInt), Height: within(in.Height, math.MaxInt), Seconds: within(in.Seconds, math.MaxInt32),
		Focus: [2]float64{within(in.Focus[0], 1), within(in.Focus[1], 1)}, Caption: in.Caption, Alt: in.Alt,
	}
	if out.Size != in.Size || out.Width != in.Width || out.Height != in.Height || out.Seconds != in.Seconds || out.Focus != in.Focus {
		r.lose(presse.LossDropped, field, in.URL, errNumber)
	}
	out.Credit = presse.Credit{
		Text: r.withoutContact(field, ".credit.text", in.Credit.Text), Names: r.withoutContacts(field, ".credit.names", in.Credit.Names), Agencies: r.withoutContacts(field, ".credit.agencies", in.Credit.Agencies),
		Archive: in.Credit.Archive, Illustration: in.Credit.Illustration, License: r.address(field, ".credit.license", in.Credit.License),
		Expiry: r.instant(field, ".credit.expiry", expiry),
	}
	if _, err := in.Credit.Rights.MarshalText(); err == nil {
		out.Credit.Rights = in.Credit.Rights
	} else {
		r.lose(presse.LossDropped, field+".credit.rights", "", errNoMember)
	}
	for i, rendition := range in.Renditions {
		uri := r.address(fmt.Sprintf("%s.renditions[%d]", field, i), ".url", rendition.URL)
		if uri == "" || r.out.expired.has(uri) {
			continue
		}
		out.Renditions = append(out.Renditions, presse.Rendition{URL: uri, Type: rendition.Type, Width: within(rendition.Width, math.MaxInt), Height: within(rendition.Height, math.MaxInt)})
	}
	return out
}

// byline copies a byline, without e-mail addresses and telephone numbers.
func (r *releasing) byline(field string, in presse.Byline) presse.Byline {
	out := presse.Byline{Text: r.withoutContact(field, ".text", in.Text), Agencies: r.withoutContacts(field, ".agencies", in.Agencies)}
	for i, p := range in.People {
		at, person := "", presse.Person{}
		if p.URL != "" || slices.ContainsFunc([]string{p.Name, p.Role, p.Title, p.Place, p.ID, p.Handle}, func(s string) bool { return withoutContact(s) != s }) {
			at = fmt.Sprintf("%s.people[%d]", field, i)
		}
		person.Name, person.Title = r.withoutContact(at, ".name", p.Name), r.withoutContact(at, ".title", p.Title)
		person.Role, person.Place = r.withoutContact(at, ".role", p.Role), r.withoutContact(at, ".place", p.Place)
		person.ID, person.Handle = r.withoutEmail(at, ".id", p.ID), r.withoutEmail(at, ".handle", p.Handle) // a number may be an ID
		if p.URL != "" {
			person.URL = r.address(at, ".url", p.URL)
		}
		if p.Name != "" && person.Name == "" {
			continue
		}
		out.People = append(out.People, person)
	}
	return out
}

// source copies what is known of where the story comes from. An address to write to is no URI of an
// item, and neither is one in a URI (RFC 6068; RFC 4151, section 2.1, has them in tag URIs).
func (r *releasing) source(in presse.Source) presse.Source {
	out := presse.Source{
		Name: r.withoutContact("source", ".name", in.Name), Copyright: r.withoutContact("source", ".copyright", in.Copyright),
		URI: in.URI, Urgency: r.number("source.urgency", in.Urgency, 9),
	}
	switch scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(in.URI)), ":"); {
	case scheme == "mailto", printed.HasEmail(in.URI):
		out.URI = ""
		r.lose(presse.LossDropped, "source.uri", "", errEmail)
	case scheme == "tel", scheme == "sms", scheme == "callto":
		out.URI = ""
		r.lose(presse.LossDropped, "source.uri", "", errPhone)
	}
	return out
}

// sponsor copies who paid for the story. If nothing of that can be printed, the story is still paid
// for.
func (r *releasing) sponsor(in presse.Sponsor) presse.Sponsor {
	out := presse.Sponsor{Name: r.withoutContact("sponsor", ".name", in.Name), URL: r.address("", "sponsor.url", in.URL), Label: r.withoutContact("sponsor", ".label", in.Label)}
	if out.Name == "" && out.URL == "" && out.Label == "" && (in.Name != "" || in.URL != "" || in.Label != "") {
		r.out.genre.Schema = advertisement
	}
	return out
}

// withoutContacts copies a list of names without e-mail addresses and telephone numbers.
func (r *releasing) withoutContacts(field, member string, in []string) []string {
	var out []string
	for i, s := range in {
		if withoutContact(s) != s {
			if s = r.withoutContact(fmt.Sprintf("%s%s[%d]", field, member, i), "", s); s == "" {
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// withoutContact returns a printed line without the e-mail addresses and telephone numbers in it,
// and the brackets and dashes that set them off: "Par Salma Idrissi (s.idrissi@remparts.exemple.ma)".
func (r *releasing) withoutContact(field, member, in string) string {
	out := r.withoutEmail(field, member, in)
	if cut := printed.CutPhones(out); cut != out {
		r.lose(presse.LossChanged, field+member, "", errPhone)
		return cut
	}
	return out
}

func withoutContact(s string) string { return printed.CutPhones(printed.CutEmails(s)) }

// withoutEmail does what withoutContact does for e-mail addresses only.
func (r *releasing) withoutEmail(field, member, in string) string {
	out := printed.CutEmails(in)
	if out != in {
		r.lose(presse.LossChanged, field+member, "", errEmail)
	}
	return out
}

// dateline copies a dateline, without e-mail addresses and telephone numbers.
func (r *releasing) dateline(d presse.Dateline) presse.Dateline {
	return presse.Dateline{
		Text: r.withoutContact("dateline", ".text", d.Text), Place: r.withoutContact("dateline", ".place", d.Place),
		Date: d.Date, Agencies: r.withoutContacts("dateline", ".agencies", d.Agencies),
	}
}

func copiedDateline(d presse.Dateline) presse.Dateline {
	return presse.Dateline{Text: d.Text, Place: d.Place, Date: d.Date, Agencies: slices.Clone(d.Agencies)}
}

func subjects(in []presse.Subject) []presse.Subject {
	var out []presse.Subject
	for _, s := range in {
		out = append(out, presse.Subject{Scheme: s.Scheme, Code: s.Code, Name: s.Name})
	}
	return out
}

// detached returns a copy of what a Release holds of a story, which shares no memory with it.
func detached(in *presse.Article) presse.Article {
	a := *in
	a.Titles, a.Editions = maps.Clone(a.Titles), maps.Clone(a.Editions)
	a.Sections, a.Tags, a.Machine = slices.Clone(a.Sections), slices.Clone(a.Tags), slices.Clone(a.Machine)
	a.Subjects, a.Dateline = subjects(a.Subjects), copiedDateline(a.Dateline)
	a.Byline, a.Lead, a.Media = copiedByline(a.Byline), copiedMedia(a.Lead), copiedMedias(a.Media)
	a.Corrections, a.Live = copiedNotes(a.Corrections), copiedNotes(a.Live)
	return a
}

func copiedByline(b presse.Byline) presse.Byline {
	b.People, b.Agencies = slices.Clone(b.People), slices.Clone(b.Agencies)
	return b
}

func copiedMedia(m presse.Media) presse.Media {
	m.Renditions = slices.Clone(m.Renditions)
	m.Credit.Names, m.Credit.Agencies = slices.Clone(m.Credit.Names), slices.Clone(m.Credit.Agencies)
	return m
}

func copiedMedias(in []presse.Media) []presse.Media {
	out := slices.Clone(in)
	for i := range out {
		out[i] = copiedMedia(out[i])
	}
	return out
}

func copiedNotes(in []presse.Note) []presse.Note {
	out := slices.Clone(in)
	for i := range out {
		out[i].Byline, out[i].Media = copiedByline(out[i].Byline), copiedMedias(out[i].Media)
	}
	return out
}
