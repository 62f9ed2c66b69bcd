package presse

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	"golang.org/x/text/unicode/norm"
)

// withSlug returns a published article with a slug.
func withSlug(slug string) *Article {
	return &Article{ID: "1", Lang: "fr", Headline: "A", Status: StatusPublished, Published: noon, Slug: slug}
}

// keepsAddress reports why an article cannot have an address: as its slug, as a former
// slug, as part of a former path, or by ChangeSlug, from which it must redirect.
func keepsAddress(slug string) error {
	if err := withSlug(slug).Validate(); err != nil {
		return fmt.Errorf("as a slug: %w", err)
	}
	a := withSlug("titre")
	a.FormerSlugs = []string{slug, "2019/03/" + slug, "2019/03/" + slug + "/"}
	if SameAddress(slug, a.Slug) {
		a.FormerSlugs = a.FormerSlugs[1:]
	}
	if err := a.Validate(); err != nil {
		return fmt.Errorf("as a former slug: %w", err)
	}
	a = withSlug("un-autre-titre")
	if err := a.ChangeSlug(slug); err != nil {
		return err
	}
	if err := a.ChangeSlug("encore-un-titre"); err != nil {
		return err
	}
	if err := a.Validate(); err != nil || !slices.Equal(a.FormerSlugs, []string{"un-autre-titre", slug}) {
		return fmt.Errorf("ChangeSlug to it and away leaves the former slugs %q, %v", a.FormerSlugs, err)
	}
	return nil
}

// spellings returns forms in which an address occurs.
func spellings(decoded string) []string {
	var list []string
	for _, s := range []string{norm.NFC.String(decoded), norm.NFD.String(decoded)} {
		var upper, lower strings.Builder // with every byte escaped
		for _, c := range []byte(s) {
			fmt.Fprintf(&upper, "%%%02X", c)
			fmt.Fprintf(&lower, "%%%02x", c)
		}
		escaped := url.PathEscape(s)
		list = append(list, escaped, upper.String(), lower.String(), "/"+escaped, escaped+"/")
		if !strings.Contains(s, "%") {
			list = append(list, s)
		}
	}
	return list
}

// TestRealAddresses gives articles the addresses of real stories: the last segment of
// the path, without query and fragment.
func TestRealAddresses(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 4))
	addresses, refused, missed, mistaken, compared := 0, 0, 0, 0, 0
	for _, file := range []string{"slug/pairs_published.tsv", "slug/pairs_unchosen.tsv"} {
		conformance.Lines(t, file, func(_ int, line []byte) {
			_, rest, _ := strings.Cut(string(line), "\t")
			address, _, _ := strings.Cut(rest, "\t")
			if !strings.HasPrefix(address, "http") {
				return // the header
			}
			address, _, _ = strings.Cut(address, "#")
			address, _, _ = strings.Cut(address, "?")
			address = strings.TrimRight(address, "/")
			segment := address[strings.LastIndexByte(address, '/')+1:]
			addresses++
			if err := keepsAddress(segment); err != nil {
				refused++
				t.Errorf("%q is refused: %v", segment, err)
			}
			decoded, err := url.PathUnescape(segment)
			if err != nil {
				t.Fatal(err)
			}
			all := spellings(decoded)
			for _, s := range all {
				if !SameAddress(segment, s) || !SameAddress(s, segment) {
					missed++
					t.Errorf("SameAddress(%q, %q) = false", segment, s)
				}
			}
			a := withSlug(segment)
			if err := a.ChangeSlug(all[rng.IntN(3)]); err != nil || len(a.FormerSlugs) > 0 {
				t.Errorf("%q in another spelling, %q, is a former slug of itself: %q, %v", segment, a.Slug, a.FormerSlugs, err)
			}

			// Addresses that differ in one character.
			runes := []rune(norm.NFC.String(decoded))
			i := rng.IntN(len(runes))
			for _, other := range []string{
				string(slices.Delete(slices.Clone(runes), i, i+1)), string(slices.Insert(slices.Clone(runes), i, 'é')),
				decoded + "-", decoded + "\u0301x", decoded + "%25", strings.ToUpper(decoded), Fold(decoded), strings.ReplaceAll(decoded, "-", "_"),
				"a/" + decoded, decoded + "%2F",
			} {
				compared++
				plain, err := url.PathUnescape(other)
				if err == nil && norm.NFC.String(plain) != norm.NFC.String(decoded) && SameAddress(segment, other) {
					mistaken++
					t.Errorf("SameAddress(%q, %q) = true", segment, other)
				}
			}
		})
	}
	t.Logf("%d addresses: %d refused, %d spellings missed; %d comparisons with other addresses: %d mistaken", addresses, refused, missed, compared, mistaken)
	if addresses < 14_600 {
		t.Errorf("%d addresses, want at least 14,600", addresses)
	}
}

func TestWordPressAddresses(t *testing.T) {
	wp := Slugger{Profile: ProfileWordPress}
	for _, title := range []string{
		"عاجل الرباط", "المغرب : أمطار غزيرة", "ⵜⴰⵎⴰⵣⵉⵖⵜ ⴷ ⵓⵙⴳⵎⵉ", "Fête 🎉 de la musique", "🎉", "mon_titre_a_moi", "100 % marocain", "C’est l’été !", "Ελλάδα", "新聞",
		strings.Repeat("عاجل ", 60),
	} {
		slug := wp.Slug(title)
		if err := keepsAddress(slug); err != nil {
			t.Errorf("WordPress makes %q from %q: %v", slug, title, err)
		}
	}
	accepted := 0
	rows := conformance.Table(t, "slug/wordpress_6.1.9_sanitize_title_headlines.tsv")
	for _, row := range rows {
		for _, slug := range []string{row["expected"], wp.Slug(row["input"])} {
			if err := keepsAddress(slug); err != nil {
				t.Errorf("WordPress makes %q from %q: %v", slug, row["input"], err)
				break
			}
		}
		accepted++
	}
	t.Logf("%d headlines", accepted)
	if accepted < 29_000 {
		t.Errorf("%d headlines, want at least 29,000", accepted)
	}
}

func TestChangeSlugSpellings(t *testing.T) {
	for _, c := range []struct {
		rule   string
		slug   string
		former []string
		to     string
		want   []string
		fault  bool
	}{
		{"a new spelling of the slug is no new address", "été", nil, "%c3%a9t%C3%A9", nil, false},
		{"a new spelling of the slug is no former slug", "été", []string{"a", "%c3%a9t%c3%a9"}, "%C3%A9t%C3%A9", []string{"a"}, false},
		{"a former slug that is used again, in another spelling, is removed", "a", []string{"b", "e\u0301te\u0301", "%C3%A9t%C3%A9"}, "été", []string{"b", "a"}, false},
		{"a slug that was a former slug, in another spelling, is listed once, the latest last", "été", []string{"%c3%a9t%c3%a9", "b"}, "c", []string{"b", "été"}, false},
		{"paths stay", "titre", []string{"2019/03/titre"}, "b", []string{"2019/03/titre", "titre"}, false},
		{"a path that ends in the new slug is another address", "a", []string{"2019/03/titre"}, "titre", []string{"2019/03/titre", "a"}, false},
		{"capitals make another address", "Titre", nil, "titre", []string{"Titre"}, false},
		{"a path is no slug", "a", []string{"b"}, "2019/03/titre", []string{"b"}, true},
		{"slashes around it are not part of a slug", "a", []string{"b"}, "/a/", []string{"b"}, true},
		{"a URL is no slug", "a", nil, "https://exemple.ma/a", nil, true},
		{"nothing is no slug", "a", nil, "", nil, true},
	} {
		a := withSlug(c.slug)
		a.FormerSlugs = slices.Clone(c.former)
		shared := a.FormerSlugs
		err := a.ChangeSlug(c.to)
		slug := c.to
		if c.fault {
			slug = c.slug
		}
		if (err != nil) != c.fault || a.Slug != slug || !slices.Equal(a.FormerSlugs, c.want) {
			t.Errorf("%s: ChangeSlug(%q) leaves %q and %q, %v, want %q and %q", c.rule, c.to, a.Slug, a.FormerSlugs, err, slug, c.want)
		}
		if !slices.Equal(shared, c.former) {
			t.Errorf("%s: the slice of a copy is now %q, want %q", c.rule, shared, c.former)
		}
	}
}
