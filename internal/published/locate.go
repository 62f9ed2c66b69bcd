package published

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// An Address is a headline, as the words of its slug, and the path it was published at.
type Address struct {
	Words []string // in lower case
	Path  Path
}

// maxTokens bounds the words of a headline and of an address that are compared. Real
// addresses have up to 60.
const maxTokens = 200

// span is a token of a segment.
type span struct{ from, to int }

func tokens(text string) []span {
	var list []span
	for i := 0; i < len(text) && len(list) < maxTokens; {
		from := i
		for i < len(text) && inToken(text[i]) {
			i++
		}
		if i > from {
			list = append(list, span{from, i})
		}
		for i < len(text) && !inToken(text[i]) {
			i++
		}
	}
	return list
}

// A found is where the slug of one address is.
type found struct {
	units       []string // the segments before that of the slug
	lead, trail string   // before and after the slug
	slug        string
}

// A matcher finds words of a headline in an address.
type matcher struct {
	words []string
	at    map[string][]int // a word, or several in one → where it begins
	size  map[string]int   // of how many words it is made
}

func newMatcher(words []string) *matcher {
	words = words[:min(len(words), maxTokens)]
	m := &matcher{words: words, at: make(map[string][]int, 3*len(words)), size: make(map[string]int, 3*len(words))}
	// Where the elided word is glued, l’état is one word, and qu’aujourd’hui. In
	// WordPress 1,50 is 150.
	for n := 1; n <= 3; n++ {
		for i := 0; i+n <= len(words); i++ {
			word := strings.Join(words[i:i+n], "")
			if size, ok := m.size[word]; ok && size != n {
				continue
			}
			m.size[word] = n
			m.at[word] = append(m.at[word], i)
		}
	}
	return m
}

// next returns the place after a word of the address that follows place last.
func (m *matcher) next(word string, last int) (int, bool) {
	list := m.at[word]
	i, _ := slices.BinarySearch(list, last)
	if i == len(list) {
		return last, false
	}
	return list[i] + m.size[word], true
}

// cut reports whether word is the beginning of the next word of the headline or one soon
// after it.
func (m *matcher) cut(word string, last int) bool {
	for i := last; i < min(len(m.words), last+4); i++ {
		if strings.HasPrefix(m.words[i], word) {
			return true
		}
	}
	return false
}

// locate returns where in a path the words of the headline are. It reports whether they
// are there: in one segment, in the headline's order, and most of what is between the
// first and the last of them.
func (m *matcher) locate(path string) (found, bool) {
	best, bestLetters := found{}, 0
	for start := 0; start <= len(path); {
		end := len(path)
		if i := strings.IndexByte(path[start:], '/'); i >= 0 {
			end = start + i
		}
		if from, to, letters := m.window(path[start:end]); letters > bestLetters {
			bestLetters = letters
			best = found{
				units: units(strings.TrimSuffix(path[:start], "/")),
				lead:  path[start : start+from],
				trail: path[start+to:],
				slug:  path[start+from : start+to],
			}
		}
		start = end + 1
	}
	return best, bestLetters > 0
}

// window returns the part of a segment that has the words of the headline, and the
// number of their letters; 0 if they are too few.
func (m *matcher) window(segment string) (from, to, letters int) {
	lower := strings.ToLower(segment)
	if len(lower) != len(segment) {
		lower = segment
	}
	list := tokens(lower)
	first, last, place, count := -1, -1, 0, 0
	for i, t := range list {
		word := lower[t.from:t.to]
		next, ok := m.next(word, place)
		if !ok && (last < 0 || i != last+1 || isNumber(word) || !m.cut(word, place)) {
			continue
		}
		if first < 0 {
			first = i
		}
		last, place = i, next
		letters += t.to - t.from
		count++
	}
	if first < 0 {
		return 0, 0, 0
	}
	from, to = list[first].from, list[last].to
	whole := 0
	for _, t := range list[first : last+1] {
		whole += t.to - t.from
	}
	headline := 0
	for _, w := range m.words {
		headline += len(w)
	}
	if 3*letters < 2*whole || count < 2 && 2*letters < headline {
		return 0, 0, 0
	}
	return from, to, letters
}

// MadeOf reports whether a slug consists of words of a headline in its order.
func MadeOf(words []string, slug string) bool {
	m := newMatcher(words)
	list, place := tokens(strings.ToLower(slug)), 0
	slug = strings.ToLower(slug)
	for i, t := range list {
		next, ok := m.next(slug[t.from:t.to], place)
		if !ok && (i < len(list)-1 || !m.cut(slug[t.from:t.to], place)) {
			return false
		}
		place = next
	}
	return true
}

// A shape is a pattern under construction: the parts of one address. Literal parts of
// letters may still turn out to be sections, and IDs to be literal.
type shape struct {
	dirs        [][]part // sections are literals
	lead, trail []part
}

// Limits on the addresses that Patterns looks at.
const (
	maxPath     = 2_000 // bytes
	maxSegments = 50
)

// minVotes is the least number of addresses that show a number of up to three digits to
// be an ID rather than the number of a slug that was taken.
const minVotes = 3

// A Candidate is a pattern that addresses may have, in its text form.
type Candidate struct {
	Text     string
	Plain    string // without an ID that directly follows the slug
	Numbered string // with an optional number in its place; "" if most are too long for one
}

// Patterns returns the patterns that the addresses may have, the most frequent first, at
// most limit of them. In slugs it returns the part of each address that has the words
// of its headline; "" for an address that does not have them, which counts for nothing.
func Patterns(list []Address, limit int) (patterns []Candidate, slugs []string) {
	type group struct {
		key    string
		votes  int
		first  int // how many begin with a slash
		last   int // how many end in one
		short  int // how many have a short number after the slug
		words  int // how many have words of their headline around the slug
		shapes []shape
	}
	groups := make(map[string]*group)
	slugs = make([]string, len(list))
	votes := 0
	for i, a := range list {
		path := a.Path.Text
		if len(path) > maxPath || strings.Count(path, "/") > maxSegments || strings.ContainsAny(path, "{}") {
			continue
		}
		f, ok := newMatcher(a.Words).locate(path)
		if !ok {
			continue
		}
		slugs[i] = f.slug
		if strings.Contains(f.lead, "%") || strings.Contains(f.trail, "%") {
			continue // an escape is neither a token nor a separator
		}
		s := shapeOf(f)
		key := s.key()
		g := groups[key]
		if g == nil {
			g = &group{key: key}
			groups[key] = g
		}
		g.votes++
		votes++
		if slices.ContainsFunc(s.words(), func(word string) bool { return slices.Contains(a.Words, word) }) {
			g.words++
		}
		if len(s.trail) > 1 && s.trail[0].text == "-" && len(s.trail[1].text) <= 3 && trailingNumber("-"+s.trail[1].text, "-") != "" {
			g.short++
		}
		if a.Path.first {
			g.first++
		}
		if a.Path.last {
			g.last++
		}
		g.shapes = append(g.shapes, s)
	}
	maps.DeleteFunc(groups, func(_ string, g *group) bool {
		around := g.shapes[0]
		// Words around the slug must be those of most addresses, or they are one section of
		// many: sport-le-souk.html.
		return len(around.words()) > 0 && 2*g.votes < votes || 2*g.words > g.votes
	})
	ranked := slices.SortedFunc(maps.Values(groups), func(a, b *group) int {
		return cmp.Or(b.votes-a.votes, strings.Compare(a.key, b.key))
	})
	for i, g := range ranked[:min(limit, len(ranked))] {
		text := merge(g.shapes)
		if 2*g.first > g.votes {
			text = "/" + text
		}
		if 2*g.last > g.votes {
			text += "/"
		}
		before, after, _ := strings.Cut(text, slugName)
		after = strings.TrimPrefix(after, "-"+names[id])
		c := Candidate{Text: text, Plain: before + slugName + after}
		if text == c.Plain || 2*g.short >= g.votes {
			c.Numbered = before + slugName + "-" + names[number] + after
		}
		if i == 0 && g.votes < minVotes && g.short == g.votes {
			c.Text = c.Numbered
		}
		patterns = append(patterns, c)
	}
	return patterns, slugs
}

// words returns the literal words before and after the slug, in lower case, without those
// of an extension.
func (s shape) words() []string {
	var list []string
	for _, parts := range [][]part{s.lead, s.trail} {
		for i, p := range parts {
			if p.kind == literal && inToken(p.text[0]) && (i == 0 || parts[i-1].text != ".") {
				list = append(list, strings.ToLower(p.text))
			}
		}
	}
	return list
}

func shapeOf(f found) shape {
	var s shape
	for _, unit := range f.units {
		s.dirs = append(s.dirs, dirParts(unit))
	}
	s.lead, s.trail = textParts(f.lead), textParts(f.trail)
	// A word before an ID is a section: article-24518-le-souk-rouvre.
	for i := range s.lead {
		if i+2 < len(s.lead) && s.lead[i].kind == literal && s.lead[i+2].kind == id && inToken(s.lead[i].text[0]) {
			s.lead[i].kind = section
		}
	}
	return s
}

// dirParts returns the parts of a segment before that of the slug: a date, IDs, or one
// literal.
func dirParts(unit string) []part {
	if isDateUnit(unit) {
		return []part{{date, unit}}
	}
	if strings.Contains(unit, "%") {
		return []part{{literal, unit}}
	}
	parts := textParts(unit)
	likely := false
	for _, p := range parts {
		if p.kind == literal && inToken(p.text[0]) || p.kind == date || p.kind == id && !isNumber(p.text) && !likelyID(p.text) {
			return []part{{literal, unit}}
		}
		likely = likely || p.kind == id && likelyID(p.text)
	}
	if !likely {
		return []part{{literal, unit}}
	}
	return parts
}

// likelyID reports whether a token is an ID rather than a name of a section such as f1
// or 2026: it has three digits or more, and is not a year, or it is random.
func likelyID(s string) bool {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n >= 3 && !isYear(s) || isRandom(s)
}

// textParts splits text into tokens and separators. Dates and tokens with digits become
// parts of their own.
func textParts(text string) []part {
	var list []part
	for i := 0; i < len(text); {
		if !inToken(text[i]) {
			list = append(list, part{literal, text[i : i+1]})
			i++
			continue
		}
		if n := firstDate(text[i:]); n > 0 {
			list = append(list, part{date, text[i : i+n]})
			i += n
			continue
		}
		if n := firstRandom(text[i:]); n > 0 && (i == 0 || !inToken(text[i-1])) {
			list = append(list, part{id, text[i : i+n]})
			i += n
			continue
		}
		n := firstToken(text[i:], literal)
		k := literal
		if isID(text[i : i+n]) {
			k = id
		}
		list = append(list, part{k, text[i : i+n]})
		i += n
	}
	return list
}

// firstRandom returns the length of the UUID that text begins with, as lastRandom finds
// it.
func firstRandom(text string) int {
	for _, n := range []int{len("f564d006-8238-11ea-b0b7-ac58f2163138"), len("kSJMQNJGQYyxkaYJ-CZrXQ")} {
		if len(text) >= n && (len(text) == n || !inToken(text[n])) && lastRandom("-"+text[:n]) == n {
			return n
		}
	}
	return 0
}

// key returns what the shapes of one pattern have in common: everything but the names of
// sections, and whether there are any.
func (s shape) key() string {
	var b strings.Builder
	for _, unit := range s.dirs {
		if isKind(unit, literal) {
			continue
		}
		write(&b, unit)
		b.WriteByte('/')
	}
	write(&b, s.lead)
	b.WriteString(slugName)
	write(&b, s.trail)
	return b.String()
}

func write(b *strings.Builder, parts []part) {
	for _, p := range parts {
		if p.kind == literal {
			b.WriteString(p.text)
		} else {
			b.WriteString(names[p.kind])
		}
	}
}

// merge returns the text form of the pattern that shapes with the same key have. What is
// the same in all of them is literal, except for dates.
func merge(shapes []shape) string {
	var b strings.Builder
	// Between the dates and IDs of folders are sections. The names that all addresses
	// begin and end them with are literal.
	gaps := make([][]string, len(shapes))
	fixed := func(i int) []int {
		var at []int
		for j, unit := range shapes[i].dirs {
			if !isKind(unit, literal) {
				at = append(at, j)
			}
		}
		return append(at, len(shapes[i].dirs))
	}
	ends := make([][]int, len(shapes))
	for i := range shapes {
		ends[i] = fixed(i)
	}
	for g := range ends[0] {
		for i, s := range shapes {
			from := 0
			if g > 0 {
				from = ends[i][g-1] + 1
			}
			gaps[i] = nil
			for _, unit := range s.dirs[from:ends[i][g]] {
				gaps[i] = append(gaps[i], unit[0].text)
			}
		}
		writeGap(&b, gaps)
		if g < len(ends[0])-1 {
			columns := make([][]part, len(shapes))
			for i, s := range shapes {
				columns[i] = s.dirs[ends[i][g]]
			}
			writeColumns(&b, columns)
			b.WriteByte('/')
		}
	}
	leads, trails := make([][]part, len(shapes)), make([][]part, len(shapes))
	for i, s := range shapes {
		leads[i], trails[i] = s.lead, s.trail
	}
	writeColumns(&b, leads)
	b.WriteString(slugName)
	writeColumns(&b, trails)
	return b.String()
}

// writeGap writes the sections of several addresses at one place of the path.
func writeGap(b *strings.Builder, gaps [][]string) {
	shortest, longest := len(gaps[0]), len(gaps[0])
	for _, g := range gaps {
		shortest, longest = min(shortest, len(g)), max(longest, len(g))
	}
	same := func(at func(gap []string) string) bool {
		for _, g := range gaps {
			if at(g) != at(gaps[0]) {
				return false
			}
		}
		return true
	}
	prefix, suffix := 0, 0
	for prefix < shortest && same(func(g []string) string { return g[prefix] }) {
		prefix++
	}
	for prefix+suffix < shortest && same(func(g []string) string { return g[len(g)-1-suffix] }) {
		suffix++
	}
	for _, name := range gaps[0][:prefix] {
		b.WriteString(name + "/")
	}
	if prefix+suffix < longest {
		b.WriteString(names[section] + "/")
	}
	for _, name := range gaps[0][len(gaps[0])-suffix:] {
		b.WriteString(name + "/")
	}
}

// writeColumns writes parts that have the same kinds in several addresses.
func writeColumns(b *strings.Builder, rows [][]part) {
	for j, p := range rows[0] {
		same := len(rows) > 1 || p.kind == section
		for _, row := range rows {
			same = same && row[j].text == p.text
		}
		if p.kind == literal || same && p.kind != date && !(p.kind == id && likelyID(p.text)) {
			b.WriteString(p.text)
		} else {
			b.WriteString(names[p.kind])
		}
	}
}
