package scoring

// Code is the code of a word that occurs tf times. It goes when related.go
// takes its terms from an Analyzer.
func Code(tf int) uint8 { return code(codeWord, tf) }
