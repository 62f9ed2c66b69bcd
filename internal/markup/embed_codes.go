package markup

// A sandbox says what a provider's frame may do. Each loads when it is scrolled near, may
// run scripts in its own origin and open links in new windows, but not navigate the page
// around it. It learns the site that it is on, without which YouTube and Google Maps
// refuse to work, but not the page.
type sandbox uint8

const (
	media       sandbox = iota // plays sound or video, also on another screen
	static                     // shows a chart or a map
	interactive                // has forms: quizzes, searches, comments
	own                        // comes from the site itself: no access to its own origin
)

// frameEnds are the last attributes of a frame, which never vary.
var frameEnds = [...]string{
	media:       frameTail,
	static:      `" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" referrerpolicy="strict-origin-when-cross-origin" allow="fullscreen"></iframe>`,
	interactive: `" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms" referrerpolicy="strict-origin-when-cross-origin" allow="fullscreen"></iframe>`,
	own:         ownFrameTail,
}

const (
	frameTail    = `" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation" referrerpolicy="strict-origin-when-cross-origin" allow="encrypted-media; fullscreen; picture-in-picture"></iframe>`
	ownFrameTail = `" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-presentation" referrerpolicy="strict-origin-when-cross-origin" allow="encrypted-media; fullscreen; picture-in-picture"></iframe>`
)

// A code is embed code other than a frame: an element, or a div or blockquote with a class,
// whose attributes name what to play.
type code struct {
	element string // "" for div and blockquote
	class   string // "" for any
	url     string // {name} is the value of an attribute; parts in brackets are optional
}

// codes lists the codes of providers, editors (CKEditor's oembed, Wagtail's embed, TinyMCE's
// data-ephox-embed-iri), lazy loaders (lite-youtube, media-chrome, WP Rocket), consent
// managers (tarteaucitron) and AMP.
var codes = []code{
	{"oembed", "", "{url}"},
	{"o-embed", "", "{url}"},
	{"embed", "", "{url}"},
	{"embed", "", "{src}"},
	{"object", "", "{data}"},
	{"div", "", "{data-oembed-url}"},
	{"div", "", "{data-ephox-embed-iri}"},

	{"lite-youtube", "", "https://www.youtube.com/watch?v={videoid}[&list={playlistid}][&start={videostartat}][&{params}]"},
	{"lite-youtube", "", "https://www.youtube.com/playlist?list={playlistid}"},
	{"lite-dailymotion", "", "https://www.dailymotion.com/video/{videoid}[?start={start}]"},
	{"lite-vimeo", "", "https://player.vimeo.com/video/{videoid}[?h={unlisted}][#t={start}]"},
	{"youtube-video", "", "{src}"},
	{"vimeo-video", "", "{src}"},
	{"dailymotion-video", "", "{src}"},
	{"spotify-audio", "", "{src}"},
	{"tiktok-video", "", "{src}"},
	{"twitch-video", "", "{src}"},

	{"", "fb-post", "{data-href}"},
	{"", "fb-video", "{data-href}"},
	{"", "fb-page", "https://www.facebook.com/plugins/page.php?href={data-href}"},
	{"", "instagram-media", "{data-instgrm-permalink}"},
	{"", "tiktok-embed", "{cite}"},
	{"", "tiktok-embed", "https://www.tiktok.com/embed/v2/{data-video-id}"},
	{"", "twitter-tweet", "https://x.com/i/status/{data-tweet-id}"},
	{"", "twitter-video", "https://x.com/i/status/{data-tweet-id}"},
	{"", "bluesky-embed", "https://embed.bsky.app/embed/{data-bluesky-uri}"},
	{"", "text-post-media", "{data-text-post-permalink}"},
	{"", "flourish-embed", "https://flo.uri.sh/{data-src}"},
	{"", "infogram-embed", "https://e.infogram.com/{data-id}"},
	{"", "genially-embed", "https://view.genially.com/{id}"},
	{"", "rll-youtube-player", "{data-src}[?{data-query}]"},
	{"", "youtube_player", "https://www.youtube.com/watch?v={videoid}"},
	{"", "vimeo_player", "https://vimeo.com/{videoid}"},
	{"", "dailymotion_player", "https://www.dailymotion.com/video/{videoid}"},
	{"", "youtube_player", "https://www.youtube.com/watch?v={data-videoid}"},
	{"", "vimeo_player", "https://vimeo.com/{data-videoid}"},
	{"", "dailymotion_player", "https://www.dailymotion.com/video/{data-videoid}"},
	{"", "tac_iframe", "{data-url}"},
	{"", "calameo-canvas", "https://v.calameo.com/?bkcode={data-id}"},

	{"div", "", "https://www.youtube.com/watch?v={data-plyr-embed-id}#{data-plyr-provider:=youtube}"},
	{"div", "", "https://vimeo.com/{data-plyr-embed-id}#{data-plyr-provider:=vimeo}"},
	{"div", "", "[]{data-plyr-embed-id}"}, // an address

	// Links whose content a script replaces.
	{"a", "twitter-timeline", "{href}"},
	{"a", "twitter-grid", "{href}"},
	{"a", "twitter-moment", "{href}"},
	{"a", "embedly-card", "{href}"},
	{"a", "", "{href}"},
	{"a", "", "{data-iframely-url}"},

	{"script", "", "https://t.me/{data-telegram-post}"},
	{"script", "", "https://t.me/{data-telegram-discussion}?discussion=1[&comments_limit={data-comments-limit}]"},
	{"script", "", "https://e.infogram.com/js/{id}"},
	{"script", "", "{src}?video={data-video}[&playlist={data-playlist}][&{data-params}]"},
	{"script", "", "{src}?playlist={data-playlist}[&{data-params}]"},
	{"script", "", "{src}"},

	{"amp-youtube", "", "https://www.youtube.com/watch?v={data-videoid}[&start={data-param-start}][&end={data-param-end}][&list={data-param-list}]"},
	{"amp-youtube", "", "https://www.youtube.com/embed/live_stream?channel={data-live-channelid}"},
	{"amp-vimeo", "", "https://player.vimeo.com/video/{data-videoid}"},
	{"amp-dailymotion", "", "https://www.dailymotion.com/video/{data-videoid}[?start={data-start}]"},
	{"amp-twitter", "", "https://x.com/i/status/{data-tweetid}"},
	{"amp-instagram", "", "https://www.instagram.com/p/{data-shortcode}/"},
	{"amp-facebook", "", "{data-href}"},
	{"amp-tiktok", "", "https://www.tiktok.com/embed/v2/{data-src}"},
	{"amp-tiktok", "", "{data-src}"},
	{"amp-soundcloud", "", "https://api.soundcloud.com/tracks/{data-trackid}[?secret_token={data-secret-token}]"},
	{"amp-soundcloud", "", "https://api.soundcloud.com/playlists/{data-playlistid}[?secret_token={data-secret-token}]"},
	{"amp-brightcove", "", "https://players.brightcove.net/{data-account}/{data-player}_{data-embed}/index.html?videoId={data-video-id}"},
	{"amp-brightcove", "", "https://players.brightcove.net/{data-account}/{data-player-id}_{data-embed}/index.html?videoId={data-video-id}"},
	{"amp-brightcove", "", "https://players.brightcove.net/{data-account}/{data-player}_default/index.html?videoId={data-video-id}"},
	{"amp-brightcove", "", "https://players.brightcove.net/{data-account}/default_default/index.html?videoId={data-video-id}"},
	{"amp-brightcove", "", "https://players.brightcove.net/{data-account}/{data-player}_{data-embed}/index.html?playlistId={data-playlist-id}"},
	{"amp-brightcove", "", "https://players.brightcove.net/{data-account}/{data-player-id}_{data-embed}/index.html?playlistId={data-playlist-id}"},
	{"amp-brightcove", "", "https://players.brightcove.net/{data-account}/{data-player}_default/index.html?playlistId={data-playlist-id}"},
	{"amp-brightcove", "", "https://players.brightcove.net/{data-account}/default_default/index.html?playlistId={data-playlist-id}"},
	{"video-js", "", "https://players.brightcove.net/{data-account}/{data-player}_{data-embed}/index.html?videoId={data-video-id}"},
	{"video-js", "", "https://players.brightcove.net/{data-account}/{data-player}_default/index.html?videoId={data-video-id}"},
	{"video-js", "", "https://players.brightcove.net/{data-account}/default_default/index.html?videoId={data-video-id}"},
	{"video-js", "", "https://players.brightcove.net/{data-account}/{data-player}_{data-embed}/index.html?playlistId={data-playlist-id}"},
	{"video-js", "", "https://players.brightcove.net/{data-account}/{data-player}_default/index.html?playlistId={data-playlist-id}"},
	{"video-js", "", "https://players.brightcove.net/{data-account}/default_default/index.html?playlistId={data-playlist-id}"},
	{"video", "video-js", "https://players.brightcove.net/{data-account}/{data-player}_{data-embed}/index.html?videoId={data-video-id}"},
	{"video", "video-js", "https://players.brightcove.net/{data-account}/{data-player}_default/index.html?videoId={data-video-id}"},
	{"video", "video-js", "https://players.brightcove.net/{data-account}/default_default/index.html?videoId={data-video-id}"},
	{"video", "video-js", "https://players.brightcove.net/{data-account}/{data-player}_{data-embed}/index.html?playlistId={data-playlist-id}"},
	{"video", "video-js", "https://players.brightcove.net/{data-account}/{data-player}_default/index.html?playlistId={data-playlist-id}"},
	{"video", "video-js", "https://players.brightcove.net/{data-account}/default_default/index.html?playlistId={data-playlist-id}"},
	{"amp-jwplayer", "", "https://cdn.jwplayer.com/players/{data-media-id}-{data-player-id}.html"},
	{"amp-embedly-card", "", "{data-url}"},
	{"amp-reddit", "", "{data-src}"},
	{"amp-pinterest", "", "{data-url}"},
	{"amp-iframe", "", "{src}"},
	{"amp-video-iframe", "", "{src}"},
}

// lazySources are the attributes in which lazy loaders and consent managers keep the
// address of a frame.
var lazySources = []string{
	"data-src", "data-lazy-src", "data-original", "data-cookieblock-src", "data-src-cmplz", "data-cmp-src", "data-consent-src", "didomi-src", "data-litespeed-src", "data-suppressedsrc", "suppressedsrc",
}

// machineTitles are the titles, in lower case, that providers give to the frames of all that
// they show.
var machineTitles = map[string]bool{
	"youtube video player": true, "youtube video": true, "youtube player": true, "youtube": true, "video youtube": true,
	"vimeo video player": true, "vimeo-player": true, "vimeo player": true, "vimeo video": true,
	"dailymotion video player": true, "dailymotion video": true, "dailymotion player": true,
	"media player": true, "video player": true, "audio player": true, "player": true, "embedded player": true, "embed player": true,
	"deezer-widget": true, "deezer widget": true, "spotify embed": true, "spotify player": true, "soundcloud player": true, "soundcloud widget": true,
	"apple podcasts": true, "apple podcasts player": true, "apple music": true, "ausha podcast player": true, "acast player": true,
	"x post": true, "twitter tweet": true, "twitter post": true, "instagram post": true, "instagram embed": true, "tiktok video": true, "tiktok embed": true,
	"fb:post facebook social plugin": true, "fb:video facebook social plugin": true, "fb:page facebook social plugin": true, "facebook post": true, "facebook video": true,
	"bluesky post": true, "threads post": true, "telegram post": true, "twitch video player": true, "twitch embed": true, "rumble video": true, "rumble player": true,
	"interactive or visual content": true, "datawrapper chart": true, "infogram": true, "google maps": true, "calameo": true, "scribd": true,
	"embed": true, "embedded content": true, "embedded video": true, "embedded post": true, "iframe": true, "frame": true, "widget": true, "untitled": true, "undefined": true, "null": true,
}
