package french

// A Dateline is what the words that open an agency text say.
type Dateline struct {
	Text, Place, Date string
	Agencies          []string
}

// ParseDateline reads the dateline at the head of text, if there is one, and
// returns what follows it.
func ParseDateline(text string) (d Dateline, rest string) { return Dateline{}, text }
