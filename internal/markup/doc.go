// Package markup brings HTML from anywhere into a safe normal form, and verifies it.
//
// The two halves do not trust each other. The normaliser (normalise.go, attributes.go,
// embed.go) reads what newsrooms paste and writes the normal form as well as it can.
// The verifier (verify.go) accepts the normal form and nothing else, in one pass and
// without allocating: what it accepts passes unchanged, and what the normaliser writes
// is verified again. A fault in the normaliser costs formatting, not safety: an output
// that does not verify is thrown away, and the input comes out as text.
//
// # The normal form
//
// A browser parses a text in normal form into exactly the tree that it spells out, and
// serialises that tree into the same bytes. So the text can neither break out of its place nor change
// when it is parsed again, and what the tables allow is all it holds. Its rules, with
// the sections of the WHATWG standard that they follow:
//
//  1. It is UTF-8, without control characters but tab and newline, U+FFFE and U+FFFF,
//     which XML cannot hold (§13.2.3.5).
//  2. In text and in values, < > and & stand only as &lt; &gt; &amp;. A no-break space
//     is itself or, outside XML, &nbsp;; in values " is &quot;. That is what the
//     serialiser writes (§13.3, escaping a string).
//  3. Tags are in lower case. One space precedes each attribute, its value stands in
//     double quotes, no attribute stands twice (§13.1.2.3). Those of formatting elements
//     are in the order of their names, as a parser compares them (§13.2.4.3).
//  4. Elements and attributes are those that the scope allows (rules.go); they are
//     numbered, and what has no number cannot be allowed by mistake.
//  5. Every element is closed by its own end tag, in the reverse order; void elements
//     have none (§13.1.2). In XML they are closed by "/>".
//  6. Every element stands where tree construction leaves it: li in a list, dt and dd in
//     a dl, rt and rp in ruby, the parts of a table in their order of nesting, and no
//     text but white space directly in them (§13.2.6.4.9 to 16); no block inside a p, no
//     heading inside another (§13.2.6.4.7); no formatting element inside itself, since a
//     parser would copy or close it (§13.2.6.4.7, adoption agency).
//  7. No newline begins a pre, since a parser drops it (§13.2.6.4.7).
//  8. Elements nest 128 deep at most. Parsers give up near 512.
//  9. Every value has the form that its attribute asks for (see form): a URL that all
//     readers understand alike (url.go; https://url.spec.whatwg.org), a number of five
//     digits, one of a few words, a token that can name no resource.
//  10. An id cannot be taken for a variable of a script (§7.2.2.3, named access on the
//     window): it holds a sign that none has, or the prefix of the policy.
//  11. Links that lead out have the rel tokens of the policy, those to a new window
//     noopener (§4.6.7.13).
//  12. The first image loads at once, all others lazily; every image decodes beside the
//     page, every video and sound has controls.
//  13. A frame is written as the rules rebuild it, byte for byte, from the provider and
//     the id of what it plays (embed.go).
package markup
