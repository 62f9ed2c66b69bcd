package wordpress

import (
	"errors"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/php"
)

var (
	errMissed    = errors.New("missed its schedule: the instant was past when the file was written, and it was not published")
	errNoPlan    = errors.New("scheduled without a time")
	errPrivate   = errors.New("only for those with an account of the paper")
	errPassword  = errors.New("protected by a password, which is not kept")
	errTrash     = errors.New("in the trash and never published")
	errAutoDraft = errors.New("an empty draft that WordPress made")
	errStatus    = errors.New("unknown status; the story is not public")
	errWorkflow  = errors.New("a status of an editorial workflow; the story is not public")
	errEmbargo   = errors.New("an embargo without an end that can be read; the story is not public")
	errMember    = errors.New("a membership plugin restricts it; the story is for subscribers")
	errGuessPaid = errors.New("a custom field seems to restrict it; the story is for subscribers")
	errDay       = errors.New("a day without a time; its first instant is used")
	errExpires   = errors.New("what is to happen to the story is not that it disappears")
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
		r.a.Status = presse.StatusReview
		r.lose(presse.LossChanged, "wp:status", "future", errMissed)
	}
}

// wasPublic reports whether a story in the trash was public before. WordPress notes the
// status that it had (wp_trash_post, WordPress 2.9).
func (r *reading) wasPublic() bool {
	before := r.first("_wp_trash_meta_status")
	switch {
	case r.it.Password != "":
		return false
	case before != "":
		return before == "publish" && !r.a.Published.IsZero() && !r.a.Published.After(r.written)
	}
	return !isZero(r.it.DateGMT) && !r.a.Published.IsZero() && !r.a.Published.After(r.written)
}

// close applies everything that restricts a story: embargoes, expiries and memberships.
func (r *reading) close() {
	r.embargo()
	r.expiry()
	r.membership()
}

// embargo reads the fields that hold an embargo; the latest counts. A story with an embargo
// whose end cannot be read is not public.
func (r *reading) embargo() {
	for _, m := range r.it.Meta {
		if r.fields[m.Key] != "embargo" || isReference(m) {
			continue
		}
		r.taken[m.Key] = true
		value := strings.TrimSpace(m.Value)
		if isFalse(value) || isZero(value) {
			continue
		}
		t, whole, ok := r.when(value)
		switch {
		case !ok:
			if r.a.Status >= presse.StatusScheduled && r.a.Status != presse.StatusRestricted && r.a.Status != presse.StatusWithdrawn {
				r.a.Status = presse.StatusReview
			}
			r.lose(presse.LossChanged, m.Key, "", errEmbargo)
			continue
		case !whole:
			t = t.AddDate(0, 0, 1) // the day belongs to the embargo
			r.lose(presse.LossGuessed, m.Key, "", errors.New("a day without a time; the embargo ends with it"))
		}
		if t.After(r.a.Embargo) {
			r.a.Embargo = t
		}
	}
}

// expiry reads the fields that hold the end of a story; the earliest counts.
//
// PublishPress Future (Post Expirator) keeps it in _expiration-date, in seconds. It counts
// only if _expiration-date-status is "saved", and only if the story is then to disappear:
// other actions change its categories.
func (r *reading) expiry() {
	expires := func(key string, t time.Time) {
		if !t.After(r.a.Published) || !t.After(r.a.Embargo) {
			// Validate wants an expiry after both; it was not public for a moment.
			if r.a.Status >= presse.StatusScheduled && r.a.Status != presse.StatusRestricted && r.a.Status != presse.StatusWithdrawn {
				r.a.Status = presse.StatusReview
			}
			r.lose(presse.LossChanged, key, "", errors.New("expires before it is published"))
			return
		}
		if r.a.Expiry.IsZero() || t.Before(r.a.Expiry) {
			r.a.Expiry = t
		}
	}
	const future = "_expiration-date"
	if value := r.first(future); !isFalse(value) {
		status, action := r.first(future+"-status"), r.first(future+"-type")
		r.taken[future+"-options"] = true
		t, _, ok := r.when(value)
		switch {
		case status != "" && status != "saved":
			r.lose(presse.LossDropped, future, "", errors.New("switched off"))
		case strings.HasPrefix(action, "category") || strings.Contains(action, "stick") || strings.HasPrefix(action, "tax"):
			r.lose(presse.LossDropped, future, "", errExpires)
		case !ok:
			r.keep(future, value, errInstant)
		default:
			expires(future, t)
		}
	}
	for _, m := range r.it.Meta {
		if r.fields[m.Key] != "expiry" || isReference(m) {
			continue
		}
		r.taken[m.Key] = true
		value := strings.TrimSpace(m.Value)
		if isFalse(value) || isZero(value) {
			continue
		}
		t, whole, ok := r.when(value)
		if !ok {
			r.keep(m.Key, value, errInstant)
			continue
		}
		if !whole {
			r.lose(presse.LossGuessed, m.Key, "", errDay)
		}
		expires(m.Key, t)
	}
}

// memberships are the custom fields in which plugins keep that a story is restricted, with
// the values that mean it is not. Paid Memberships Pro, MemberPress and Simple Membership
// have tables of their own, which an export lacks.
var memberships = map[string][]string{
	"rcp_subscription_level": nil, // Restrict Content Pro
	"rcp_user_level":         {"none"},
	"rcp_access_level":       {"none"},
	"_is_paid":               nil,
	"rcUserLevel":            {"none"}, // Restrict Content
	"_members_access_role":   nil,      // Members
	"um_content_restriction": nil,      // Ultimate Member
	"memberful_acl":          {"a:0:{}"},
	"memberful_available_to_any_registered_user":            nil,
	"_issuem_leaky_paywall_visibility":                      nil, // Leaky Paywall
	"_jetpack_newsletter_access":                            {"everybody"},
	"_jetpack_memberships_contains_paid_content":            nil,
	"_jetpack_memberships_contains_paywalled_content":       nil,
	"laterpay_post_prices":                                  {"a:0:{}"},
	"_wc_memberships_use_custom_content_restricted_message": nil,
	"arm_access_plan":                                       {"a:0:{}"}, // ARMember
	"_wpmem_block":                                          nil,        // WP-Members
	"_s2member_ccaps_req":                                   {"a:0:{}"}, // s2Member
	"_wlm_protect":                                          nil,        // WishList Member
}

// membership makes a story paid if a plugin restricts it, by a field, a block or a
// shortcode. No importer can know the plans of the paper, so that every restriction is
// the strictest.
func (r *reading) membership() {
	paid := func(field, value string, err error) {
		r.a.Access = presse.AccessPaid
		r.lose(presse.LossChanged, field, value, err)
	}
	for _, m := range r.it.Meta {
		value := strings.TrimSpace(m.Value)
		free, known := memberships[m.Key]
		switch {
		case known:
			r.taken[m.Key] = true
			if !isFalse(value) && !contains(free, value) && !r.openToAll(m.Key, value) {
				paid(m.Key, "", errMember)
			}
		case isReference(m):
		case r.fields[m.Key] == "access":
			r.taken[m.Key] = true
			access, ok := accessOf(value)
			if access > r.a.Access {
				r.a.Access = access
			}
			if !ok {
				r.lose(presse.LossGuessed, m.Key, "", errGuessPaid)
			}
		case seemsRestricted(m.Key) && !isFalse(value) && value != "a:0:{}":
			paid(m.Key, "", errGuessPaid) // and it is kept
		}
	}
	if by, ok := restrictedContent(r.it.Content); ok {
		paid("content:encoded", by, errMember)
	}
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

// seemsRestricted reports whether the name of an unknown custom field says that it
// restricts a story.
func seemsRestricted(key string) bool {
	key = strings.ToLower(key)
	for _, word := range strings.FieldsFunc(key, func(c rune) bool { return c == '_' || c == '-' || c == ' ' || c == '.' }) {
		switch word {
		case "paywall", "paywalled", "abonnes", "abonnés", "payant", "restricted", "subscribersonly", "subscriber", "subscribers", "reserve":
			return true
		}
	}
	return strings.HasSuffix(key, "_premium") || strings.HasSuffix(key, "_members_only")
}

// accessOf reads the value of a custom field about access. An unknown value is the
// strictest, and ok is false.
func accessOf(value string) (access presse.Access, ok bool) {
	switch v := strings.ToLower(value); {
	case isFalse(v), contains([]string{"free", "gratuit", "libre", "public", "everybody", "tous", "all", "everyone", "مجاني"}, v):
		return presse.AccessFree, true
	case contains([]string{"registered", "inscrits", "inscrit", "members"}, v):
		return presse.AccessRegistered, true
	case contains([]string{"metered"}, v):
		return presse.AccessMetered, true
	case contains([]string{"1", "true", "yes", "on", "oui", "paid", "payant", "premium", "abonnés", "abonnes", "abonne", "subscribers", "نعم"}, v):
		return presse.AccessPaid, true
	}
	return presse.AccessPaid, false
}

// isFalse reports whether the value of a custom field says no: true_false of Advanced
// Custom Fields, checkboxes of other plugins.
func isFalse(value string) bool {
	return contains([]string{"", "0", "false", "no", "off", "non", "none", "null", "a:0:{}", "b:0;", "n;", "لا"}, strings.ToLower(value))
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}
