package wordpress

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/php"
	"github.com/presse-go/presse/internal/printed"
	"github.com/presse-go/presse/internal/vocabulary"
)

// members are the members of an article that a custom field can be mapped to.
var members = []string{
	"access", "byline", "canonical", "dateline", "deck", "embargo", "expiry", "genre", "headline", "internal_note",
	"kicker", "lang", "lead", "lead.alt", "lead.caption", "lead.credit", "live_from", "live_until", "machine", "media",
	"no_index", "no_related", "primary", "source", "sponsor", "sponsor.label", "sponsor.url", "subjects", "tags",
	"titles.push", "titles.seo", "titles.short", "titles.social",
}

// usual are the custom fields that sites in French use, by the member they are mapped to,
// and in the order in which they are used. Those of plugins are in plugins.
var usual = map[string][]string{
	"kicker": {"surtitre", "sur_titre", "sur-titre", "kicker", "post_kicker"},
	"deck": {"chapo", "chapô", "chapeau", "deck", "standfirst", "sous_titre", "sous-titre", "soustitre", "subtitle", "_subtitle", "wps_subtitle",
		"kia_subtitle", "secondary_title", "_secondary_title", "newspack_post_subtitle", "accroche"},
	"byline":        {"signature", "auteur", "auteurs", "byline", "_byline", "credit_auteur", "author_name", "guest-author", "guest_author"},
	"dateline":      {"dateline"},
	"lead.credit":   {"credit_photo", "credit-photo", "crédit_photo", "photo_credit", "_photo_credit"},
	"lead.caption":  {"legende", "légende", "legende_photo", "legende-photo"},
	"lead":          {"fifu_image_url", "_fifu_image_url"},
	"internal_note": {"note_interne", "note-interne", "notes_internes", "note", "_note", "consigne", "consignes", "internal_note"},
	"titles.short":  {"titre_court", "titre-court", "short_title", "titre_home", "titre_une"},
	"titles.seo":    {"titre_seo", "titre-seo", "seo_title"},
	"titles.push":   {"titre_push", "titre_notification"},
	"embargo":       {"embargo", "_embargo", "date_embargo", "embargo_date", "fin_embargo", "embargo_until", "sous_embargo"},
	"expiry": {"expiration_date", "_expiration_date", "date_expiration", "date-expiration", "expiration", "expiry", "_expiry", "post_expiration",
		"_post_expiration_date", "unpublish_date", "_unpublish_date", "date_depublication", "depublication", "date_de_depublication"},
	"access": {"acces", "accès", "abonne", "abonné", "abonnes", "abonnés", "payant", "premium", "is_premium", "article_payant", "article_premium",
		"contenu_premium", "reserve_abonnes", "reserve_aux_abonnes", "réservé_aux_abonnés", "paywall", "is_paid"},
	"genre":       {"genre"},
	"source":      {"agence", "source_agence", "source"},
	"sponsor":     {"sponsor", "sponsor_name", "annonceur"},
	"sponsor.url": {"sponsor_url", "sponsor_link"},
	"subjects":    {"dossier", "dossiers"},
}

// setFields sets the fields of the site: those of Options before the usual ones, which they
// can also switch off.
func (s *site) setFields(given map[string]string) error {
	s.fields, s.ranks = make(map[string]string), make(map[string]int)
	for member, keys := range usual {
		for i, key := range keys {
			s.fields[key], s.ranks[key] = member, i+1
		}
	}
	for _, key := range slices.Sorted(maps.Keys(given)) {
		switch member := given[key]; {
		case member == "":
			if closing := s.fields[key]; closing != "embargo" && closing != "expiry" && closing != "access" {
				delete(s.fields, key)
			}
		case !slices.Contains(members, member):
			return &presse.Error{Op: "import WordPress", Field: "Options.Fields[" + key + "]", Value: member,
				Err: errors.New("not a member of an article that a custom field can be mapped to: " + strings.Join(members, ", "))}
		default:
			s.fields[key], s.ranks[key] = member, 0
		}
	}
	return nil
}

// fieldsOf returns the custom fields of the item and, as more of them, the taxonomies that
// Options.Fields maps to a member: their values are the names of the terms of the story,
// separated by commas. Members that restrict the story are read from signals; tags and
// subjects are set by classify.
func (r *reading) fieldsOf() []Meta {
	if !r.mappedTerms {
		r.mappedTerms = true
		r.termFields = r.it.Meta
		values := make(map[string]int) // index in termFields
		for i := range r.it.Terms {
			t := &r.it.Terms[i]
			switch member := r.fields[t.Taxonomy]; {
			case !r.isGiven(t.Taxonomy) || contains([]string{"access", "embargo", "expiry", "subjects", "tags"}, member):
				continue
			}
			name := plainLine(cmp.Or(t.Name, r.termName(t), decoded(t.Slug)))
			if n, ok := values[t.Taxonomy]; ok {
				r.termFields[n].Value += ", " + name
				continue
			}
			if len(values) == 0 {
				r.termFields = slices.Clone(r.it.Meta)
			}
			values[t.Taxonomy] = len(r.termFields)
			r.termFields = append(r.termFields, Meta{t.Taxonomy, name})
		}
	}
	return r.termFields
}

// best returns the custom field that is mapped to a member and has precedence over the
// others, with its value, and marks it as taken. Empty values do not count, nor do lists and
// objects: where text is expected, a field of several values is kept in Unknown.
func (r *reading) best(member string) (key, value string) {
	rank := -1
	for _, m := range r.fieldsOf() {
		if r.fields[m.Key] != member || strings.TrimSpace(m.Value) == "" || isReference(m) || php.IsSerialized(m.Value) {
			continue
		}
		if n := r.ranks[m.Key]; rank < 0 || n < rank {
			rank, key, value = n, m.Key, strings.TrimSpace(m.Value)
		}
	}
	if key != "" {
		r.taken[key] = true
	}
	return key, value
}

// mapped sets the members that custom fields are mapped to, apart from those that other
// functions set. A field that is mapped to the member of another one is kept in Unknown.
func (r *reading) mapped() {
	text := func(member string, to *string) {
		if key, value := r.best(member); key != "" {
			if value = r.plain(key, value); *to != "" && *to != value {
				r.lose(presse.LossChanged, member, "", errSecond)
			}
			*to = value
		}
	}
	a := r.a
	text("kicker", &a.Kicker)
	text("headline", &a.Headline)
	text("deck", &a.Deck)
	if key, value := r.best("sponsor"); isNumber(value) {
		r.keep(key, value, errNumber)
	} else if key != "" {
		a.Sponsor.Name = r.plain(key, value)
	}
	text("sponsor.label", &a.Sponsor.Label)
	text("lead.alt", &a.Lead.Alt)
	text("lead.caption", &a.Lead.Caption)
	if key, value := r.best("lead.credit"); key != "" && a.Lead.URL != "" {
		a.Lead.Credit = presse.ParseCredit(r.plain(key, value))
	} else if key != "" {
		r.keep(key, value, errors.New("the credit of a picture that the story lacks"))
	}
	for _, kind := range []string{"seo", "social", "short", "push"} {
		if key, value := r.best("titles." + kind); key != "" {
			r.title(kind, key, value)
		}
	}
	if key, value := r.best("dateline"); key != "" {
		value = r.plain(key, value)
		if a.Dateline, _ = presse.ParseDateline(value + " "); a.Dateline.Text == "" {
			a.Dateline = presse.Dateline{Text: value}
		}
	}
	r.notes()
	r.words()
	r.pictures()
	for _, field := range []struct {
		member string
		to     *bool
	}{{"no_index", &a.NoIndex}, {"no_related", &a.NoRelated}} {
		if key, value := r.best(field.member); key != "" && !isFalse(value) {
			*field.to = true
		}
	}
	if key, value := r.best("canonical"); key != "" {
		r.canonical(key, value)
	}
	if key, value := r.best("sponsor.url"); key != "" {
		if isWeb(value) {
			a.Sponsor.URL = value
		} else {
			r.keep(key, value, errAddress)
		}
	}
	if key, value := r.best("primary"); key != "" {
		r.primary(key, value)
	}
	if key, value := r.best("live_from"); key != "" {
		var ok bool
		if a.LiveFrom, _, ok = r.when(value); !ok {
			r.keep(key, value, errInstant)
		}
	}
	if key, value := r.best("live_until"); key != "" {
		t, _, ok := r.when(value)
		if !ok || t.Before(a.LiveFrom) {
			r.keep(key, value, errInstant)
		} else {
			a.LiveUntil = t
		}
	}
}

// notes sets the internal note from every field that holds one, by its name or by the words
// of its name: what the desk wrote for itself must not be in Unknown of a public story.
func (r *reading) notes() {
	var notes []string
	for _, m := range r.fieldsOf() {
		value := strings.TrimSpace(m.Value)
		if value == "" || isReference(m) {
			continue
		}
		if r.fields[m.Key] != "internal_note" {
			if member, kind := r.purpose(m.Key); member != "" || kind&kindNote == 0 || isFalse(value) || memberships[m.Key] {
				continue
			}
			r.lose(presse.LossGuessed, m.Key, "", errNote)
		}
		r.taken[m.Key] = true
		notes = append(notes, value)
	}
	r.a.InternalNote = strings.Join(notes, "\n")
}

// words sets members that have a vocabulary.
func (r *reading) words() {
	a := r.a
	if key, value := r.best("lang"); key != "" {
		if lang := presse.Lang(value); validLang(lang) {
			a.Lang = lang
		} else {
			r.keep(key, value, errLanguage)
		}
	}
	if key, value := r.best("genre"); key != "" {
		if _, ok := vocabulary.GenreOf(strings.ToLower(value)); ok {
			a.Genre = strings.ToLower(value)
		} else {
			r.keep(key, value, errors.New("not one of the genres of presse"))
		}
	}
	if key, value := r.best("source"); key != "" {
		// The field may also hold an address or the source of a picture.
		if agencies := presse.ParseByline(plainLine(value)).Agencies; r.ranks[key] == 0 || len(agencies) > 0 && !isWeb(value) {
			a.Source.Name = r.plain(key, value)
		} else {
			r.keep(key, value, errors.New("not the name of an agency"))
		}
	}
	if key, value := r.best("machine"); key != "" {
		if slices.Contains(vocabulary.DigitalSources, value) {
			a.Machine = append(a.Machine, value)
		} else {
			r.keep(key, value, errors.New("not an IPTC digital source type"))
		}
	}
	for _, member := range []string{"tags", "subjects"} {
		if key, value := r.best(member); key != "" {
			for name := range strings.SplitSeq(value, ",") {
				if name = plainLine(name); name == "" {
					continue
				}
				if member == "tags" && r.once("tag "+name) {
					a.Tags = append(a.Tags, name)
				} else if member == "subjects" {
					r.subject(key, name)
				}
			}
		}
	}
}

// subject adds a subject that a custom field names, or whose term in the taxonomy of that
// name it gives by ID, as Advanced Custom Fields stores it.
func (r *reading) subject(key, name string) {
	s := presse.Subject{Scheme: key, Name: name}
	if isNumber(name) {
		t := r.terms[termKey{key, "id:" + name}]
		if t == nil {
			r.lose(presse.LossDropped, key, name, errNumber)
			return
		}
		s.Code, s.Name = decoded(t.Slug), plainLine(t.Name)
	}
	if r.once("subject " + s.Scheme + ":" + s.Name) {
		r.a.Subjects = append(r.a.Subjects, s)
	}
}

var (
	errNumber = errors.New("the number of something that the file lacks")
	errList   = errors.New("several values, where text is expected")
	errNote   = errors.New("seems to be a note of the desk; it is the internal note")
)

// isNumber reports whether s is a number.
func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// title sets one of the other headlines. SEO plugins store a template: %%title%% (Yoast),
// %title% (Rank Math), %%post_title%% (SEOPress), #post_title (All in One SEO). What such a
// template adds at the end, the name of the site, is no part of the headline; any other
// template is kept in Unknown.
func (r *reading) title(kind, key, value string) {
	title := value
	if at := placeholder.FindStringIndex(title); at != nil && at[0] > 0 && placeholders.MatchString(title[at[0]:]) {
		title = strings.TrimRight(title[:at[0]], " |–—-·•»:")
		r.lose(presse.LossChanged, key, "", errors.New("the name of the site is left out"))
	}
	title = plainLine(title)
	switch {
	case title == "":
		return
	case placeholder.MatchString(title):
		r.keep(key, value, errors.New("a template, and not a title"))
	case title == r.a.Headline || r.a.Titles[kind] == title:
	case r.a.Titles[kind] != "":
		r.keep(key, value, errSecond)
	default:
		if r.a.Titles == nil {
			r.a.Titles = make(map[string]string)
		}
		r.a.Titles[kind] = title
	}
}

var (
	placeholder  = regexp.MustCompile(`%%[a-z_0-9-]+%%|%[a-z_]+(\([^)%]*\))?%|#(post|site|separator|category|current|author|taxonomy)_[a-z_]+`)
	placeholders = regexp.MustCompile(`^(\s|[|–—·•»:-]|%%(sep|sitename|sitetitle|sitedesc|tagline|page)%%|%(sep|sitename|sitedesc|page)%|#(separator_sa|site_title|tagline)|-)+$`)
)

// canonical sets the page that search engines should index. The story's own address says
// nothing.
func (r *reading) canonical(key, value string) {
	switch {
	case value == "" || r.a.Canonical != "":
	case !isWeb(value):
		r.keep(key, value, errAddress)
	default:
		r.a.Canonical = value
	}
}

// The custom fields of plugins for search engines: Yoast SEO, Rank Math, SEOPress, The SEO
// Framework (and Genesis), All in One SEO, Jetpack, Easy Primary Category. The first counts.
var (
	primaryFields   = []string{"_yoast_wpseo_primary_category", "rank_math_primary_category", "_seopress_robots_primary_cat", "_primary_term_category", "epc_primary_category"}
	seoTitles       = []string{"_yoast_wpseo_title", "rank_math_title", "_seopress_titles_title", "_genesis_title", "_aioseo_title", "_aioseop_title", "jetpack_seo_html_title"}
	socialTitles    = []string{"_yoast_wpseo_opengraph-title", "rank_math_facebook_title", "_seopress_social_fb_title", "_open_graph_title", "_aioseo_og_title", "_yoast_wpseo_twitter-title", "rank_math_twitter_title", "_seopress_social_twitter_title", "_twitter_title", "_aioseo_twitter_title"}
	canonicalFields = []string{"_yoast_wpseo_canonical", "rank_math_canonical_url", "_seopress_robots_canonical", "_genesis_canonical_uri", "_aioseo_canonical_url"}
)

// plugins carries over what plugins for search engines store, and other fields of plugins
// whose form is known.
func (r *reading) plugins() {
	for _, key := range primaryFields {
		r.primary(key, r.first(key))
	}
	for _, key := range seoTitles {
		r.title("seo", key, r.first(key))
	}
	for _, key := range socialTitles {
		r.title("social", key, r.first(key))
	}
	for _, key := range canonicalFields {
		r.canonical(key, r.first(key))
	}
	noindex := false
	for _, pair := range unserialize(r.first("rank_math_robots")).Pairs {
		noindex = noindex || pair.Value.String() == "noindex"
	}
	r.a.NoIndex = r.a.NoIndex || noindex ||
		r.first("_yoast_wpseo_meta-robots-noindex") == "1" || // 2 is "index", 0 the default
		r.first("_seopress_robots_index") == "yes" ||
		r.first("_genesis_noindex") == "1" || // Genesis, The SEO Framework
		r.first("_aioseop_noindex") == "on" ||
		r.first("_aioseo_noindex") == "1" ||
		!isFalse(r.first("jetpack_seo_noindex"))
	if live := r.first("liveblog"); live != "" {
		r.a.Genre = "live"
		r.lose(presse.LossDropped, "liveblog", "", errors.New("the entries of a live blog are comments"))
	}
	for _, m := range r.it.Meta {
		if m.Key == "enclosure" {
			r.taken[m.Key] = true
			r.enclosure(m.Value)
		}
	}
	if key := "audio_file"; isWeb(r.first(key)) { // Seriously Simple Podcasting
		r.add(presse.Media{Kind: "audio", URL: r.first(key), Type: fileType(r.first(key)), Seconds: seconds(r.first("duration"))})
	} else {
		delete(r.taken, key)
	}
}

// rest keeps all other custom fields in Unknown, apart from the bookkeeping of WordPress
// and its plugins, fields that are empty, and those that hold an e-mail address.
func (r *reading) rest() {
	var keys []string
	values := make(map[string][]string)
	for _, m := range r.fieldsOf() {
		if r.taken[m.Key] || isBookkeeping(m.Key) || strings.TrimSpace(m.Value) == "" || isReference(m) ||
			m.Key == "_wp_page_template" && m.Value == "default" {
			continue
		}
		if values[m.Key] == nil {
			keys = append(keys, m.Key)
		}
		values[m.Key] = append(values[m.Key], m.Value)
	}
	for _, key := range keys {
		list := values[key]
		err := errUnknown
		_, kind := r.purpose(key)
		if unpublished := r.withheldField(kind, list); unpublished != nil {
			r.lose(presse.LossDropped, key, "", unpublished)
			continue
		}
		if r.fields[key] != "" {
			err = errSecond
			if slices.ContainsFunc(list, php.IsSerialized) {
				err = errList
			}
		}
		switch {
		case slices.ContainsFunc(list, hasMail):
			r.lose(presse.LossDropped, key, "", errMail)
		case len(list) == 1:
			r.keep(key, list[0], err)
		default:
			r.keep(key, list, err)
		}
	}
}

var (
	errSecret = errors.New("may be a password")
	errUnsent = errors.New("text that was not published")
)

// withheldField returns why the values of a field must not be kept: it may hold a password,
// or text that is not the story's: Beaver Builder and Divi keep drafts and what was there
// before them.
func (r *reading) withheldField(kind keyKind, values []string) error {
	for _, v := range values {
		switch m := meaningOf(v); {
		case m <= saysYes:
		case kind&kindPassword != 0:
			return errSecret
		case kind&kindDraft != 0 && m != saysNumber:
			return errUnsent
		}
	}
	return nil
}

// isReference reports whether a custom field holds the key of a field of Advanced Custom
// Fields, which stores it next to the value: _surtitre is "field_64ab…".
func isReference(m Meta) bool {
	return strings.HasPrefix(m.Key, "_") && strings.HasPrefix(m.Value, "field_")
}

// bookkeeping are custom fields of WordPress and its plugins that say nothing about the
// story, or that other parts of an article follow from. They are left out and not reported.
var bookkeeping = map[string]bool{
	"_edit_lock": true, "_edit_last": true, "_pingme": true, "_encloseme": true, "_trackbackme": true, "_wp_ignored_hooked_blocks": true,
	"_thumbnail_id": true, "_wp_old_slug": true, "_wp_old_date": true, "_wp_trash_meta_status": true, "_wp_trash_meta_time": true,
	"_wp_trash_meta_comments_status": true, "_wp_desired_post_slug": true, "_wp_attached_file": true, "_wp_attachment_metadata": true,
	"_publicize_pending": true, "_publicize_done": true, "_jetpack_dont_email_post_to_subs": true, "_last_editor_used_jetpack": true,
	"_yoast_wpseo_content_score": true, "_yoast_wpseo_linkdex": true, "_yoast_wpseo_estimated-reading-time-minutes": true,
	"_yoast_wpseo_wordproof_timestamp": true, "_yoast_wpseo_inclusive_language_score": true, "_yst_prominent_words_version": true,
	"rank_math_seo_score": true, "rank_math_internal_links_processed": true, "rank_math_analytic_object_id": true, "rank_math_contentai_score": true,
	"_wpml_word_count": true, "_wpml_location_migration_done": true, "_wpml_media_featured": true, "_wpml_media_duplicate": true,
	"_elementor_css": true, "_elementor_page_assets": true, "_elementor_controls_usage": true, "_elementor_version": true,
	"_molongui_author": true, "_molongui_main_author": true,
}

// isBookkeeping reports whether a custom field is bookkeeping. Caches of embeds have an
// address as text, hashed, in their key.
func isBookkeeping(key string) bool { return bookkeeping[key] || strings.HasPrefix(key, "_oembed_") }

// isMember reports whether an article has a member with the given JSON name.
func isMember(name string) bool { return articleMembers[name] }

var articleMembers = jsonNames(reflect.TypeFor[presse.Article]())

func jsonNames(t reflect.Type) map[string]bool {
	names := make(map[string]bool)
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "-" {
			names[name] = true
		}
	}
	return names
}

// marshalJSON returns the JSON form of v, without escaping < > and &.
func marshalJSON(v any) (json.RawMessage, error) {
	var text strings.Builder
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return json.RawMessage(strings.TrimSuffix(text.String(), "\n")), nil
}

// hasMail reports whether s holds an e-mail address.
func hasMail(s string) bool { return printed.HasEmail(s) }

// isWeb reports whether s is an absolute http or https URL.
func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// named returns the value of one of the fields with these keys that is not empty.
func named(it *Item, keys ...string) (key, value string) {
	for _, key := range keys {
		for _, m := range it.Meta {
			if m.Key == key && strings.TrimSpace(m.Value) != "" && !isReference(m) {
				return key, strings.TrimSpace(m.Value)
			}
		}
	}
	return "", ""
}
