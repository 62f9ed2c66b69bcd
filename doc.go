// Package presse holds what the software of French-language newsrooms needs:
// article and section types, French-aware slugs and accent folding, HTML
// sanitizing, and the choice of related articles.
//
// This is what becomes of a story that a content management system sends as JSON:
//
//	var story presse.Article
//	err := json.Unmarshal(input, &story) // unknown members are kept
//
//	// A page prints its sections as one line: “CultureLivresUne”. Une says where the
//	// story is shown, not what it is about; its primary section is Livres, in Culture.
//	kicker, err := sections.SplitKicker(line)
//	for _, s := range kicker {
//		story.Sections = append(story.Sections, s.Slug)
//	}
//	primary, ok := sections.Primary(story.Sections)
//
//	// The address, as the national press writes it: l-oeuvre-de-driss-chraibi.
//	story.Slug = presse.Slug(story.Headline)
//
//	// Everything that must be fixed before publication, all at once.
//	for _, fault := range presse.Faults(story.Validate()) {
//		log.Print(fault)
//	}
//
//	// The body is HTML from anywhere. The result is safe to put into a page, and an
//	// editor can be shown what was removed and why.
//	body, removed := new(presse.Sanitizer).Report(story.Body)
//
//	// What to read next, among what the public may see at that instant.
//	var index presse.Index
//	err = index.Put(archive...)
//	matches, err := index.Related(&story, presse.Query{At: story.Published})
//
// The package example runs these steps, and examples/page in the repository makes a
// whole newspaper page with them.
//
// # Where to look
//
// [Article] is a story, with its [Byline], [Credit], [Status] and other parts.
// [Taxonomy] is the tree of sections. [Slug], [Slugger] and [DetectSlugger] make
// addresses; [Fold] and [SearchKey] compare names without accents. [Sanitizer] and its
// [Policy] clean HTML; [PlainText], [Excerpt], [WordCount] and [ReadingTime] read its
// text. [Index] chooses related articles.
//
// # Conventions
//
// Zero values are ready to use. Functions are safe for concurrent use; methods are
// too, unless they change their receiver and its comment does not say otherwise.
// Nothing in this package panics on any input, reads the clock, logs, or leaves a
// goroutine running: instants and time zones are arguments.
//
// Every error is an [*Error] or several of them joined, which [Faults] lists. A nil
// pointer where a value is needed is an error too.
package presse
