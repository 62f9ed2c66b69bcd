package text

import "strings"

// An element is what the text reader must tell apart: an HTML element by name,
// or otherElement for the inline and the unknown, which never matter.
type element uint8

const (
	otherElement element = iota
	addressElement
	ampMediaElement
	articleElement
	asideElement
	audioElement
	blockElement // the blocks that no rule names
	blockquoteElement
	bodyElement
	brElement
	captionElement
	cellElement       // td, th
	definitionElement // dd, dt
	detailsElement
	divElement
	dlElement
	fallbackElement // canvas, meter and the like: their content is for browsers without them
	figcaptionElement
	figureElement
	footerElement
	formElement
	headerElement
	headingElement // h1 to h6
	hrElement
	iframeElement
	liElement
	mainElement
	navElement
	noembedElement
	noframesElement
	noscriptElement
	objectElement
	olElement
	optionElement
	pElement
	preElement
	rowElement // tr
	rowGroupElement
	scriptElement
	sectionElement
	selectElement
	styleElement
	summaryElement
	svgElement
	tableElement
	templateElement
	textareaElement
	titleElement
	ulElement
	videoElement
	voidElement // img, input and the like
	elementCount
)

// What the reader does at each element.
var elements = [elementCount]struct {
	gap       gap
	closesP   bool // its start tag ends an open p
	holdsText bool // it is itself a paragraph: blank lines in it mean nothing
	void      bool
	hidden    bool // its content is never part of the text
	raw       bool // its content is not markup: it ends at its own end tag only
	recovers  bool // without an end tag its content is text after all
}{
	addressElement:    {gap: paragraphGap, closesP: true},
	ampMediaElement:   {hidden: true, recovers: true},
	articleElement:    {gap: paragraphGap, closesP: true},
	asideElement:      {gap: paragraphGap, closesP: true},
	audioElement:      {hidden: true, recovers: true},
	blockElement:      {gap: paragraphGap, closesP: true},
	blockquoteElement: {gap: paragraphGap, closesP: true},
	bodyElement:       {gap: paragraphGap},
	brElement:         {gap: lineGap, void: true},
	captionElement:    {gap: paragraphGap, holdsText: true},
	cellElement:       {gap: cellGap, holdsText: true},
	definitionElement: {gap: paragraphGap, closesP: true, holdsText: true},
	detailsElement:    {gap: paragraphGap, closesP: true},
	divElement:        {gap: paragraphGap, closesP: true},
	dlElement:         {gap: paragraphGap, closesP: true},
	fallbackElement:   {hidden: true, recovers: true},
	figcaptionElement: {gap: paragraphGap, closesP: true, hidden: true, recovers: true},
	figureElement:     {gap: paragraphGap, closesP: true},
	footerElement:     {gap: paragraphGap, closesP: true},
	formElement:       {gap: paragraphGap, closesP: true},
	headerElement:     {gap: paragraphGap, closesP: true},
	headingElement:    {gap: paragraphGap, closesP: true, holdsText: true},
	hrElement:         {gap: paragraphGap, closesP: true, void: true},
	iframeElement:     {hidden: true, raw: true, recovers: true},
	liElement:         {gap: paragraphGap, closesP: true, holdsText: true},
	mainElement:       {gap: paragraphGap, closesP: true},
	navElement:        {gap: paragraphGap, closesP: true},
	noembedElement:    {hidden: true, raw: true, recovers: true},
	noframesElement:   {hidden: true, raw: true, recovers: true},
	noscriptElement:   {hidden: true, raw: true, recovers: true},
	objectElement:     {hidden: true, recovers: true},
	olElement:         {gap: paragraphGap, closesP: true},
	optionElement:     {gap: paragraphGap},
	pElement:          {gap: paragraphGap, closesP: true, holdsText: true},
	preElement:        {gap: paragraphGap, closesP: true, holdsText: true},
	rowElement:        {gap: paragraphGap},
	rowGroupElement:   {gap: paragraphGap},
	scriptElement:     {hidden: true, raw: true},
	sectionElement:    {gap: paragraphGap, closesP: true},
	selectElement:     {hidden: true, recovers: true},
	styleElement:      {hidden: true, raw: true},
	summaryElement:    {gap: paragraphGap, closesP: true, holdsText: true},
	svgElement:        {hidden: true, recovers: true},
	tableElement:      {gap: paragraphGap, closesP: true},
	templateElement:   {hidden: true, recovers: true},
	textareaElement:   {hidden: true, raw: true, recovers: true},
	titleElement:      {hidden: true, raw: true, recovers: true},
	ulElement:         {gap: paragraphGap, closesP: true},
	videoElement:      {hidden: true, recovers: true},
	voidElement:       {void: true},
}

// elementOf returns the element with a name, which may be in capitals.
func elementOf(name string) element {
	if len(name) > len("amp-video-iframe") {
		return otherElement
	}
	for i := range len(name) {
		if 'A' <= name[i] && name[i] <= 'Z' {
			name = strings.ToLower(name)
			break
		}
	}
	switch name {
	case "p":
		return pElement
	case "a", "b", "i", "em", "strong", "span":
		return otherElement
	case "br":
		return brElement
	case "div":
		return divElement
	case "li":
		return liElement
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return headingElement
	case "figure":
		return figureElement
	case "figcaption":
		return figcaptionElement
	case "ul":
		return ulElement
	case "ol":
		return olElement
	case "td", "th":
		return cellElement
	case "tr":
		return rowElement
	case "tbody", "thead", "tfoot":
		return rowGroupElement
	case "table":
		return tableElement
	case "caption":
		return captionElement
	case "blockquote":
		return blockquoteElement
	case "script":
		return scriptElement
	case "style":
		return styleElement
	case "iframe":
		return iframeElement
	case "noscript":
		return noscriptElement
	case "noembed":
		return noembedElement
	case "noframes":
		return noframesElement
	case "title":
		return titleElement
	case "textarea":
		return textareaElement
	case "template":
		return templateElement
	case "svg":
		return svgElement
	case "object":
		return objectElement
	case "video":
		return videoElement
	case "audio":
		return audioElement
	case "canvas", "datalist", "meter", "progress", "rp":
		return fallbackElement
	case "select":
		return selectElement
	case "pre", "listing":
		return preElement
	case "hr":
		return hrElement
	case "section":
		return sectionElement
	case "article":
		return articleElement
	case "aside":
		return asideElement
	case "header":
		return headerElement
	case "footer":
		return footerElement
	case "main":
		return mainElement
	case "nav":
		return navElement
	case "address":
		return addressElement
	case "form":
		return formElement
	case "details":
		return detailsElement
	case "summary":
		return summaryElement
	case "dl":
		return dlElement
	case "dt", "dd":
		return definitionElement
	case "option", "optgroup":
		return optionElement
	case "body", "html":
		return bodyElement
	case "center", "dialog", "dir", "fieldset", "hgroup", "legend", "menu", "search", "plaintext", "xmp":
		return blockElement
	case "img", "image", "input", "area", "base", "basefont", "bgsound", "col", "embed", "frame", "keygen", "link",
		"meta", "param", "source", "track", "wbr":
		return voidElement
	case "amp-img", "amp-anim", "amp-video", "amp-video-iframe", "amp-audio", "amp-iframe", "amp-ad", "amp-embed",
		"amp-youtube", "amp-vimeo", "amp-dailymotion", "amp-brightcove", "amp-jwplayer", "amp-twitter",
		"amp-facebook", "amp-instagram", "amp-tiktok", "amp-soundcloud", "amp-analytics", "amp-sticky-ad":
		return ampMediaElement
	}
	return otherElement
}

// endsHidden reports whether the start tag of el implies the end of a hidden
// root, given the elements open inside it.
func endsHidden(root, el element, inside *[elementCount]int32) bool {
	switch root {
	case pElement:
		return elements[el].closesP
	case liElement:
		return el == liElement && inside[ulElement]+inside[olElement] == 0
	case definitionElement:
		return el == definitionElement && inside[dlElement] == 0
	case cellElement:
		return (el == cellElement || el == rowElement || el == rowGroupElement) && inside[tableElement] == 0
	case rowElement:
		return (el == rowElement || el == rowGroupElement) && inside[tableElement] == 0
	case rowGroupElement:
		return el == rowGroupElement && inside[tableElement] == 0
	case optionElement:
		return el == optionElement
	}
	return false
}

// breaksOut reports whether the start tag of an HTML element ends an svg that
// was left open, by the standard's list for foreign content.
func breaksOut(name string) bool {
	switch elementOf(name) {
	case blockquoteElement, bodyElement, brElement, definitionElement, divElement, dlElement, headingElement,
		hrElement, liElement, olElement, pElement, preElement, tableElement, ulElement:
		return true
	}
	switch strings.ToLower(name) {
	case "b", "big", "center", "code", "em", "embed", "head", "i", "img", "menu", "meta", "nobr", "ruby", "s",
		"small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var":
		return true
	}
	return false
}
