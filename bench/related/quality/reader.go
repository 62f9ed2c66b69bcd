package main

import (
	"bufio"
	"os"
	"strconv"
	"strings"
)

// The reader's measure is nDCG in which a text counts only once: a copy of the article
// asked about, or of an earlier answer, keeps its rank and is worth nothing, and the
// ideal has one article of each group of copies. It is that of evalrun.py --reader.

// copyGroups returns a number for each article. Articles with the same number are
// copies of one text: their containment in the file at path is at least 0.5, directly
// or by way of other copies.
func copyGroups(path string, articles []*article) ([]int, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	number := map[string]int{}
	groups := make([]int, len(articles))
	for i, a := range articles {
		number[a.ID], groups[i] = i, i
	}
	find := func(i int) int {
		for groups[i] != i {
			groups[i] = groups[groups[i]]
			i = groups[i]
		}
		return i
	}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t") // id, id, Jaccard index, containment
		if len(fields) < 4 {
			continue
		}
		x, ok1 := number[fields[0]]
		y, ok2 := number[fields[1]]
		if c, err := strconv.ParseFloat(fields[3], 64); err == nil && c >= 0.5 && ok1 && ok2 {
			groups[find(x)] = find(y)
		}
	}
	for i := range groups {
		groups[i] = find(i)
	}
	return groups, lines.Err()
}

// asRead returns the gains and the answers by groups of copies. Repeats, and copies of
// the article of the query, become a group that no judgement names.
func (t *task) asRead(query int, answers []int32) (gains map[int]float64, groups []int32) {
	gains = map[int]float64{}
	own := t.groups[query]
	for answer, gain := range t.gains[query] {
		if g := t.groups[answer]; g != own {
			gains[g] = max(gains[g], gain)
		}
	}
	seen := map[int]bool{own: true}
	for _, a := range answers {
		g := t.groups[a]
		if seen[g] {
			groups = append(groups, -1)
			continue
		}
		seen[g] = true
		groups = append(groups, int32(g))
	}
	return gains, groups
}
