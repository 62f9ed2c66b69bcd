// Package french holds what French newspapers' language knows: elisions, stop
// words, stems, honorifics, sentences, alphabetical order, dates, and how a
// paper prints who wrote a story, where, and whose picture it shows.
//
// It works on plain values and knows nothing of articles.
package french
