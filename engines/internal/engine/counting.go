package engine

import "github.com/presse-go/presse/rank"

// maxCounted is the number of stories that are counted, at most. Frequencies of 3,500
// stories lose 0.003 nDCG@5 to those of 35,000 on rpm2os (bench/rank, counts), and the
// counts of 35,000 take 1 MB; so at least a quarter of this number is counted.
const maxCounted = 1 << 16

// A Counting counts the stories of an archive of unknown size: all of them, or a part. As
// many parts as may be needed are counted side by side.
type Counting struct{ parts []part }

// A part counts the stories whose number its rate divides.
type part struct {
	rate   int64
	counts *rank.Counts
}

// NewCounting returns a Counting that has counted nothing.
func NewCounting() *Counting {
	c := new(Counting)
	for _, rate := range []int64{1, 4, 16, 64, 256} {
		c.parts = append(c.parts, part{rate, new(rank.Counts)})
	}
	return c
}

// Add counts a story. Its number is anything that does not depend on its words.
func (c *Counting) Add(number int64, d rank.Digest) error {
	for i, p := range c.parts {
		if number%p.rate != 0 || i+1 < len(c.parts) && p.counts.Articles() > maxCounted { // and is not used any more
			continue
		}
		if err := p.counts.Add(d); err != nil {
			return err
		}
	}
	return nil
}

// Counts returns the counts of as many stories as maxCounted allows, and their rate: one
// story in so many is counted.
func (c *Counting) Counts() (counts *rank.Counts, rate int64) {
	i := 0
	for i+1 < len(c.parts) && c.parts[i].counts.Articles() > maxCounted {
		i++
	}
	return c.parts[i].counts, c.parts[i].rate
}
