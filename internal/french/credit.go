package french

// A Credit is what the words under a picture say.
type Credit struct {
	Names, Agencies []string
	Rights          string
	Archive         bool
	Illustration    bool
}

// ParseCredit reads a credit.
func ParseCredit(text string) Credit { return Credit{} }
