package publish

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

// Everything that is copied here is listed by name: what a later version adds to a story is
// not published before somebody has decided that it may be.

var (
	errExpired = errors.New("the rights to this picture have ended")
	errAhead   = errors.New("dated after the instant of the release")
)

// zoned returns an instant in the zone of the site.
func (r *releasing) zoned(t time.Time) time.Time {
	if r.site.Zone == nil || t.IsZero() {
		return t
	}
	return t.In(r.site.Zone)
}

// address returns the absolute URI of an address of the story, "" if it has none. One that
// cannot be written as such is left out.
func (r *releasing) address(field, raw string) string {
	if raw == "" {
		return ""
	}
	uri, err := absolute(r.base, raw)
	if err != nil {
		r.lose(presse.LossDropped, field, raw, err)
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
			ID: n.ID, Kind: n.Kind, At: r.zoned(n.At), Headline: n.Headline, Body: n.Body,
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
	uri := r.address(field+".url", in.URL)
	if expiry := in.Credit.Expiry; !expiry.IsZero() {
		if !r.at.Before(expiry) {
			r.lose(presse.LossDropped, field+".credit.expiry", in.URL, errExpired)
			r.expire(uri)
			for _, rendition := range in.Renditions {
				if uri, err := absolute(r.base, rendition.URL); err == nil {
					r.expire(uri)
				}
			}
			return presse.Media{}
		}
		r.until(expiry)
	}
	if uri == "" {
		return presse.Media{}
	}
	out := presse.Media{
		ID: in.ID, Kind: in.Kind, URL: uri, Type: in.Type, Size: in.Size, Width: in.Width, Height: in.Height, Seconds: in.Seconds, Focus: in.Focus,
		Caption: in.Caption, Alt: in.Alt,
		Credit: presse.Credit{
			Text: in.Credit.Text, Names: slices.Clone(in.Credit.Names), Agencies: slices.Clone(in.Credit.Agencies), Rights: in.Credit.Rights,
			Archive: in.Credit.Archive, Illustration: in.Credit.Illustration, License: r.address(field+".credit.license", in.Credit.License), Expiry: in.Credit.Expiry,
		},
	}
	for i, rendition := range in.Renditions {
		if uri := r.address(fmt.Sprintf("%s.renditions[%d].url", field, i), rendition.URL); uri != "" {
			out.Renditions = append(out.Renditions, presse.Rendition{URL: uri, Type: rendition.Type, Width: rendition.Width, Height: rendition.Height})
		}
	}
	return out
}

// expire notes the address of a picture that the body may not show any more.
func (r *releasing) expire(uri string) {
	if uri == "" {
		return
	}
	if r.out.expired == nil {
		r.out.expired = make(map[string]bool)
	}
	r.out.expired[uri] = true
}

// byline copies a byline, without e-mail addresses.
func (r *releasing) byline(field string, in presse.Byline) presse.Byline {
	out := presse.Byline{Text: in.Text, Agencies: slices.Clone(in.Agencies)}
	for i, p := range in.People {
		uri := ""
		if p.URL != "" {
			uri = r.address(fmt.Sprintf("%s.people[%d].url", field, i), p.URL)
		}
		out.People = append(out.People, presse.Person{Name: p.Name, Role: p.Role, Title: p.Title, Place: p.Place, Handle: p.Handle, ID: p.ID, URL: uri})
	}
	if strings.Contains(out.Text, "@") { // an e-mail address, or a handle, as printed
		out.Text = ""
		out.Text = out.Line(r.in.Lang)
	}
	return out
}

func dateline(d presse.Dateline) presse.Dateline {
	return presse.Dateline{Text: d.Text, Place: d.Place, Date: d.Date, Agencies: slices.Clone(d.Agencies)}
}

func subjects(in []presse.Subject) []presse.Subject {
	var out []presse.Subject
	for _, s := range in {
		out = append(out, presse.Subject{Scheme: s.Scheme, Code: s.Code, Name: s.Name})
	}
	return out
}
