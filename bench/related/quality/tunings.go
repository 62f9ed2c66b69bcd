package main

// A tuning is a question about a constant, with values to try.
type tuning struct {
	name, question string
	variants       []variant
}

type variant struct {
	name   string
	change func(*formula)
}

func tunings() []tuning {
	return []tuning{
		{"fields", "how much does a word count in headline, lead and body? (3 2 1; in a kicker twice as much as in the headline)",
			steps([][3]float64{{1, 1, 1}, {2, 2, 1}, {3, 1, 1}, {4, 2, 1}, {4, 3, 1}, {5, 2, 1}}, func(f *formula, v [3]float64) {
				f.fields = [4]float64{2 * v[0], v[0], v[1], v[2]}
			})},
		{"kicker", "how much does a word count in a kicker? (6)",
			steps([]float64{3, 4.5, 9}, func(f *formula, v float64) { f.fields[0] = v })},
		{"quotes", "how much does a quoted word count, compared with another word? (0.5)",
			steps([]float64{0, 0.25, 0.75, 1}, func(f *formula, v float64) { f.quoted = v })},
		{"numbers", "how much is a word that consists of digits worth, compared with another word? (1)",
			steps([]float64{0, 0.25, 0.5}, func(f *formula, v float64) { f.numberPart = v })},
		{"paragraphs", "does a word count each time that it occurs in a paragraph of the body?",
			[]variant{{"each time", func(f *formula) { f.repeats = true }}}},
		{"words kept", "are common words left out?",
			[]variant{{"kept", func(f *formula) { f.keepCommon = true }}}},
		{"stemming", "is French stemmed?",
			steps([]string{"plural", "light"}, func(f *formula, v string) { f.stem = v })},
		{"untitled", "does an article without a headline have a lead?",
			[]variant{{"it does", func(f *formula) { f.lead = true }}}},
		{"pairs", "how many pairs of adjacent words does an article have? (none)",
			steps([]int{24, 40, 128}, func(f *formula, v int) { f.pairs = v })},
		{"levels", "do counts lose anything by being rounded to levels?",
			[]variant{{"exact counts", func(f *formula) { f.levels = false }}}},
		{"saturation", "k1 of BM25 (2)",
			steps([]float64{1.2, 1.6, 2.5, 3}, func(f *formula, v float64) { f.saturation = v })},
		{"length", "b of BM25 (0.9)",
			steps([]float64{0.5, 0.75, 0.8, 1}, func(f *formula, v float64) { f.lengthPart = v })},
		{"rarity", "exponent of the inverse document frequency (1)",
			steps([]float64{0.5, 0.75, 0.875, 1.2}, func(f *formula, v float64) { f.rarityPower = v })},
		{"feedback from", "how many answers are added to the query? (3)",
			steps([]int{0, 2, 5, 8}, func(f *formula, v int) { f.feedbackFrom = v })},
		{"feedback", "weight of an answer, its maximum, and the power of the score (2 0.15 2)",
			steps([][3]float64{{1, 0.15, 2}, {4, 0.15, 2}, {2, 0.1, 2}, {2, 0.3, 2}, {0.35, 0.15, 1}, {0.7, 0.15, 1}}, func(f *formula, v [3]float64) {
				f.feedbackWeight, f.feedbackMost, f.feedbackPower = v[0], v[1], v[2]
			})},
		{"feedback self", "are these answers scored by their own terms too?",
			[]variant{{"scored", func(f *formula) { f.feedbackSelf = true }}}},
		{"time", "days after which nearness is 1/2, and its exponent (4 4)",
			steps([][2]float64{{2, 4}, {3, 4}, {6, 4}, {15, 4}, {4, 1}, {4, 2}, {30, 1}, {90, 1}}, func(f *formula, v [2]float64) { f.nearDays, f.nearPower = v[0], v[1] })},
		{"time, background", "weight of closeness in time by default (0.15)",
			steps([]float64{0, 0.1, 0.2, 0.3}, func(f *formula, v float64) { f.background = v })},
		{"time, story", "weight of closeness in time when looking for the same story (1.25)",
			steps([]float64{0.7, 2, 3}, func(f *formula, v float64) { f.story = v })},
		{"stress", "power of the stress in a score (0.25)",
			steps([]float64{0, 0.15, 0.2, 0.4, 0.5}, func(f *formula, v float64) { f.stressPart = v })},
		{"age", "what a score loses at most with the time between two articles, and days after which it has lost half of that (0.25 365)",
			steps([][2]float64{{0, 365}, {0.2, 365}, {0.4, 365}, {0.5, 365}, {0.3, 180}, {0.3, 730}}, func(f *formula, v [2]float64) { f.agedPart, f.agedDays = v[0], v[1] })},
		{"tags", "value of a tag (1)",
			steps([]float64{0, 0.5, 0.7, 1.4, 2, 2.8}, func(f *formula, v float64) { f.tagValue = v })},
		{"sections", "value of a section, if sections are given",
			steps([]float64{0, 0.4, 1, 2}, func(f *formula, v float64) { f.sectionsToo, f.sectionValue = true, v })},
		{"diversity", "λ of maximal marginal relevance (1: none)",
			steps([]float64{0.9, 0.8, 0.7}, func(f *formula, v float64) { f.spread = v })},
		{"genre", "if there is no headline, how many answers lower the weight of what they share, and by which part? (16 0.5; 0: feedback instead)",
			steps([][2]float64{{0, 0}, {16, 0}, {8, 0.5}, {24, 0.5}, {16, 0.25}, {16, 0.75}}, func(f *formula, v [2]float64) { f.genreFrom, f.genrePart = int(v[0]), v[1] })},
		{"bm25", "textbook BM25 of the whole article",
			[]variant{{"k1 1.2, b 0.75", func(f *formula) {
				f.fields, f.pairs, f.saturation, f.lengthPart, f.rarityPower, f.feedbackFrom = [4]float64{1, 1, 1, 1}, 0, 1.2, 0.75, 1, 0
				f.quoted, f.repeats = 1, true
			}}}},
	}
}
