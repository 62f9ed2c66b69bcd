package vocabulary

import (
	"slices"
	"strings"
	"testing"
)

func TestGenreOf(t *testing.T) {
	for word, want := range map[string]Genre{
		"report":      {"report", "Current", "ReportageNewsArticle"},
		"analysis":    {"analysis", "Analysis", "AnalysisNewsArticle"},
		"background":  {"background", "Background", "BackgroundNewsArticle"},
		"opinion":     {"opinion", "Opinion", "OpinionNewsArticle"},
		"editorial":   {"editorial", "Opinion", "OpinionNewsArticle"},
		"interview":   {"interview", "Interview", "NewsArticle"},
		"review":      {"review", "Review", "ReviewNewsArticle"},
		"obituary":    {"obituary", "Obituary", "NewsArticle"},
		"factcheck":   {"factcheck", "", "NewsArticle"},
		"live":        {"live", "Current", "LiveBlogPosting"},
		"satire":      {"satire", "", "SatiricalArticle"},
		"advertorial": {"advertorial", "", "AdvertiserContentArticle"},
	} {
		if got, ok := GenreOf(word); !ok || got != want {
			t.Errorf("GenreOf(%q) = %+v, %t, want %+v", word, got, ok, want)
		}
	}
	for _, word := range []string{"", "Report", "billet", "Current"} {
		if got, ok := GenreOf(word); ok || got != (Genre{}) {
			t.Errorf("GenreOf(%q) = %+v, %t, want none", word, got, ok)
		}
	}
}

func TestGenreSpelled(t *testing.T) {
	for spelling, want := range map[string]string{
		"report": "report", "Report": "report", " REPORT ": "report", "Reportage": "report", "Enquête": "report", "enquete": "report", "ENQUE\u0302TE": "report", "تَقرير": "report",
		"Décryptage": "analysis", "éclairage": "background", "Tribune": "opinion", "point-de-vue": "opinion", "Billet d'humeur": "opinion", "Billet d’humeur": "opinion", "رأي": "opinion", "راي": "opinion",
		"Édito": "editorial", "Grand entretien": "interview", "Q&A": "interview", "حوار": "interview", "Portrait": "profile", "critique": "review", "NÉCROLOGIE": "obituary",
		"Fact-checking": "factcheck", "fact check": "factcheck", "fact_check": "factcheck", "En direct": "live", "مباشر": "live", "Brèves": "brief", "Horoscope": "horoscope", "الأبراج": "horoscope",
		"Advertorial ": "advertorial", "Publi-reportage": "advertorial", "publirédactionnel": "advertorial", "محتوى مموّل": "advertorial", "محتوى ممول": "advertorial",
		"": "", " ": "", "&": "", "poésie": "", "dossier": "", "magazine": "", "chronique judiciaire": "", "Chronique": "opinion", "Column": "opinion", "LETTER TO THE EDITOR": "opinion", "letter_to_the_editor": "opinion", "Courrier des lecteurs": "opinion", "عَمود": "opinion", "بريد القراء": "opinion", "reportages du jour": "",
	} {
		if got, ok := GenreSpelled(spelling); got.Word != want || ok != (want != "") {
			t.Errorf("GenreSpelled(%q) = %+v, %t, want %q", spelling, got, ok, want)
		}
	}
}

// TestSpellings checks that no name is that of two genres, and that every genre is one.
func TestSpellings(t *testing.T) {
	of := make(map[string]string)
	for word, list := range spellings {
		if _, ok := GenreOf(word); !ok {
			t.Errorf("%q is not a genre", word)
		}
		for spelling := range strings.SplitSeq(list, "; ") {
			key := spellingKey(spelling)
			if other, ok := of[key]; ok && other != word || key == "" {
				t.Errorf("%q (%q) is a name of %q and %q", spelling, key, other, word)
			}
			of[key] = word
			if g, ok := GenreSpelled(spelling); !ok || g.Word != word {
				t.Errorf("GenreSpelled(%q) = %+v, %t, want %q", spelling, g, ok, word)
			}
		}
	}
}

// TestWords checks that no word occurs twice, and that every genre has a type.
func TestWords(t *testing.T) {
	for name, words := range map[string][]string{"genres": Genres(), "kinds of notes": NoteKinds, "digital sources": DigitalSources} {
		sorted := slices.Sorted(slices.Values(words))
		if len(words) == 0 || len(slices.Compact(sorted)) != len(words) {
			t.Errorf("%s: %q, want words that all differ", name, words)
		}
		for _, w := range words {
			if w == "" || strings.ContainsAny(w, " -_:/") {
				t.Errorf("%s: %q is not a word", name, w)
			}
		}
	}
	for _, word := range Genres() {
		if g, ok := GenreOf(word); !ok || g.Word != word || !strings.HasSuffix(g.Schema, "Article") && g.Schema != "LiveBlogPosting" {
			t.Errorf("the genre of %q is %+v, %t", word, g, ok)
		}
	}
	Genres()[0] = "x"
	if Genres()[0] != "report" {
		t.Error("changing the slice that Genres returned changes the genres")
	}
}

// TestDigitalSourceSchema has the members of schema.org/IPTCDigitalSourceEnumeration, in version
// 29, as written there.
func TestDigitalSourceSchema(t *testing.T) {
	for code, want := range map[string]string{
		"digitalCapture": "DigitalCapture", "computationalCapture": "MultiFrameComputationalCapture", "negativeFilm": "NegativeFilm", "positiveFilm": "PositiveFilm",
		"print": "Print", "humanEdits": "MinorHumanEdits", "compositeCapture": "CompositeCapture", "algorithmicallyEnhanced": "AlgorithmicallyEnhanced",
		"dataDrivenMedia": "DataDrivenMedia", "digitalCreation": "DigitalArt", "virtualRecording": "VirtualRecording", "screenCapture": "ScreenCapture",
		"composite": "Composite", "compositeSynthetic": "CompositeSynthetic", "compositeWithTrainedAlgorithmicMedia": "CompositeWithTrainedAlgorithmicMedia",
		"trainedAlgorithmicMedia": "TrainedAlgorithmicMedia", "algorithmicMedia": "AlgorithmicMedia",
	} {
		if got := DigitalSourceSchema(code); got != "https://schema.org/"+want+"DigitalSource" {
			t.Errorf("DigitalSourceSchema(%q) = %q, want %q", code, got, want)
		}
	}
	for _, code := range []string{"", "TrainedAlgorithmicMedia", "ia"} {
		if got := DigitalSourceSchema(code); got != "" {
			t.Errorf("DigitalSourceSchema(%q) = %q, want none", code, got)
		}
	}
}
