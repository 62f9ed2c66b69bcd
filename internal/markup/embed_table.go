package markup

// A provider is a site whose players, posts or documents may be embedded in an article.
// Nothing of its embed code is passed through. The table reads the parts out of whatever
// address the code contains, checks each against its syntax, and the frame is rebuilt
// from them. The verifier uses the same rows.
type provider struct {
	name  string
	label string // title of a frame that has none, and text of a link to its page
	// hosts are the hosts of addresses in the rows that begin with "/", separated by spaces.
	hosts string
	// wraps are addresses whose parameter {url} is the address of what the frame shows,
	// which must be one of the provider's own.
	wraps         string
	width, height string
	sandbox       sandbox
	// site is the parameter that names the hosts of the pages that contain the frame. The
	// provider refuses to play elsewhere.
	site string
	// quotes reports that the provider's blockquote contains the text of the post. It then
	// stays a quotation: the text is worth more than the frame, and both would show it twice.
	quotes  bool
	players []player
}

// A player is one kind of thing that a provider shows: a video, a playlist, a post. The
// first row that an address matches applies.
type player struct {
	// from lists the addresses of the player, separated by spaces, without scheme. A
	// segment * is any segment, ** any number of them. A parameter given there is
	// required; {name} captures a part of a segment or value, {_} skips one. The address
	// of the frame is always one of them.
	from string
	// frame is the address of the frame. {name:syntax} is a captured part and the syntax
	// that it must have; see valid.
	frame string
	// page lists addresses of the page to link to instead, separated by spaces. The first
	// one all of whose parts are known applies; parts in brackets are optional. If none
	// applies, the link leads to the frame.
	page string
	keep []param
	// label replaces the provider's, if it is not empty.
	label string
}

// A param is an optional parameter of a frame. All others are dropped.
type param struct {
	name   string // in the frame; "#t=" and "#slide-" are fragments
	syntax string
	from   string // its names in other addresses, separated by spaces; "" if the same. "+" means any number more of one that the frame requires.
}

// providers lists the players that French-language newsrooms use. Each row follows the
// embed code that the provider hands out as of November 2026, and older codes that
// archives contain.
var providers = []provider{
	{
		// https://developers.google.com/youtube/player_parameters, and the Share dialog.
		// "videoseries" and "live_stream" have the length of an id but are pages. Mixes
		// (RDMM) and private lists (FL, LL, WL) do not play in a frame.
		name: "youtube", label: "Vidéo YouTube", width: "560", height: "315",
		hosts: "www.youtube.com youtube.com m.youtube.com music.youtube.com www.youtube-nocookie.com youtube-nocookie.com",
		players: []player{
			{
				from:  "/watch?v={id} youtu.be/{id} /embed/{id} /v/{id} /e/{id} /shorts/{id} /live/{id} /watch/{id}",
				frame: "https://www.youtube-nocookie.com/embed/{id:video}",
				page:  "https://www.youtube.com/clip/{clip} https://www.youtube.com/watch?v={id}[&list={list}][&t={start}s]",
				keep: []param{
					{"start", "seconds", "start t time_continue #t"}, {"end", "seconds", ""}, {"list", "list", ""}, {"index", "digits", ""},
					{"playlist", "words", ""}, {"loop", "=1", ""}, {"clip", "word", ""}, {"clipt", "word", ""},
					{"cc_load_policy", "=1", ""}, {"cc_lang_pref", "word", ""}, {"hl", "word", ""},
				},
			},
			{
				from:  "/embed/videoseries?list={list} /playlist?list={list} /watch?list={list} /embed?list={list}&listType=playlist /embed?list={list} /p/{list} /view_play_list?p={list}",
				frame: "https://www.youtube-nocookie.com/embed/videoseries?list={list:list}",
				page:  "https://www.youtube.com/playlist?list={list}",
				keep:  []param{{"index", "digits", ""}, {"start", "seconds", "start t"}, {"hl", "word", ""}},
			},
			{
				from:  "/embed/live_stream?channel={channel} /channel/{channel}/live",
				frame: "https://www.youtube-nocookie.com/embed/live_stream?channel={channel:word24}",
				page:  "https://www.youtube.com/channel/{channel}/live",
			},
			{
				from:  "/embed?listType=user_uploads&list={user}",
				frame: "https://www.youtube-nocookie.com/embed?listType=user_uploads&list={user:name}",
				page:  "https://www.youtube.com/user/{user}",
			},
		},
	},
	{
		// https://developer.vimeo.com/player/sdk/embed. The hash h gives access to an
		// unlisted video.
		name: "vimeo", label: "Vidéo Vimeo", width: "640", height: "360",
		hosts: "vimeo.com www.vimeo.com",
		players: []player{
			{
				from:  "vimeo.com/event/{id}",
				frame: "https://vimeo.com/event/{id:digits}/embed",
				page:  "https://vimeo.com/event/{id}",
			},
			{
				from:  "vimeo.com/event/{id}/{h}",
				frame: "https://vimeo.com/event/{id:digits}/embed/{h:hex}",
				page:  "https://vimeo.com/event/{id}/{h}",
			},
			{
				from: "player.vimeo.com/video/{id} /{id} /{id}/{h} /channels/*/{id} /groups/*/videos/{id} /ondemand/*/{id}" +
					" /album/*/video/{id} /showcase/*/video/{id} /moogaloop.swf?clip_id={id}",
				frame: "https://player.vimeo.com/video/{id:digits}",
				page:  "https://vimeo.com/{id}[/{h}][#t={#t=}]",
				keep:  []param{{"h", "hex", ""}, {"texttrack", "word", ""}, {"#t=", "time", "#t t"}},
			},
			{
				from:  "/showcase/{id} /album/{id}",
				frame: "https://vimeo.com/showcase/{id:digits}/embed",
				page:  "https://vimeo.com/showcase/{id}",
			},
		},
	},
	{
		// https://developers.dailymotion.com/docs/iframe-web and
		// https://developers.dailymotion.com/docs/player-embed-script-web. A player of the publisher's own carries its
		// settings and its advertising. The id of a private video begins with k.
		name: "dailymotion", label: "Vidéo Dailymotion", width: "640", height: "360",
		hosts: "www.dailymotion.com dailymotion.com touch.dailymotion.com",
		players: []player{
			{
				from:  "geo.dailymotion.com/player/{player}.js?video={id}",
				frame: "https://geo.dailymotion.com/player/{player:letters}.html?video={id:letters}",
				page:  "https://www.dailymotion.com/video/{id}[?start={startTime}]",
				keep:  []param{{"playlist", "letters", ""}, {"startTime", "seconds", "startTime start"}},
			},
			{
				from:  "geo.dailymotion.com/player/{player}.js?playlist={id}",
				frame: "https://geo.dailymotion.com/player/{player:letters}.html?playlist={id:letters}",
				page:  "https://www.dailymotion.com/playlist/{id}",
			},
			{
				from:  "/video/{id}_{_} /video/{id} /swf/video/{id} /swf/{id} dai.ly/{id}",
				frame: "https://geo.dailymotion.com/player.html?video={id:letters}",
				page:  "https://www.dailymotion.com/video/{id}[?start={startTime}]",
				keep:  []param{{"playlist", "letters", ""}, {"startTime", "seconds", "startTime start"}},
			},
			{
				from:  "/playlist/{id}_{_} /playlist/{id}",
				frame: "https://geo.dailymotion.com/player.html?playlist={id:letters}",
				page:  "https://www.dailymotion.com/playlist/{id}",
			},
			{
				from:  "/embed/video/{id}_{_}",
				frame: "https://www.dailymotion.com/embed/video/{id:letters}",
				page:  "https://www.dailymotion.com/video/{id}[?start={start}]",
				keep:  []param{{"start", "seconds", "start startTime"}},
			},
			{
				frame: "https://www.dailymotion.com/embed/playlist/{id:letters}",
				page:  "https://www.dailymotion.com/playlist/{id}",
			},
		},
	},
	{
		// https://docs.x.com/x-for-websites/embedded-posts/overview
		name: "x", label: "Message sur X", width: "550", height: "600", quotes: true,
		hosts: "twitter.com www.twitter.com mobile.twitter.com x.com www.x.com mobile.x.com",
		players: []player{{
			from:  "/{user}/status/{id}/** /{user}/statuses/{id}/** /i/web/status/{id} platform.twitter.com/embed/index.html?id={id}",
			frame: "https://platform.twitter.com/embed/Tweet.html?id={id:digits}",
			page:  "https://x.com/{user:word}/status/{id} https://x.com/i/status/{id}",
		}},
	},
	{
		// https://developers.facebook.com/docs/plugins/embedded-posts, …/embedded-video-player
		// and …/page-plugin
		name: "facebook", label: "Publication Facebook", width: "500", height: "600",
		hosts: "www.facebook.com facebook.com m.facebook.com web.facebook.com fr-fr.facebook.com business.facebook.com",
		wraps: "/plugins/post.php?href={url} /plugins/video.php?href={url} /plugins/post?href={url} /plugins/video?href={url}",
		players: []player{
			{
				from:  "/watch?v={id} /watch/live?v={id} /video.php?v={id}",
				frame: "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D{id:digits}",
				page:  "https://www.facebook.com/watch/?v={id}[&t={t}]",
				keep:  facebookVideo,
			},
			{
				from:  "/reel/{id} /reels/{id}",
				frame: "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Freel%2F{id:digits}",
				page:  "https://www.facebook.com/reel/{id}[?t={t}]",
				keep:  facebookVideo,
			},
			{
				from:  "/{page}/videos/{id} /{page}/videos/*/{id}",
				frame: "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2F{page:name}%2Fvideos%2F{id:digits}",
				page:  "https://www.facebook.com/{page}/videos/{id}[?t={t}]",
				keep:  facebookVideo,
			},
			{
				from:  "/permalink.php?story_fbid={story}&id={id} /story.php?story_fbid={story}&id={id}",
				frame: "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fpermalink.php%3Fstory_fbid%3D{story:word}%26id%3D{id:digits}",
				page:  "https://www.facebook.com/permalink.php?story_fbid={story}&id={id}",
				keep:  facebookPost,
			},
			{
				from:  "/photo.php?fbid={id} /photo?fbid={id}",
				frame: "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fphoto.php%3Ffbid%3D{id:digits}",
				page:  "https://www.facebook.com/photo.php?fbid={id}",
				keep:  facebookPost,
			},
			{
				from:  "/{page}/photos/{set}/{id}",
				frame: "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F{page:name}%2Fphotos%2F{set:name}%2F{id:digits}",
				page:  "https://www.facebook.com/{page}/photos/{set}/{id}",
				keep:  facebookPost,
			},
			{
				from:  "/{page}/posts/{id} /{page}/posts/*/{id}",
				frame: "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F{page:name}%2Fposts%2F{id:word}",
				page:  "https://www.facebook.com/{page}/posts/{id}",
				keep:  facebookPost,
			},
			{
				from:  "/groups/{group}/posts/{id} /groups/{group}/permalink/{id}",
				frame: "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fgroups%2F{group:name}%2Fposts%2F{id:digits}",
				page:  "https://www.facebook.com/groups/{group}/posts/{id}",
				keep:  facebookPost,
			},
			{
				from:  "/share/{kind}/{id}",
				frame: "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fshare%2F{kind:=p|v|r}%2F{id:word}",
				page:  "https://www.facebook.com/share/{kind}/{id}",
				keep:  facebookPost,
			},
			{
				from:  "/plugins/page.php?href=https://www.facebook.com/{page} /plugins/page.php?href=https://www.facebook.com/{page}/",
				frame: "https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2F{page:name}",
				page:  "https://www.facebook.com/{page}",
				keep:  []param{{"tabs", "words", ""}},
			},
			{
				from:  "/{page}/{id}",
				frame: "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F{page:page}%2F{id:name}",
				page:  "https://www.facebook.com/{page}/{id}",
				keep:  facebookPost,
			},
		},
	},
	{
		// https://developers.facebook.com/docs/instagram-platform/embed-button. Posts, reels
		// and videos share their ids and the frame. The token of a share link (/share/p/TOKEN)
		// is not an id.
		name: "instagram", label: "Publication Instagram", width: "400", height: "600",
		hosts: "www.instagram.com instagram.com m.instagram.com instagr.am",
		players: []player{{
			from:  "/p/{id}/** /reel/{id}/** /reels/{id}/** /tv/{id}/** /{user:account}/p/{id}/** /{user:account}/reel/{id}/**",
			frame: "https://www.instagram.com/p/{id:word}/embed/",
			page:  "https://www.instagram.com/p/{id}/",
		}},
	},
	{
		// https://developers.tiktok.com/doc/embed-videos and …/embed-player
		name: "tiktok", label: "Vidéo TikTok", width: "325", height: "740",
		hosts: "www.tiktok.com tiktok.com m.tiktok.com",
		players: []player{
			{
				frame: "https://www.tiktok.com/player/v1/{id:digits}",
				page:  "https://www.tiktok.com/@/video/{id}",
			},
			{
				from:  "/@{user}/video/{id} /@{user}/photo/{id} /@/video/{id} /embed/{id} /embed/v2/{id} /embed/v3/{id} /v/{id} /v/{id}.html",
				frame: "https://www.tiktok.com/embed/v2/{id:digits}",
				page:  "https://www.tiktok.com/@{user:name}/video/{id} https://www.tiktok.com/@/video/{id}",
			},
		},
	},
	{
		// https://developer.spotify.com/documentation/embeds
		name: "spotify", label: "Lecteur Spotify", width: "560", height: "352",
		hosts: "open.spotify.com play.spotify.com",
		players: []player{
			{
				frame: "https://open.spotify.com/embed/{kind:=episode|show}/{id:word}/video",
				page:  "https://open.spotify.com/{kind}/{id}[?t={t}]",
				keep:  []param{{"t", "seconds", ""}, {"theme", "=0|1", ""}},
			},
			{
				from: "/{kind}/{id} /{_}/{kind}/{id} /embed-podcast/{kind}/{id} /user/*/{kind}/{id} /embed/user/*/{kind}/{id} /embed?uri=spotify:{kind}:{id} embed.spotify.com/?uri=spotify:{kind}:{id}" +
					" embed.spotify.com/?uri=spotify:user:{_}:{kind}:{id}",
				frame: "https://open.spotify.com/embed/{kind:=track|album|artist|playlist|episode|show|audiobook|chapter}/{id:word}",
				page:  "https://open.spotify.com/{kind}/{id}[?t={t}]",
				keep:  []param{{"t", "seconds", ""}, {"theme", "=0|1", ""}},
			},
		},
	},
	{
		// https://developers.soundcloud.com/docs/oembed and …/docs/api/html5-widget. URNs
		// replace numbers since 2025: https://github.com/soundcloud/api/issues/415
		name: "soundcloud", label: "Lecteur SoundCloud", width: "560", height: "166",
		hosts: "soundcloud.com www.soundcloud.com m.soundcloud.com",
		wraps: "w.soundcloud.com/player?url={url}",
		players: []player{
			{
				from:  "api.soundcloud.com/{kind}/{id}?secret_token={secret} api.soundcloud.com/{kind}/soundcloud:{kind}:{id}?secret_token={secret}",
				frame: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2F{kind:=tracks|playlists}%2F{id:digits}%3Fsecret_token%3D{secret:word}",
				keep:  soundcloudParams,
			},
			{
				from:  "api.soundcloud.com/{kind}/{id} api.soundcloud.com/{kind}/soundcloud:{kind}:{id}",
				frame: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2F{kind:=tracks|playlists|users}%2F{id:digits}",
				keep:  soundcloudParams,
			},
			{
				from:  "/{user}/sets/{set}/{secret}",
				frame: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2F{user:word}%2Fsets%2F{set:word}%2F{secret:secret}",
				page:  "https://soundcloud.com/{user}/sets/{set}/{secret}",
				keep:  soundcloudParams,
			},
			{
				from:  "/{user}/sets/{set}",
				frame: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2F{user:word}%2Fsets%2F{set:word}",
				page:  "https://soundcloud.com/{user}/sets/{set}",
				keep:  soundcloudParams,
			},
			{
				from:  "/{user}/{track}/{secret}",
				frame: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2F{user:word}%2F{track:word}%2F{secret:secret}",
				page:  "https://soundcloud.com/{user}/{track}/{secret}",
				keep:  soundcloudParams,
			},
			{
				from:  "/{user}/{track}",
				frame: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2F{user:word}%2F{track:word}",
				page:  "https://soundcloud.com/{user}/{track}",
				keep:  soundcloudParams,
			},
			{
				from:  "/{user}",
				frame: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2F{user:word}",
				page:  "https://soundcloud.com/{user}",
				keep:  soundcloudParams,
			},
		},
	},
	{
		// https://developer.datawrapper.de/docs/embedding-charts-via-oembed
		name: "datawrapper", label: "Infographie", width: "600", height: "400", sandbox: static,
		hosts: "datawrapper.dwcdn.net",
		players: []player{
			{
				from:  "/{id}/{version} /{id}/{version}/index.html /{id}/{version}/plain.html /{id}/{version}/embed.js",
				frame: "https://datawrapper.dwcdn.net/{id:word5}/{version:digits}/",
				page:  "https://datawrapper.dwcdn.net/{id}/{version}/",
				keep:  datawrapperParams,
			},
			{
				from:  "/{id} /{id}/index.html /{id}/plain.html /{id}/embed.js www.datawrapper.de/_/{id}",
				frame: "https://datawrapper.dwcdn.net/{id:word5}/",
				page:  "https://datawrapper.dwcdn.net/{id}/",
				keep:  datawrapperParams,
			},
		},
	},
	{
		// https://helpcenter.flourish.studio/hc/en-us/articles/8761537208463-How-to-embed-Flourish-charts-in-your-CMS
		name: "flourish", label: "Infographie", width: "600", height: "500", sandbox: static,
		hosts: "flo.uri.sh public.flourish.studio",
		players: []player{{
			from:  "/{kind}/{id}/**",
			frame: "https://flo.uri.sh/{kind:=visualisation|story}/{id:digits}/embed",
			page:  "https://public.flourish.studio/{kind}/{id}/",
			keep:  []param{{"#slide-", "digits", ""}},
		}},
	},
	{
		// The code of the widget that the Share menu of Deezer offers.
		name: "deezer", label: "Lecteur Deezer", width: "560", height: "300",
		hosts: "www.deezer.com deezer.com",
		players: []player{
			{
				frame: "https://widget.deezer.com/widget/{theme:=auto|light|dark}/{kind:=artist}/{id:digits}/top_tracks",
				page:  "https://www.deezer.com/{kind}/{id}",
			},
			{
				frame: "https://widget.deezer.com/widget/{theme:=auto|light|dark}/{kind:=track|album|playlist|artist|show|episode}/{id:digits}",
				page:  "https://www.deezer.com/{kind}/{id}",
				keep:  []param{{"tracklist", "=true|false", ""}},
			},
			{
				from:  "/{kind}/{id} /*/{kind}/{id} /plugins/player?type={kind}&id={id}",
				frame: "https://widget.deezer.com/widget/auto/{kind:=track|album|playlist|artist|show|episode}/{id:digits}",
				page:  "https://www.deezer.com/{kind}/{id}",
			},
		},
	},
	{
		// The code that the Share menus of Apple Podcasts and Apple Music offer, and that of
		// https://tools.applemediaservices.com. The words in an address are not needed.
		name: "apple", label: "Lecteur Apple Podcasts", width: "660", height: "175",
		hosts: "embed.podcasts.apple.com podcasts.apple.com",
		players: []player{
			{
				from:  "/{country}/podcast/id{id} /{country}/podcast/*/id{id}",
				frame: "https://embed.podcasts.apple.com/{country:word2}/podcast/id{id:digits}",
				page:  "https://podcasts.apple.com/{country}/podcast/id{id}[?i={i}]",
				keep:  []param{{"i", "digits", ""}, {"theme", "=light|dark|auto", ""}},
			},
			{
				from:  "music.apple.com/{country}/{kind}/{id} music.apple.com/{country}/{kind}/*/{id} embed.music.apple.com/{country}/{kind}/*/{id}",
				frame: "https://embed.music.apple.com/{country:word2}/{kind:=album|playlist|song|music-video}/{id:name}",
				page:  "https://music.apple.com/{country}/{kind}/{id}[?i={i}]",
				keep:  []param{{"i", "digits", ""}},
				label: "Lecteur Apple Music",
			},
		},
	},
	{
		// The code of the "Intégrer" button of https://www.ina.fr. The long number
		// identifies the player, not the site.
		name: "ina", label: "Vidéo de l’INA", width: "620", height: "349",
		hosts: "player.ina.fr",
		players: []player{
			{
				from:  "/player/embed/{id}/{player}/{key}/{width}/{height}/*",
				frame: "https://player.ina.fr/player/embed/{id:ina}/{player:digits}/{key:hex}/{width:word}/{height:digits}",
				page:  "https://www.ina.fr/video/{id}",
			},
			{
				frame: "https://player.ina.fr/embed/{id:ina}?pid={player:digits}&key={key:hex}",
				page:  "https://www.ina.fr/video/{id}",
			},
		},
	},
	{
		// The code of the "Intégrer" button of https://www.arte.tv; the second form, with the
		// address of a configuration, is that of archives.
		name: "arte", label: "Vidéo Arte", width: "720", height: "406",
		hosts: "www.arte.tv arte.tv",
		wraps: "/player/{_}/index.php?json_url={url} /player/{_}?json_url={url}",
		players: []player{{
			from: "/{lang}/videos/{id}/** /{lang}/videos/{id} api.arte.tv/api/player/v2/config/{lang}/{id}" +
				" api.arte.tv/api/player/v1/config/{lang}/{id}",
			frame: "https://www.arte.tv/embeds/{lang:word2}/{id:arte}",
			page:  "https://www.arte.tv/{lang}/videos/{id}/",
		}},
	},
	{
		// The code of the Smartplayer, as the share page of an episode in Ausha offers it.
		name: "ausha", label: "Lecteur Ausha", width: "100%", height: "220",
		hosts: "player.ausha.co",
		players: []player{
			{
				from:  "/?podcastId={podcast} /index.html?podcastId={podcast}",
				frame: "https://player.ausha.co/?podcastId={podcast:word}",
				keep: []param{
					{"showId", "word", ""}, {"color", "color", ""}, {"display", "=horizontal|vertical", ""}, {"multishow", "=true|false", ""},
					{"playlist", "=true|false", ""}, {"dark", "=true|false", ""}, {"v", "digits", ""}, {"playerId", "word", ""},
				},
			},
			{
				from:  "/?showId={show} /index.html?showId={show}",
				frame: "https://player.ausha.co/?showId={show:word}",
				keep:  aushaParams,
			},
			{
				from:  "/?playlistId={list} /index.html?playlistId={list}",
				frame: "https://player.ausha.co/?playlistId={list:word}",
				keep:  aushaParams,
			},
		},
	},
	{
		// https://learn.acast.com/fr/articles/4485460-le-player-embarque-embed-player-api and
		// https://oembed.acast.com/v1/embed-player
		name: "acast", label: "Lecteur Acast", width: "100%", height: "190",
		hosts: "embed.acast.com",
		players: []player{
			{
				from: "/$/{show}/{episode} /{show}/episodes/{episode} play.acast.com/s/{show}/{episode} shows.acast.com/{show}/{episode}" +
					" shows.acast.com/{show}/episodes/{episode}",
				frame: "https://embed.acast.com/{show:word}/{episode:name}",
				page:  "https://shows.acast.com/{show}/episodes/{episode}",
				keep:  []param{{"theme", "=light|dark", ""}, {"seek", "seconds", ""}},
			},
			{
				from:  "/$/{show} play.acast.com/s/{show} shows.acast.com/{show}",
				frame: "https://embed.acast.com/{show:word}",
				page:  "https://shows.acast.com/{show}",
				keep:  []param{{"theme", "=light|dark", ""}, {"feed", "=true", ""}, {"episode-order", "=asc|desc", ""}},
			},
		},
	},
	{
		// https://support.infogram.com/hc/en-us/sections/360000124013-Embed
		name: "infogram", label: "Infographie", width: "600", height: "500", sandbox: interactive,
		hosts: "e.infogram.com infogram.com infogr.am e.infogr.am",
		players: []player{
			{
				from:  "/_/{id}",
				frame: "https://e.infogram.com/_/{id:word}",
				page:  "https://infogram.com/_/{id}",
			},
			{
				// The id of the script that loads one; see codes.
				from:  "/js/infogram_{_:digits}_{id} /{id}",
				frame: "https://e.infogram.com/{id:long}",
				page:  "https://infogram.com/{id}",
			},
		},
	},
	{
		// The code that the Share dialog of Genially offers under Insert.
		name: "genially", label: "Contenu interactif Genially", width: "800", height: "450", sandbox: interactive,
		hosts: "view.genially.com view.genial.ly app.genial.ly app.genially.com",
		players: []player{{
			from:  "/{id} /{id}/**",
			frame: "https://view.genially.com/{id:word24}",
			page:  "https://view.genially.com/{id}",
		}},
	},
	{
		// https://developers.google.com/maps/documentation/embed/embedding-map, and the code
		// of "Intégrer une carte". The frame of the latter refuses to be opened as a page, so
		// the link leads to the coordinates in it.
		name: "googlemaps", label: "Carte Google Maps", width: "600", height: "450", sandbox: static,
		hosts: "www.google.com google.com maps.google.com www.google.fr google.fr maps.google.fr www.google.be google.be maps.google.be" +
			" www.google.ch google.ch maps.google.ch www.google.ca google.ca maps.google.ca www.google.lu google.lu maps.google.lu" +
			" www.google.co.ma google.co.ma maps.google.co.ma www.google.tn google.tn maps.google.tn www.google.dz google.dz maps.google.dz",
		players: []player{
			{
				from:  "/maps/embed?pb={pb:raw}&pb={_}!2d{lon}!3d{lat}!{_}",
				frame: "https://www.google.com/maps/embed?pb={pb:raw}",
				page:  "https://www.google.com/maps?q={lat:number},{lon:number}",
			},
			{
				from:  "/maps/d/embed?mid={mid} /maps/d/u/*/embed?mid={mid} /maps/d/viewer?mid={mid} /maps/d/u/*/viewer?mid={mid} /maps/d/edit?mid={mid} /maps/d/u/*/edit?mid={mid}",
				frame: "https://www.google.com/maps/d/embed?mid={mid:name}",
				page:  "https://www.google.com/maps/d/viewer?mid={mid}",
				keep:  []param{{"ll", "number", ""}, {"z", "digits", ""}},
			},
			{
				from:  "/maps/embed/v1/{kind}?key={key}",
				frame: "https://www.google.com/maps/embed/v1/{kind:=place|view|directions|streetview|search}?key={key:word}",
				page:  "https://www.google.com/maps?q={q} https://www.google.com/maps?q={center}",
				keep: []param{
					{"q", "raw", ""}, {"center", "number", ""}, {"zoom", "digits", ""}, {"origin", "raw", ""}, {"destination", "raw", ""},
					{"waypoints", "raw", ""}, {"mode", "=driving|walking|bicycling|transit|flying", ""}, {"location", "number", ""}, {"pano", "word", ""},
					{"heading", "number", ""}, {"pitch", "number", ""}, {"fov", "number", ""}, {"maptype", "=roadmap|satellite", ""}, {"language", "word", ""}, {"region", "word2", ""},
				},
			},
			{
				from:  "/maps?q={q:raw}&output=embed /?q={q:raw}&output=embed",
				frame: "https://www.google.com/maps?output=embed&q={q:raw}",
				page:  "https://www.google.com/maps?q={q}",
				keep:  []param{{"ll", "number", ""}, {"z", "digits", ""}, {"t", "=m|k|h|p", ""}, {"hl", "word", ""}},
			},
			{
				from:  "/maps?ll={ll}&output=embed /?ll={ll}&output=embed",
				frame: "https://www.google.com/maps?output=embed&ll={ll:number}",
				page:  "https://www.google.com/maps?ll={ll}[&z={z}]",
				keep:  []param{{"z", "digits", ""}, {"t", "=m|k|h|p", ""}, {"hl", "word", ""}},
			},
		},
	},
	{
		// https://embed.bsky.app and https://docs.bsky.app/docs/advanced-guides/oembed
		name: "bluesky", label: "Message sur Bluesky", width: "600", height: "400", quotes: true,
		hosts: "embed.bsky.app",
		players: []player{{
			from:  "/embed/at://{did}/app.bsky.feed.post/{post} bsky.app/profile/{did}/post/{post}",
			frame: "https://embed.bsky.app/embed/{did:did}/app.bsky.feed.post/{post:word}",
			page:  "https://bsky.app/profile/{did}/post/{post}",
		}},
	},
	{
		// https://developers.facebook.com/docs/threads/tools-and-resources/embed-a-threads-post
		name: "threads", label: "Message sur Threads", width: "550", height: "600", quotes: true,
		hosts: "www.threads.com threads.com www.threads.net threads.net",
		players: []player{
			{
				from:  "/@{user}/post/{id}/**",
				frame: "https://www.threads.com/@{user:name}/post/{id:word}/embed",
				page:  "https://www.threads.com/@{user}/post/{id}",
			},
			{
				from:  "/t/{id}/**",
				frame: "https://www.threads.com/t/{id:word}/embed",
				page:  "https://www.threads.com/t/{id}",
			},
		},
	},
	{
		// https://core.telegram.org/widgets/post
		name: "telegram", label: "Message sur Telegram", width: "550", height: "500",
		hosts: "t.me telegram.me",
		players: []player{{
			from:  "/{channel}/{post} /s/{channel}/{post}",
			frame: "https://t.me/{channel:word}/{post:digits}?embed=1",
			page:  "https://t.me/{channel}/{post}",
			keep:  []param{{"comment", "digits", ""}, {"userpic", "=true|false", ""}, {"dark", "=1", ""}, {"discussion", "=1", ""}, {"comments_limit", "digits", ""}},
		}},
	},
	{
		// The code that the Embed dialog of a document offers, and
		// https://www.scribd.com/services/oembed
		name: "scribd", label: "Document Scribd", width: "600", height: "800", sandbox: interactive,
		hosts: "www.scribd.com fr.scribd.com scribd.com",
		players: []player{{
			from:  "/embeds/{id}/content /embeds/{id}/content/** /document/{id}/** /doc/{id}/** /presentation/{id}/**",
			frame: "https://www.scribd.com/embeds/{id:digits}/content",
			page:  "https://www.scribd.com/document/{id}?secret_password={secret_password} https://www.scribd.com/document/{id}[?access_key={access_key}]",
			keep: []param{
				{"start_page", "digits", ""}, {"view_mode", "=scroll|slideshow|book", ""}, {"access_key", "word", ""}, {"secret_password", "word", "secret_password escape"},
			},
		}},
	},
	{
		// The code that the Share menu of a publication offers, and
		// https://www.calameo.com/services/oembed
		name: "calameo", label: "Publication Calaméo", width: "600", height: "400", sandbox: interactive,
		hosts: "www.calameo.com calameo.com",
		players: []player{{
			from:  "/read/{id} /books/{id} v.calameo.com/{_}?bkcode={id} p.calameo.com/?bkcode={id}",
			frame: "https://v.calameo.com/?bkcode={id:word21}",
			page:  "https://www.calameo.com/read/{id}[?authid={authid}]",
			keep:  []param{{"authid", "word", ""}, {"page", "digits", ""}, {"mode", "=mini|viewer", ""}, {"view", "=book|slide|scroll", ""}},
		}},
	},
	{
		// https://dev.twitch.tv/docs/embed/video-and-clips. Twitch refuses to play without the
		// host of the page that contains the frame.
		name: "twitch", label: "Vidéo Twitch", width: "640", height: "360", site: "parent",
		hosts: "player.twitch.tv",
		players: []player{
			{
				frame: "https://player.twitch.tv/?channel={channel:word}&parent={parent:host}",
				page:  "https://www.twitch.tv/{channel}",
				keep:  []param{{"parent", "host", "+"}},
			},
			{
				from:  "/?video=v{number}&video={video}&parent={parent}",
				frame: "https://player.twitch.tv/?video={video:word}&parent={parent:host}",
				page:  "https://www.twitch.tv/videos/{number:digits}[?t={time}] https://www.twitch.tv/videos/{video}[?t={time}]",
				keep:  []param{{"parent", "host", "+"}, {"time", "time", "time t"}, {"collection", "word", ""}},
			},
			{
				frame: "https://player.twitch.tv/?collection={collection:word}&parent={parent:host}",
				page:  "https://www.twitch.tv/collections/{collection}",
				keep:  []param{{"parent", "host", "+"}},
			},
			{
				frame: "https://clips.twitch.tv/embed?clip={clip:word}&parent={parent:host}",
				page:  "https://clips.twitch.tv/{clip}",
				keep:  []param{{"parent", "host", "+"}},
			},
		},
	},
	{
		// https://rumble.com/api/Media/oembed.json and the "Embed" button
		name: "rumble", label: "Vidéo Rumble", width: "640", height: "360",
		hosts: "rumble.com",
		players: []player{{
			frame: "https://rumble.com/embed/{id:name}/",
			keep:  []param{{"pub", "word", ""}, {"start", "seconds", ""}},
		}},
	},
	{
		// The code that https://www.digiteka.com gives to the sites of French publishers. mdtk
		// identifies the publisher, zone the place in the page.
		name: "digiteka", label: "Vidéo Digiteka", width: "640", height: "360",
		hosts: "www.ultimedia.com",
		players: []player{{
			from: "/deliver/generic/iframe/mdtk/{mdtk}/src/{src}/zone/{zone}/** /deliver/generic/iframe/mdtk/{mdtk}/zone/{zone}/src/{src}/**" +
				" /deliver/generic/iframe/mdtk/{mdtk}/zone/{zone}/showtitle/*/src/{src}/**",
			frame: "https://www.ultimedia.com/deliver/generic/iframe/mdtk/{mdtk:digits}/src/{src:word}/zone/{zone:digits}/showtitle/1/",
		}},
	},
	{
		// The code that the Publish dialog of Video Cloud offers as an iframe.
		name: "brightcove", label: "Vidéo", width: "640", height: "360",
		hosts: "players.brightcove.net",
		players: []player{
			{
				frame: "https://players.brightcove.net/{account:digits}/{player:word}/index.html?videoId={video:brightcove}",
			},
			{
				frame: "https://players.brightcove.net/{account:digits}/{player:word}/index.html?playlistId={list:digits}",
			},
		},
	},
	{
		// https://docs.jwplayer.com/players/docs/players-get-started
		name: "jwplayer", label: "Vidéo", width: "640", height: "360",
		hosts: "cdn.jwplayer.com content.jwplatform.com",
		players: []player{{
			from:  "/players/{media}-{player}.html /players/{media}-{player}.js",
			frame: "https://cdn.jwplayer.com/players/{media:letters}-{player:letters}.html",
		}},
	},
}

// Parameters that several rows share.
var (
	facebookPost      = []param{{"show_text", "=true|false|1|0", ""}}
	facebookVideo     = []param{{"show_text", "=true|false|1|0", ""}, {"t", "seconds", ""}}
	soundcloudParams  = []param{{"visual", "=true|false", ""}, {"start_track", "digits", ""}, {"color", "color", ""}}
	datawrapperParams = []param{{"dark", "=true|false|auto", ""}, {"plain", "=1", ""}}
	aushaParams       = []param{
		{"color", "color", ""}, {"display", "=horizontal|vertical", ""}, {"multishow", "=true|false", ""}, {"playlist", "=true|false", ""},
		{"dark", "=true|false", ""}, {"v", "digits", ""}, {"playerId", "word", ""},
	}
)

// wrappers are the addresses of services that show the players of others in a frame of
// their own: https://docs.embed.ly and https://iframely.com/docs/iframes.
const wrappers = "cdn.embedly.com/widgets/media.html?url={url} cdn.iframe.ly/api/iframe?url={url} iframe.ly/api/iframe?url={url}"
