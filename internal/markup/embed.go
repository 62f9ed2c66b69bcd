package markup

import (
	"net/url"
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// A provider is a site whose player may be embedded in an article. A player's frame is
// never passed through: the provider extracts an id from whatever URL the editor pasted,
// and the frame is rebuilt from the id.
type provider struct {
	name  string
	label string // title of a frame that has none
	// player and page are the URLs of the frame and of the page to link to instead, with
	// %s for the id. page is "" if there is no such page.
	player, page  string
	width, height string
	check         func(id string) bool         // reports whether id has the provider's format
	id            func(u *url.URL) (id string) // returns the id in any of the provider's URLs, or ""
	hosts         []string
}

// providers lists the players that newsrooms use, according to their documentation as of
// 2025.
var providers = []provider{
	{
		name: "youtube", label: "Vidéo YouTube", width: "560", height: "315",
		player: "https://www.youtube-nocookie.com/embed/%s", page: "https://www.youtube.com/watch?v=%s",
		hosts: []string{"www.youtube.com", "youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com", "youtube-nocookie.com"},
		check: func(id string) bool { return len(id) == 11 && onlyWord(id) },
		id: func(u *url.URL) string {
			switch head, id := pathHead(u); head {
			case "watch":
				return u.Query().Get("v")
			case "embed", "v", "shorts", "live":
				return id
			default:
				return head // youtu.be/ID
			}
		},
	},
	{
		name: "vimeo", label: "Vidéo Vimeo", width: "640", height: "360",
		player: "https://player.vimeo.com/video/%s", page: "https://vimeo.com/%s",
		hosts: []string{"player.vimeo.com", "vimeo.com", "www.vimeo.com"},
		check: func(id string) bool {
			// The number of an unlisted video is followed by a key.
			number, key, keyed := strings.Cut(id, "?h=")
			return onlyDigits(number) && (!keyed || key != "" && len(key) <= 20 && onlyWord(key))
		},
		id: func(u *url.URL) string {
			head, id := pathHead(u)
			if head != "video" {
				head, id = "video", head
			}
			if key := u.Query().Get("h"); key != "" {
				return id + "?h=" + key
			}
			return id
		},
	},
	{
		name: "dailymotion", label: "Vidéo Dailymotion", width: "640", height: "360",
		player: "https://www.dailymotion.com/embed/video/%s", page: "https://www.dailymotion.com/video/%s",
		hosts: []string{"www.dailymotion.com", "dailymotion.com", "geo.dailymotion.com", "dai.ly"},
		check: func(id string) bool { return len(id) <= 20 && onlyWord(id) },
		id: func(u *url.URL) string {
			if id := u.Query().Get("video"); id != "" { // geo.dailymotion.com/player.html?video=ID
				return id
			}
			return lastSegment(u)
		},
	},
	{
		name: "x", label: "Message sur X", width: "550", height: "600",
		player: "https://platform.twitter.com/embed/Tweet.html?id=%s", page: "https://x.com/i/status/%s",
		hosts: []string{"platform.twitter.com", "twitter.com", "www.twitter.com", "x.com", "www.x.com"},
		check: onlyDigits,
		id: func(u *url.URL) string {
			if id := u.Query().Get("id"); id != "" {
				return id
			}
			return lastSegment(u)
		},
	},
	{
		name: "facebook", label: "Publication Facebook", width: "500", height: "600",
		player: "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F%s", page: "",
		hosts: []string{"www.facebook.com"},
		check: func(id string) bool {
			return id != "" && len(id) <= 300 && onlyWord(strings.NewReplacer("%2F", "", "%3F", "", "%3D", "", "%26", "", ".", "").Replace(id))
		},
		id: func(u *url.URL) string {
			post, err := url.Parse(u.Query().Get("href"))
			if err != nil || post.Host != "www.facebook.com" {
				return ""
			}
			return url.QueryEscape(strings.TrimPrefix(post.RequestURI(), "/"))
		},
	},
	{
		name: "instagram", label: "Publication Instagram", width: "400", height: "600",
		player: "https://www.instagram.com/p/%s/embed/", page: "https://www.instagram.com/p/%s/",
		hosts: []string{"www.instagram.com", "instagram.com"},
		check: func(id string) bool { return len(id) <= 40 && onlyWord(id) },
		id: func(u *url.URL) string {
			switch head, id := pathHead(u); head {
			case "p", "reel", "tv":
				id, _, _ = strings.Cut(id, "/")
				return id
			}
			return ""
		},
	},
	{
		name: "tiktok", label: "Vidéo TikTok", width: "325", height: "740",
		player: "https://www.tiktok.com/embed/v2/%s", page: "",
		hosts: []string{"www.tiktok.com", "tiktok.com"},
		check: onlyDigits,
		id:    lastSegment,
	},
	{
		name: "spotify", label: "Lecteur Spotify", width: "560", height: "352",
		player: "https://open.spotify.com/embed/%s", page: "https://open.spotify.com/%s",
		hosts: []string{"open.spotify.com"},
		check: func(id string) bool {
			kind, id, _ := strings.Cut(id, "/")
			return slices.Contains([]string{"track", "album", "artist", "playlist", "episode", "show"}, kind) && len(id) <= 40 && onlyWord(id)
		},
		id: func(u *url.URL) string {
			path := strings.Trim(u.Path, "/")
			if i := strings.Index(path, "embed/"); i >= 0 {
				path = path[i+len("embed/"):]
			}
			return path
		},
	},
	{
		name: "soundcloud", label: "Lecteur SoundCloud", width: "560", height: "166",
		player: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2F%s", page: "",
		hosts: []string{"w.soundcloud.com"},
		check: func(id string) bool {
			kind, number, _ := strings.Cut(id, "%2F")
			return (kind == "tracks" || kind == "playlists" || kind == "users") && onlyDigits(number)
		},
		id: func(u *url.URL) string {
			sound, err := url.Parse(u.Query().Get("url"))
			if err != nil || sound.Host != "api.soundcloud.com" {
				return ""
			}
			return url.QueryEscape(strings.Trim(sound.Path, "/"))
		},
	},
	{
		name: "datawrapper", label: "Infographie", width: "600", height: "400",
		player: "https://datawrapper.dwcdn.net/%s/", page: "https://datawrapper.dwcdn.net/%s/",
		hosts: []string{"datawrapper.dwcdn.net"},
		check: func(id string) bool {
			chart, version, versioned := strings.Cut(id, "/")
			return len(chart) == 5 && onlyWord(chart) && (!versioned || onlyDigits(version))
		},
		id: func(u *url.URL) string { return strings.Trim(u.Path, "/") },
	},
	{
		name: "flourish", label: "Infographie", width: "600", height: "500",
		player: "https://flo.uri.sh/%s/embed", page: "https://public.flourish.studio/%s/",
		hosts: []string{"flo.uri.sh", "public.flourish.studio"},
		check: func(id string) bool {
			kind, number, _ := strings.Cut(id, "/")
			return (kind == "visualisation" || kind == "story") && onlyDigits(number)
		},
		id: func(u *url.URL) string {
			kind, rest := pathHead(u)
			number, _, _ := strings.Cut(rest, "/")
			return kind + "/" + number
		},
	},
}

// pathHead splits a path into its first segment and the rest.
func pathHead(u *url.URL) (head, rest string) {
	head, rest, _ = strings.Cut(strings.Trim(u.Path, "/"), "/")
	return head, rest
}

func lastSegment(u *url.URL) string {
	path := strings.TrimRight(u.Path, "/")
	return path[strings.LastIndexByte(path, '/')+1:]
}

// onlyDigits reports whether s consists of 1 to 20 digits.
func onlyDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != "" && len(s) <= 20
}

// onlyWord reports whether s is not empty and consists of ASCII letters, digits, - and _.
func onlyWord(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return s != ""
}

// fill returns the URL of a player or page, given its pattern and an id.
func fill(pattern, id string) string { return strings.Replace(pattern, "%s", id, 1) }

// The last attributes of a frame, which never vary. The frame loads when it is scrolled
// near. It tells the player which site it is on, without which YouTube refuses to play,
// but not which page. It may run scripts and open links, but not navigate the page around
// it. A frame from the site’s own hosts, or from any host if these are not known, is also
// denied access to that page: it could remove its sandbox.
const (
	frameTail    = `" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation" referrerpolicy="strict-origin-when-cross-origin" allow="encrypted-media; fullscreen; picture-in-picture"></iframe>`
	ownFrameTail = `" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-presentation" referrerpolicy="strict-origin-when-cross-origin" allow="encrypted-media; fullscreen; picture-in-picture"></iframe>`
)

// checkFrame reports whether src, an escaped attribute value, is the URL of a frame that
// the rules trust. It also returns how the frame's tag must end.
func (r *Rules) checkFrame(src string) (tail string, ok bool) {
	if ok, _ := r.checkURL(src, true); !ok {
		return "", false
	}
	for _, p := range r.embeds {
		before, after, _ := strings.Cut(p.player, "%s")
		if id, found := strings.CutPrefix(src, before); found {
			if id, found = strings.CutSuffix(id, after); found && p.check(id) {
				return frameTail, true
			}
		}
	}
	rest, secure := strings.CutPrefix(src, "https://")
	if !secure {
		return "", false
	}
	host, port, path := splitAuthority(rest)
	for _, trusted := range r.embedHosts {
		if port == "" && covers(trusted.host, host) && strings.HasPrefix(path, trusted.under) && !climbs(path) {
			if len(r.hosts) == 0 || r.own(host) {
				return ownFrameTail, true
			}
			return frameTail, true
		}
	}
	return "", false
}

// pageOf returns the page to link to instead of the player with the URL src, or src
// itself if there is none.
func (p *provider) pageOf(src string) string {
	before, after, _ := strings.Cut(p.player, "%s")
	if p.page == "" {
		return src
	}
	return fill(p.page, strings.TrimSuffix(strings.TrimPrefix(src, before), after))
}

// frameFor returns the URL of the frame for link, a URL in normal form, and its provider,
// or nil if the frame comes from a trusted host. It returns "" if there is no trusted frame.
func (r *Rules) frameFor(link string) (src string, p *provider) {
	u, err := url.Parse(link)
	if err != nil {
		return "", nil
	}
	for _, p := range r.embeds {
		for _, host := range p.hosts {
			if u.Host != host {
				continue
			}
			if id := p.id(u); p.check(id) {
				return fill(p.player, id), p
			}
		}
	}
	if _, ok := r.checkFrame(strings.ReplaceAll(link, "&", "&amp;")); ok {
		return link, nil
	}
	return "", nil
}

// frame writes the frame that the current tag embeds, if the rules trust it. In a feed,
// it writes a link to the page instead, since feed readers drop frames.
func (n *normaliser) frame() {
	t := &n.tag
	link := html.Unescape(t.value(atSrc))
	if link == "" || strings.HasPrefix(link, "about:") {
		link = html.Unescape(t.value(rawDataSrc))
	}
	if id := t.value(rawVideoID); id != "" && t.Element != html.Iframe {
		link = ampLink(t.Element, id)
	}
	link, reason := n.rules.normalURL(link, true)
	src, p := "", (*provider)(nil)
	if reason == "" {
		src, p = n.rules.frameFor(link)
	}
	if p != nil && n.rules.scope == Feed {
		src = p.pageOf(src)
	}
	if src == "" || !n.makeRoom(html.Iframe) {
		n.removed("element", t.name(), "not a trusted embed", t.Start)
		return
	}
	if !n.rules.elements[html.Iframe] {
		n.removed("element", t.name(), "replaced by a link", t.Start)
		n.frameLink(src, p)
		return
	}
	label, width, height := "", "640", "360"
	if p != nil {
		label, width, height = p.label, p.width, p.height
	}
	n.out = append(append(n.out, `<iframe src="`...), strings.ReplaceAll(src, "&", "&amp;")...)
	n.out = append(n.out, `" title="`...)
	if title := t.value(atTitle); title != "" {
		n.out = appendEscaped(n.out, title, true, n.rules.xml)
	} else {
		n.out = append(n.out, label...)
	}
	if v, reason := normalValue(atWidth, t.value(atWidth)); reason == "" {
		width = v
	}
	if v, reason := normalValue(atHeight, t.value(atHeight)); reason == "" {
		height = v
	}
	n.out = append(append(n.out, `" width="`...), width...)
	n.out = append(append(n.out, `" height="`...), height...)
	tail, _ := n.rules.checkFrame(strings.ReplaceAll(src, "&", "&amp;"))
	n.out = append(n.out, tail...)
}

// frameLink writes a link to src, titled like the frame it replaces.
func (n *normaliser) frameLink(src string, p *provider) {
	label := strings.TrimSpace(html.Unescape(n.tag.value(atTitle)))
	if label == "" {
		label = p.label
	}
	n.link(src, label)
}

// ampLink returns the URL that an AMP component with the given id embeds, or "".
func ampLink(player html.Element, id string) string {
	switch player {
	case html.AmpYoutube:
		return "https://www.youtube.com/embed/" + id
	case html.AmpVimeo:
		return "https://player.vimeo.com/video/" + id
	case html.AmpDailymotion:
		return "https://www.dailymotion.com/embed/video/" + id
	case html.AmpTwitter:
		return "https://platform.twitter.com/embed/Tweet.html?id=" + id
	case html.AmpInstagram:
		return "https://www.instagram.com/p/" + id + "/"
	}
	return ""
}
