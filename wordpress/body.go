package wordpress

import (
	"errors"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/php"
)

// BodyOptions says what [Body] may look up. With the zero value, it reports what it cannot.
type BodyOptions struct {
	// Media returns an attachment by its ID. Galleries and playlists consist of
	// attachments; pictures get their size and alternative text from them, if they have
	// none.
	Media func(id int64) (presse.Media, bool)

	// Block returns the stored content of a reusable block (post type "wp_block") by its
	// ID.
	Block func(id int64) (string, bool)

	// Notes is the custom field "footnotes" of the story, JSON as WordPress stores it.
	Notes []byte

	// Link rewrites the addresses of links, pictures, sounds and videos. If it is nil,
	// they are kept.
	Link func(string) string

	base     string                    // address of the paper, without a slash at the end; empty if it is not known
	attached func(post string) []int64 // attachments of a post, empty for the story itself; nil if they are not known
}

// Paragraphs returns the HTML for a text of the classic editor, with p elements at blank
// lines and br elements at other newlines. It is wpautop of WordPress 7.1, byte for byte,
// in time proportional to the length of the text. Shortcodes are kept; [Body] replaces
// them too.
func Paragraphs(classic string) string { return php.Autop(classic) }

// Body returns the HTML that a reader sees of the stored content of a post, and reports
// what is not carried over.
//
// It does what the filters of the_content of WordPress 7.1 do:
//
//   - Blocks lose their comments (do_blocks). Reusable blocks are included, and footnotes
//     are written. Other blocks that store no HTML, such as the list of the latest posts,
//     those of page builders whose text is only in JSON, and blocks that the editor hides,
//     are reported and left out.
//   - Content without blocks gets paragraphs (wpautop).
//   - The shortcodes of WordPress (caption, gallery, audio, video, playlist, embed) become
//     HTML. Others are reported by name and left out; the text between the tags of one stays.
//     Brackets of the desk, such as [sic] and [NDLR : …], are no shortcodes.
//   - The address of a player on a line of its own becomes an embed block, which
//     [presse.Sanitize] turns into the player (autoembed). That of a sound or video file
//     becomes the player of the browser. Others stay text and are reported by host, since
//     WordPress may know a player.
//   - A body is all its pages: the marks more, noteaser and nextpage are dropped.
//   - Pictures of galleries link to the file, unless their link is "none".
//   - Pictures are loaded late, and get a size and an alternative text, and Link rewrites the addresses
//     (wp_filter_content_tags).
//
// Three filters are left out, since they change what the desk wrote: wptexturize
// ([presse.Typeset] does that, by French rules), convert_smilies and capital_P_dangit.
// Candidates of srcset, and the classes and ids that the theme or the order of posts on a
// page decide, are not made up either.
//
// The text between the tags of a plugin's shortcode stays, even if the plugin shows it only
// to readers who paid: Body knows no plugin's rules. [Export.Articles] sets the access of
// stories with such shortcodes.
//
// The result is not safe: authors of WordPress may write scripts. [presse.Sanitize] must
// come before it is shown. A loss has the field "content" and no item. Body takes time
// proportional to the size of its input, and nothing that it is given makes it panic. It
// may be called concurrently if the functions of o may.
func Body(stored string, o BodyOptions) (string, []presse.Loss) {
	b := body{options: o}
	return b.render(stored), b.losses
}

// A body is the content of a post on its way to HTML.
type body struct {
	options BodyOptions
	losses  []presse.Loss
	told    map[loss]bool

	references int             // reusable blocks included so far
	inside     []int64         // reusable blocks being included
	noted      bool            // the footnotes are written
	galleries  int             // galleries written so far
	pictures   int             // pictures in them
	ids        map[string]int  // how often an id was given
	opened     map[string]bool // names of unknown shortcodes that were opened
	linked     bool            // a link of the shortcode url is open
	marked     map[string]bool // shortcodes b and i that are open
}

// A loss is what makes two losses the same.
type loss struct {
	value string
	kind  presse.LossKind
}

// Why something is not carried over.
var (
	errDynamic      = errors.New("the block stores no text: its program makes it up when the page is shown")
	errAttributes   = errors.New("the block has its text in attributes, in a form that only its program knows")
	errHidden       = errors.New("the block is hidden")
	errNoBlock      = errors.New("there is no such reusable block")
	errCycle        = errors.New("the reusable block contains itself")
	errTooMany      = errors.New("too many reusable blocks inside one another, or in one story")
	errOverrides    = errors.New("the texts that the story has instead of those of the pattern are not applied")
	errNotes        = errors.New("the footnotes are no JSON as WordPress stores it")
	errNoNotes      = errors.New("the story has footnotes, but no place for them")
	errUnknownCode  = errors.New("only the plugin that the shortcode is for knows what it shows")
	errWord         = errors.New("the bracket is taken for text, but a plugin has a shortcode of that name")
	errReplaced     = errors.New("only the plugin that the shortcode is for knows what it shows; what it names is shown instead")
	errNonMember    = errors.New("a text for readers who are not members")
	errProgram      = errors.New("a program, no text")
	errNoCaption    = errors.New("WordPress shows no caption without a width")
	errAttached     = errors.New("the pictures of the gallery are those attached to the story, which the content does not name")
	errNoAttachment = errors.New("there is no such attachment")
	errPictures     = errors.New("too many pictures in the galleries of one story")
	errBracket      = errors.New("WordPress takes the bracket for a shortcode without content, and shows nothing")
	errOtherKind    = errors.New("the attachment is of another kind than the gallery or playlist")
	errPages        = errors.New("the pages of the story are joined")
	errBare         = errors.New("an address on a line of its own, of which WordPress may make a player")
	errUnplayable   = errors.New("the shortcode names no file")
)

// lose reports that what value names is not carried over. It is reported once.
func (b *body) lose(kind presse.LossKind, value string, why error) {
	const longest = 200 // hostile names
	if len(value) > longest {
		value = value[:longest]
	}
	value = strings.ToValidUTF8(value, "\uFFFD")
	if key := (loss{value, kind}); !b.told[key] {
		if b.told == nil {
			b.told = make(map[loss]bool)
		}
		b.told[key] = true
		b.losses = append(b.losses, presse.Loss{Field: "content", Value: value, Kind: kind, Err: why})
	}
}

// render returns the HTML of stored.
func (b *body) render(stored string) string {
	if strings.TrimSpace(stored) == "" {
		b.checkNotes()
		return ""
	}
	stored = b.addresses(b.withoutDivi(stored))
	var text string
	if hasBlocks(stored) {
		text = b.blocks(b.embedCodes(stored, inline))
		text = b.replaceUnknown(text, inline)
	} else {
		text = b.classic(stored)
	}
	text = php.UnwrapShortcodes(text, isCore)
	text = b.shortcodes(text)
	text = b.players(text)
	b.checkNotes()
	return b.finish(text)
}

// classic returns the HTML of content without blocks, whose shortcodes of WordPress are
// still to be replaced.
func (b *body) classic(stored string) string {
	stored = b.embedCodes(b.withoutMarks(stored), paragraphs)
	stored = b.replaceUnknown(stored, paragraphs)
	stored = separatePlayers(stored, ownParagraph)
	return php.Autop(stored)
}

// hasBlocks is has_blocks of WordPress.
func hasBlocks(stored string) bool { return strings.Contains(stored, "<!-- wp:") }

// withoutMarks drops the marks more, noteaser and nextpage. A page begins with a paragraph.
func (b *body) withoutMarks(text string) string {
	if !strings.Contains(text, "<!--") {
		return text
	}
	var out strings.Builder
	done := 0
	for i := 0; ; {
		n := strings.Index(text[i:], "<!--")
		if n < 0 {
			break
		}
		i += n
		end := strings.Index(text[i:], "-->")
		if end < 0 {
			break
		}
		end += i + len("-->")
		switch mark := text[i+len("<!--") : max(i+len("<!--"), end-len("-->"))]; {
		case mark == "nextpage" || mark == "noteaser" || mark == "more" || strings.HasPrefix(mark, "more "):
			start := i
			if strings.HasSuffix(text[done:i], "<p>") && strings.HasPrefix(text[end:], "</p>") { // of visual editors
				start, end = i-len("<p>"), end+len("</p>")
			}
			out.WriteString(text[done:start])
			if done = end; mark == "nextpage" {
				out.WriteString("\n\n")
				b.lose(presse.LossChanged, "nextpage", errPages)
			}
		}
		i = end
	}
	if done == 0 {
		return text
	}
	out.WriteString(text[done:])
	return out.String()
}
