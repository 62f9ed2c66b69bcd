// Package presse holds what every French-language newsroom's software needs and
// few write well: article and section types, French-aware slugs and accent
// folding, HTML sanitizing, and the choice of related articles.
//
// A story comes in as a content management system gives it, and goes through
// the package in the order of its files:
//
//	var story presse.Article
//	err := json.Unmarshal(input, &story) // unknown members are kept
//
//	// The sections are printed as one line: “CultureLivresUne”. Une says where
//	// the story is shown; the primary section is Livres, under Culture.
//	kicker, err := sections.SplitKicker(line)
//	for _, s := range kicker {
//		story.Sections = append(story.Sections, s.Slug)
//	}
//	primary, ok := sections.Primary(story.Sections)
//
//	// The address, as the national press writes it: l-oeuvre-de-driss-chraibi.
//	story.Slug = presse.Slug(story.Headline)
//
//	// Everything that must be mended before it may appear, at once.
//	err = story.Validate()
//
//	// The body is HTML from anywhere. What is returned can be put into a page,
//	// and an editor can be told what was taken out, and why.
//	body, removed := presse.NewSanitizer(presse.Policy{}).Report(story.Body)
//
//	// What to read next, of what the public may see at this instant.
//	index := presse.NewIndex(presse.IndexOptions{})
//	err = index.Put(archive...)
//	matches, err := index.Related(&story, presse.Query{At: story.Published})
//
// The package example runs these lines, and examples/page in the repository
// makes a whole newspaper page of them.
//
// # Where to look
//
// [Slug], [Slugger] and [DetectSlugger] make addresses, [Fold] and [SearchKey]
// compare names without accents. [Taxonomy] is the tree of sections. [Article]
// is a story, with its [Byline], [Credit], [Status] and all else. [Sanitizer]
// and its [Policy] clean HTML; [PlainText], [Excerpt], [WordCount] and
// [ReadingTime] take the text out of it. [Index] chooses related articles.
//
// # What holds everywhere
//
// Zero values serve. Everything exported may be used by many goroutines at once
// unless its comment says otherwise. Nothing panics on any input, reads the
// clock, logs, or outlives the call: instants and time zones are arguments.
// Errors are of type [*Error], several of them joined where there are several.
package presse
