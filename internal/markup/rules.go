// Package markup is the engine under presse's HTML functions: the safe normal
// form with its verifier and normaliser, trusted embeds, URL rules, and the walk
// that gives text.
package markup

// Scope is the place that the HTML is for; see presse.Scope.
type Scope uint8

// The scopes, in the order of presse's.
const (
	Article Scope = iota
	Comment
	Inline
	Feed
	Plain
)

// Config holds the settings of presse.Policy that concern markup.
type Config struct {
	Scope      Scope
	Base       string
	Hosts      []string
	Rel        string
	Embeds     []string
	EmbedHosts []string
	IDPrefix   string
	TopHeading int
}

// Rules is a Config made ready for use. It never changes.
type Rules struct{}

// NewRules makes rules from a configuration.
func NewRules(c Config) *Rules { return &Rules{} }
