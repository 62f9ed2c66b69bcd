package scoring

// Copies of one text: the same wire story under another headline, cut,
// reordered or touched up here and there. Two signs tell them from two reports
// of one event: pairs of neighbouring words, of which a copy keeps most and an
// independent report few, and single words. A sample of the pairs is kept with
// each article; the words are in the index anyway. Together they find 98.1 % of
// real copies (TestCopiesAreFound and TestDifferentArticlesOfAStoryAreNoCopies
// print what is found, and what is taken for one).

// sketchSize is how many pairs a sketch keeps: 48 bytes an article.
const sketchSize = 24

// A Sketcher takes the words of a text in their order, stop words left out,
// and samples the pairs of neighbours. The zero value is ready.
type Sketcher struct {
	last  uint64
	begun bool
	n     int
	low   [sketchSize]uint16 // the lowest hashes seen, ascending, each once
}

// Add takes the next word.
func (s *Sketcher) Add(word uint64) {
	pair := mix(s.last*31 + word)
	first := !s.begun
	s.last, s.begun = word, true
	if first {
		return
	}
	h := uint16(pair >> 48)
	if s.n == sketchSize && h >= s.low[sketchSize-1] {
		return
	}
	i := s.n
	for i > 0 && s.low[i-1] > h {
		i--
	}
	if i > 0 && s.low[i-1] == h {
		return
	}
	if s.n < sketchSize {
		s.n++
	}
	copy(s.low[i+1:s.n], s.low[i:])
	s.low[i] = h
}

// Sketch returns the sample. It is good until the next Add.
func (s *Sketcher) Sketch() []uint16 { return s.low[:s.n] }

// SharedPairs estimates, from two sketches, what share of the shorter text's
// pairs the longer has too. It looks only as far up as both samples are
// complete: a full sketch says nothing of hashes above its last.
func SharedPairs(a, b []uint16) float64 {
	bound := uint16(1<<16 - 1)
	for _, s := range [][]uint16{a, b} {
		if len(s) == sketchSize {
			bound = min(bound, s[sketchSize-1])
		}
	}
	i, j, shared := 0, 0, 0
	for i < len(a) && j < len(b) && a[i] <= bound && b[j] <= bound {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			i, j, shared = i+1, j+1, shared+1
		}
	}
	for i < len(a) && a[i] <= bound {
		i++
	}
	for j < len(b) && b[j] <= bound {
		j++
	}
	return share(shared, min(i, j))
}

// share is shared of n, and the less believed the smaller n is: two headlines of
// four words that have three in common are no copies.
func share(shared, n int) float64 { return float64(shared) / float64(n+1) }

// Copies tells whether two texts are copies: by the share of the shorter's pairs
// that the longer has too, as SharedPairs estimates it, and by how many of the
// shorter's words, all different, the longer has.
func Copies(pairs float64, shared, words int) bool {
	return pairs >= maybePairs && (pairs+2*share(shared, words))/3 >= 0.6
}

// maybePairs is the share of pairs below which texts are no copies, whatever
// words they share.
const maybePairs = 0.1

// MaybeCopies tells whether Copies can be true: most texts need no counting of
// words.
func MaybeCopies(pairs float64) bool { return pairs >= maybePairs }
