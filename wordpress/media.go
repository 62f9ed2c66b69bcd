package wordpress

import (
	"cmp"
	"encoding/json"
	"errors"
	"mime"
	"net/url"
	"path"
	"reflect"
	"strconv"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/php"
)

var (
	errFile    = errors.New("an attachment without the address of its file")
	errPicture = errors.New("an attachment that is not in the file")
	errSound   = errors.New("not an absolute http or https URL of a sound or video")
	errMeta    = errors.New("metadata that cannot be read")
)

// attachment returns the image, video, sound or other file that an item of the type
// "attachment" holds. Caption and credit are in one field in WordPress, unless a custom
// field, or what the camera or the agency wrote into the file, has the credit. Title and
// description are kept in Unknown; a title that is the name of the file follows from URL. What is not carried over is reported.
func (s *site) attachment(it *Item) presse.Media {
	m := presse.Media{ID: strings.Clone(it.ID)}
	lose := func(kind presse.LossKind, field, value string, err error) {
		s.lost(presse.Loss{Item: it.ID, Field: field, Value: value, Kind: kind, Err: err})
	}
	used := map[string]bool{attachmentURL: true, "_wp_attached_file": true, "_wp_attachment_metadata": true, "_wp_attachment_image_alt": true, "_attachment_original_parent_id": true, fieldKept: true}
	if _, mark := named(it, fieldKept); mark != "" {
		s.marks[m.ID] = strings.Clone(mark)
	}
	m.URL = strings.Clone(s.fileOf(it))
	if m.URL == "" {
		lose(presse.LossDropped, "wp:attachment_url", "", errFile)
	}
	m.Type = sharedType(cmp.Or(it.mime, fileType(m.URL)))
	m.Kind = kindOfType(m.Type)
	_, alt := named(it, "_wp_attachment_image_alt")
	m.Alt = strings.Clone(plainLine(alt))

	caption := plainLine(it.Excerpt)
	m.Caption, m.Credit = presse.SplitCaption(caption)
	details := imageDetails(it, &m, lose)
	if key, credit := named(it, creditFields...); credit != "" {
		used[key] = true
		c := presse.ParseCredit(plainLine(credit))
		if m.Credit.Text != "" && !sameCredit(m.Credit, c) {
			m.Caption = caption // both are shown
		}
		m.Credit = c
	} else if m.Credit.Text == "" && details != "" {
		m.Credit = presse.ParseCredit(plainLine(details))
	}
	if key, license := named(it, "isc_image_licence", "_wp_attachment_license", "licence", "license"); isWeb(license) {
		used[key], m.Credit.License = true, license
	}
	if hasMail(m.Credit.Text) {
		m.Credit = presse.Credit{}
		lose(presse.LossDropped, "credit", "", errMail)
	}
	m.Caption = strings.Clone(m.Caption)
	if stored := strings.TrimSpace(it.Excerpt); stored != escape(joinCaption(m)) && stored != joinCaption(m) && !hasMail(stored) {
		if raw, err := marshalJSON(stored); err == nil { // Body shows it, Caption and Credit say it
			m.Unknown = map[string]json.RawMessage{storedCaption: raw}
		}
	}

	keep := func(name, value string) {
		if value = strings.TrimSpace(value); value == "" {
			return
		}
		if hasMail(value) {
			lose(presse.LossDropped, name, "", errMail)
			return
		}
		if raw, err := marshalJSON(value); err == nil {
			if m.Unknown == nil {
				m.Unknown = make(map[string]json.RawMessage)
			}
			m.Unknown[name] = raw
			lose(presse.LossKept, name, "", errUnknown)
		}
	}
	if title := plainLine(it.Title); title != fileName(m.URL) {
		keep("title", title)
	}
	keep("description", it.Content)
	for _, f := range it.Meta {
		if !used[f.Key] && !isBookkeeping(f.Key) && !isReference(f) {
			used[f.Key] = true
			name := f.Key
			if mediaMembers[name] || name == "title" || name == "description" {
				name = "wordpress_" + name
			}
			keep(strings.Clone(name), f.Value)
		}
	}
	return m
}

// fileName returns the name of the file at an address, without its extension: the title that
// WordPress gives an attachment (media_handle_upload).
func fileName(address string) string {
	name := strings.TrimSuffix(path.Base(address), path.Ext(address))
	if text, err := url.PathUnescape(name); err == nil {
		return text
	}
	return name
}

// creditFields are the custom fields in which sites and plugins keep the credit of a
// picture: Media Credit, Navis Media Credit, Image Source Control and usual names.
var creditFields = []string{
	"credit_photo", "credit-photo", "photo_credit", "_photo_credit", "_media_credit", "media_credit", "_navis_media_credit", "credit", "_credit", "credits",
	"crédit", "photographe", "photographer", "_wp_attachment_credit", "isc_image_source", "_image_credit", "image_credit", "copyright", "auteur", "source",
}

// sameCredit reports whether two credits name the same people and agencies.
func sameCredit(a, b presse.Credit) bool {
	names := func(c presse.Credit) string {
		return presse.SearchKey(strings.Join(append(append([]string{}, c.Names...), c.Agencies...), "|"))
	}
	return names(a) == names(b)
}

// fileOf returns the address of the file of an attachment.
func (s *site) fileOf(it *Item) string {
	if _, file := named(it, attachmentURL); isWeb(cmp.Or(it.file, file)) {
		return cmp.Or(it.file, file)
	}
	_, name := named(it, "_wp_attached_file")
	if isWeb(name) {
		return name
	}
	if name != "" && s.base != "" { // the usual folder of WordPress
		return s.base + "/wp-content/uploads/" + (&url.URL{Path: name}).EscapedPath()
	}
	return ""
}

// imageDetails sets what _wp_attachment_metadata says about the file, and returns the
// credit that is in the file itself.
func imageDetails(it *Item, m *presse.Media, lose func(presse.LossKind, string, string, error)) (credit string) {
	const field = "_wp_attachment_metadata"
	_, text := named(it, field)
	if text == "" {
		return ""
	}
	data := unserialize(text)
	if data.Kind != php.Array {
		lose(presse.LossDropped, field, "", errMeta)
		return ""
	}
	m.Width, m.Height = number(data.Get("width")), number(data.Get("height"))
	m.Size = int64(number(data.Get("filesize")))
	m.Seconds = float64(number(data.Get("length")))
	if kind := data.Get("mime_type").String(); m.Type == "" && kind != "" {
		m.Type, m.Kind = sharedType(kind), kindOfType(kind)
	}
	sizes := data.Get("sizes").Pairs
	if len(sizes) > 0 && m.URL != "" {
		m.Renditions = make([]presse.Rendition, 0, len(sizes)) // archives have many attachments
	}
	for _, pair := range sizes {
		size := pair.Value
		file := size.Get("file").String()
		if file == "" || m.URL == "" || strings.ContainsAny(file, "/\\?#") {
			continue
		}
		m.Renditions = append(m.Renditions, presse.Rendition{
			URL:   m.URL[:strings.LastIndexByte(m.URL, '/')+1] + strings.ReplaceAll(file, " ", "%20"),
			Type:  sharedType(size.Get("mime-type").String()),
			Width: number(size.Get("width")), Height: number(size.Get("height")),
		})
	}
	inFile := data.Get("image_meta")
	return cmp.Or(strings.TrimSpace(inFile.Get("credit").String()), strings.TrimSpace(inFile.Get("copyright").String()))
}

// number returns a number that PHP stored, or 0 if it is not one or is out of range.
func number(v php.Value) int { return numberIn(v.String()) }

// numberIn is number for text.
func numberIn(s string) int {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n < 0 || n > 1<<40 {
		return 0
	}
	return int(n)
}

// fileType returns the MIME type of a file by its name; empty if it is unknown.
func fileType(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	ext := strings.ToLower(path.Ext(u.Path))
	if t, ok := types[ext]; ok {
		return t
	}
	return ""
}

// types are the types of wp_get_mime_types (WordPress 6.5) that papers use. Package mime
// would read the tables of the machine.
var types = map[string]string{
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".jpe": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".heic": "image/heic", ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff", ".svg": "image/svg+xml",
	".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm", ".ogv": "video/ogg", ".avi": "video/avi",
	".wmv": "video/x-ms-wmv", ".flv": "video/x-flv", ".3gp": "video/3gpp", ".mkv": "video/x-matroska",
	".mp3": "audio/mpeg", ".m4a": "audio/mpeg", ".aac": "audio/aac", ".wav": "audio/wav", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".flac": "audio/flac",
	".pdf": "application/pdf", ".doc": "application/msword", ".zip": "application/zip",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// shared are the same types, so that the attachments of an archive share their text.
var shared = func() map[string]string {
	set := make(map[string]string, len(types))
	for _, t := range types {
		set[t] = t
	}
	return set
}()

// sharedType returns a copy of t, or the same text for a usual type.
func sharedType(t string) string {
	if s, ok := shared[t]; ok {
		return s
	}
	return strings.Clone(t)
}

// kindOfType returns the kind of a medium with a MIME type. A PDF and other documents have
// no kind of their own.
func kindOfType(t string) string {
	kind, _, _ := strings.Cut(t, "/")
	switch kind {
	case "image", "video", "audio":
		return kind
	}
	return ""
}

// linked returns a copy of m whose addresses Options.Link has rewritten.
func (r *reading) linked(m *presse.Media) presse.Media {
	c := r.copyOf(m)
	if link := r.options.Link; link != nil {
		c.URL = link(c.URL)
		for i := range c.Renditions {
			c.Renditions[i].URL = link(c.Renditions[i].URL)
		}
	}
	return c
}

// picture sets the lead from the featured image.
func (r *reading) picture() {
	const field = "_thumbnail_id"
	id := r.first(field)
	switch m := r.medium(id); {
	case m != nil:
		r.a.Lead = r.linked(m)
	case id != "" && id != "0" && id != "-1":
		r.lose(presse.LossDropped, field, digitsOf(id), errPicture)
	}
	// A field may hold the number or the address of a picture.
	key, value := r.best("lead")
	if key == "" {
		return
	}
	m := r.medium(value)
	switch {
	case r.a.Lead.URL != "" && (m == nil || m.URL != r.a.Lead.URL):
		r.keep(key, value, errSecond)
	case m != nil:
		r.a.Lead = r.linked(m)
	case isWeb(value):
		r.a.Lead = presse.Media{URL: value, Type: fileType(value), Kind: "image"}
	case strings.Trim(value, "0123456789") == "":
		r.lose(presse.LossDropped, key, value, errPicture)
	default:
		r.keep(key, value, errPicture)
	}
}

// withoutPicture keeps what custom fields say of a picture that the story lacks, such as its
// caption, in Unknown: a lead has a file.
func (r *reading) withoutPicture() {
	lead := r.a.Lead
	if lead.URL != "" || lead.Caption == "" && lead.Alt == "" {
		return
	}
	r.a.Lead = presse.Media{}
	for _, part := range []struct{ member, value string }{{"lead.caption", lead.Caption}, {"lead.alt", lead.Alt}} {
		if part.value == "" {
			continue
		}
		name := part.member
		for _, m := range r.it.Meta {
			if r.fields[m.Key] == part.member && strings.TrimSpace(m.Value) != "" && !isReference(m) {
				name = m.Key
				break
			}
		}
		r.keep(name, part.value, errNoPicture)
	}
}

var errNoPicture = errors.New("of a picture that the story lacks")

// pictures adds the media of custom fields that Options.Fields maps to them: the number or
// address of one, or a list of numbers, as galleries of Advanced Custom Fields store it.
func (r *reading) pictures() {
	for _, m := range r.fieldsOf() {
		if r.fields[m.Key] != "media" || strings.TrimSpace(m.Value) == "" || isReference(m) {
			continue
		}
		r.taken[m.Key] = true
		values := []string{strings.TrimSpace(m.Value)}
		if list := unserialize(m.Value); list.Kind == php.Array {
			values = values[:0]
			for _, pair := range list.Pairs {
				values = append(values, pair.Value.String())
			}
		}
		for _, value := range values {
			switch known := r.medium(value); {
			case known != nil:
				r.add(*known)
			case isWeb(value):
				r.add(presse.Media{URL: value, Type: fileType(value), Kind: kindOfType(fileType(value))})
			default:
				r.lose(presse.LossDropped, m.Key, digitsOf(value), errPicture)
			}
		}
	}
}

// enclosure adds the sound or video of a podcast. WordPress stores its address, size, type
// and, with PowerPress, serialized details on one line each (do_enclose, WordPress 1.5).
func (r *reading) enclosure(value string) {
	lines := strings.SplitN(strings.TrimSpace(value), "\n", 4)
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	lines = append(lines, "", "", "")
	m := presse.Media{URL: lines[0]}
	if !isWeb(m.URL) {
		r.lose(presse.LossDropped, "enclosure", "", errSound)
		return
	}
	m.Size = int64(numberIn(lines[1]))
	m.Type = lines[2]
	if _, _, err := mime.ParseMediaType(m.Type); err != nil {
		m.Type = ""
	}
	m.Type = cmp.Or(m.Type, fileType(m.URL))
	m.Kind = kindOfType(m.Type)
	if details := unserialize(lines[3]); details.Kind == php.Array {
		m.Seconds = seconds(details.Get("duration").String())
	} else if lines[3] != "" {
		r.lose(presse.LossDropped, "enclosure", "", errMeta)
	}
	r.add(m)
}

// add adds a medium, unless the story has it.
func (r *reading) add(m presse.Media) {
	m = r.linked(&m)
	if r.once("media " + m.URL) {
		r.a.Media = append(r.a.Media, m)
	}
}

// seconds reads a duration: "1561", "26:01" or "00:26:01"; 0 if it is none.
func seconds(s string) float64 {
	var total float64
	if s == "" {
		return 0
	}
	for part := range strings.SplitSeq(s, ":") {
		n, err := strconv.ParseUint(strings.TrimSpace(part), 10, 32)
		if err != nil {
			return 0
		}
		total = total*60 + float64(n)
	}
	return total
}

var mediaMembers = jsonNames(reflect.TypeFor[presse.Media]())
