package related

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// stories reads testdata/related: 200 short stories, five about each of forty events.
// The fifth story of an event takes a wider view that includes other events. The
// judgements relate a story to the others about its event, with a gain of 2, or of 1 if
// either of them is such a fifth story.
func stories(t *testing.T) (all []Article, gains map[string]map[string]float64) {
	t.Helper()
	f, err := os.Open("../../testdata/related/stories.jsonl")
	require.NoError(t, err)
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var in struct {
			ID, Lang, Headline, Body string
			Published                time.Time
			Sections, Tags           []string
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &in))
		all = append(all, Article{ID: in.ID, Lang: in.Lang, Headline: in.Headline, Body: in.Body, Published: in.Published, Sections: in.Sections, Tags: in.Tags, Public: true})
	}
	gains = map[string]map[string]float64{}
	qrels, err := os.ReadFile("../../testdata/related/qrels.tsv")
	require.NoError(t, err)
	for line := range strings.Lines(string(qrels)) {
		row := strings.Split(strings.TrimSpace(line), "\t")
		gain, err := strconv.ParseFloat(row[2], 64)
		require.NoError(t, err)
		if gains[row[0]] == nil {
			gains[row[0]] = map[string]float64{}
		}
		gains[row[0]][row[1]] = math.Exp2(gain) - 1
	}
	return all, gains
}

func nDCG(gains map[string]float64, answers []string, k int) float64 {
	discounted := func(gains []float64) (sum float64) {
		for i, g := range gains[:min(k, len(gains))] {
			sum += g / math.Log2(float64(i+2))
		}
		return sum
	}
	var got, ideal []float64
	for _, id := range answers {
		got = append(got, gains[id])
	}
	for _, g := range gains {
		ideal = append(ideal, g)
	}
	slices.Sort(ideal)
	slices.Reverse(ideal)
	return discounted(got) / discounted(ideal)
}

// The floors are a little below what the formula yields. Whoever lowers one should say
// why.
func TestQualityHoldsOnShortStories(t *testing.T) {
	all, gains := stories(t)
	require.Len(t, all, 200)
	require.Len(t, gains, 200)
	x := New()
	x.put(all...)
	for _, c := range []struct {
		name  string
		q     Query
		strip func(*Article)
		floor float64
	}{
		{"whole articles", Query{}, nil, 0.70},
		{"whole articles, with closeness in time", Query{Focus: MoreOfStory}, nil, 0.795},
		{"query without tags and sections", Query{}, func(a *Article) { a.Tags, a.Sections = nil, nil }, 0.74},
		{"query by the headline alone", Query{}, func(a *Article) { *a = Article{ID: a.ID, Lang: a.Lang, Headline: a.Headline} }, 0.396},
		{"query by the body alone", Query{}, func(a *Article) { *a = Article{ID: a.ID, Lang: a.Lang, Body: a.Body} }, 0.80},
	} {
		sum := 0.0
		for _, a := range all {
			if c.strip != nil {
				c.strip(&a)
			}
			c.q.Limit, c.q.Copies = 5, true // the judges rated copies too
			sum += nDCG(gains[a.ID], idsOf(x.about(a, c.q)), 5)
		}
		got := sum / float64(len(all))
		t.Logf("%s: nDCG@5 %.4f", c.name, got)
		assert.GreaterOrEqual(t, got, c.floor, "nDCG@5, %s", c.name)
	}
}
