// Package scoring weighs what articles have in common. It stores nothing.
package scoring

import "math"

// Codes of terms.
const (
	CodeTag = 16 + iota
	CodeSection
	CodeLang
)

// Code quantises a word's frequency, counted by field.
func Code(tf int) uint8 {
	return uint8(min(15, max(0, tf-1)))
}

// Value is what a term of this code is worth to a document, 0 to 1.
func Value(code uint8, length int, mean float64) float64 {
	if code > 15 {
		if code == CodeTag {
			return 0.5
		}
		return 0
	}
	tf := float64(code) + 1
	return tf / (tf + 2.5*(0.4+0.6*float64(length)/max(1, mean)))
}

// Rarity is the square root of the inverse document frequency.
func Rarity(df, docs int) float64 {
	return math.Sqrt(math.Log1p(float64(docs) / (float64(df) + 0.5)))
}
