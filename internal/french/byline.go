package french

// A Byline is what a printed byline says.
type Byline struct {
	People   []Person
	Agencies []string
}

// A Person is someone a byline names, in their printed form.
type Person struct {
	Name, Role, Place, Email, Handle string
}

// ParseByline reads a byline.
func ParseByline(text string) Byline { return Byline{} }
