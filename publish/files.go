package publish

import (
	"encoding/base64"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/markup"
)

// A file has many addresses: WordPress alone stores half a dozen sizes of each picture, and
// services that make others on demand have the address of the picture in their own. The rights to
// a file end for all of them at once.

// A kind is what the name of a file says of it.
type kind string

const (
	picture kind = ""
	video   kind = "\x00video"
	sound   kind = "\x00sound"
	script  kind = "\x00script" // its query says what it sends: photo.php?id=12
	bare    kind = "\x00"       // no extension, or one that is unknown
)

// kinds has the kinds of files by their extensions. Sites offer one file in several formats:
// photo.jpg is photo.webp, and photo.jpg.webp.
var kinds = map[string]kind{
	".jpg": picture, ".jpeg": picture, ".jpe": picture, ".jfif": picture, ".pjpeg": picture, ".png": picture, ".apng": picture, ".gif": picture, ".webp": picture,
	".avif": picture, ".heic": picture, ".heif": picture, ".bmp": picture, ".tif": picture, ".tiff": picture, ".jxl": picture, ".jp2": picture, ".svg": picture,
	".mp4": video, ".m4v": video, ".mov": video, ".webm": video, ".ogv": video, ".avi": video, ".mkv": video, ".wmv": video, ".flv": video, ".3gp": video, ".m3u8": video, ".mpd": video,
	".mp3": sound, ".m4a": sound, ".aac": sound, ".ogg": sound, ".oga": sound, ".opus": sound, ".wav": sound, ".flac": sound, ".wma": sound,
	".php": script, ".php5": script, ".phtml": script, ".asp": script, ".aspx": script, ".ashx": script, ".axd": script, ".jsp": script, ".do": script, ".action": script,
	".cgi": script, ".pl": script, ".py": script, ".cfm": script, ".dll": script, ".html": script, ".htm": script,
}

var (
	// sized is what WordPress puts after the name of a picture that it has made smaller, turned
	// or edited (wp-admin/includes/image.php and image-edit.php: "-300x200", "-scaled",
	// "-rotated", "-e1612345678901"), and what is put after it for screens of twice the density.
	sized = regexp.MustCompile(`(-[0-9]{1,5}x[0-9]{1,5}|-scaled|-rotated|-e[0-9]{10,13}|@[0-9]x)+$`)

	// chosen is what follows an extension: "photo.jpg:large" of X, "photo.jpg@webp" of imgproxy
	// ("Generating the URL"), "photo.jpg;v=2" (RFC 3986, section 3.3).
	chosen = regexp.MustCompile(`(\.[A-Za-z0-9]{2,5})([:@][A-Za-z0-9]+|;.*)$`)

	// derived is the folder of a size: an image style of Drupal ("styles/large/public/"), its
	// imagecache of before, and the prefix of Cloudflare ("Transform via URL") and of the IPX of
	// Nuxt, which the whole path follows.
	derived = regexp.MustCompile(`/styles/[^/]+/(?:public|private|s3)/|/imagecache/[^/]+/|^/cdn-cgi/image/[^/]+/|^/_ipx/[^/]+/`)

	// vignette is a picture that SPIP has made smaller, of which it keeps the name and adds five
	// digits, and spipFolder is where SPIP has the pictures themselves: by type, in IMG/jpg/, or in
	// IMG/ and IMG/logo/. It does not say which.
	vignette   = regexp.MustCompile(`/local/cache-vignettes/L[0-9]+xH[0-9]+/([^/]+)-[0-9a-f]{5}(\.[A-Za-z]+)$`)
	spipFolder = regexp.MustCompile(`/IMG/(?:jpe?g|png|gif|webp|svg|logo)/([^/]+)$`)

	// optional is a segment that has the size of a picture or a signature: "300x200",
	// "616x347_crop", "w_300,c_fill" of Cloudinary ("Transformation URL API reference"),
	// "rs:fit:300" of imgproxy, "tr:w-300" of ImageKit, "0x42:768x474" and "dGhlIHNpZw=" of
	// Thumbor, "width=640". "w_300" is recognized by its value.
	optional = regexp.MustCompile(`^(?:[0-9]{1,5}x[0-9]{0,5}(?:[_-][a-z]+)*|x[0-9]{1,5}|[a-z]{1,3}_[^,]+(?:,[a-z]{1,3}_[^,]+)+|(?:w|h|s|q|c|g|f|dpr|ar)_(?:[0-9.]+(?:x[0-9]+)?|auto|fill|fit|limit|scale|crop|thumb|pad|webp|avif|jpg|png)|[^.:]+:[^.]*|filters:.*|[^=]+=.*)$`)

	// service is the first part of a path of a service that makes sizes. What follows it may be
	// an address.
	service = regexp.MustCompile(`^(?:_.+|cdn-cgi|unsafe|insecure|plain|fetch|remote|.*[=,:].*)$`)

	// hostLike is a segment of a path that is a host: "i0.wp.com/remparts.exemple.ma/photo.jpg".
	hostLike = regexp.MustCompile(`^(?i)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::[0-9]+)?$`)
)

// A file is what an address says of a file.
type file struct {
	host, name string // name is a path without extensions and sizes
	kind       kind
	query      url.Values
	service    int // what follows in name is known to be that of a service; len(name) if nothing is
}

// newFile returns the file at a path, which is not escaped, of a host.
func newFile(host, p, query string) file {
	f := file{host: hostKey(host), kind: bare}
	if query != "" {
		f.query, _ = url.ParseQuery(query) // it returns what it can read
	}
	p = letters.NFC(p)
	for strings.Contains(p, "//") { // servers of files read them as one
		p = strings.ReplaceAll(p, "//", "/")
	}
	for range nested {
		p = derived.ReplaceAllString(p, "/")
	}
	if strings.Contains(p, "/IMG/") || strings.Contains(p, "/local/") {
		p = vignette.ReplaceAllString(p, "/IMG/$1$2")
		p = spipFolder.ReplaceAllString(p, "/IMG/$1")
	}
	if strings.ContainsAny(p, ":@;") {
		p = chosen.ReplaceAllString(p, "$1")
	}
	dir, last := path.Split(p)
	var name strings.Builder
	f.service = -1
	for segment := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if f.service < 0 && service.MatchString(segment) {
			f.service = name.Len()
		}
		if segment != "" && (!strings.ContainsAny(segment, "x_=:") || !optional.MatchString(segment) || hostLike.MatchString(segment)) {
			name.WriteString("/" + segment)
		}
	}
	if last == "" {
		f.kind = script
	}
	for range nested {
		ext := path.Ext(last)
		k, known := kinds[strings.ToLower(ext)]
		if !known || f.kind != bare && f.kind != k { // film.mp4.jpg is a picture
			break
		}
		if f.kind = k; k == script {
			break
		}
		last = sized.ReplaceAllString(strings.TrimSuffix(last, ext), "")
	}
	if f.kind == bare {
		ext := path.Ext(last)
		last = sized.ReplaceAllString(strings.TrimSuffix(last, ext), "") + ext
	}
	name.WriteString("/" + last)
	f.name = name.String()
	if f.service < 0 {
		f.service = len(f.name)
	}
	return f
}

// hostKey returns a host in the spelling of keys.
func hostKey(host string) string {
	host = strings.ToLower(host)
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":443"), ":80")
	return strings.TrimPrefix(host, "www.")
}

// identifying returns the names of the parameters that say which file it is, in order. There are
// none if the path says it, as usual: "?w=300" is a size, "?itok=x" a signature. Only of a script
// is a parameter whose name is unknown believed to say it.
func (f *file) identifying() []string {
	if f.query == nil || f.kind != script && f.kind != bare {
		return nil
	}
	var known, unknown, doubtful []string
	for name := range f.query {
		switch lower := strings.ToLower(name); {
		case isID(lower):
			known = append(known, name)
		case lower == "v" || lower == "s" || lower == "t":
			doubtful = append(doubtful, name)
		case !isModifier(lower):
			unknown = append(unknown, name)
		}
	}
	names := known
	if len(names) == 0 && f.kind == script {
		if names = unknown; len(names) == 0 {
			names = doubtful
		}
	}
	slices.Sort(names)
	return names
}

// isID reports whether a parameter of this name says which file a script sends.
func isID(name string) bool {
	switch name {
	case "key-pair-id", "utm_id", "session_id", "client_id", "user_id", "visitor_id": // who asks (CloudFront, Google Analytics)
		return false
	case "id", "uid", "guid", "uuid", "oid", "fbid", "fid", "nid", "pid", "docid", "fileid", "imageid", "imgid", "photoid", "pictureid", "mediaid", "videoid", "assetid",
		"idphoto", "idimage", "iddoc", "iddocument", "idmedia", "file", "filename", "fichier", "path", "src", "url", "image", "img", "photo", "pic", "picture", "video",
		"document", "asset", "attachment":
		return true
	}
	return strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "-id") || strings.HasPrefix(name, "id_")
}

// isModifier reports whether a parameter of this name only says in which size, format or crop a
// file is sent, or until when the address may be used.
func isModifier(name string) bool {
	switch name {
	case "w", "h", "q", "width", "height", "size", "quality", "resize", "fit", "crop", "zoom", "dpr", "fm", "fmt", "format", "auto", "ext", "type", "mode", "scale", "rotate", "bg", "blur",
		"ver", "version", "rev", "cb", "ts", "time", "timestamp", "mtime", "date", "rnd", "rand", "cache", "nocache",
		"dl", "download", "itok", "token", "sig", "sign", "signature", "hash", "hmac", "expires", "exp", "policy", "key-pair-id", "ssl", "strip", "lang",
		"max-w", "max-h", "maxwidth", "maxheight", "session_id", "client_id", "user_id", "visitor_id", "fbclid", "gclid", "ref", "name":
		return true
	}
	return strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "x-amz-") || strings.HasPrefix(name, "x-goog-")
}

// key returns a key of the file: its place and the values of some of its parameters.
func (f *file) key(place string, names []string) string {
	for _, name := range names {
		place += "?" + name + "=" + f.query.Get(name)
	}
	return place
}

// A rights is when the rights to files end: the earliest instant that any member of the story has
// for each. The nil rights have none.
type rights struct {
	ends  map[string]time.Time  // by the keys of files, of players, and of IDs
	named map[string][][]string // the parameters that identify the files of a place
	hosts map[string]bool
	depth int // the most segments that a path has
}

// note notes the end of the rights to what has a key.
func (r *rights) note(key string, end time.Time) {
	if known, ok := r.ends[key]; !ok || end.Before(known) {
		r.ends[key] = end
	}
}

const (
	// nested is how many addresses that are in one another are read, and how many extensions.
	nested = 3

	// long is the length of an address, in bytes, from which it is not looked through for another:
	// servers need not accept longer ones (RFC 9110, section 4.1).
	long = 8000
)

// noteAt notes the end of the rights to the file at an absolute URI, and to the one whose address
// is in it.
func (r *rights) noteAt(uri string, end time.Time, level int) {
	if key, ok := markup.PlayerKey(uri); ok {
		r.note(key, end)
		return
	}
	u, err := url.Parse(strict(uri))
	if err != nil {
		r.note(uri, end)
		return
	}
	f := newFile(u.Host, u.Path, u.RawQuery)
	names := f.identifying()
	of := []kind{f.kind}
	if f.kind == bare {
		of = []kind{bare, picture, video, sound} // the CMS may add what its type is
	}
	for _, k := range of {
		place := f.host + f.name + string(k)
		if !slices.ContainsFunc(r.named[place], func(known []string) bool { return slices.Equal(known, names) }) {
			r.named[place] = append(r.named[place], names)
		}
		r.note(f.key(place, names), end)
	}
	r.hosts[f.host] = true
	r.depth = max(r.depth, strings.Count(f.name, "/"))
	if level == nested || len(uri) > long {
		return
	}
	for _, inner := range contained(u, hostLike.MatchString) {
		r.noteAt(inner, end, level+1)
	}
}

// end returns when the rights to the file at an absolute URI end, zero if they do not.
func (r *rights) end(uri string) time.Time {
	if r == nil {
		return time.Time{}
	}
	var first time.Time
	r.each(uri, 0, func(end time.Time) {
		if first.IsZero() || end.Before(first) {
			first = end
		}
	})
	return first
}

// each calls yield for the ends of the rights to the file at an absolute URI, and to those whose
// addresses are in it.
func (r *rights) each(uri string, level int, yield func(time.Time)) {
	if key, ok := markup.PlayerKey(uri); ok {
		if end, ok := r.ends[key]; ok {
			yield(end)
		}
		return
	}
	u, err := url.Parse(strict(uri))
	if err != nil {
		if end, ok := r.ends[uri]; ok {
			yield(end)
		}
		return
	}
	f := newFile(u.Host, u.Path, u.RawQuery)
	r.at(&f, f.host+f.name, yield)
	// The path may end with the path of a file, or with its host and path.
	for i, n := len(f.name), 0; n <= r.depth; n++ {
		if i = strings.LastIndexByte(f.name[:i], '/'); i < 0 {
			break
		}
		if i > 0 && (n > 0 || i >= f.service) {
			r.at(&f, f.host+f.name[i:], yield)
		}
		if j := strings.IndexByte(f.name[i+1:], '/'); j >= 0 {
			if host := hostKey(f.name[i+1:][:j]); r.hosts[host] {
				r.at(&f, host+f.name[i+1+j:], yield)
			}
		}
	}
	if level == nested || len(uri) > long {
		return
	}
	for _, inner := range contained(u, func(host string) bool { return r.hosts[hostKey(host)] }) {
		r.each(inner, level+1, yield)
	}
}

// at calls yield for the ends of the rights to a file, if it were at a place.
func (r *rights) at(f *file, place string, yield func(time.Time)) {
	place += string(f.kind)
	for _, names := range r.named[place] {
		if slices.ContainsFunc(names, func(name string) bool { return !f.query.Has(name) }) ||
			len(names) == 0 && f.kind == script && len(f.identifying()) > 0 { // "photo.php" is not "photo.php?id=12"
			continue
		}
		if end, ok := r.ends[f.key(place, names)]; ok {
			yield(end)
		}
	}
}

// contained returns the absolute URIs that may be in an address: in its query, such as
// "/_next/image?url=%2Fphoto.jpg" of Next.js and "?url=remparts.exemple.ma/photo.jpg" of wsrv.nl;
// in its path, after "https:" or as a host; escaped twice; or in base64, as imgproxy has them.
func contained(u *url.URL, isHost func(string) bool) (out []string) {
	root := u.Scheme + "://" + u.Host
	if p, err := url.PathUnescape(u.Path); err == nil && p != u.Path {
		out = append(out, root+(&url.URL{Path: p}).EscapedPath()+"?"+u.RawQuery)
	}
	rest := strings.TrimPrefix(u.Path, "/")
	for {
		segment, after, ok := strings.Cut(rest, "/")
		if !ok {
			break
		}
		scheme := segment == "https:" || segment == "http:"
		if scheme {
			rest = strings.TrimLeft(after, "/")
		}
		if scheme || isHost(segment) {
			if u.RawQuery != "" && !strings.Contains(rest, "?") {
				rest += "?" + u.RawQuery
			}
			out = append(out, "https://"+rest)
			break
		}
		rest = after
	}
	if strings.Contains(u.Path, "?") {
		out = append(out, root+u.Path)
	}
	if u.RawQuery != "" {
		query, _ := url.ParseQuery(u.RawQuery)
		for name, values := range query {
			for _, value := range append(values, name) {
				out = append(out, inQuery(u, root, value, isHost)...)
			}
		}
	}
	return append(out, inBase64(u.Path+"?"+u.RawQuery)...)
}

// inQuery returns the absolute URIs that a value in a query may be.
func inQuery(u *url.URL, root, value string, isHost func(string) bool) []string {
	if !strings.ContainsAny(value, "/.%") {
		return nil
	}
	if !strings.Contains(value, "/") {
		if decoded, err := url.PathUnescape(value); err == nil {
			value = decoded
		}
	}
	value = strings.TrimPrefix(value, "ssl:") // wsrv.nl
	switch host, _, _ := strings.Cut(value, "/"); {
	case strings.HasPrefix(value, "https:"), strings.HasPrefix(value, "http:"):
		_, rest, _ := strings.Cut(value, ":")
		return []string{"https://" + strings.TrimLeft(rest, "/")}
	case strings.HasPrefix(value, "//"):
		return []string{"https:" + value}
	case strings.HasPrefix(value, "/"):
		return []string{root + value}
	case host != value && isHost(host):
		return []string{"https://" + value}
	}
	if _, ok := kinds[strings.ToLower(path.Ext(value))]; !ok {
		return nil
	}
	if dir := path.Dir(u.Path); dir != "/" && dir != "." {
		return []string{root + "/" + value, root + dir + "/" + value}
	}
	return []string{root + "/" + value}
}

// inBase64 returns the address that is in s in base64, if there is one. imgproxy may split it by
// slashes and follow it by an extension.
func inBase64(s string) (out []string) {
	const http = "aHR0c" // "http"
	i := strings.Index(s, http)
	if i < 0 {
		return nil
	}
	s = s[i:]
	if n := strings.IndexFunc(s, func(c rune) bool {
		return c != '/' && c != '-' && c != '_' && c != '+' && !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z')
	}); n >= 0 {
		s = s[:n]
	}
	first, _, _ := strings.Cut(s, "/")
	for _, s := range []string{first, strings.ReplaceAll(s, "/", "")} {
		decoded, err := base64.RawURLEncoding.DecodeString(strings.ReplaceAll(s, "+", "-"))
		if uri := string(decoded); err == nil && (strings.HasPrefix(uri, "https://") || strings.HasPrefix(uri, "http://")) {
			out = append(out, uri)
		}
	}
	return out
}
