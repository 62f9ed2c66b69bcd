package wordpress

import (
	"encoding/json"
	"errors"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

var (
	errLife         = errors.New("WordPress has another status or date, which counts; an embargo, expiry or access that was kept is not lifted")
	errNoteInternal = errors.New("internal notes are never written")
)

// sameStatus reports whether the item has the status that was written. WordPress itself
// makes "publish" of "future".
func (r *restoring) sameStatus() bool {
	wrote := r.k.Wrote.Status
	return r.it.Status == wrote || wrote == statusFuture && r.it.Status == statusPublish
}

// life takes over status, access and the instants that decide when a story is public. They
// are taken over together, and only if Write would store such a story under the status and
// date that the item has: what a damaged or made-up field says cannot open a story that
// WordPress does not show. Otherwise WordPress's count, and life reports false.
//
// Either way, a restriction that either of the two has is kept.
func (r *restoring) life(x *reading) bool {
	there := false
	for _, name := range lifeMembers {
		there = there || r.k.Article[name] != nil
	}
	if !there {
		return true
	}
	before := maps.Clone(r.out)
	if r.unchanged() {
		for _, name := range []string{"status", "published"} {
			if r.k.Article[name] != nil && (name != "published" || r.k.Wrote.Date == r.it.DateGMT) { // else WordPress has set one
				r.take(name)
			}
		}
		r.restrictions()
		var a presse.Article
		if a.UnmarshalJSON([]byte(jsonObject(r.out))) == nil && r.notMoreOpen(&a) && !r.shut(x, &a) {
			return true
		}
	}
	r.out = before
	r.restrictions()
	return false
}

// unchanged reports whether the item has the status and date that were written, and no
// password.
func (r *restoring) unchanged() bool {
	date := r.k.Wrote.Date
	return r.sameStatus() && (r.it.DateGMT == date || date == "" || date == wpNoTime) && r.it.Password == ""
}

// restrictions sets the most closed access, the latest embargo and the earliest expiry of
// those that the item and the keepsake have.
func (r *restoring) restrictions() {
	for _, name := range []string{"access", "embargo", "expiry"} {
		kept := r.k.Article[name]
		if isNull(kept) {
			continue
		}
		if now := r.out[name]; isNull(now) || stricter(name, now, kept) {
			r.out[name] = kept
		}
	}
}

func isNull(value json.RawMessage) bool { return value == nil || string(value) == "null" }

// stricter reports whether the kept value of a member closes a story more than the value now
// does, or is the same expiry in fractions of the second that WordPress stores.
func stricter(name string, now, kept json.RawMessage) bool {
	if name == "access" {
		var a, b presse.Access
		// An access that presse does not know is the most closed.
		return json.Unmarshal(now, &a) == nil && (json.Unmarshal(kept, &b) != nil || b > a)
	}
	var a, b time.Time
	if json.Unmarshal(now, &a) != nil || json.Unmarshal(kept, &b) != nil {
		return false
	}
	if name == "expiry" {
		return !b.After(a) || a.Unix() == b.Unix()
	}
	return !b.Before(a)
}

// maxMoved is how far Write is believed to have moved a story, second by second, since other
// stories have its headline and instant: a made-up field can bring a date forward by no more.
// Of the 194 stories in 35 exports none has both in common with another, so that a minute, 60 such
// stories, is far more than enough. A story that was moved further has the date that is in
// WordPress, as the loss of Write says.
const maxMoved = time.Minute

// notMoreOpen reports whether Write stores a under the status of the item, not long before its
// date.
func (r *restoring) notMoreOpen(a *presse.Article) bool {
	f := fateOf(a)
	if f.status != r.it.Status && (f.status != statusFuture || r.it.Status != statusPublish) {
		return false
	}
	if a.Withheld(farFuture) != nil && a.Expiry.IsZero() {
		return true // whatever the date is
	}
	if f.status == statusPrivate && a.Access == presse.AccessFree && r.meta(futureKey) != strconv.FormatInt(a.Expiry.Unix(), 10) {
		return false // it is private since it expires, but does not
	}
	at, err := time.Parse(wpTime, r.it.DateGMT)
	if err != nil || isZero(r.it.DateGMT) {
		return f.status == r.it.Status && f.status != statusFuture
	}
	return at.Sub(f.at) <= maxMoved
}

// farFuture is later than any date in WordPress.
var farFuture = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)

// shut reports whether a custom field that Write did not write closes the story in a way
// that only its status can say, such as an embargo that cannot be read.
func (r *restoring) shut(x *reading, a *presse.Article) bool {
	if r.it.Status == statusPublish && !isNull(r.got["published"]) && string(r.got["status"]) != `"published"` {
		return true
	}
	for _, m := range r.it.Meta {
		member := x.fields[m.Key]
		if m.Key == futureKey {
			if member = "expiry"; strings.TrimSpace(m.Value) == strconv.FormatInt(a.Expiry.Unix(), 10) {
				continue
			}
		}
		value := strings.TrimSpace(m.Value)
		if (member == "embargo" || member == "expiry") && isNull(r.got[member]) && !isReference(m) && !isFalse(value) && !isZero(value) {
			return true
		}
	}
	return false
}
