package markup

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/text"
)

// An embedCase is embed code of one provider, with made-up ids.
type embedCase struct {
	rule, in string
	frame    string // address of the frame in an article; "" if the code stays a quotation or a link
	page     string // address of the link in a feed
}

var embedCases = map[string][]embedCase{
	"youtube": {
		{"a clip", frameTo("https://www.youtube.com/embed/aBcDeFgHi-1?clip=UgkxAbC-_1&clipt=EJZ1"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?clip=UgkxAbC-_1&clipt=EJZ1", "https://www.youtube.com/clip/UgkxAbC-_1"},
		{"a start with a fraction", frameTo("https://www.youtube.com/embed/aBcDeFgHi-1?start=12.5"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=12", "https://www.youtube.com/watch?v=aBcDeFgHi-1&t=12s"},
		{"a start with a fraction and a unit", frameTo("https://youtu.be/aBcDeFgHi-1?t=12.75s"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=12", "https://www.youtube.com/watch?v=aBcDeFgHi-1&t=12s"},
		{"the parameters of a lazy loader", `<div class="rll-youtube-player" data-src="https://www.youtube.com/embed/aBcDeFgHi-1" data-query="feature=oembed&amp;start=95"></div>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=95", "https://www.youtube.com/watch?v=aBcDeFgHi-1&t=95s"},
		{"Plyr", `<div data-plyr-provider="youtube" data-plyr-embed-id="aBcDeFgHi-1"></div>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"Plyr with an address", `<div data-plyr-provider="youtube" data-plyr-embed-id="https://youtu.be/aBcDeFgHi-1"></div>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"Plyr with an unknown provider", `<div data-plyr-provider="html5" data-plyr-embed-id="aBcDeFgHi-1"></div>`, "", ""},
		{"Iframely's link without text", `<div class="iframely-embed"><a href="https://youtu.be/aBcDeFgHi-1" data-iframely-url="//cdn.iframe.ly/api/iframe?url=https%3A%2F%2Fyoutu.be%2FaBcDeFgHi-1"></a></div>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://youtu.be/aBcDeFgHi-1"},
		{"a consent manager's attribute", `<iframe didomi-src="https://www.youtube.com/embed/aBcDeFgHi-1"></iframe>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"tarteaucitron's data attributes", `<div class="youtube_player" data-videoID="aBcDeFgHi-1"></div>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"the code of the Share dialog", `<iframe width="560" height="315" src="https://www.youtube.com/embed/aBcDeFgHi-1?si=xYz&amp;start=90" title="YouTube video player" frameborder="0" allow="accelerometer; autoplay" referrerpolicy="strict-origin-when-cross-origin" allowfullscreen></iframe>`,
			"https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=90", "https://www.youtube.com/watch?v=aBcDeFgHi-1&t=90s"},
		{"a page", frameTo("https://www.youtube.com/watch?v=aBcDeFgHi-1"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"a short address with a start", frameTo("https://youtu.be/aBcDeFgHi-1?t=1m30s"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=90", "https://www.youtube.com/watch?v=aBcDeFgHi-1&t=90s"},
		{"a start in the fragment", frameTo("https://www.youtube.com/watch?v=aBcDeFgHi-1#t=1h2m3s"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=3723", "https://www.youtube.com/watch?v=aBcDeFgHi-1&t=3723s"},
		{"a start and an end", frameTo("//www.youtube.com/embed/aBcDeFgHi-1?end=20&start=10"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=10&end=20", "https://www.youtube.com/watch?v=aBcDeFgHi-1&t=10s"},
		{"a Short", frameTo("https://www.youtube.com/shorts/aBcDeFgHi-1?feature=share"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"a live video", frameTo("https://www.youtube.com/live/aBcDeFgHi-1"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"a channel's live video", frameTo("https://www.youtube.com/embed/live_stream?channel=UCabcdefghijklmnopqrstuv"), "https://www.youtube-nocookie.com/embed/live_stream?channel=UCabcdefghijklmnopqrstuv", "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/live"},
		{"a playlist, whose page has the length of an id", frameTo("https://www.youtube.com/embed/videoseries?si=x&list=PLabcdefghijklmnop"), "https://www.youtube-nocookie.com/embed/videoseries?list=PLabcdefghijklmnop", "https://www.youtube.com/playlist?list=PLabcdefghijklmnop"},
		{"a playlist's page", frameTo("https://www.youtube.com/playlist?list=PLabcdefghijklmnop"), "https://www.youtube-nocookie.com/embed/videoseries?list=PLabcdefghijklmnop", "https://www.youtube.com/playlist?list=PLabcdefghijklmnop"},
		{"a video in a playlist", frameTo("https://www.youtube.com/watch?v=aBcDeFgHi-1&list=PLabcdefghijklmnop&index=2"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?list=PLabcdefghijklmnop&index=2", "https://www.youtube.com/watch?v=aBcDeFgHi-1&list=PLabcdefghijklmnop"},
		{"a private list is dropped", frameTo("https://www.youtube.com/watch?v=aBcDeFgHi-1&list=LL"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"subtitles stay", frameTo("https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?cc_load_policy=1&cc_lang_pref=fr&autoplay=1"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?cc_load_policy=1&cc_lang_pref=fr", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"CKEditor's oembed", `<figure class="media"><oembed url="https://youtu.be/aBcDeFgHi-1"></oembed></figure>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"Wagtail's embed", `<embed embedtype="media" url="https://www.youtube.com/watch?v=aBcDeFgHi-1"/>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"an editor's empty block", `<div data-oembed-url="https://youtu.be/aBcDeFgHi-1"></div>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"an editor's block with a preview", `<div data-oembed-url="https://youtu.be/aBcDeFgHi-1"><div><iframe src="https://www.youtube.com/embed/aBcDeFgHi-1"></iframe></div></div>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"a block of WordPress", "<figure class=\"wp-block-embed is-type-video is-provider-youtube\"><div class=\"wp-block-embed__wrapper\">\nhttps://www.youtube.com/watch?v=aBcDeFgHi-1&amp;t=9\n</div></figure>",
			"https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=9", "https://www.youtube.com/watch?v=aBcDeFgHi-1&t=9s"},
		{"lite-youtube", `<lite-youtube videoid="aBcDeFgHi-1" params="start=12&amp;controls=0"><a href="https://youtube.com/watch?v=aBcDeFgHi-1" class="lty-playbtn"><span>Lire</span></a></lite-youtube>`,
			"https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=12", "https://youtube.com/watch?v=aBcDeFgHi-1"},
		{"lite-youtube of a playlist", `<lite-youtube playlistid="PLabcdefghijklmnop"></lite-youtube>`, "https://www.youtube-nocookie.com/embed/videoseries?list=PLabcdefghijklmnop", "https://www.youtube.com/playlist?list=PLabcdefghijklmnop"},
		{"media-chrome", `<youtube-video src="https://www.youtube.com/watch?v=aBcDeFgHi-1" controls></youtube-video>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"AMP", `<amp-youtube data-videoid="aBcDeFgHi-1" data-param-start="5" width="480" height="270"></amp-youtube>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=5", "https://www.youtube.com/watch?v=aBcDeFgHi-1&t=5s"},
		{"AMP of a live channel", `<amp-youtube data-live-channelid="UCabcdefghijklmnopqrstuv"></amp-youtube>`, "https://www.youtube-nocookie.com/embed/live_stream?channel=UCabcdefghijklmnopqrstuv", "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/live"},
		{"Flash", `<object width="425" height="344"><param name="movie" value="http://www.youtube.com/v/aBcDeFgHi-1&amp;hl=fr&amp;fs=1"></param><embed src="http://www.youtube.com/v/aBcDeFgHi-1&amp;hl=fr" type="application/x-shockwave-flash"></embed></object>`,
			"https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?hl=fr", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"a lazy loader", `<div class="rll-youtube-player" data-src="https://www.youtube.com/embed/aBcDeFgHi-1" data-id="aBcDeFgHi-1" data-query="feature=oembed"></div>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"a consent manager's frame", `<iframe src="about:blank" data-cookieblock-src="https://www.youtube.com/embed/aBcDeFgHi-1"></iframe>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"tarteaucitron", `<div class="youtube_player" videoID="aBcDeFgHi-1" width="560" height="315"></div>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"Embedly", frameTo("https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fwww.youtube.com%2Fembed%2FaBcDeFgHi-1&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DaBcDeFgHi-1&type=text%2Fhtml"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
		{"a reference escaped twice", `<iframe src="https://www.youtube.com/embed/aBcDeFgHi-1?rel=0&amp;amp;start=7"></iframe>`, "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=7", "https://www.youtube.com/watch?v=aBcDeFgHi-1&t=7s"},
		{"a second question mark", frameTo("https://www.youtube.com/embed/aBcDeFgHi-1?feature=oembed?start=7"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=7", "https://www.youtube.com/watch?v=aBcDeFgHi-1&t=7s"},
		{"an invalid start time is dropped", frameTo("https://youtu.be/aBcDeFgHi-1?t=javascript:x"), "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1", "https://www.youtube.com/watch?v=aBcDeFgHi-1"},
	},
	"vimeo": {
		{"Plyr", `<div data-plyr-provider="vimeo" data-plyr-embed-id="123456789"></div>`, "https://player.vimeo.com/video/123456789", "https://vimeo.com/123456789"},
		{"an unlisted video", frameTo("https://player.vimeo.com/video/123456789?h=0a1b2c3d4e&dnt=1"), "https://player.vimeo.com/video/123456789?h=0a1b2c3d4e", "https://vimeo.com/123456789/0a1b2c3d4e"},
		{"an unlisted video's page", frameTo("https://vimeo.com/123456789/0a1b2c3d4e?share=copy"), "https://player.vimeo.com/video/123456789?h=0a1b2c3d4e", "https://vimeo.com/123456789/0a1b2c3d4e"},
		{"a start in the fragment", frameTo("https://player.vimeo.com/video/123456789?h=0a1b2c3d4e#t=1m2s"), "https://player.vimeo.com/video/123456789?h=0a1b2c3d4e#t=62s", "https://vimeo.com/123456789/0a1b2c3d4e#t=62s"},
		{"a live event with its hash", frameTo("https://vimeo.com/event/1234567/embed/0a1b2c3d4e"), "https://vimeo.com/event/1234567/embed/0a1b2c3d4e", "https://vimeo.com/event/1234567/0a1b2c3d4e"},
		{"a live event", frameTo("https://vimeo.com/event/1234567"), "https://vimeo.com/event/1234567/embed", "https://vimeo.com/event/1234567"},
		{"a showcase", frameTo("https://vimeo.com/showcase/1234567/embed"), "https://vimeo.com/showcase/1234567/embed", "https://vimeo.com/showcase/1234567"},
		{"a channel's video", frameTo("https://vimeo.com/channels/staffpicks/123456789"), "https://player.vimeo.com/video/123456789", "https://vimeo.com/123456789"},
		{"lite-vimeo", `<lite-vimeo videoid="123456789" unlisted="0a1b2c3d4e" start="30s"></lite-vimeo>`, "https://player.vimeo.com/video/123456789?h=0a1b2c3d4e#t=30s", "https://vimeo.com/123456789/0a1b2c3d4e#t=30s"},
	},
	"dailymotion": {
		{"lite-dailymotion", `<lite-dailymotion videoid="x9abcde"></lite-dailymotion>`, "https://geo.dailymotion.com/player.html?video=x9abcde", "https://www.dailymotion.com/video/x9abcde"},
		{"the code of the Share dialog", `<div style="position:relative"><iframe src="https://geo.dailymotion.com/player.html?video=x9abcde" style="width:100%" allowfullscreen title="Dailymotion Video Player" allow="web-share"></iframe></div>`, "https://geo.dailymotion.com/player.html?video=x9abcde", "https://www.dailymotion.com/video/x9abcde"},
		{"a publisher's player", frameTo("https://geo.dailymotion.com/player/xf7zn.html?video=x9abcde&mute=true&startTime=15"), "https://geo.dailymotion.com/player/xf7zn.html?video=x9abcde&startTime=15", "https://www.dailymotion.com/video/x9abcde?start=15"},
		{"a publisher's script", `<script src="https://geo.dailymotion.com/player/xf7zn.js" data-video="x9abcde" data-params="startTime=15&amp;mute=true"></script>`, "https://geo.dailymotion.com/player/xf7zn.html?video=x9abcde&startTime=15", "https://www.dailymotion.com/video/x9abcde?start=15"},
		{"a private video", frameTo("https://geo.dailymotion.com/player.html?video=kAbCdEf1234567890xY"), "https://geo.dailymotion.com/player.html?video=kAbCdEf1234567890xY", "https://www.dailymotion.com/video/kAbCdEf1234567890xY"},
		{"the old frame with a start", frameTo("//www.dailymotion.com/embed/video/x9abcde?start=90&autoplay=1"), "https://www.dailymotion.com/embed/video/x9abcde?start=90", "https://www.dailymotion.com/video/x9abcde?start=90"},
		{"a playlist", frameTo("https://www.dailymotion.com/embed/playlist/x5nmbq"), "https://www.dailymotion.com/embed/playlist/x5nmbq", "https://www.dailymotion.com/playlist/x5nmbq"},
		{"a publisher's playlist", frameTo("https://geo.dailymotion.com/player/xf7zn.html?playlist=x5nmbq"), "https://geo.dailymotion.com/player/xf7zn.html?playlist=x5nmbq", "https://www.dailymotion.com/playlist/x5nmbq"},
		{"a page with words", frameTo("https://www.dailymotion.com/video/x9abcde_le-debat_news"), "https://geo.dailymotion.com/player.html?video=x9abcde", "https://www.dailymotion.com/video/x9abcde"},
		{"a short address", frameTo("https://dai.ly/x9abcde"), "https://geo.dailymotion.com/player.html?video=x9abcde", "https://www.dailymotion.com/video/x9abcde"},
		{"Flash", `<object data="http://www.dailymotion.com/swf/video/x9abcde?additionalInfos=0" type="application/x-shockwave-flash"></object>`, "https://geo.dailymotion.com/player.html?video=x9abcde", "https://www.dailymotion.com/video/x9abcde"},
	},
	"x": {
		{"a photo's page", frameTo("https://x.com/redaction/status/1890000000000000000/photo/1"), "https://platform.twitter.com/embed/Tweet.html?id=1890000000000000000", "https://x.com/redaction/status/1890000000000000000"},
		{"the frame of the script", frameTo("https://platform.twitter.com/embed/Tweet.html?dnt=true&id=1890000000000000000&theme=light"), "https://platform.twitter.com/embed/Tweet.html?id=1890000000000000000", "https://x.com/i/status/1890000000000000000"},
		{"a quotation stays a quotation", `<blockquote class="twitter-tweet"><p lang="fr" dir="ltr">Le vote est clos.</p>&mdash; Rédaction (@redaction) <a href="https://twitter.com/redaction/status/1890000000000000000?ref_src=twsrc%5Etfw">3 mai 2025</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>`,
			"", "https://twitter.com/redaction/status/1890000000000000000?ref_src=twsrc%5Etfw"},
		{"a quotation without text", `<blockquote class="twitter-tweet"><a href="https://twitter.com/redaction/status/1890000000000000000"></a></blockquote>`, "https://platform.twitter.com/embed/Tweet.html?id=1890000000000000000", "https://twitter.com/redaction/status/1890000000000000000"},
		{"AMP", `<amp-twitter data-tweetid="1890000000000000000" width="375" height="472"></amp-twitter>`, "https://platform.twitter.com/embed/Tweet.html?id=1890000000000000000", "https://x.com/i/status/1890000000000000000"},
	},
	"facebook": {
		{"the code of the Embed dialog", frameTo("https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fexemple.fr%2Fposts%2Fpfbid02abc&show_text=true&width=500"), "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fexemple.fr%2Fposts%2Fpfbid02abc&show_text=true", "https://www.facebook.com/exemple.fr/posts/pfbid02abc"},
		{"a video", frameTo("https://www.facebook.com/plugins/video.php?height=314&href=https%3A%2F%2Fwww.facebook.com%2Fexemple%2Fvideos%2F1234567890%2F&show_text=false&width=560&t=30"), "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fexemple%2Fvideos%2F1234567890&show_text=false&t=30", "https://www.facebook.com/exemple/videos/1234567890?t=30"},
		{"a video's page", frameTo("https://www.facebook.com/watch/?v=1234567890"), "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1234567890", "https://www.facebook.com/watch/?v=1234567890"},
		{"a reel", frameTo("https://www.facebook.com/reel/1234567890"), "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Freel%2F1234567890", "https://www.facebook.com/reel/1234567890"},
		{"a post of two numbers", frameTo("https://m.facebook.com/story.php?story_fbid=123&id=456"), "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fpermalink.php%3Fstory_fbid%3D123%26id%3D456", "https://www.facebook.com/permalink.php?story_fbid=123&id=456"},
		{"an element of the SDK", `<div class="fb-video" data-href="https://www.facebook.com/exemple/videos/1234567890/" data-width="500"></div>`, "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fexemple%2Fvideos%2F1234567890", "https://www.facebook.com/exemple/videos/1234567890"},
		{"an element of the SDK with the text", `<div class="fb-post" data-href="https://www.facebook.com/exemple/posts/12"><blockquote><p>Nous fermons.</p></blockquote></div>`, "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fexemple%2Fposts%2F12", "https://www.facebook.com/exemple/posts/12"},
		{"a page", `<div class="fb-page" data-href="https://www.facebook.com/exemple" data-tabs="timeline"></div>`, "https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fexemple", "https://www.facebook.com/exemple"},
		{"AMP", `<amp-facebook data-href="https://www.facebook.com/exemple/posts/12"></amp-facebook>`, "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fexemple%2Fposts%2F12", "https://www.facebook.com/exemple/posts/12"},
	},
	"instagram": {
		{"a share link of a reel", frameTo("https://www.instagram.com/share/reel/BAbCdEf/"), "", "https://www.instagram.com/share/reel/BAbCdEf/"},
		{"a share link of a post", frameTo("https://www.instagram.com/share/p/BAbCdEf"), "", "https://www.instagram.com/share/p/BAbCdEf"},
		{"a share link in the code of the Embed dialog", `<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/share/reel/BAbCdEf/"></blockquote>`, "", "https://www.instagram.com/share/reel/BAbCdEf/"},
		{"an account whose name begins like a share link", frameTo("https://www.instagram.com/share.fr/reel/AbC/"), "https://www.instagram.com/p/AbC/embed/", "https://www.instagram.com/p/AbC/"},
		{"the code of the Embed dialog", `<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="https://www.instagram.com/reel/AbC_1-xYz9/?utm_source=ig_embed" data-instgrm-version="14"></blockquote><script async src="//www.instagram.com/embed.js"></script>`, "https://www.instagram.com/p/AbC_1-xYz9/embed/", "https://www.instagram.com/p/AbC_1-xYz9/"},
		{"its old code", `<blockquote class="instagram-media"><p><a href="https://www.instagram.com/p/AbC_1-xYz9/">Une photo</a></p></blockquote>`, "https://www.instagram.com/p/AbC_1-xYz9/embed/", "https://www.instagram.com/p/AbC_1-xYz9/"},
		{"a frame", frameTo("https://www.instagram.com/tv/AbC_1-xYz9/embed/captioned/"), "https://www.instagram.com/p/AbC_1-xYz9/embed/", "https://www.instagram.com/p/AbC_1-xYz9/"},
		{"a page under a user", frameTo("https://www.instagram.com/exemple/reel/AbC_1-xYz9/"), "https://www.instagram.com/p/AbC_1-xYz9/embed/", "https://www.instagram.com/p/AbC_1-xYz9/"},
		{"AMP", `<amp-instagram data-shortcode="AbC_1-xYz9"></amp-instagram>`, "https://www.instagram.com/p/AbC_1-xYz9/embed/", "https://www.instagram.com/p/AbC_1-xYz9/"},
	},
	"tiktok": {
		{"the code of the Embed dialog", `<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@exemple/video/7123456789012345678" data-video-id="7123456789012345678"><section></section></blockquote><script async src="https://www.tiktok.com/embed.js"></script>`, "https://www.tiktok.com/embed/v2/7123456789012345678", "https://www.tiktok.com/@exemple/video/7123456789012345678"},
		{"its official player", frameTo("https://www.tiktok.com/player/v1/7123456789012345678?music_info=1"), "https://www.tiktok.com/player/v1/7123456789012345678", "https://www.tiktok.com/@/video/7123456789012345678"},
		{"AMP", `<amp-tiktok data-src="7123456789012345678"></amp-tiktok>`, "https://www.tiktok.com/embed/v2/7123456789012345678", "https://www.tiktok.com/@/video/7123456789012345678"},
	},
	"spotify": {
		{"a URI as a parameter", frameTo("https://open.spotify.com/embed?uri=spotify:episode:4uLU6hMCjMI75M1A2tKUQC"), "https://open.spotify.com/embed/episode/4uLU6hMCjMI75M1A2tKUQC", "https://open.spotify.com/episode/4uLU6hMCjMI75M1A2tKUQC"},
		{"the code of the Embed dialog", frameTo("https://open.spotify.com/embed/episode/4uLU6hMCjMI75M1A2tKUQC?utm_source=generator&theme=0&t=60"), "https://open.spotify.com/embed/episode/4uLU6hMCjMI75M1A2tKUQC?t=60&theme=0", "https://open.spotify.com/episode/4uLU6hMCjMI75M1A2tKUQC?t=60"},
		{"a video podcast", frameTo("https://open.spotify.com/embed/episode/4uLU6hMCjMI75M1A2tKUQC/video"), "https://open.spotify.com/embed/episode/4uLU6hMCjMI75M1A2tKUQC/video", "https://open.spotify.com/episode/4uLU6hMCjMI75M1A2tKUQC"},
		{"a page in French", frameTo("https://open.spotify.com/intl-fr/artist/4uLU6hMCjMI75M1A2tKUQC?si=x"), "https://open.spotify.com/embed/artist/4uLU6hMCjMI75M1A2tKUQC", "https://open.spotify.com/artist/4uLU6hMCjMI75M1A2tKUQC"},
		{"an old playlist", frameTo("https://open.spotify.com/embed/user/exemple/playlist/4uLU6hMCjMI75M1A2tKUQC"), "https://open.spotify.com/embed/playlist/4uLU6hMCjMI75M1A2tKUQC", "https://open.spotify.com/playlist/4uLU6hMCjMI75M1A2tKUQC"},
		{"a URI", frameTo("https://embed.spotify.com/?uri=spotify%3Atrack%3A4uLU6hMCjMI75M1A2tKUQC"), "https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC", "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC"},
		{"two kinds in one segment are not a kind", frameTo("https://open.spotify.com/embed/track%20album/4uLU6hMCjMI75M1A2tKUQC"), "", ""},
	},
	"soundcloud": {
		{"the code of the Share dialog", frameTo("https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/123456789&color=%23ff5500&auto_play=false&visual=true"), "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F123456789&visual=true&color=%23ff5500", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F123456789&visual=true&color=%23ff5500"},
		{"a URN", frameTo("https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/playlists/soundcloud%253Aplaylists%253A123456789"), "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Fplaylists%2F123456789", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Fplaylists%2F123456789"},
		{"a URN of another kind is not valid", frameTo("https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/soundcloud%253Ausers%253A123456789"), "", "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/soundcloud%253Ausers%253A123456789"},
		{"a private track", frameTo("https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/123456789%3Fsecret_token%3Ds-AbCdE"), "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F123456789%3Fsecret_token%3Ds-AbCdE", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F123456789%3Fsecret_token%3Ds-AbCdE"},
		{"a private track's page", frameTo("https://w.soundcloud.com/player/?url=https://soundcloud.com/exemple/titre/s-AbCdE"), "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fexemple%2Ftitre%2Fs-AbCdE", "https://soundcloud.com/exemple/titre/s-AbCdE"},
		{"a set", frameTo("https://soundcloud.com/exemple/sets/chansons"), "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fexemple%2Fsets%2Fchansons", "https://soundcloud.com/exemple/sets/chansons"},
		{"AMP", `<amp-soundcloud data-trackid="123456789" data-secret-token="s-AbCdE"></amp-soundcloud>`, "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F123456789%3Fsecret_token%3Ds-AbCdE", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F123456789%3Fsecret_token%3Ds-AbCdE"},
	},
	"datawrapper": {
		{"the chart without its frame", frameTo("https://datawrapper.dwcdn.net/AbCd1/plain.html?v=2"), "https://datawrapper.dwcdn.net/AbCd1/", "https://datawrapper.dwcdn.net/AbCd1/"},
		{"a version without its frame", frameTo("https://datawrapper.dwcdn.net/AbCd1/12/plain.html"), "https://datawrapper.dwcdn.net/AbCd1/12/", "https://datawrapper.dwcdn.net/AbCd1/12/"},
		{"the code of the Publish step", `<iframe title="Le vote" src="https://datawrapper.dwcdn.net/AbC12/3/" scrolling="no" height="400" data-external="1"></iframe><script type="text/javascript">!function(){}()</script>`, "https://datawrapper.dwcdn.net/AbC12/3/", "https://datawrapper.dwcdn.net/AbC12/3/"},
		{"the provider's script", `<div id="datawrapper-vis-AbC12"><script type="text/javascript" defer src="https://datawrapper.dwcdn.net/AbC12/embed.js" data-target="#datawrapper-vis-AbC12"></script><noscript><img src="https://datawrapper.dwcdn.net/AbC12/full.png"></noscript></div>`, "https://datawrapper.dwcdn.net/AbC12/", "https://datawrapper.dwcdn.net/AbC12/"},
	},
	"flourish": {
		{"the provider's script", `<div class="flourish-embed flourish-chart" data-src="visualisation/123456"><script src="https://public.flourish.studio/resources/embed.js"></script><noscript><img src="https://public.flourish.studio/visualisation/123456/thumbnail" alt="graphique"></noscript></div>`, "https://flo.uri.sh/visualisation/123456/embed", "https://public.flourish.studio/visualisation/123456/"},
		{"a slide of a story", frameTo("https://flo.uri.sh/story/123456/embed#slide-3"), "https://flo.uri.sh/story/123456/embed#slide-3", "https://public.flourish.studio/story/123456/"},
	},
	"deezer": {
		{"the widget", frameTo("https://widget.deezer.com/widget/dark/playlist/123456789?tracklist=false&autoplay=true"), "https://widget.deezer.com/widget/dark/playlist/123456789?tracklist=false", "https://www.deezer.com/playlist/123456789"},
		{"a page in French", frameTo("https://www.deezer.com/fr/episode/123456789"), "https://widget.deezer.com/widget/auto/episode/123456789", "https://www.deezer.com/episode/123456789"},
		{"the old plugin", frameTo("https://www.deezer.com/plugins/player?format=classic&type=album&id=123456"), "https://widget.deezer.com/widget/auto/album/123456", "https://www.deezer.com/album/123456"},
	},
	"apple": {
		{"an episode", frameTo("https://embed.podcasts.apple.com/fr/podcast/l-%C3%A9t%C3%A9/id1234567890?i=1000123456789&theme=auto"), "https://embed.podcasts.apple.com/fr/podcast/id1234567890?i=1000123456789&theme=auto", "https://podcasts.apple.com/fr/podcast/id1234567890?i=1000123456789"},
		{"a show's page", frameTo("https://podcasts.apple.com/fr/podcast/le-point/id1234567890"), "https://embed.podcasts.apple.com/fr/podcast/id1234567890", "https://podcasts.apple.com/fr/podcast/id1234567890"},
		{"an album", frameTo("https://embed.music.apple.com/fr/album/un-album/1234567890"), "https://embed.music.apple.com/fr/album/1234567890", "https://music.apple.com/fr/album/1234567890"},
	},
	"ina": {
		{"the code of the site", frameTo("https://player.ina.fr/player/embed/CAF12345678/1/0123456789abcdef0123456789abcdef/wide/0"), "https://player.ina.fr/player/embed/CAF12345678/1/0123456789abcdef0123456789abcdef/wide/0", "https://www.ina.fr/video/CAF12345678"},
		{"its code with sizes", frameTo("http://player.ina.fr/player/embed/I12345678/1/0123456789abcdef0123456789abcdef/460/259/0"), "https://player.ina.fr/player/embed/I12345678/1/0123456789abcdef0123456789abcdef/460/259", "https://www.ina.fr/video/I12345678"},
		{"its newer code", frameTo("https://player.ina.fr/embed/I12345678?pid=1&key=0123456789abcdef0123456789abcdef"), "https://player.ina.fr/embed/I12345678?pid=1&key=0123456789abcdef0123456789abcdef", "https://www.ina.fr/video/I12345678"},
		{"a number that is too short is linked to", frameTo("https://player.ina.fr/player/embed/I12345/1"), "", "https://player.ina.fr/player/embed/I12345/1"},
	},
	"arte": {
		{"the code of the site", frameTo("https://www.arte.tv/embeds/fr/123456-000-A?autoplay=true&mute=0"), "https://www.arte.tv/embeds/fr/123456-000-A", "https://www.arte.tv/fr/videos/123456-000-A/"},
		{"a page", frameTo("https://www.arte.tv/fr/videos/123456-000-A/un-film/"), "https://www.arte.tv/embeds/fr/123456-000-A", "https://www.arte.tv/fr/videos/123456-000-A/"},
		{"its old player", frameTo("https://www.arte.tv/player/v5/index.php?json_url=https%3A%2F%2Fapi.arte.tv%2Fapi%2Fplayer%2Fv2%2Fconfig%2Ffr%2F123456-000-A&lang=fr&autoplay=true"), "https://www.arte.tv/embeds/fr/123456-000-A", "https://www.arte.tv/fr/videos/123456-000-A/"},
	},
	"ausha": {
		{"an episode", `<iframe name="Ausha Podcast Player" frameborder="0" loading="lazy" id="ausha-abcd" height="220" style="border: none; width:100%; height:220px" src="https://player.ausha.co/?podcastId=AbCdEf123456&v=3&playerId=ausha-abcd"></iframe><script src="https://player.ausha.co/ausha-player.js"></script>`, "https://player.ausha.co/?podcastId=AbCdEf123456&v=3&playerId=ausha-abcd", "https://player.ausha.co/?podcastId=AbCdEf123456&v=3&playerId=ausha-abcd"},
		{"a show", frameTo("https://player.ausha.co/index.html?showId=AbCdEf123456&color=%239b4d1c&multishow=true&playlist=true&v=3&playerId=ausha-abcd"), "https://player.ausha.co/?showId=AbCdEf123456&color=%239b4d1c&multishow=true&playlist=true&v=3&playerId=ausha-abcd", "https://player.ausha.co/?showId=AbCdEf123456&color=%239b4d1c&multishow=true&playlist=true&v=3&playerId=ausha-abcd"},
	},
	"acast": {
		{"an episode", frameTo("https://embed.acast.com/le-point/ep.12-le-vote?cover=false&theme=light"), "https://embed.acast.com/le-point/ep.12-le-vote?theme=light", "https://shows.acast.com/le-point/episodes/ep.12-le-vote"},
		{"an older form", frameTo("https://embed.acast.com/$/0123456789abcdef01234567/0123456789abcdef01234568"), "https://embed.acast.com/0123456789abcdef01234567/0123456789abcdef01234568", "https://shows.acast.com/0123456789abcdef01234567/episodes/0123456789abcdef01234568"},
		{"a show", frameTo("https://embed.acast.com/0123456789abcdef01234567?feed=true"), "https://embed.acast.com/0123456789abcdef01234567?feed=true", "https://shows.acast.com/0123456789abcdef01234567"},
	},
	"infogram": {
		{"the id of the old script", `<script id="infogram_0_0123456a-89ab-4cde-8123-0123456789ab" title="Carte" src="//e.infogram.com/js/dist/embed.js?AbC"></script>`, "https://e.infogram.com/0123456a-89ab-4cde-8123-0123456789ab", "https://infogram.com/0123456a-89ab-4cde-8123-0123456789ab"},
		{"the id of another script", `<script id="jquery_0_0123456a-89ab-4cde-8123-0123456789ab" src="https://a.example/x.js"></script>`, "", ""},
		{"the provider's script", `<div class="infogram-embed" data-id="01234567-89ab-cdef-0123-456789abcdef" data-type="interactive" data-title="Le vote"></div><script>!function(e){}</script>`, "https://e.infogram.com/01234567-89ab-cdef-0123-456789abcdef", "https://infogram.com/01234567-89ab-cdef-0123-456789abcdef"},
		{"its script with a short id", `<div class="infogram-embed" data-id="_/AbCdEf1234"></div>`, "https://e.infogram.com/_/AbCdEf1234", "https://infogram.com/_/AbCdEf1234"},
		{"a frame", frameTo("https://e.infogram.com/01234567-89ab-cdef-0123-456789abcdef?src=embed"), "https://e.infogram.com/01234567-89ab-cdef-0123-456789abcdef", "https://infogram.com/01234567-89ab-cdef-0123-456789abcdef"},
	},
	"genially": {
		{"a frame", frameTo("https://view.genial.ly/0123456789abcdef01234567"), "https://view.genially.com/0123456789abcdef01234567", "https://view.genially.com/0123456789abcdef01234567"},
		{"the provider's script", `<div id="0123456789abcdef01234567" class="genially-embed" style="width:100%"></div>`, "https://view.genially.com/0123456789abcdef01234567", "https://view.genially.com/0123456789abcdef01234567"},
	},
	"googlemaps": {
		{"an apostrophe in a name", `<iframe src="https://www.google.com/maps/embed?pb=!1m18!2d-6.83!3d34.02!2sMus%C3%A9e%20d&#39;histoire!5e0"></iframe>`, "https://www.google.com/maps/embed?pb=!1m18!2d-6.83!3d34.02!2sMus%C3%A9e%20d%27histoire!5e0", "https://www.google.com/maps?q=34.02,-6.83"},
		{"a raw apostrophe in a name", frameTo("https://www.google.com/maps/embed?pb=!1m18!2d-6.83!3d34.02!2sMusée d'histoire!5e0"), "https://www.google.com/maps/embed?pb=!1m18!2d-6.83!3d34.02!2sMus%C3%A9e%20d%27histoire!5e0", "https://www.google.com/maps?q=34.02,-6.83"},
		{"an encoded apostrophe in a name", frameTo("https://www.google.com/maps/embed?pb=!1m18!2d-6.83!3d34.02!2sMus%C3%A9e%20d%27histoire!5e0"), "https://www.google.com/maps/embed?pb=!1m18!2d-6.83!3d34.02!2sMus%C3%A9e%20d%27histoire!5e0", "https://www.google.com/maps?q=34.02,-6.83"},
		{"all characters in a name", frameTo("https://www.google.com/maps/embed?pb=!1m18!2d-6.83!3d34.02!2sQui ? Ben & fils [1] 100% a=b!5e0"), "https://www.google.com/maps/embed?pb=!1m18!2d-6.83!3d34.02!2sQui%20%3F%20Ben%20%26%20fils%20%5B1%5D%20100%25%20a%3Db!5e0", "https://www.google.com/maps?q=34.02,-6.83"},
		{"a place with an apostrophe", frameTo("https://maps.google.com/maps?hl=fr&q=Musée d'histoire&output=embed"), "https://www.google.com/maps?output=embed&q=Mus%C3%A9e%20d%27histoire&hl=fr", "https://www.google.com/maps?q=Mus%C3%A9e%20d%27histoire"},
		{"coordinates on a national host", frameTo("https://maps.google.fr/maps?f=q&ll=34.02,-6.83&z=12&output=embed"), "https://www.google.com/maps?output=embed&ll=34.02,-6.83&z=12", "https://www.google.com/maps?ll=34.02,-6.83&z=12"},
		{"a national host without www", frameTo("https://google.fr/maps?q=Rabat&output=embed"), "https://www.google.com/maps?output=embed&q=Rabat", "https://www.google.com/maps?q=Rabat"},
		{"the code of the Share dialog", frameTo("https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2624.99!2d2.2945!3d48.8584!2m3!1f0!2f0!3f0!3m2!1i1024!2i768!4f13.1!3m3!1m2!1s0x0%3A0x0!2sMusée!5e0!3m2!1sfr!2sfr"),
			"https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2624.99!2d2.2945!3d48.8584!2m3!1f0!2f0!3f0!3m2!1i1024!2i768!4f13.1!3m3!1m2!1s0x0%3A0x0!2sMus%C3%A9e!5e0!3m2!1sfr!2sfr", "https://www.google.com/maps?q=48.8584,2.2945"},
		{"a map that a user has made", frameTo("https://www.google.com/maps/d/u/0/embed?mid=1AbC_dEf&ehbc=2E312F"), "https://www.google.com/maps/d/embed?mid=1AbC_dEf", "https://www.google.com/maps/d/viewer?mid=1AbC_dEf"},
		{"the API", frameTo("https://www.google.com/maps/embed/v1/place?q=Rabat,Maroc&key=AIza-x_1"), "https://www.google.com/maps/embed/v1/place?key=AIza-x_1&q=Rabat,Maroc", "https://www.google.com/maps?q=Rabat,Maroc"},
		{"the old code", frameTo("https://maps.google.com/maps?q=Sidi+Bou+Sa%C3%AFd&z=12&output=embed"), "https://www.google.com/maps?output=embed&q=Sidi+Bou+Sa%C3%AFd&z=12", "https://www.google.com/maps?q=Sidi+Bou+Sa%C3%AFd"},
	},
	"bluesky": {
		{"a frame", frameTo("https://embed.bsky.app/embed/did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3kabcdefghijk?id=1"), "https://embed.bsky.app/embed/did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3kabcdefghijk", "https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/post/3kabcdefghijk"},
		{"a quotation without text", `<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3kabcdefghijk" data-bluesky-cid="bafy"></blockquote>`, "https://embed.bsky.app/embed/did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3kabcdefghijk", "https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/post/3kabcdefghijk"},
		{"a quotation stays a quotation", `<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3kabcdefghijk"><p>Le vote est clos.</p>&mdash; R (<a href="https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/post/3kabcdefghijk?ref_src=embed">3 mai</a>)</blockquote>`, "", "https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/post/3kabcdefghijk?ref_src=embed"},
	},
	"threads": {
		{"the code of the Embed dialog", `<blockquote class="text-post-media" data-text-post-permalink="https://www.threads.net/@exemple/post/AbC_1-x" data-text-post-version="0"></blockquote><script async src="https://www.threads.com/embed.js"></script>`, "https://www.threads.com/@exemple/post/AbC_1-x/embed", "https://www.threads.com/@exemple/post/AbC_1-x"},
		{"a short address", frameTo("https://www.threads.com/t/AbC_1-x"), "https://www.threads.com/t/AbC_1-x/embed", "https://www.threads.com/t/AbC_1-x"},
	},
	"telegram": {
		{"a discussion", `<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-discussion="redaction/123" data-comments-limit="5"></script>`, "https://t.me/redaction/123?embed=1&discussion=1&comments_limit=5", "https://t.me/redaction/123"},
		{"the provider's script", `<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="exemple/368" data-width="100%"></script>`, "https://t.me/exemple/368?embed=1", "https://t.me/exemple/368"},
		{"a frame", frameTo("https://t.me/exemple/368?embed=1&userpic=true&mode=tme"), "https://t.me/exemple/368?embed=1&userpic=true", "https://t.me/exemple/368"},
		{"a page of the archive", frameTo("https://t.me/s/exemple/368"), "https://t.me/exemple/368?embed=1", "https://t.me/exemple/368"},
	},
	"scribd": {
		{"the code of the Embed dialog", `<iframe class="scribd_iframe_embed" title="Le rapport" src="https://fr.scribd.com/embeds/123456789/content?start_page=2&view_mode=scroll&access_key=key-AbC1" tabindex="0" data-auto-height="true" width="100%" height="600"></iframe>`, "https://www.scribd.com/embeds/123456789/content?start_page=2&view_mode=scroll&access_key=key-AbC1", "https://www.scribd.com/document/123456789?access_key=key-AbC1"},
		{"a page", frameTo("https://www.scribd.com/document/123456789/Le-rapport"), "https://www.scribd.com/embeds/123456789/content", "https://www.scribd.com/document/123456789"},
	},
	"calameo": {
		{"the code of the Share dialog", frameTo("//v.calameo.com/?bkcode=0012345678abcdef01234&mode=mini&page=2&authid=AbC1"), "https://v.calameo.com/?bkcode=0012345678abcdef01234&authid=AbC1&page=2&mode=mini", "https://www.calameo.com/read/0012345678abcdef01234?authid=AbC1"},
		{"a page", frameTo("https://www.calameo.com/books/0012345678abcdef01234"), "https://v.calameo.com/?bkcode=0012345678abcdef01234", "https://www.calameo.com/read/0012345678abcdef01234"},
		{"tarteaucitron", `<div class="calameo-canvas" data-id="0012345678abcdef01234"></div>`, "https://v.calameo.com/?bkcode=0012345678abcdef01234", "https://www.calameo.com/read/0012345678abcdef01234"},
	},
	"twitch": {
		{"all hosts that may show it", frameTo("https://player.twitch.tv/?channel=exemple&parent=www.exemple.fr&parent=m.exemple.fr"), "https://player.twitch.tv/?channel=exemple&parent=www.exemple.fr&parent=m.exemple.fr", "https://www.twitch.tv/exemple"},
		{"an invalid host is dropped", frameTo("https://player.twitch.tv/?channel=exemple&parent=%22x&parent=www.exemple.fr"), "https://player.twitch.tv/?channel=exemple&parent=www.exemple.fr", "https://www.twitch.tv/exemple"},
		{"a video in a collection", frameTo("https://player.twitch.tv/?collection=AbC&video=v12&parent=www.exemple.fr"), "https://player.twitch.tv/?video=v12&parent=www.exemple.fr&collection=AbC", "https://www.twitch.tv/videos/12"},
		{"a collection", frameTo("https://player.twitch.tv/?collection=AbC&parent=www.exemple.fr"), "https://player.twitch.tv/?collection=AbC&parent=www.exemple.fr", "https://www.twitch.tv/collections/AbC"},
		{"a channel", frameTo("https://player.twitch.tv/?channel=exemple&parent=www.exemple.fr&autoplay=false"), "https://player.twitch.tv/?channel=exemple&parent=www.exemple.fr", "https://www.twitch.tv/exemple"},
		{"a video with a start", frameTo("https://player.twitch.tv/?video=v1234567890&parent=www.exemple.fr&time=1h2m3s"), "https://player.twitch.tv/?video=v1234567890&parent=www.exemple.fr&time=3723s", "https://www.twitch.tv/videos/1234567890?t=3723s"},
		{"a player that would refuse to play", frameTo("https://player.twitch.tv/?channel=exemple"), "", "https://www.twitch.tv/exemple"},
	},
	"rumble": {
		{"a video", frameTo("https://rumble.com/embed/v1abcd/?pub=4&rel=5"), "https://rumble.com/embed/v1abcd/?pub=4", "https://rumble.com/embed/v1abcd/?pub=4"},
	},
	"digiteka": {
		{"one order of the path", frameTo("https://www.ultimedia.com/deliver/generic/iframe/mdtk/01234567/src/q8abcd/zone/1/showtitle/1/"), "https://www.ultimedia.com/deliver/generic/iframe/mdtk/01234567/src/q8abcd/zone/1/showtitle/1/", "https://www.ultimedia.com/deliver/generic/iframe/mdtk/01234567/src/q8abcd/zone/1/showtitle/1/"},
		{"the other", frameTo("//www.ultimedia.com/deliver/generic/iframe/mdtk/01234567/zone/3/showtitle/1/src/q8abcd/autoplay/1"), "https://www.ultimedia.com/deliver/generic/iframe/mdtk/01234567/src/q8abcd/zone/3/showtitle/1/", "https://www.ultimedia.com/deliver/generic/iframe/mdtk/01234567/src/q8abcd/zone/3/showtitle/1/"},
	},
	"brightcove": {
		{"the code in the page", `<video-js data-account="1290862519001" data-player="SyIOV8yWM" data-embed="default" data-video-id="6312345678112" controls></video-js><script src="https://players.brightcove.net/1290862519001/SyIOV8yWM_default/index.min.js"></script>`, "https://players.brightcove.net/1290862519001/SyIOV8yWM_default/index.html?videoId=6312345678112", "https://players.brightcove.net/1290862519001/SyIOV8yWM_default/index.html?videoId=6312345678112"},
		{"its older form", `<video class="video-js" data-account="1290862519001" data-player="SyIOV8yWM" data-embed="default" data-video-id="ref:rabat-12" data-application-id controls></video>`, "https://players.brightcove.net/1290862519001/SyIOV8yWM_default/index.html?videoId=ref:rabat-12", "https://players.brightcove.net/1290862519001/SyIOV8yWM_default/index.html?videoId=ref:rabat-12"},
		{"a playlist in the page", `<video-js data-account="1290862519001" data-player="SyIOV8yWM" data-playlist-id="123"></video-js>`, "https://players.brightcove.net/1290862519001/SyIOV8yWM_default/index.html?playlistId=123", "https://players.brightcove.net/1290862519001/SyIOV8yWM_default/index.html?playlistId=123"},
		{"the publisher's id of a video", frameTo("https://players.brightcove.net/1290862519001/SyIOV8yWM_default/index.html?videoId=ref%3Arabat-12"), "https://players.brightcove.net/1290862519001/SyIOV8yWM_default/index.html?videoId=ref:rabat-12", "https://players.brightcove.net/1290862519001/SyIOV8yWM_default/index.html?videoId=ref:rabat-12"},
		{"a frame", frameTo("https://players.brightcove.net/123456/AbC-1_default/index.html?videoId=1234567890123&muted"), "https://players.brightcove.net/123456/AbC-1_default/index.html?videoId=1234567890123", "https://players.brightcove.net/123456/AbC-1_default/index.html?videoId=1234567890123"},
		{"AMP", `<amp-brightcove data-account="123456" data-video-id="1234567890123" data-player="AbC-1"></amp-brightcove>`, "https://players.brightcove.net/123456/AbC-1_default/index.html?videoId=1234567890123", "https://players.brightcove.net/123456/AbC-1_default/index.html?videoId=1234567890123"},
	},
	"jwplayer": {
		{"a script", `<script src="https://cdn.jwplayer.com/players/AbCd1234-EfGh5678.js"></script>`, "https://cdn.jwplayer.com/players/AbCd1234-EfGh5678.html", "https://cdn.jwplayer.com/players/AbCd1234-EfGh5678.html"},
		{"AMP", `<amp-jwplayer data-media-id="AbCd1234" data-player-id="EfGh5678"></amp-jwplayer>`, "https://cdn.jwplayer.com/players/AbCd1234-EfGh5678.html", "https://cdn.jwplayer.com/players/AbCd1234-EfGh5678.html"},
	},
}

func frameTo(src string) string {
	return `<iframe src="` + strings.NewReplacer("&", "&amp;", `"`, "&quot;").Replace(src) + `"></iframe>`
}

// addresses returns the addresses of the frames and of the links in out.
func addresses(out string) (frames, pages []string) {
	for tag, attrs := range tags(out) {
		switch tag.Element {
		case html.Iframe:
			frames = append(frames, attrs.get("src"))
		case html.A:
			pages = append(pages, attrs.get("href"))
		}
	}
	return frames, pages
}

// TestEmbedCode checks, for the code of each provider, the frame in an article, and the link
// in a feed and in an article that does not allow the provider.
func TestEmbedCode(t *testing.T) {
	article, feed, none := NewRules(Config{}), NewRules(Config{Scope: Feed}), NewRules(Config{Embeds: []string{}})
	comment := NewRules(Config{Scope: Comment})
	for i := range providers {
		name := providers[i].name
		if len(embedCases[name]) == 0 {
			t.Errorf("no case for %s", name)
		}
		only := NewRules(Config{Embeds: []string{name}})
		for _, c := range embedCases[name] {
			in := "<p>Avant</p>" + c.in + "<p>Après</p>"
			for scope, r := range map[string]*Rules{"article": article, "only it": only, "feed": feed, "none": none, "comment": comment} {
				if why := fault(r, in); why != "" {
					t.Errorf("%s, %s, %s: %s\n in %s\nout %s", name, c.rule, scope, why, in, r.normalise(in, nil))
				}
				out, removals := r.Report(in)
				if !strings.Contains(out, "Avant") || !strings.Contains(out, "Après") {
					t.Errorf("%s, %s, %s: text is lost\n in %s\nout %s", name, c.rule, scope, in, out)
				}
				if missing := unaccounted(in, out, removals); missing != "" {
					t.Errorf("%s, %s, %s: %q is neither in the output nor reported\n in %s\nout %s", name, c.rule, scope, missing, in, out)
				}
			}
			for _, r := range []*Rules{article, only} {
				frames, _ := addresses(r.Sanitize(in))
				if got := strings.Join(frames, " "); got != c.frame {
					t.Errorf("%s, %s:\n  in %s\n got frame %s\nwant frame %s", name, c.rule, c.in, got, c.frame)
				}
			}
			for _, r := range []*Rules{feed, none} {
				frames, pages := addresses(r.Sanitize(in))
				if got := strings.Join(pages, " "); got != c.page || len(frames) > 0 {
					t.Errorf("%s, %s:\n  in %s\n got link %s and frames %q\nwant link %s", name, c.rule, c.in, got, frames, c.page)
				}
			}
			if frames, _ := addresses(comment.Sanitize(in)); len(frames) > 0 {
				t.Errorf("%s, %s: a comment has the frames %q", name, c.rule, frames)
			}
		}
	}
}

// syntaxSamples are two values of each syntax.
var syntaxSamples = map[string][2]string{
	"word": {"aB-_9", "x"}, "long": {"abcdefghij-123456", "0123456789abcdef"}, "letters": {"AbCd1234", "x9"}, "words": {"ab,cd", "x"}, "name": {"le.monde", "x-y"},
	"digits": {"123", "9"}, "number": {"48.85,-2.1", "3"}, "seconds": {"90", "7"}, "time": {"90s", "7s"}, "color": {"%23ff5500", "%23000000"},
	"host": {"www.exemple.fr", "exemple.ma"}, "raw": {"Caf%C3%A9+!2d", "x"}, "video": {"aBcDeFgHi-1", "-_-_-_-_-_-"}, "list": {"PLabcdefghijklmnop", "RDabcdefghijk"},
	"account": {"le.monde", "x-y"}, "brightcove": {"ref:abc-12", "6312345678112"}, "hex": {"0123abcdef", "ABCDEF0123456789abcdef"}, "page": {"le.monde", "p"},
	"secret": {"s-AbC", "s-1"}, "did": {"did:plc:abc234", "did:web:exemple.fr"}, "ina": {"CAF12345678", "I12345678"}, "arte": {"123456-000-A", "RC-012345"},
}

func sampleOf(syntax string, i int) string {
	if words, found := strings.CutPrefix(syntax, "="); found {
		all := strings.Split(words, "|")
		return all[i%len(all)]
	}
	if s, found := syntaxSamples[syntax]; found {
		return s[i]
	}
	var n int
	fmt.Sscanf(syntax, "word%d", &n)
	return strings.Repeat([]string{"a", "9"}[i], n)
}

// TestEveryRow checks the table itself: each frame is one that the verifier accepts and from
// which the normaliser builds the same frame, each parameter is kept, and all parts of a
// page are known.
func TestEveryRow(t *testing.T) {
	r := NewRules(Config{})
	names := map[string]bool{}
	for i := range providers {
		p := &providers[i]
		if names[p.name] || p.name == "" || p.label == "" || p.width == "" || p.height == "" {
			t.Errorf("provider %q is there twice or lacks a field", p.name)
		}
		names[p.name] = true
		for j := range p.players {
			row := &p.players[j]
			for variant := range 2 {
				var captured parts
				declare := func(pattern string) {
					for pattern != "" {
						_, rest, _ := strings.Cut(pattern, "{")
						placeholder, rest, _ := strings.Cut(rest, "}")
						if name, syntax, found := strings.Cut(placeholder, ":"); found && captured.get(name) == "" {
							captured = append(captured, part{name: name, value: sampleOf(syntax, variant)})
						}
						pattern = rest
					}
				}
				declare(row.frame)
				declare(row.page)
				src, ok := fill(row.frame, captured)
				if !ok {
					t.Fatalf("%s: %s cannot be filled from %v", p.name, row.frame, captured)
				}
				separator := "?"
				if strings.Contains(src, "?") {
					separator = "&"
				}
				full := src
				for _, k := range row.keep {
					v := sampleOf(k.syntax, variant)
					captured = append(captured, part{name: k.name, value: v})
					if k.name[0] == '#' {
						full += k.name + v
						continue
					}
					full += separator + k.name + "=" + v
					separator = "&"
				}
				for _, want := range []string{src, full} {
					out := r.Sanitize(frameTo(want))
					frames, _ := addresses(out)
					if !slices.Equal(frames, []string{want}) {
						t.Errorf("%s: from %s\n got %q\nwant the same frame", p.name, want, frames)
					}
					if !r.Verify(out) {
						t.Errorf("%s: the verifier refuses %s", p.name, out)
					}
					for _, bad := range []string{want + "x.y!", want + "&x=1", want + "?x=1", want + "/", strings.Replace(want, "https://", "http://", 1), strings.Replace(want, "https://", "https://x.", 1)} {
						if strings.Contains(row.frame, ":raw}") {
							continue
						}
						if frame := strings.Replace(out, strings.ReplaceAll(want, "&", "&amp;"), strings.ReplaceAll(bad, "&", "&amp;"), 1); r.Verify(frame) {
							t.Errorf("%s: the verifier accepts %s", p.name, bad)
						}
					}
				}
				for rest := row.page; strings.Contains(rest, "{"); {
					var placeholder string
					_, rest, _ = strings.Cut(rest, "{")
					placeholder, rest, _ = strings.Cut(rest, "}")
					checked := strings.Contains(placeholder, ":") || strings.Contains(row.frame, "{"+placeholder+":")
					for _, k := range row.keep {
						checked = checked || k.name == placeholder
					}
					if !checked {
						t.Errorf("%s: {%s} of the page %s is not checked", p.name, placeholder, row.page)
					}
				}
				for page := range strings.FieldsSeq(row.page) {
					for _, optional := range []string{"[", "]"} {
						page = strings.ReplaceAll(page, optional, "")
					}
					if link, ok := fill(page, captured); !ok && !strings.Contains(row.from, "{lat}") {
						t.Errorf("%s: the page %s has unknown parts", p.name, page)
					} else if ok, _ := r.checkURL(strings.ReplaceAll(link, "&", "&amp;"), false); link != "" && !ok {
						t.Errorf("%s: the page %s is not in normal form", p.name, link)
					}
				}
			}
		}
	}
}

// TestFramesAsBuilt checks that the verifier accepts frames only as they are built.
func TestFramesAsBuilt(t *testing.T) {
	r := NewRules(Config{})
	const start, middle, sizes = `<iframe src="https://www.youtube-nocookie.com/embed/aBcDeFgHi-1`, `" title="Le débat`, `" width="560" height="315`
	for _, c := range []struct {
		rule, frame string
		want        bool
	}{
		{"a frame", start + middle + sizes + frameTail, true},
		{"parameters in order", start + "?start=9&amp;end=20" + middle + sizes + frameTail, true},
		{"parameters out of order", start + "?end=20&amp;start=9" + middle + sizes + frameTail, false},
		{"a parameter twice", start + "?start=9&amp;start=9" + middle + sizes + frameTail, false},
		{"a value that is not one of the words", start + "?cc_load_policy=0" + middle + sizes + frameTail, false},
		{"a time of zero", start + "?start=0" + middle + sizes + frameTail, false},
		{"a list too short", start + "?list=LL" + middle + sizes + frameTail, false},
		{"an empty value", start + "?start=" + middle + sizes + frameTail, false},
		{"the first parameter after &", start + "&amp;start=9" + middle + sizes + frameTail, false},
		{"no title", start + `" title="` + sizes + frameTail, false},
		{"a title that begins with a space", start + `" title=" x` + sizes + frameTail, false},
		{"as wide as its column", start + middle + `" width="100%" height="315` + frameTail, true},
		{"another width in percent", start + middle + `" width="50%" height="315` + frameTail, false},
		{"a height in percent", start + middle + `" width="560" height="100%` + frameTail, false},
		{"a percent sign that encodes nothing", `<iframe src="https://www.google.com/maps/embed?pb=!1m%2` + middle + sizes + frameEnds[static], false},
		{"percent-encoded text", `<iframe src="https://www.google.com/maps/embed?pb=!1m%2F` + middle + sizes + frameEnds[static], true},
		{"the sandbox of another provider", start + middle + sizes + frameEnds[interactive], false},
		{"the sandbox of the site itself", start + middle + sizes + ownFrameTail, false},
	} {
		if got := r.Verify(c.frame); got != c.want {
			t.Errorf("%s: Verify(%s) = %v, want %v", c.rule, c.frame, got, c.want)
		}
	}
}

// TestHostileEmbeds checks that only the addresses of a provider on its own hosts become
// its frames. None of these codes yields one; those that lead somewhere yield a link.
func TestHostileEmbeds(t *testing.T) {
	r, feed := NewRules(Config{}), NewRules(Config{Scope: Feed})
	for _, c := range []struct {
		rule, src string
		page      string
	}{
		{"a user name before another host", "https://www.youtube.com@mal.example/embed/aBcDeFgHi-1", ""},
		{"a user name on the right host", "https://mal.example@www.youtube.com/embed/aBcDeFgHi-1", ""},
		{"a host that ends like a provider's", "https://malyoutube.com/embed/aBcDeFgHi-1", "https://malyoutube.com/embed/aBcDeFgHi-1"},
		{"a host that begins like a provider's", "https://www.youtube.com.mal.example/embed/aBcDeFgHi-1", "https://www.youtube.com.mal.example/embed/aBcDeFgHi-1"},
		{"a subdomain of a provider's host", "https://x.www.youtube.com/embed/aBcDeFgHi-1", "https://x.www.youtube.com/embed/aBcDeFgHi-1"},
		{"a provider's host in the path", "https://mal.example/www.youtube.com/embed/aBcDeFgHi-1", "https://mal.example/www.youtube.com/embed/aBcDeFgHi-1"},
		{"a host with a full stop at its end", "https://www.youtube.com./embed/aBcDeFgHi-1", ""},
		{"a host with a port", "https://www.youtube.com:8443/embed/aBcDeFgHi-1", "https://www.youtube.com:8443/embed/aBcDeFgHi-1"},
		{"a host that looks like a provider's", "https://www.youtubе.com/embed/aBcDeFgHi-1", "https://www.xn--youtub-8of.com/embed/aBcDeFgHi-1"},
		{"a script", "javascript:alert(1)//www.youtube.com/embed/aBcDeFgHi-1", ""},
		{"a data URL", "data:text/html,https://www.youtube.com/embed/aBcDeFgHi-1", ""},
		{"an id that leaves the path", "https://www.youtube.com/embed/../redirect?q=x", "https://www.youtube.com/embed/../redirect?q=x"},
		{"an id that leaves the path, encoded", "https://www.youtube.com/embed/%2e%2e%2fredirect", ""},
		{"an id with a quote", "https://www.youtube.com/embed/aBcDeFgHi\"1", ""},
		{"an id with an encoded letter stays encoded", "https://www.youtube.com/embed/aBcDeFgHi-%2531", ""},
		{"an id too long", "https://www.youtube.com/embed/aBcDeFgHi-12", "https://www.youtube.com/embed/aBcDeFgHi-12"},
		{"an invalid list", "https://www.youtube.com/embed/videoseries?list=%22onload%3D1", "https://www.youtube.com/embed/videoseries?list=%22onload%3D1"},
		{"Facebook's player of another host", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fmal.example%2Fexemple%2Fposts%2F1", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fmal.example%2Fexemple%2Fposts%2F1"},
		{"Facebook's player of a host that begins alike", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com.mal.example%2Fexemple%2Fposts%2F1", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com.mal.example%2Fexemple%2Fposts%2F1"},
		{"Facebook's player of another provider", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fyoutu.be%2FaBcDeFgHi-1", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fyoutu.be%2FaBcDeFgHi-1"},
		{"Facebook's page player of another host", "https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fmal.example%2Fexemple", "https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fmal.example%2Fexemple"},
		{"Facebook's player on another host", "https://mal.example/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fexemple%2Fposts%2F1", "https://mal.example/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fexemple%2Fposts%2F1"},
		{"Facebook's player of a script", "https://www.facebook.com/plugins/post.php?href=javascript%3Aalert(1)", "https://www.facebook.com/plugins/post.php?href=javascript%3Aalert(1)"},
		{"Facebook's login page", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F..%2Flogin", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F..%2Flogin"},
		{"SoundCloud's player of another host", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fmal.example%2Ftracks%2F1", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fmal.example%2Ftracks%2F1"},
		{"SoundCloud's player of a host that begins alike", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com.mal.example%2Ftracks%2F1", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com.mal.example%2Ftracks%2F1"},
		{"SoundCloud's player on another host", "https://mal.example/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F1", "https://mal.example/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F1"},
		{"SoundCloud's number with more after it", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F1%2F..%2F2", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F1%2F..%2F2"},
		{"a kind that Spotify lacks", "https://open.spotify.com/embed/tracks/4uLU6hMCjMI75M1A2tKUQC", "https://open.spotify.com/embed/tracks/4uLU6hMCjMI75M1A2tKUQC"},
		{"Arte's configuration on another host", "https://www.arte.tv/player/v5/index.php?json_url=https%3A%2F%2Fmal.example%2Fapi%2Fplayer%2Fv2%2Fconfig%2Ffr%2F123456-000-A", "https://www.arte.tv/player/v5/index.php?json_url=https%3A%2F%2Fmal.example%2Fapi%2Fplayer%2Fv2%2Fconfig%2Ffr%2F123456-000-A"},
		{"a wrapper of an unknown address", "https://cdn.embedly.com/widgets/media.html?url=https%3A%2F%2Fmal.example%2F", "https://cdn.embedly.com/widgets/media.html?url=https%3A%2F%2Fmal.example%2F"},
		{"a map with a tag in it", "https://www.google.com/maps/embed?pb=<script>", "https://www.google.com/maps/embed?pb=%3Cscript%3E"},
		{"http is not followed", "http://mal.example/embed", ""},
		{"a frame within a frame's address", "https://mal.example/?src=https://www.youtube.com/embed/aBcDeFgHi-1", "https://mal.example/?src=https://www.youtube.com/embed/aBcDeFgHi-1"},
	} {
		for _, in := range []string{frameTo(c.src), `<oembed url="` + strings.NewReplacer("&", "&amp;", `"`, "&quot;").Replace(c.src) + `"></oembed>`} {
			for scope, r := range map[string]*Rules{"article": r, "feed": feed} {
				if why := fault(r, in); why != "" {
					t.Errorf("%s, %s: %s\n in %s\nout %s", c.rule, scope, why, in, r.normalise(in, nil))
				}
				frames, pages := addresses(r.Sanitize(in))
				if strings.Contains(c.src, "maps/embed") && scope == "article" && len(frames) == 1 {
					pages, frames = frames, nil // the tag is harmless in the parameter, percent-encoded
				}
				if got := strings.Join(pages, " "); len(frames) > 0 || got != c.page {
					t.Errorf("%s, %s:\n  in %s\n got frames %q and link %s\nwant link %s", c.rule, scope, in, frames, got, c.page)
				}
			}
		}
	}
}

// TestSameEmbeds checks that these spellings of an address make no difference.
func TestSameEmbeds(t *testing.T) {
	r := NewRules(Config{})
	for rule, src := range map[string]string{
		"upper case in scheme and host":   "HTTPS://WWW.YouTube.COM/embed/aBcDeFgHi-1",
		"the default port":                "https://www.youtube.com:443/embed/aBcDeFgHi-1",
		"http":                            "http://www.youtube.com/embed/aBcDeFgHi-1",
		"no scheme":                       "//www.youtube.com/embed/aBcDeFgHi-1",
		"backslashes":                     `https:\\www.youtube.com\embed\aBcDeFgHi-1`,
		"a tab and a newline":             "https://www.you\ttube.com/embed/aBcDe\nFgHi-1",
		"white space around it":           " \n https://www.youtube.com/embed/aBcDeFgHi-1 \n",
		"an encoded letter":               "https://www.youtube.com/embed/aBcDeFgHi%2D1",
		"an encoded letter in the host":   "https://www.y%6Futube.com/embed/aBcDeFgHi-1",
		"a slash at the end":              "https://www.youtube.com/embed/aBcDeFgHi-1/",
		"a fragment that is not a time":   "https://www.youtube.com/embed/aBcDeFgHi-1#javascript:alert(1)",
		"a parameter that is not allowed": "https://www.youtube.com/embed/aBcDeFgHi-1?onload=alert(1)&origin=https://mal.example",
		"a parameter without a value":     "https://www.youtube.com/embed/aBcDeFgHi-1?autoplay&&=&list=",
	} {
		in := frameTo(src)
		want := frameTo("https://www.youtube-nocookie.com/embed/aBcDeFgHi-1")
		if got := r.Sanitize(in); got != r.Sanitize(want) {
			t.Errorf("%s: from %q\n got %s\nwant %s", rule, in, got, r.Sanitize(want))
		}
	}
}

// TestEmbedsInPlace checks what is written around a player or link.
func TestEmbedsInPlace(t *testing.T) {
	const player = `<iframe src="https://www.youtube-nocookie.com/embed/aBcDeFgHi-1" title="Vidéo YouTube" width="560" height="315` + frameTail
	const src = `src="https://youtu.be/aBcDeFgHi-1"`
	article, feed := Config{}, Config{Scope: Feed}
	for _, c := range []struct {
		rule     string
		config   Config
		in, want string
	}{
		{"a link in a link is written after it", feed, `<a href="https://a.example/">Voir <iframe ` + src + `></iframe></a>`, `<a href="https://a.example/">Voir </a><a href="https://www.youtube.com/watch?v=aBcDeFgHi-1">Vidéo YouTube</a>`},
		{"and after one that is never closed", feed, `<a href="https://a.example/">Voir <iframe ` + src + `></iframe> ici`, `<a href="https://a.example/">Voir </a><a href="https://www.youtube.com/watch?v=aBcDeFgHi-1">Vidéo YouTube</a> ici`},
		{"two links are two words", feed, `<iframe src="https://a.example/x"></iframe><iframe src="https://b.example/y"></iframe>`, `<a href="https://a.example/x">a.example</a> <a href="https://b.example/y">b.example</a>`},
		{"a link after marked text is a word of its own", feed, `<p>Voir <em><b>ici</b></em><iframe ` + src + `></iframe>`, `<p>Voir <em><b>ici</b></em> <a href="https://www.youtube.com/watch?v=aBcDeFgHi-1">Vidéo YouTube</a></p>`},
		{"a link cannot be in a cell in a link", feed, `<a href="https://a.example/"><table><tr><td>Voir <iframe ` + src + `></iframe></table></a>`, `<a href="https://a.example/"><table><tbody><tr><td>Voir </td></tr></tbody></table></a>`},
		{"a link is not added to a post in a link", Config{Embeds: []string{}}, `<a href="https://a.example/"><blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/12"><p>Un port</p></blockquote></a>`,
			`<a href="https://a.example/"><blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/12"><p>Un port</p></blockquote></a>`},
		{"the date of a post stays", article, `<div class="fb-post" data-href="https://www.facebook.com/a/posts/1">12/3</div>`,
			`<div class="fb-post"><iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1" title="Publication Facebook" width="500" height="600` + frameTail + `12/3</div>`},
		{"a link takes the title of the frame", feed, `<iframe title=" Le &lt;b&gt; &quot;débat&quot; " ` + src + `></iframe>`, `<a href="https://www.youtube.com/watch?v=aBcDeFgHi-1">Le &lt;b&gt; "débat"</a>`},
		{"a blank title is replaced", article, `<iframe title=" &nbsp;" ` + src + `></iframe>`, player},
		{"a link is not glued to words", feed, `Voir<iframe ` + src + `></iframe>ici`, `Voir <a href="https://www.youtube.com/watch?v=aBcDeFgHi-1">Vidéo YouTube</a> ici`},
		{"a link in a table is in a cell", feed, `<table><iframe ` + src + `></iframe></table>`, `<table><tbody><tr><td><a href="https://www.youtube.com/watch?v=aBcDeFgHi-1">Vidéo YouTube</a></td></tr></tbody></table>`},
		{"a link has the rel of the policy", Config{Scope: Feed, Rel: "nofollow"}, `<iframe ` + src + `></iframe>`, `<a href="https://www.youtube.com/watch?v=aBcDeFgHi-1" rel="nofollow">Vidéo YouTube</a>`},
		{"a link to the site itself has none", Config{Rel: "nofollow", Hosts: []string{"a.example"}}, frameTo("https://a.example/carte"), `<a href="https://a.example/carte">a.example</a>`},
		{"a link opens a new window if the policy wants it", Config{Scope: Feed, NewWindow: true}, `<iframe ` + src + `></iframe>`, `<a href="https://www.youtube.com/watch?v=aBcDeFgHi-1" rel="noopener" target="_blank">Vidéo YouTube</a>`},
		{"a frame without an address is not the page itself", Config{Base: "https://a.example/x", EmbedHosts: []string{"a.example"}}, `<iframe src=" "></iframe><object></object>`, ""},
		{"a picture in an object is not its player", Config{Hosts: []string{"b.example"}, EmbedHosts: []string{"a.example"}}, `<object><img src="https://a.example/x.jpg" alt="" decoding="async"></object>`, `<img src="https://a.example/x.jpg" alt="" decoding="async">`},
		{"code without text is replaced", article, `<div class="fb-post" data-href="https://www.facebook.com/a/posts/1"><p></p></div><p>a</p>`,
			`<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1" title="Publication Facebook" width="500" height="600` + frameTail + `<p>a</p>`},
		{"a hidden frame is removed", article, `<iframe hidden ` + src + `></iframe>`, ""},
		{"a frame that measures visits is removed", article, `<iframe width="1" height="1" src="https://mal.example/pixel"></iframe>`, ""},
		{"a frame as wide as its column", article, `<iframe width="100%" height="100%" ` + src + `></iframe>`, strings.Replace(player, `"560"`, `"100%"`, 1)},
		{"other sizes are the provider's", article, `<iframe width="50%" height="20em" ` + src + `></iframe>`, player},
		{"a bare address is not a player in a paragraph", article, "<p>https://youtu.be/aBcDeFgHi-1</p>", "<p>https://youtu.be/aBcDeFgHi-1</p>"},
		{"an unknown bare address becomes a link", article, `<div class="wp-block-embed__wrapper">https://a.example/x</div>`, `<div class="wp-block-embed__wrapper"><a href="https://a.example/x">https://a.example/x</a></div>`},
		{"words next to a bare address stay", article, `<div class="wp-block-embed__wrapper">Voir https://youtu.be/aBcDeFgHi-1</div>`, `<div class="wp-block-embed__wrapper">Voir https://youtu.be/aBcDeFgHi-1</div>`},
		{"a class that only looks like code", article, `<div class="xfb-post fb-postx" data-href="https://www.facebook.com/x/posts/1">a</div>`, `<div class="xfb-post fb-postx">a</div>`},
		{"code without an end tag hides nothing", article, `<div><oembed url="https://youtu.be/aBcDeFgHi-1"><p>La suite</p></div>`, `<div>` + player + `<p>La suite</p></div>`},
		{"code closed by /> hides nothing, whatever ends later", article, `<oembed url="https://youtu.be/aBcDeFgHi-1"/><p>La suite</p></oembed>`, player + `<p>La suite</p>`},
		{"the text of a post stays", article, `<div class="fb-post" data-href="https://www.facebook.com/a/posts/1"><p>Nous fermons.</p></div>`,
			`<div class="fb-post"><iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1" title="Publication Facebook" width="500" height="600` + frameTail + `<p>Nous fermons.</p></div>`},
		{"a frame outside the path of EmbedHosts is a link", Config{EmbedHosts: []string{"a.example/e/"}}, frameTo("https://a.example/f/1"), `<a href="https://a.example/f/1">a.example</a>`},
		{"a frame that leaves the path of EmbedHosts is a link", Config{EmbedHosts: []string{"a.example/e/"}}, frameTo("https://a.example/e/%2E./f"), `<a href="https://a.example/e/%2E./f">a.example</a>`},
		{"a frame with a port is a link", Config{EmbedHosts: []string{"a.example"}}, frameTo("https://a.example:8443/e/1"), `<a href="https://a.example:8443/e/1">a.example:8443</a>`},
		{"an editor's preview without a frame stays", article, `<div data-oembed-url="https://youtu.be/aBcDeFgHi-1"><p>Aperçu</p></div>`, `<div><p>Aperçu</p></div>`},
		{"code closed by /> hides nothing", article, `<oembed url="https://youtu.be/aBcDeFgHi-1"/><p>La suite</p>`, player + `<p>La suite</p>`},
		{"a frame of Flash of an unknown site", article, `<embed src="https://a.example/x.swf">`, ""},
		{"AMP: a ratio of a responsive player", article, `<amp-youtube data-videoid="aBcDeFgHi-1" layout="responsive" width="4" height="3"></amp-youtube>`, strings.Replace(player, `"315`, `"420`, 1)},
		{"AMP: a ratio of a square", article, `<amp-instagram data-shortcode="AbC" layout="responsive" width="1" height="1"></amp-instagram>`, `<iframe src="https://www.instagram.com/p/AbC/embed/" title="Publication Instagram" width="400" height="400` + frameTail},
		{"AMP: the size of a fixed player", article, `<amp-youtube data-videoid="aBcDeFgHi-1" layout="fixed" width="480" height="270"></amp-youtube>`, strings.Replace(player, `"560" height="315`, `"480" height="270`, 1)},
		{"AMP: a fixed height", article, `<amp-youtube data-videoid="aBcDeFgHi-1" layout="fixed-height" width="auto" height="270"></amp-youtube>`, strings.Replace(player, `"315`, `"270`, 1)},
		{"AMP: an absurd ratio", article, `<amp-youtube data-videoid="aBcDeFgHi-1" layout="responsive" width="1" height="1e9"></amp-youtube>`, player},
		{"AMP: an invalid ratio", article, `<amp-youtube data-videoid="aBcDeFgHi-1" layout="responsive" width="NaN" height="0"></amp-youtube>`, player},
		{"AMP: a ratio is not the size of a picture", article, `<amp-img src="/a.jpg" alt="A" layout="responsive" width="16" height="9"></amp-img>`, `<img src="/a.jpg" alt="A" decoding="async">`},
		{"AMP: the pixels of a picture", article, `<amp-img src="/a.jpg" alt="A" layout="responsive" width="1200" height="675"></amp-img>`, `<img src="/a.jpg" alt="A" width="1200" height="675" decoding="async">`},
		{"a known player that a size of 0 hides", article, `<iframe width="0" height="0" ` + src + `></iframe>`, player},
		{"Reddit's element of AMP is a link", article, `<amp-reddit data-embedtype="post" data-src="https://www.reddit.com/r/france/"></amp-reddit>`, `<a href="https://www.reddit.com/r/france/">www.reddit.com</a>`},
		{"Pinterest's element of AMP is a link", article, `<amp-pinterest data-do="embedPin" data-url="https://www.pinterest.fr/pin/12/"></amp-pinterest>`, `<a href="https://www.pinterest.fr/pin/12/">www.pinterest.fr</a>`},
		{"a document in an object", article, `<object data="/docs/rapport%202026.pdf" type="application/pdf"></object>`, `<a href="/docs/rapport%202026.pdf">rapport 2026.pdf</a>`},
		{"a document in an object with a text", article, `<object data="https://a.example/r.pdf" type="application/pdf"><p>Le rapport &amp; ses annexes</p></object>`, `<a href="https://a.example/r.pdf">Le rapport &amp; ses annexes</a>`},
		{"a document in an object with a link to it", article, `<object data="/r.pdf" type="application/pdf"><p><a href="/r.pdf">Le rapport</a></p></object>`, `<p><a href="/r.pdf">Le rapport</a></p>`},
		{"a document in an object with another link", article, `<object data="/r.pdf" type="application/pdf"><p><a href="/lire">Aide</a></p></object>`, `<a href="/r.pdf">r.pdf</a><p><a href="/lire">Aide</a></p>`},
		{"a document before a link to it", article, `<object data="/r.pdf" type="application/pdf"></object><a href="/r.pdf">Le rapport</a>`, `<a href="/r.pdf">Le rapport</a>`},
		{"a document after a link to it", article, `<a href="/r.pdf">Le rapport</a><embed src="/r.pdf">`, `<a href="/r.pdf">Le rapport</a>`},
		{"a document by its type", article, `<embed src="https://a.example/?id=3" type="application/pdf">`, `<a href="https://a.example/?id=3">a.example</a>`},
		{"a document in a frame", article, `<iframe src="/r.pdf"></iframe>`, `<a href="/r.pdf">r.pdf</a>`},
		{"a document in an object that is never closed", article, `<object data="/r.pdf">La suite`, `<a href="/r.pdf">r.pdf</a> La suite`},
		{"a script that ends like a document", article, `<object data="javascript:x//.pdf" type="application/pdf">La suite</object>`, "La suite"},
		{"a post without text, in a feed", feed, `<blockquote class="twitter-tweet"><a href="https://x.com/a/status/12"></a></blockquote>`, `<blockquote><a href="https://x.com/a/status/12">Message sur X</a></blockquote>`},
		{"a post without text or frame", Config{Embeds: []string{}}, `<blockquote class="twitter-tweet"><a href="https://x.com/a/status/12"> </a></blockquote>`, `<blockquote class="twitter-tweet"><a href="https://x.com/a/status/12">Message sur X </a></blockquote>`},
		{"another link without text in a post", feed, `<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/12"><section><a href="https://www.tiktok.com/@a"></a></section></blockquote>`,
			`<blockquote cite="https://www.tiktok.com/@a/video/12"><a href="https://www.tiktok.com/@a/video/12">Vidéo TikTok</a><section><a href="https://www.tiktok.com/@a">www.tiktok.com</a></section></blockquote>`},
		{"a grid without text", article, `<a class="twitter-grid" href="https://twitter.com/a/timelines/12"></a>`, `<a class="twitter-grid" href="https://twitter.com/a/timelines/12">twitter.com</a>`},
		{"a card without text", article, `<a class="embedly-card" href="/article"></a>`, `<a class="embedly-card" href="/article">/article</a>`},
		{"Iframely's link to an unknown site", feed, `<a href="https://a.example/x" data-iframely-url="//iframely.net/AbC"></a>`, `<a href="https://a.example/x">a.example</a>`},
		{"Pinterest's link without text", feed, `<a data-pin-do="embedPin" href="https://www.pinterest.fr/pin/12/"></a>`, `<a href="https://www.pinterest.fr/pin/12/">www.pinterest.fr</a>`},
		{"a link without text outside embed code", article, `<a href="https://a.example/x"></a>`, `<a href="https://a.example/x"></a>`},
		{"a grid with a text", article, `<a class="twitter-grid" href="https://twitter.com/a/timelines/12">Photos</a>`, `<a class="twitter-grid" href="https://twitter.com/a/timelines/12">Photos</a>`},
		{"the site is the host that Twitch wants", Config{Base: "https://www.exemple.fr/a"}, frameTo("https://player.twitch.tv/?channel=exemple"), `<iframe src="https://player.twitch.tv/?channel=exemple&amp;parent=www.exemple.fr" title="Vidéo Twitch" width="640" height="360` + frameTail},
		{"the site is one more host that Twitch wants", Config{Base: "https://www.exemple.fr/a"}, frameTo("https://player.twitch.tv/?channel=exemple&parent=exemple.fr"), `<iframe src="https://player.twitch.tv/?channel=exemple&amp;parent=exemple.fr&amp;parent=www.exemple.fr" title="Vidéo Twitch" width="640" height="360` + frameTail},
		{"a frame in normal form that lacks the site", Config{Base: "https://www.exemple.fr/a"}, `<iframe src="https://clips.twitch.tv/embed?clip=AbC&amp;parent=exemple.fr" title="Vidéo Twitch" width="640" height="360` + frameTail, `<iframe src="https://clips.twitch.tv/embed?clip=AbC&amp;parent=exemple.fr&amp;parent=www.exemple.fr" title="Vidéo Twitch" width="640" height="360` + frameTail},
		{"a link does not take a title that names no work", feed, `<iframe title="YouTube video player" ` + src + `></iframe>`, `<a href="https://www.youtube.com/watch?v=aBcDeFgHi-1">Vidéo YouTube</a>`},
		{"a frame keeps it", article, `<iframe title="YouTube video player" ` + src + `></iframe>`, strings.Replace(player, "Vidéo YouTube", "YouTube video player", 1)},
		{"Apple Music is not Apple Podcasts", feed, `<iframe title="Media player" src="https://embed.music.apple.com/fr/album/titre/123"></iframe>`, `<a href="https://music.apple.com/fr/album/123">Lecteur Apple Music</a>`},
		{"a document of an unknown site", article, `<embed src="https://a.example/x.pdf">`, `<a href="https://a.example/x.pdf">x.pdf</a>`},
		{"a script of an unknown site", article, `<script src="https://a.example/x.js"></script>`, ""},
		{"a quotation is the same when sanitized again", article, `<blockquote class="instagram-media"><iframe src="https://www.instagram.com/p/AbC/embed/"></iframe><p><a href="https://www.instagram.com/p/AbC/">Une photo</a></p></blockquote>`,
			`<blockquote class="instagram-media"><iframe src="https://www.instagram.com/p/AbC/embed/" title="Publication Instagram" width="400" height="600` + frameTail + `<p><a href="https://www.instagram.com/p/AbC/">Une photo</a></p></blockquote>`},
		{"a provider's frame on the site itself cannot reach it", Config{Hosts: []string{"www.arte.tv"}}, frameTo("https://www.arte.tv/embeds/fr/123456-000-A"), `<iframe src="https://www.arte.tv/embeds/fr/123456-000-A" title="Vidéo Arte" width="720" height="406` + ownFrameTail},
		{"a frame of EmbedHosts on an unknown site cannot reach it", Config{EmbedHosts: []string{"a.example"}}, frameTo("https://a.example/carte"), `<iframe src="https://a.example/carte" title="a.example" width="640" height="360` + ownFrameTail},
		{"a frame of EmbedHosts on another site", Config{EmbedHosts: []string{"a.example"}, Hosts: []string{"exemple.fr"}}, frameTo("https://a.example/carte"), `<iframe src="https://a.example/carte" title="a.example" width="640" height="360` + frameTail},
		{"a frame of EmbedHosts keeps its parameters", Config{EmbedHosts: []string{"vimeo.com"}, Embeds: []string{}, Hosts: []string{"exemple.fr"}}, frameTo("https://vimeo.com/123?x=1#y"), `<iframe src="https://vimeo.com/123?x=1#y" title="Vidéo Vimeo" width="640" height="360` + frameTail},
	} {
		r := NewRules(c.config)
		if got := r.Sanitize(c.in); got != c.want {
			t.Errorf("%s:\n  in %s\n got %s\nwant %s", c.rule, c.in, got, c.want)
		}
		if why := fault(r, c.in); why != "" {
			t.Errorf("%s: %s\n in %s", c.rule, why, c.in)
		}
	}
}

// TestEmbedCodeAtTheLimit checks that nested embed code costs neither the article nor
// stability where there is no room for a player.
func TestEmbedCodeAtTheLimit(t *testing.T) {
	for rule, in := range map[string]string{
		"quotations":         `<blockquote class="twitter-tweet"><a href="https://x.com/a/status/12"></a>`,
		"bare addresses":     `<div class="wp-block-embed__wrapper">https://youtu.be/aBcDeFgHi-1</div><div>`,
		"elements":           `<div class="fb-post" data-href="https://www.facebook.com/a/posts/1">`,
		"elements with text": `<div class="fb-post" data-href="https://www.facebook.com/a/posts/1">a`,
		"links":              `<a class="fb-post" data-href="https://www.facebook.com/a/posts/1" href="/x">a`,
		"lists":              `<ul><li class="instagram-media"><a href="https://www.instagram.com/p/AbC/"></a>`,
		"tables":             `<table><td class="instagram-media"><a href="https://www.instagram.com/p/AbC/"></a>`,
		"custom elements":    `<lite-youtube videoid="aBcDeFgHi-1"><div>`,
	} {
		for _, n := range []int{1, 63, 121, 124, 127, 128, 129} {
			for name, r := range testRules() {
				for _, end := range []string{"", strings.Repeat("</div></blockquote></li></ul></td></table>", n)} {
					if why := fault(r, strings.Repeat(in, n)+end); why != "" {
						t.Errorf("%d %s, %s: %s", n, rule, name, why)
					}
				}
			}
		}
	}
}

// TestHeadingIDsOfEmbeds checks that a player in a heading is not part of its id: a page, with a
// frame, and a feed, with a link, agree on it.
func TestHeadingIDsOfEmbeds(t *testing.T) {
	id := func(heading string) string {
		return strings.Join(strings.Fields(string(text.Append(nil, heading))), "-")
	}
	for rule, in := range map[string]string{
		"after the text":  `<h2>Le port ` + frameTo("https://youtu.be/aBcDeFgHi-1") + `</h2>`,
		"before the text": `<h2>` + frameTo("https://youtu.be/aBcDeFgHi-1") + ` Le port</h2>`,
		"twice":           `<h2>Le ` + frameTo("https://youtu.be/aBcDeFgHi-1") + ` port ` + frameTo("https://vimeo.com/12") + `</h2>`,
		"in another":      `<h2>` + frameTo("https://youtu.be/aBcDeFgHi-1") + `Le débat</h2><h2>Le port</h2>`,
		"before it":       `<p>` + frameTo("https://youtu.be/aBcDeFgHi-1") + `</p><h2>Le port</h2>`,
	} {
		for _, scope := range []Scope{Article, Feed} {
			r := NewRules(Config{Scope: scope, HeadingID: id})
			if got := r.Sanitize(in); !strings.Contains(got, ` id="Le-port"`) {
				t.Errorf("%s, scope %d:\n  in %s\n got %s\nwant the id Le-port", rule, scope, in, got)
			}
			if why := fault(r, in); why != "" {
				t.Errorf("%s: %s", rule, why)
			}
		}
	}
}

// TestEmbedReport checks what a report says of players.
func TestEmbedReport(t *testing.T) {
	for _, c := range []struct {
		rule   string
		config Config
		in     string
		want   []string
	}{
		{"a frame that loses nothing", Config{}, frameTo("https://www.youtube.com/embed/aBcDeFgHi-1?start=3"), nil},
		{"parameters that are dropped", Config{}, frameTo("https://www.youtube.com/embed/aBcDeFgHi-1?autoplay=1&start=3&si=x"), []string{"attribute src without the parameter autoplay", "attribute src without the parameter si"}},
		{"a parameter with a bad value", Config{}, frameTo("https://youtu.be/aBcDeFgHi-1?t=x"), []string{"attribute src without the parameter t"}},
		{"a parameter that is required is not dropped", Config{}, frameTo("https://www.youtube.com/watch?v=aBcDeFgHi-1"), nil},
		{"a link in place of a player", Config{Embeds: []string{}}, frameTo("https://youtu.be/aBcDeFgHi-1"), []string{"element iframe replaced by a link"}},
		{"no room for a link", Config{Scope: Feed}, `<a href="https://a.example/"><table><tr><td>` + frameTo("https://youtu.be/aBcDeFgHi-1"), []string{"element iframe not allowed inside the open elements"}},
		{"attributes of a frame", Config{}, `<iframe src="https://youtu.be/aBcDeFgHi-1" width="1" class="a" onload="x()" allowfullscreen sandbox title="b" loading="eager" data-a="1"></iframe>`, []string{"attribute class not allowed", "attribute onload not allowed", "attribute data-a not allowed"}},
		{"attributes of code in whose place a link is", Config{Embeds: []string{}}, `<div class="fb-post" data-href="https://www.facebook.com/a/posts/1" data-width="5"></div>`, []string{"attribute data-href replaced by a link", "attribute data-width not allowed"}},
		{"attributes of a post that stays a quotation", Config{}, `<blockquote class="twitter-tweet" data-tweet-id="12"><p>Un port</p></blockquote>`, []string{"attribute data-tweet-id not allowed"}},
		{"a frame that leads nowhere", Config{}, frameTo("javascript:x"), []string{"element iframe not a trusted embed"}},
		{"an attribute that names the player", Config{}, `<oembed url="https://youtu.be/aBcDeFgHi-1"></oembed>`, []string{"element oembed becomes iframe"}},
		{"an element that becomes a frame", Config{}, `<lite-youtube videoid="aBcDeFgHi-1"></lite-youtube>`, []string{"element lite-youtube becomes iframe"}},
		{"a div that becomes a frame", Config{}, `<div class="infogram-embed" data-id="_/AbC"></div>`, []string{"element div becomes iframe"}},
		{"a script that becomes a frame", Config{}, `<script src="https://geo.dailymotion.com/player/xf7zn.js" data-video="x9abcde"></script>`, []string{"element script becomes iframe"}},
		{"a post that becomes a frame", Config{}, `<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/12"></blockquote>`, []string{"element blockquote becomes iframe"}},
		{"a post with a frame in it", Config{}, `<div class="fb-post" data-href="https://www.facebook.com/a/posts/1">Un port</div>`, []string{"attribute data-href becomes iframe"}},
		{"a bare address", Config{}, `<div class="wp-block-embed__wrapper">https://youtu.be/aBcDeFgHi-1</div>`, []string{"text  becomes iframe"}},
	} {
		_, removals := NewRules(c.config).Report(c.in)
		var got []string
		for _, x := range removals {
			got = append(got, x.Kind+" "+x.Name+" "+x.Reason)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: Report(%s)\n got %q\nwant %q", c.rule, c.in, got, c.want)
		}
	}
}

// FuzzEmbed checks that an address becomes a frame that the verifier accepts and that is
// built from itself again, or no frame.
func FuzzEmbed(f *testing.F) {
	for _, cases := range embedCases {
		for _, c := range cases {
			f.Add(c.in)
			f.Add(c.frame)
		}
	}
	article, feed := NewRules(Config{}), NewRules(Config{Scope: Feed})
	based, none := NewRules(Config{Base: "https://www.exemple.fr/a"}), NewRules(Config{Embeds: []string{}})
	f.Fuzz(func(t *testing.T, in string) {
		for _, code := range []string{in, frameTo(in), `<div class="wp-block-embed__wrapper">` + in + `</div>`} {
			for _, r := range []*Rules{article, feed, based, none} {
				if why := fault(r, code); why != "" {
					t.Errorf("%s\n in %q\nout %q", why, code, r.normalise(code, nil))
				}
			}
		}
		link, reason := article.normalURL(in, true)
		if reason != "" {
			return
		}
		b, ok := article.rebuild(link)
		if !ok || b.provider == nil {
			return
		}
		if again, ok := article.rebuild(b.src); !ok || again.src != b.src || !b.frame {
			t.Errorf("%q becomes %q, which becomes %q", link, b.src, again.src)
		}
		if page, _ := article.normalURL(b.page, false); page != b.page || !strings.HasPrefix(page, "https://") {
			t.Errorf("%q leads to %q, which is not in normal form", link, b.page)
		}
	})
}
