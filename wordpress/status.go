package wordpress

import (
	"errors"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/php"
)

var (
	errMissed     = errors.New("missed its schedule: the instant was past when the file was written, and it was not published")
	errNoPlan     = errors.New("scheduled without a time")
	errPrivate    = errors.New("only for those with an account of the paper")
	errPassword   = errors.New("protected by a password, which is not kept")
	errTrash      = errors.New("in the trash and never published")
	errAutoDraft  = errors.New("an empty draft that WordPress made")
	errStatus     = errors.New("unknown status; the story is not public")
	errWorkflow   = errors.New("a status of an editorial workflow; the story is not public")
	errEmbargo    = errors.New("an embargo without an end that can be read; the story is not public")
	errMember     = errors.New("a membership plugin restricts it; the story is for subscribers")
	errGuessPaid  = errors.New("a custom field seems to restrict it; the story is for subscribers")
	errDay        = errors.New("a day without a time; its first instant is used")
	errEmbargoDay = errors.New("a day without a time; the embargo ends with it")
	errExpired    = errors.New("expires before it is published")
	errExpires    = errors.New("what is to happen to the story is not that it disappears")
	errExpiry     = errors.New("an expiry that cannot be read; the story is not public")
	errFrom       = errors.New("seems to say when the story is to appear, which is still to come; taken for an embargo")
	errMayFrom    = errors.New("may say when the story is to appear, which is still to come, or when something else is; it stays public")
	errSpelling   = errors.New("WordPress writes its statuses in small letters")
)

// workflow are statuses of the plugins Edit Flow and PublishPress, and of newsrooms.
var workflow = map[string]presse.Status{
	"pitch": presse.StatusDraft, "assigned": presse.StatusDraft, "in-progress": presse.StatusDraft,
	"idea": presse.StatusDraft, "draft-in-progress": presse.StatusDraft, "writing": presse.StatusDraft,
	"pending-review": presse.StatusReview, "in-review": presse.StatusReview, "review": presse.StatusReview,
	"approved": presse.StatusReview, "ready": presse.StatusReview, "ready-to-publish": presse.StatusReview,
	"copy-edit": presse.StatusReview, "fact-check": presse.StatusReview, "legal-review": presse.StatusReview,
}

// status sets the status. It reports false if the story is to be left out.
func (r *reading) status() bool {
	a, it := r.a, r.it
	status := strings.ToLower(strings.TrimSpace(it.Status))
	if status != it.Status {
		r.lose(presse.LossChanged, "wp:status", status, errSpelling)
	}
	switch status {
	case "publish":
		a.Status = presse.StatusPublished
		if a.Published.IsZero() {
			a.Status = presse.StatusReview // it cannot be said since when it is public
			r.lose(presse.LossChanged, "wp:status", status, errNoPlan)
		}
	case "future":
		r.scheduled()
	case "draft":
		a.Status = presse.StatusDraft
	case "pending":
		a.Status = presse.StatusReview
	case "private":
		a.Status = presse.StatusRestricted
		r.lose(presse.LossChanged, "wp:status", status, errPrivate)
	case "trash":
		if !r.wasPublic() && !r.wroteWithdrawn() {
			r.lose(presse.LossDropped, "wp:status", status, errTrash)
			return false
		}
		a.Status = presse.StatusWithdrawn
	case "auto-draft":
		r.lose(presse.LossDropped, "wp:status", status, errAutoDraft)
		return false
	default:
		a.Status = presse.StatusRestricted
		err := errStatus
		if known, ok := workflow[status]; ok {
			a.Status, err = known, errWorkflow
		}
		r.lose(presse.LossChanged, "wp:status", status, err)
	}
	if it.Password != "" {
		if a.Status >= presse.StatusScheduled && a.Status != presse.StatusWithdrawn {
			a.Status = presse.StatusRestricted
		}
		r.lose(presse.LossChanged, "wp:post_password", "", errPassword)
	}
	return true
}

// scheduled sets the status of a story with the status "future". If its instant was past
// when the file was written, WordPress failed to publish it ("missed schedule"), or the
// desk stopped it: it is for the desk to look at.
func (r *reading) scheduled() {
	r.a.Status = presse.StatusScheduled
	switch {
	case r.a.Published.IsZero():
		r.a.Status = presse.StatusReview
		r.lose(presse.LossChanged, "wp:status", "future", errNoPlan)
	case !r.a.Published.After(r.written) || !r.a.Published.After(r.changed):
		r.a.Status, r.missed = presse.StatusReview, true // reported unless Write has kept the status
	}
}

// wasPublic reports whether a story in the trash was public before. WordPress notes the
// status that it had (wp_trash_post, WordPress 2.9).
func (r *reading) wasPublic() bool {
	before := r.first("_wp_trash_meta_status")
	if e := r.embargoed(); e.key != "" || e.until.After(r.written) {
		return false
	}
	switch {
	case r.it.Password != "":
		return false
	case before != "":
		return before == "publish" && !r.a.Published.IsZero() && (r.written.IsZero() || !r.a.Published.After(r.written))
	}
	return !isZero(r.it.DateGMT) && !r.a.Published.IsZero() && !r.a.Published.After(r.written)
}

// close applies everything that restricts a story: embargoes, expiries and memberships.
func (r *reading) close() {
	r.embargo()
	r.expiry()
	r.membership()
	r.closingTerms()
}

// purpose returns the kind of a custom field, and the member that Options or the usual names
// map it to. A field that is mapped to a member is not judged by its words.
func (r *reading) purpose(key string) (member string, kind keyKind) {
	if member = r.fields[key]; member != "" {
		return member, 0
	}
	if isBookkeeping(key) || strings.HasPrefix(key, "_presse") {
		return "", kindTopic
	}
	kind, ok := r.kinds[key]
	if !ok {
		kind = nameKind(key)
	}
	switch {
	case kind&kindEmbargo != 0:
		member = "embargo"
	case kind&kindExpiry != 0 && kind&(kindOther|kindMember|kindReader|kindBought|kindPassword) == 0 && !strings.HasPrefix(key, futureKey):
		member = "expiry"
	}
	return member, kind
}

// An embargo is what the fields of a story say about one.
type embargo struct {
	until   time.Time // the latest; zero if there is none
	key     string    // of the field without an end that can be read, if there is no other
	guessed []string  // fields with a day without a time
	may     []string  // fields that may say so, or when a film or record is released
	begins  []string  // fields that seem to say when the story is to appear
	fields  []string  // all custom fields that were read
}

// embargoed reads the fields that hold an embargo, and their lists.
func (r *reading) embargoed() embargo {
	var e embargo
	type found struct {
		signal
		value string
		usual bool
	}
	var days, rest []found
	var clock string
	clocks := 0
	for _, m := range r.signals() {
		member, kind := r.purpose(m.key)
		if member == "" && kind&(kindFrom|kindMayFrom) != 0 {
			if t, whole, ok := r.when(m.value); ok && t.After(r.written) {
				if kind&kindFrom == 0 {
					e.may = append(e.may, m.field)
				} else if e.begins = append(e.begins, m.field); !whole {
					days = append(days, found{signal: m, value: m.value})
				} else if t.After(e.until) {
					e.until = t
				}
			}
			continue
		}
		if member != "embargo" {
			continue
		}
		for _, value := range leaves(m.value) {
			t, whole, ok := time.Time{}, false, false
			if isFalse(value) || isZero(value) {
				e.add(m)
				continue
			}
			if hour := clockOf(value); hour != "" {
				clock = hour
				clocks++
				rest = append(rest, found{m, value, true})
				continue
			}
			if t, whole, ok = r.when(value); !ok {
				rest = append(rest, found{m, value, kind == 0 || strings.Contains(strings.ToLower(m.key), "embargo")})
				continue
			}
			if e.add(m); !whole {
				days = append(days, found{signal: m, value: value})
			} else if t.After(e.until) {
				e.until = t
			}
		}
	}
	for _, d := range days {
		t, _, _ := r.when(d.value)
		at, _, ok := r.when(t.Format(time.DateOnly) + " " + clock)
		if clocks != 1 || !ok {
			at = t.AddDate(0, 0, 1) // the day belongs to the embargo
			e.guessed = append(e.guessed, d.field)
		}
		if at.After(e.until) {
			e.until = at
		}
	}
	for _, f := range rest {
		// With an end, a box that is ticked says no more.
		known := !e.until.IsZero() && (meaningOf(f.value) == saysYes || clockOf(f.value) != "")
		if known || f.usual {
			e.add(f.signal)
		}
		if !known && f.usual {
			e.key = f.field
		}
	}
	return e
}

// add notes that a custom field was read.
func (e *embargo) add(m signal) {
	if m.own {
		e.fields = append(e.fields, m.key)
	}
}

// clockOf returns a time of the day as when reads it: "5h30", "05:30" and "05:30:00" are
// "05:30". Otherwise it returns "".
func clockOf(value string) string {
	hour, rest, ok := strings.Cut(strings.ToLower(strings.ReplaceAll(value, " ", "")), ":")
	if !ok {
		hour, rest, ok = strings.Cut(hour, "h")
	}
	minute, second, _ := strings.Cut(rest, ":")
	if minute == "" {
		minute = "00"
	}
	if !ok || !isNumber(hour) || len(hour) > 2 || !isNumber(minute) || len(minute) != 2 || second != "" && !isNumber(second) {
		return ""
	}
	return strings.Repeat("0", 2-len(hour)) + hour + ":" + minute
}

// embargo sets the embargo. A story with an embargo whose end cannot be read is not public.
func (r *reading) embargo() {
	e := r.embargoed()
	for _, key := range e.fields {
		r.taken[key] = true
	}
	if e.key != "" {
		r.review()
		r.lose(presse.LossChanged, e.key, "", errEmbargo)
	}
	for _, field := range e.may {
		r.lose(presse.LossGuessed, field, "", errMayFrom)
	}
	for _, field := range e.begins {
		r.lose(presse.LossGuessed, field, "", errFrom)
	}
	for _, key := range e.guessed {
		r.lose(presse.LossGuessed, key, "", errEmbargoDay)
	}
	if e.until.After(r.a.Embargo) {
		r.a.Embargo = e.until
	}
}

// review makes a story that is public, or is to be, one for the desk.
func (r *reading) review() {
	if r.a.Status >= presse.StatusScheduled && r.a.Status != presse.StatusRestricted && r.a.Status != presse.StatusWithdrawn {
		r.a.Status = presse.StatusReview
	}
}

// futureKey is where PublishPress Future (Post Expirator) keeps the end of a story, in seconds.
const futureKey = "_expiration-date"

// expiry reads the fields that hold the end of a story; the earliest counts.
func (r *reading) expiry() {
	r.future()
	take := func(m signal) {
		if m.own {
			r.taken[m.key] = true
		}
	}
	for _, m := range r.signals() {
		if member, _ := r.purpose(m.key); member != "expiry" {
			continue
		}
		for _, value := range leaves(m.value) {
			t, whole, ok := r.when(value)
			switch {
			case isFalse(value) || isZero(value):
				take(m)
			case ok:
				take(m)
				if !whole {
					r.lose(presse.LossGuessed, m.field, "", errDay)
				}
				r.expires(m.field, t)
			case r.fields[m.key] != "" && m.own && !r.taken[m.key]:
				take(m)
				r.keep(m.key, strings.TrimSpace(m.value), errInstant)
				r.unreadable(m.field, m.key, value)
			default:
				r.unreadable(m.field, m.key, value)
			}
		}
	}
}

// unreadable makes a story whose expiry cannot be read one for the desk: it may have expired.
// Words that say that it never does, and boxes, change nothing, nor do fields that say what
// is to happen then.
func (r *reading) unreadable(field, key, value string) {
	words := phrase(wordsOf(value))
	switch {
	case meaningOf(value) <= saysYes, words.some("jamais", "never", "sans", "no", "pas", "illimite", "illimitee", "unlimited"):
	case phrase(wordsOf(key)).some("type", "mode", "status", "statut", "option", "options", "action", "setting", "settings"):
	case r.fields[key] == "" && !namesEnd(key):
	default:
		r.review()
		r.lose(presse.LossChanged, field, "", errExpiry)
	}
}

// namesEnd reports whether all words of a name are those of the end of a publication.
func namesEnd(key string) bool {
	for _, w := range wordsOf(key) {
		if _, filler := kindWords()[w]; !filler && stemKind(w) != kindExpiry && !contains(endWords, w) {
			return false
		}
	}
	return true
}

// endWords are words that may be in the name of the end of a publication.
var endWords = []string{"heure", "time", "timestamp", "fin", "end", "publication", "parution", "publish", "published", "publie", "diffusion", "retrait", "until", "jusqu", "jusque",
	"visible", "visibilite", "online", "offline", "ligne", "hors", "mise", "stop", "arret"}

// expires sets the end of a story, unless it has an earlier one.
func (r *reading) expires(key string, t time.Time) {
	switch {
	case !t.After(r.a.Published) || !t.After(r.a.Embargo):
		// Validate wants an expiry after both; it was not public for a moment.
		r.review()
		r.lose(presse.LossChanged, key, "", errExpired)
	case r.a.Expiry.IsZero() || t.Before(r.a.Expiry):
		r.a.Expiry = t
	}
}

// future reads what PublishPress Future keeps, in seconds. It counts unless its status
// says that it is switched off ("saved" says that it is on), and only if the story is then to disappear: other actions pin it, or change its
// categories. The action is in a field of its own since version 2.8, and before in the
// options.
func (r *reading) future() {
	value := r.first(futureKey)
	status, action, options := r.first(futureKey+"-status"), r.first(futureKey+"-type"), r.first(futureKey+"-options")
	for _, rest := range []string{"-categories", "-taxonomy", "-post-status"} {
		r.first(futureKey + rest)
	}
	if isFalse(value) {
		return
	}
	if action == "" {
		action = unserialize(options).Get("expireType").String()
	}
	t, _, ok := r.when(value)
	action = strings.ToLower(action)
	switch {
	case status != "" && (isFalse(status) || contains([]string{"unsaved", "disabled", "inactive", "deleted", "removed", "cancelled"}, strings.ToLower(status))):
		r.lose(presse.LossDropped, futureKey, "", errors.New("switched off"))
	case strings.HasPrefix(action, "category") || strings.Contains(action, "stick") || strings.HasPrefix(action, "tax") || strings.HasPrefix(action, "term"):
		r.lose(presse.LossDropped, futureKey, "", errExpires)
	case !ok:
		r.keep(futureKey, value, errInstant)
		r.review()
		r.lose(presse.LossChanged, futureKey, "", errExpiry)
	default:
		r.expires(futureKey, t)
	}
}

// memberships are the custom fields in which plugins keep that a story is restricted, whose
// names do not say so, or whose values need more than meaningOf. Paid Memberships Pro and
// Simple Membership have tables of their own, which an export lacks.
var memberships = map[string]bool{
	"rcp_subscription_level": true, "rcp_user_level": true, "rcp_access_level": true, "_is_paid": true, // Restrict Content Pro
	"rcUserLevel":            true, // Restrict Content
	"_members_access_role":   true, // Members
	"um_content_restriction": true, // Ultimate Member
	"memberful_acl":          true, "memberful_available_to_any_registered_user": true, "memberful_available_to_anybody_subscribed_to_a_plan": true,
	"_issuem_leaky_paywall_visibility": true, // Leaky Paywall
	"_jetpack_newsletter_access":       true, "_jetpack_memberships_contains_paid_content": true, "_jetpack_memberships_contains_paywalled_content": true,
	"laterpay_post_prices":                                  true,
	"_wc_memberships_use_custom_content_restricted_message": true,
	"arm_access_plan":                                       true, // ARMember
	"_wpmem_block":                                          true, // WP-Members
	"s2member_ccaps_req":                                    true, "_s2member_ccaps_req": true,
	"_wlm_protect": true,                                                             // WishList Member
	"groups-read":  true, "groups-groups_read_post": true, "_groups_read_post": true, // Groups
	"patreon-level":                    true, // Patreon
	"pms-content-restrict-user-status": true, "pms-content-restrict-subscription-plan": true, "pms-content-restrict-all-subscription-plans": true,
	"ihc_mb_who":                   true, // Ultimate Membership Pro
	"passster_activate_protection": true, // Passster
}

// membership makes a story paid if a plugin restricts it, by a field, a block or a
// shortcode. No importer can know the plans of the paper, so that every restriction is
// the strictest.
func (r *reading) membership() {
	paid := func(field, value string, err error) {
		r.a.Access = presse.AccessPaid
		r.lose(presse.LossChanged, field, value, err)
	}
	for _, m := range r.signals() {
		value := strings.TrimSpace(m.value)
		if _, known := memberships[m.key]; known && m.own {
			r.taken[m.key] = true
			if r.byPlugin(m.key, value) {
				paid(m.key, "", errMember)
			}
			continue
		}
		member, kind := r.purpose(m.key)
		switch {
		case member == "access":
			if m.own {
				r.taken[m.key] = true
			}
			access, ok := accessOf(value)
			if access > r.a.Access {
				r.a.Access = access
			}
			if !ok {
				r.lose(presse.LossGuessed, m.field, "", errGuessPaid)
			}
		case member == "" && !strings.HasSuffix(m.key, "-content-restrict-type") && kind.restrictsStory(value):
			paid(m.field, "", errGuessPaid) // and it is kept
		}
	}
	if by, ok := r.restricted(r.it.Content, nil); ok {
		paid("content:encoded", by, errMember)
	}
	for _, rule := range r.rules {
		if rule.covers(r.it) {
			paid(rulePost, rule.id, errMember)
		}
	}
}

// byPlugin reports whether the value of a field of a membership plugin restricts the story.
func (r *reading) byPlugin(key, value string) bool {
	switch {
	case key == "pms-content-restrict-all-subscription-plans":
		return !isFalse(value) // "all" plans
	case key == "ihc_mb_who":
		everybody := strings.EqualFold(value, "all") || strings.EqualFold(value, "unreg")
		return !isFalse(value) && value != "-1" && (!everybody || r.first("ihc_mb_type") == "block")
	}
	return meaningOf(value) > saysAll && !r.openToAll(key, value)
}

// openToAll reports whether the settings that Ultimate Member and Leaky Paywall keep for
// every story say that everybody may read it.
func (r *reading) openToAll(key, value string) bool {
	settings := unserialize(value)
	if settings.Kind != php.Array {
		return false
	}
	switch key {
	case "um_content_restriction":
		return isFalse(settings.Get("_um_custom_access_settings").String()) || settings.Get("_um_accessible").String() == "0"
	case "_issuem_leaky_paywall_visibility":
		kind := settings.Get("visibility_type").String()
		return kind == "default" || kind == ""
	}
	return false
}

// accessOf reads the value of a custom field about access. An unknown value is the
// strictest, and ok is false.
func accessOf(value string) (access presse.Access, ok bool) {
	switch strings.ToLower(value) {
	case "registered", "inscrits", "inscrit", "members", "logged_in", "loggedin", "logged-in", "connecté", "connectés", "membres":
		return presse.AccessRegistered, true
	case "metered":
		return presse.AccessMetered, true
	}
	switch meaningOf(value) {
	case says, saysNo, saysAll:
		return presse.AccessFree, true
	case saysYes, saysLevel:
		return presse.AccessPaid, true
	}
	return presse.AccessPaid, false
}

// isFalse reports whether the value of a custom field says no: true_false of Advanced
// Custom Fields, checkboxes of other plugins.
func isFalse(value string) bool {
	return contains([]string{"", "0", "false", "no", "n", "off", "non", "none", "aucun", "aucune", "null", "a:0:{}", "b:0;", "n;", "[]", "{}", "لا"}, strings.ToLower(value))
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}
