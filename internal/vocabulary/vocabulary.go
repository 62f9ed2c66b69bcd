// Package vocabulary holds the words that an article uses for its genre, for its notes
// and for what a machine made, and what other vocabularies call them.
package vocabulary

import (
	"slices"
	"strings"
)

// A Genre is the kind of a story.
type Genre struct {
	Word   string // as in presse.Article.Genre
	IPTC   string // code in cv.iptc.org/newscodes/genre; empty if there is none
	Schema string // type of schema.org, a subtype of NewsArticle or of Article
}

// genres are those that newsrooms distinguish and others understand. The types of
// schema.org are those of its version 29 (schema.org/NewsArticle, "More specific types").
var genres = [...]Genre{
	{"report", "Current", "ReportageNewsArticle"},
	{"analysis", "Analysis", "AnalysisNewsArticle"},
	{"background", "Background", "BackgroundNewsArticle"},
	{"opinion", "Opinion", "OpinionNewsArticle"},
	{"editorial", "Opinion", "OpinionNewsArticle"},
	{"interview", "Interview", "NewsArticle"},
	{"feature", "Feature", "NewsArticle"},
	{"profile", "Profile", "NewsArticle"},
	{"review", "Review", "ReviewNewsArticle"},
	{"obituary", "Obituary", "NewsArticle"},
	{"factcheck", "", "NewsArticle"},
	{"live", "Current", "LiveBlogPosting"},
	{"brief", "Current", "NewsArticle"},
	{"forecast", "Forecast", "NewsArticle"},
	{"horoscope", "Horoscope", "Article"},
	{"satire", "", "SatiricalArticle"},
	{"advertorial", "", "AdvertiserContentArticle"},
}

// GenreOf returns the genre with that word.
func GenreOf(word string) (Genre, bool) {
	i := slices.IndexFunc(genres[:], func(g Genre) bool { return g.Word == word })
	if i < 0 {
		return Genre{}, false
	}
	return genres[i], true
}

// Genres returns the words of all genres.
func Genres() []string {
	words := make([]string, len(genres))
	for i, g := range genres {
		words[i] = g.Word
	}
	return words
}

// NoteKinds are the words of presse.Note.Kind.
var NoteKinds = []string{"correction", "clarification", "reply", "update"}

// MediaKinds are the words of presse.Media.Kind.
var MediaKinds = []string{"image", "video", "audio", "graphic"}

// DigitalSources are the codes of cv.iptc.org/newscodes/digitalsourcetype, which say how
// a picture or a text was made, as of 2025.
var DigitalSources = []string{
	"digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print", "humanEdits",
	"compositeCapture", "algorithmicallyEnhanced", "dataDrivenMedia", "digitalCreation", "virtualRecording", "screenCapture",
	"composite", "compositeSynthetic", "compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia", "algorithmicMedia",
}

// schemaSources are the members of schema.org/IPTCDigitalSourceEnumeration that have another
// name than the code of the IPTC, without "DigitalSource" at the end.
var schemaSources = map[string]string{
	"computationalCapture": "MultiFrameComputationalCapture",
	"humanEdits":           "MinorHumanEdits",
	"digitalCreation":      "DigitalArt",
}

// DigitalSourceSchema returns the URL of the member of schema.org/IPTCDigitalSourceEnumeration
// for one of DigitalSources, and "" for any other word.
func DigitalSourceSchema(code string) string {
	if !slices.Contains(DigitalSources, code) {
		return ""
	}
	name, ok := schemaSources[code]
	if !ok {
		name = strings.ToUpper(code[:1]) + code[1:]
	}
	return "https://schema.org/" + name + "DigitalSource"
}
