package presse

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"
)

// TestAdvanceFollowsTheClock checks that a scheduled story is treated as published
// exactly once it is public.
func TestAdvanceFollowsTheClock(t *testing.T) {
	hour := func(n int) time.Time { return noon.Add(time.Duration(n) * time.Hour) }
	scheduled := Article{Status: StatusScheduled, Published: noon}
	embargoed := Article{Status: StatusScheduled, Published: noon, Embargo: hour(2)}
	expiring := Article{Status: StatusScheduled, Published: noon, Expiry: hour(2)}
	undated := Article{Status: StatusScheduled}
	imported := Article{Published: hour(-9000)}
	restricted := Article{Status: StatusRestricted}
	for _, c := range []struct {
		rule               string
		a                  Article
		to                 Status
		at                 time.Time
		fault              string // field of the error, if any
		published, updated time.Time
		cause              error // of Withheld at the same time, afterwards
	}{
		{"scheduled and not due: a draft", scheduled, StatusDraft, hour(-1), "", noon, time.Time{}, ErrUnpublished},
		{"scheduled and not due: in review", scheduled, StatusReview, hour(-1), "", noon, time.Time{}, ErrUnpublished},
		{"scheduled and not due: published now", scheduled, StatusPublished, hour(-1), "", hour(-1), time.Time{}, nil},
		{"scheduled and not due: there is nothing to correct", scheduled, StatusCorrected, hour(-1), "status", noon, time.Time{}, ErrUnpublished},
		{"scheduled and not due: there is nothing to withdraw", scheduled, StatusWithdrawn, hour(-1), "status", noon, time.Time{}, ErrUnpublished},
		{"scheduled, a nanosecond before it is due: a draft", scheduled, StatusDraft, noon.Add(-1), "", noon, time.Time{}, ErrUnpublished},

		{"due: withdrawn", scheduled, StatusWithdrawn, hour(1), "", noon, hour(1), ErrGone},
		{"due at this instant: withdrawn", scheduled, StatusWithdrawn, noon, "", noon, noon, ErrGone},
		{"due: corrected", scheduled, StatusCorrected, hour(1), "", noon, hour(1), nil},
		{"due: published, which is no update", scheduled, StatusPublished, hour(1), "", noon, time.Time{}, nil},
		{"due: no draft", scheduled, StatusDraft, hour(1), "status", noon, time.Time{}, nil},
		{"due at this instant: no draft", scheduled, StatusDraft, noon.UTC(), "status", noon, time.Time{}, nil},
		{"due: not in review", scheduled, StatusReview, hour(1), "status", noon, time.Time{}, nil},
		{"due: not scheduled again", scheduled, StatusScheduled, hour(1), "status", noon, time.Time{}, nil},
		{"due: not restricted", scheduled, StatusRestricted, hour(1), "status", noon, time.Time{}, nil},

		{"under embargo after its time: a draft", embargoed, StatusDraft, hour(1), "", noon, time.Time{}, ErrUnpublished},
		{"under embargo after its time: not withdrawn", embargoed, StatusWithdrawn, hour(1), "status", noon, time.Time{}, ErrEmbargoed},
		{"under embargo after its time: published, and still withheld", embargoed, StatusPublished, hour(1), "", noon, time.Time{}, ErrEmbargoed},
		{"after its embargo: no draft", embargoed, StatusDraft, hour(2), "status", noon, time.Time{}, nil},
		{"after its embargo: withdrawn", embargoed, StatusWithdrawn, hour(2), "", noon, hour(2), ErrGone},

		{"expired: it was public, so it is no draft", expiring, StatusDraft, hour(3), "status", noon, time.Time{}, ErrGone},
		{"expired: withdrawn", expiring, StatusWithdrawn, hour(3), "", noon, hour(3), ErrGone},
		{"without a date it never is due: a draft", undated, StatusDraft, hour(9000), "", time.Time{}, time.Time{}, ErrUnpublished},
		{"without a date it never is due: not withdrawn", undated, StatusWithdrawn, hour(9000), "status", time.Time{}, time.Time{}, ErrUnpublished},

		{"an import keeps its date", imported, StatusPublished, noon, "", hour(-9000), time.Time{}, nil},
		{"an import keeps its date, also at this instant", Article{Published: noon}, StatusPublished, noon, "", noon, time.Time{}, nil},
		{"a date in the future is replaced by now", Article{Published: hour(1)}, StatusPublished, noon, "", noon, time.Time{}, nil},
		{"a story without a date is published now", Article{Status: StatusReview}, StatusPublished, noon, "", noon, time.Time{}, nil},
		{"an import is not scheduled for the past", imported, StatusScheduled, noon, "published", hour(-9000), time.Time{}, ErrUnpublished},

		{"restricted is not public", Article{Published: hour(-1)}, StatusRestricted, noon, "", hour(-1), time.Time{}, ErrUnpublished},
		{"restricted needs no date", Article{}, StatusRestricted, noon, "", time.Time{}, time.Time{}, ErrUnpublished},
		{"restricted, then published for the first time", restricted, StatusPublished, noon, "", noon, time.Time{}, nil},
		{"restricted, then a draft", restricted, StatusDraft, noon, "", time.Time{}, time.Time{}, ErrUnpublished},
		{"restricted, then withdrawn", restricted, StatusWithdrawn, noon, "", time.Time{}, time.Time{}, ErrGone},
		{"restricted is no correction", restricted, StatusCorrected, noon, "status", time.Time{}, time.Time{}, ErrUnpublished},
	} {
		before := c.a
		err := c.a.Advance(c.to, c.at)
		fault := ""
		var e *Error
		if errors.As(err, &e) {
			fault = e.Field
		}
		if fault != c.fault {
			t.Errorf("%s: got %v, want a fault at %q", c.rule, err, c.fault)
			continue
		}
		status := c.to
		if fault != "" {
			status = before.Status
		}
		if c.a.Status != status || !c.a.Published.Equal(c.published) || !c.a.Updated.Equal(c.updated) {
			t.Errorf("%s\n got %v, published %v, updated %v\nwant %v, published %v, updated %v",
				c.rule, c.a.Status, c.a.Published, c.a.Updated, status, c.published, c.updated)
		}
		if why := c.a.Withheld(c.at); !errors.Is(why, c.cause) || why != nil && c.cause == nil {
			t.Errorf("%s: withheld afterwards: %v, want %v", c.rule, why, c.cause)
		}
	}
}

// TestNoWayBack tries all short lives: a story that was public is a draft at no later
// time, its address leads on, and Withheld never says that it was not published.
func TestNoWayBack(t *testing.T) {
	offsets := []time.Duration{0, time.Hour, 2 * time.Hour, 4 * time.Hour}
	all := []Status{StatusDraft, StatusReview, StatusScheduled, StatusPublished, StatusCorrected, StatusWithdrawn, StatusRestricted}
	lives := 0
	var live func(a Article, step int, at time.Time, public bool)
	live = func(a Article, step int, at time.Time, public bool) {
		lives++
		err := a.Withheld(at)
		if public && errors.Is(err, ErrUnpublished) {
			t.Fatalf("%+v was public before %v, and is withheld: %v", a, at, err)
		}
		public = public || err == nil
		if step == 4 {
			return
		}
		for _, to := range all {
			b := a
			if b.Advance(to, at) != nil {
				continue
			}
			if public && to <= StatusScheduled {
				t.Fatalf("%+v was public, and becomes %v at %v", a, to, at)
			}
			slug := b.Slug
			if err := b.ChangeSlug(slug + "x"); err != nil {
				t.Fatal(err)
			}
			if public && !slices.Contains(b.FormerSlugs, slug) {
				t.Fatalf("%+v was public, and its slug %q leads nowhere", b, slug)
			}
			live(b, step+1, at.Add(time.Hour), public)
		}
	}
	for _, status := range all {
		for _, published := range offsets {
			for _, embargo := range offsets {
				for _, expiry := range offsets[1:] {
					live(Article{Status: status, Slug: "a", Published: noon.Add(published), Embargo: noon.Add(embargo), Expiry: noon.Add(expiry)}, 0, noon, false)
				}
			}
		}
	}
	if lives < 10_000 {
		t.Errorf("%d lives, want at least 10,000", lives)
	}
}

func TestAdvanceSharesNothing(t *testing.T) {
	a := Article{Unknown: map[string]json.RawMessage{"status": []byte(`"livecast"`), "x": []byte("1")}}
	b := a
	if err := b.Advance(StatusReview, noon); err != nil {
		t.Fatal(err)
	}
	if len(a.Unknown) != 2 || len(b.Unknown) != 1 {
		t.Errorf("Advance of a copy leaves the unknown members %q, and %q of the original", b.Unknown, a.Unknown)
	}
	if err := b.Advance(StatusWithdrawn, noon); err == nil {
		t.Fatal("a story in review is withdrawn")
	}
	if err := a.Advance(StatusWithdrawn, noon); err == nil || len(a.Unknown) != 2 {
		t.Errorf("a failed Advance leaves the unknown members %q, %v", a.Unknown, err)
	}
}
