package markup

// An element is one of the few elements that the safe normal form can hold.
// Whatever is not in this list (script, style, svg, form controls, unknown
// names) has no number, so no table can allow it by mistake.
type element uint8

const (
	noElement element = iota
	elA
	elAbbr
	elAddress
	elArticle
	elAside
	elAudio
	elB
	elBdi
	elBdo
	elBlockquote
	elBr
	elCaption
	elCite
	elCode
	elCol
	elColgroup
	elDd
	elDel
	elDetails
	elDfn
	elDiv
	elDl
	elDt
	elEm
	elFigcaption
	elFigure
	elFooter
	elH1
	elH2
	elH3
	elH4
	elH5
	elH6
	elHeader
	elHr
	elI
	elIframe
	elImg
	elIns
	elKbd
	elLi
	elMark
	elNav
	elOl
	elP
	elPicture
	elPre
	elQ
	elRp
	elRt
	elRuby
	elS
	elSamp
	elSection
	elSmall
	elSource
	elSpan
	elStrong
	elSub
	elSummary
	elSup
	elTable
	elTbody
	elTd
	elTfoot
	elTh
	elThead
	elTime
	elTr
	elTrack
	elU
	elUl
	elVar
	elVideo
	elWbr
	numElements
)

// trait is what the tree construction rules of a browser need to know about an
// element. https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody
type trait uint16

const (
	isVoid       trait = 1 << iota // has no content and no end tag
	isBlock                        // its start tag closes an open p
	isFormatting                   // misnested, a browser would copy it: never inside itself
	isHeading                      // never inside another heading
	isTabular                      // lives in a table only
	isGrid                         // holds table parts and white space, nothing else
	isCell                         // a fresh start for content inside a table
	isList                         // holds li
)

// elements gives the name and traits of each element.
var elements = [numElements]struct {
	name   string
	traits trait
}{
	elA:          {"a", isFormatting},
	elAbbr:       {"abbr", 0},
	elAddress:    {"address", isBlock},
	elArticle:    {"article", isBlock},
	elAside:      {"aside", isBlock},
	elAudio:      {"audio", 0},
	elB:          {"b", isFormatting},
	elBdi:        {"bdi", 0},
	elBdo:        {"bdo", 0},
	elBlockquote: {"blockquote", isBlock},
	elBr:         {"br", isVoid},
	elCaption:    {"caption", isTabular | isCell},
	elCite:       {"cite", 0},
	elCode:       {"code", isFormatting},
	elCol:        {"col", isTabular | isVoid},
	elColgroup:   {"colgroup", isTabular | isGrid},
	elDd:         {"dd", isBlock},
	elDel:        {"del", 0},
	elDetails:    {"details", isBlock},
	elDfn:        {"dfn", 0},
	elDiv:        {"div", isBlock},
	elDl:         {"dl", isBlock},
	elDt:         {"dt", isBlock},
	elEm:         {"em", isFormatting},
	elFigcaption: {"figcaption", isBlock},
	elFigure:     {"figure", isBlock},
	elFooter:     {"footer", isBlock},
	elH1:         {"h1", isBlock | isHeading},
	elH2:         {"h2", isBlock | isHeading},
	elH3:         {"h3", isBlock | isHeading},
	elH4:         {"h4", isBlock | isHeading},
	elH5:         {"h5", isBlock | isHeading},
	elH6:         {"h6", isBlock | isHeading},
	elHeader:     {"header", isBlock},
	elHr:         {"hr", isBlock | isVoid},
	elI:          {"i", isFormatting},
	elIframe:     {"iframe", 0},
	elImg:        {"img", isVoid},
	elIns:        {"ins", 0},
	elKbd:        {"kbd", 0},
	elLi:         {"li", isBlock},
	elMark:       {"mark", 0},
	elNav:        {"nav", isBlock},
	elOl:         {"ol", isBlock | isList},
	elP:          {"p", isBlock},
	elPicture:    {"picture", 0},
	elPre:        {"pre", isBlock},
	elQ:          {"q", 0},
	elRp:         {"rp", 0},
	elRt:         {"rt", 0},
	elRuby:       {"ruby", 0},
	elS:          {"s", isFormatting},
	elSamp:       {"samp", 0},
	elSection:    {"section", isBlock},
	elSmall:      {"small", isFormatting},
	elSource:     {"source", isVoid},
	elSpan:       {"span", 0},
	elStrong:     {"strong", isFormatting},
	elSub:        {"sub", 0},
	elSummary:    {"summary", isBlock},
	elSup:        {"sup", 0},
	elTable:      {"table", isBlock | isGrid},
	elTbody:      {"tbody", isTabular | isGrid},
	elTd:         {"td", isTabular | isCell},
	elTfoot:      {"tfoot", isTabular | isGrid},
	elTh:         {"th", isTabular | isCell},
	elThead:      {"thead", isTabular | isGrid},
	elTime:       {"time", 0},
	elTr:         {"tr", isTabular | isGrid},
	elTrack:      {"track", isVoid},
	elU:          {"u", isFormatting},
	elUl:         {"ul", isBlock | isList},
	elVar:        {"var", 0},
	elVideo:      {"video", 0},
	elWbr:        {"wbr", isVoid},
}

// has reports whether e has all the traits t.
func (e element) has(t trait) bool { return elements[e].traits&t == t }

func (e element) String() string { return elements[e].name }

// fits reports whether a browser leaves child where it is written when its
// parent is the given element (noElement at the top). The lists of HTML's own
// "optional tags" end here: an li stands in a list, a td in a tr, a tr in a
// row group, so that no start tag ever closes or opens another one.
func fits(parent, child element) bool {
	switch child {
	case elLi:
		return parent.has(isList)
	case elDt, elDd:
		return parent == elDl
	case elRt, elRp:
		return parent == elRuby
	case elTd, elTh:
		return parent == elTr
	case elTr:
		return parent == elTbody || parent == elThead || parent == elTfoot
	case elTbody, elThead, elTfoot, elCaption, elColgroup:
		return parent == elTable
	case elCol:
		return parent == elColgroup
	}
	return !parent.has(isGrid)
}

// attribute is one of the attributes that the safe normal form can hold.
type attribute uint8

const (
	noAttribute attribute = iota
	atAbbr
	atAlt
	atAriaHidden
	atAriaLabel
	atCite
	atClass
	atColspan
	atControls
	atDatetime
	atDecoding
	atDefault
	atDir
	atFetchpriority
	atHeight
	atHidden
	atHref
	atHreflang
	atID
	atKind
	atLabel
	atLang
	atLoading
	atLoop
	atMedia
	atMuted
	atOpen
	atPlaysinline
	atPoster
	atPreload
	atRel
	atReversed
	atRole
	atRowspan
	atScope
	atSizes
	atSpan
	atSrc
	atSrclang
	atSrcset
	atStart
	atTarget
	atTitle
	atType
	atValue
	atWidth
	numAttributes
)

// form is how the value of an attribute is written in the safe normal form.
type form uint8

const (
	formText     form = iota // anything, escaped
	formFlag                 // empty: the attribute's presence is all
	formToken                // letters, digits and . _ - / + : ; = ( ) , % and inner spaces: cannot name a resource
	formNumber               // 1 to 5 digits
	formWord                 // one of a few words, see words
	formID                   // see checkID
	formLink                 // URL for a reader: http, https, mailto, tel or relative
	formResource             // URL that a browser loads by itself: http, https or relative
	formSrcset               // several of them
	formRel                  // rel tokens
)

// attributes gives the name, form and, for formWord, the words of each attribute.
var attributes = [numAttributes]struct {
	name  string
	form  form
	words string // separated by spaces
}{
	atAbbr:          {"abbr", formText, ""},
	atAlt:           {"alt", formText, ""},
	atAriaHidden:    {"aria-hidden", formWord, "true false"},
	atAriaLabel:     {"aria-label", formText, ""},
	atCite:          {"cite", formLink, ""},
	atClass:         {"class", formToken, ""},
	atColspan:       {"colspan", formNumber, ""},
	atControls:      {"controls", formFlag, ""},
	atDatetime:      {"datetime", formToken, ""},
	atDecoding:      {"decoding", formWord, "async auto sync"},
	atDefault:       {"default", formFlag, ""},
	atDir:           {"dir", formWord, "ltr rtl auto"},
	atFetchpriority: {"fetchpriority", formWord, "high low auto"},
	atHeight:        {"height", formNumber, ""},
	atHidden:        {"hidden", formFlag, ""},
	atHref:          {"href", formLink, ""},
	atHreflang:      {"hreflang", formToken, ""},
	atID:            {"id", formID, ""},
	atKind:          {"kind", formWord, "subtitles captions descriptions chapters"},
	atLabel:         {"label", formText, ""},
	atLang:          {"lang", formToken, ""},
	atLoading:       {"loading", formWord, "lazy eager"},
	atLoop:          {"loop", formFlag, ""},
	atMedia:         {"media", formToken, ""},
	atMuted:         {"muted", formFlag, ""},
	atOpen:          {"open", formFlag, ""},
	atPlaysinline:   {"playsinline", formFlag, ""},
	atPoster:        {"poster", formResource, ""},
	atPreload:       {"preload", formWord, "none metadata auto"},
	atRel:           {"rel", formRel, ""},
	atReversed:      {"reversed", formFlag, ""},
	atRole:          {"role", formToken, ""},
	atRowspan:       {"rowspan", formNumber, ""},
	atScope:         {"scope", formWord, "row col rowgroup colgroup"},
	atSizes:         {"sizes", formToken, ""},
	atSpan:          {"span", formNumber, ""},
	atSrc:           {"src", formResource, ""},
	atSrclang:       {"srclang", formToken, ""},
	atSrcset:        {"srcset", formSrcset, ""},
	atStart:         {"start", formNumber, ""},
	atTarget:        {"target", formWord, "_blank"},
	atTitle:         {"title", formText, ""},
	atType:          {"type", formToken, ""},
	atValue:         {"value", formNumber, ""},
	atWidth:         {"width", formNumber, ""},
}

func (a attribute) String() string { return attributes[a].name }
