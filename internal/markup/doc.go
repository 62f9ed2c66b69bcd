// Package markup converts HTML from any source into a safe normal form, and verifies it.
//
// The two halves do not trust each other. The normaliser (normalise.go, starttag.go,
// nesting.go, attributes.go) reads what newsrooms paste and writes the normal form as well
// as it can: embed code becomes a player or a link (embed.go), what styles mean becomes
// elements (style.go, marks.go, styled.go), the lists of Word and Quill become lists
// (outline.go, word.go), and of a picture that a script loads late, one is left
// (pictures.go). It only does so where input is not in the normal form already.
// The verifier (verify.go) accepts only the normal form, in one pass and without
// allocating. Input that it accepts is returned unchanged, and the normaliser's output
// is verified as well. A bug in the normaliser costs formatting, not safety: output that
// does not verify is discarded, and the input is escaped as plain text.
//
// # The normal form
//
// A browser parses text in normal form into exactly the tree that it describes, and
// serialises that tree to the same bytes. The text therefore cannot break out of its
// context or change when it is parsed again, and contains only what the tables allow.
// The rules of the normal form, with the sections of the WHATWG standard they follow, are:
//
//  1. The text is UTF-8. It contains no control characters except tab and newline, and
//     neither U+FFFE nor U+FFFF, which XML does not allow (§13.2.3.5). In a headline and
//     in plain text, every bidirectional control is closed (bidi.go).
//  2. In text and in values, < > and & are written only as &lt; &gt; &amp;. A no-break
//     space is written as itself or, outside XML, as &nbsp;. In values, " is written as
//     &quot;. The serialiser writes them this way (§13.3, escaping a string).
//  3. Tags are in lower case. One space precedes each attribute, its value is in double
//     quotes, and no attribute occurs twice in a tag (§13.1.2.3). The attributes of
//     formatting elements are sorted by name, as a parser compares them (§13.2.4.3).
//  4. All elements and attributes are allowed by the scope (rules.go). They are numbered,
//     so that an unknown one cannot be allowed by mistake.
//  5. Every element is closed by its own end tag, in reverse order. Void elements have no
//     end tag (§13.1.2); in XML they are closed by "/>".
//  6. Every element is where tree construction leaves it: li in a list, dt and dd in a dl,
//     or in a div that groups them there, rt and rp in ruby, and the parts of a table
//     properly nested, with no text except white space directly in them (§13.2.6.4.9 to 16). A p contains no block, and a
//     heading no other heading (§13.2.6.4.7). A formatting element is not nested in
//     itself, since a parser would copy or close it (§13.2.6.4.7, adoption agency).
//  7. A pre does not begin with a newline, since a parser drops it (§13.2.6.4.7).
//  8. Elements are nested at most 128 deep (depth.go). Parsers give up near 512.
//  9. Every value has the form that its attribute requires (see form): a URL that all
//     parsers understand alike (url.go; https://url.spec.whatwg.org), a number of at most
//     five digits, one of a few words, or a token that cannot name a resource.
//  10. An id cannot be mistaken for a variable of a script (§7.2.2.3, named access on the
//     window): it begins with the policy's prefix or, if there is none, is not a valid
//     identifier.
//  11. Links to other sites have the rel tokens of the policy, and links that open a new
//     window have noopener (§4.6.7.13).
//  12. The first image with an address that is larger than a pixel loads immediately, and
//     the images after it lazily; every image is decoded asynchronously; every video and
//     audio element has controls.
//  13. A frame is byte for byte what the rules build from the parts of a player's address
//     (embed_table.go), or its URL is under one of EmbedHosts. Its title is not empty, its
//     width is a number or 100%, and its height a number; neither is 0 or 1.
//  14. What classes of Quill, TinyMCE and Notion say of lists, tasks, direction and alignment
//     is said without them (editors.go).
package markup
