package wordpress

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

var written = time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC) // testExport.created

// state returns the status and access of a story, and why it is withheld when the file was
// written.
func state(list []*presse.Article) string {
	if len(list) == 0 {
		return "left out"
	}
	a := list[0]
	text := a.Status.String()
	if a.Access != presse.AccessFree {
		text += ", " + a.Access.String()
	}
	if err := a.Withheld(written); err != nil {
		e := presse.Faults(err)[0]
		text += ", withheld by " + e.Field
	} else {
		text += ", public"
	}
	if !a.Embargo.IsZero() {
		text += ", embargo " + a.Embargo.Format(time.RFC3339)
	}
	if !a.Expiry.IsZero() {
		text += ", expiry " + a.Expiry.Format(time.RFC3339)
	}
	return text
}

func status(s string) func(*Item)   { return func(it *Item) { it.Status = s } }
func password(s string) func(*Item) { return func(it *Item) { it.Password = s } }
func content(s string) func(*Item)  { return func(it *Item) { it.Content = s } }
func published(local, gmt string) func(*Item) {
	return func(it *Item) { it.Date, it.DateGMT, it.Modified, it.ModifiedGMT = local, gmt, local, gmt }
}

// draftDate is the date of a story that has none of its own.
var draftDate = published("2026-03-02 09:00:00", "0000-00-00 00:00:00")

type change = func(*Item)

func TestStatus(t *testing.T) {
	cases := []struct {
		rule    string
		changes []change
		want    string
		told    string // a part of what is reported; "-" if nothing is
	}{
		{"publish is published", nil, "published, public", "-"},
		{"publish with a later date waits for it", []change{published("2026-04-01 09:00:00", "2026-04-01 07:00:00")}, "published, withheld by published", "-"},
		{"publish without a date is in review", []change{published("", "")}, "review, withheld by status", "wp:status"},
		{"future is scheduled", []change{status("future"), published("2026-03-12 09:00:00", "2026-03-12 08:00:00")}, "scheduled, withheld by published", "-"},
		{"future that missed its schedule is in review", []change{status("future")}, "review, withheld by status", "missed its schedule"},
		{"future at the instant of the file is in review", []change{status("future"), published("2026-03-10 09:00:00", "2026-03-10 08:00:00")}, "review, withheld by status", "missed its schedule"},
		{"future without a date is in review", []change{status("future"), published("", "")}, "review, withheld by status", "without a time"},
		{"draft has no date of its own", []change{status("draft"), draftDate}, "draft, withheld by status", "wp:post_date dropped"},
		{"pending is in review", []change{status("pending"), draftDate}, "review, withheld by status", "wp:post_date dropped"},
		{"private is restricted", []change{status("private")}, "restricted, withheld by status", `wp:status "private" changed`},
		{"a password restricts", []change{password("oliviers")}, "restricted, withheld by status", "wp:post_password changed"},
		{"a password restricts a scheduled story", []change{status("future"), published("2026-03-12 09:00:00", "2026-03-12 08:00:00"), password("x")}, "restricted, withheld by status", "wp:post_password"},
		{"a draft with a password stays a draft", []change{status("draft"), draftDate, password("x")}, "draft, withheld by status", "wp:post_password"},
		{"trash of a public story is withdrawn", []change{status("trash"), meta("_wp_trash_meta_status", "publish")}, "withdrawn, withheld by status", "-"},
		{"trash of a draft is left out", []change{status("trash"), meta("_wp_trash_meta_status", "draft")}, "left out", "never published"},
		{"trash of a private story is left out", []change{status("trash"), meta("_wp_trash_meta_status", "private")}, "left out", "never published"},
		{"trash of a scheduled story is left out", []change{status("trash"), meta("_wp_trash_meta_status", "future")}, "left out", "never published"},
		{"trash of a story with a password is left out", []change{status("trash"), meta("_wp_trash_meta_status", "publish"), password("x")}, "left out", "never published"},
		{"trash without a note was public if it has a GMT", []change{status("trash")}, "withdrawn, withheld by status", "-"},
		{"trash without a note and GMT is left out", []change{status("trash"), draftDate}, "left out", "never published"},
		{"trash of a story of the future was never public", []change{status("trash"), meta("_wp_trash_meta_status", "publish"), published("2026-04-01 09:00:00", "2026-04-01 07:00:00")}, "left out", "never published"},
		{"auto-draft is left out", []change{status("auto-draft")}, "left out", "auto-draft"},
		{"pitch of Edit Flow is a draft", []change{status("pitch")}, "draft, withheld by status", "workflow"},
		{"in-progress of PublishPress is a draft", []change{status("in-progress")}, "draft, withheld by status", "workflow"},
		{"pending-review is in review", []change{status("pending-review")}, "review, withheld by status", "workflow"},
		{"archive is closed", []change{status("archive")}, "restricted, withheld by status", "unknown status"},
		{"inherit is closed", []change{status("inherit")}, "restricted, withheld by status", "unknown status"},
		{"acf-disabled is closed", []change{status("acf-disabled")}, "restricted, withheld by status", "unknown status"},
		{"wc-completed is closed", []change{status("wc-completed")}, "restricted, withheld by status", "unknown status"},
		{"no status is closed", []change{status("")}, "restricted, withheld by status", "unknown status"},
		{"PUBLISH in capitals is published, and told", []change{status("PUBLISH")}, "published, public", `wp:status "publish" changed`},

		{"an embargo in the future", []change{meta("embargo", "2026-03-12T05:00:00+00:00")}, "published, withheld by embargo, embargo 2026-03-12T05:00:00Z", "-"},
		{"an embargo by the clock of the story", []change{meta("embargo", "2026-03-12 05:00:00")}, "published, withheld by embargo, embargo 2026-03-12T05:00:00+01:00", "-"},
		{"an embargo in seconds", []change{meta("date_embargo", "1773291600")}, "published, withheld by embargo, embargo 2026-03-12T06:00:00+01:00", "-"},
		{"an embargo in milliseconds", []change{meta("date_embargo", "1773291600000")}, "published, withheld by embargo, embargo 2026-03-12T06:00:00+01:00", "-"},
		{"an embargo as a day ends with it", []change{meta("embargo", "20260312")}, "published, withheld by embargo, embargo 2026-03-13T00:00:00+01:00", "ends with it"},
		{"an embargo as printed", []change{meta("embargo", "12 mars 2026 à 5 h 30")}, "published, withheld by embargo, embargo 2026-03-12T05:30:00+01:00", "-"},
		{"the later of two embargoes", []change{meta("embargo", "2026-03-12 05:00:00", "date_embargo", "2026-03-14 05:00:00")}, "published, withheld by embargo, embargo 2026-03-14T05:00:00+01:00", "-"},
		{"an embargo that is over", []change{meta("embargo", "2026-03-01 05:00:00")}, "published, public, embargo 2026-03-01T05:00:00+01:00", "-"},
		{"an embargo without an end closes", []change{meta("embargo", "oui")}, "review, withheld by status", "embargo without an end"},
		{"an embargo that says no", []change{meta("embargo", "0")}, "published, public", "-"},
		{"an embargo of zeros", []change{meta("embargo", "0000-00-00 00:00:00")}, "published, public", "-"},
		{"an ACF reference is no embargo", []change{meta("embargo", "", "_embargo", "field_64ab")}, "published, public", "-"},

		{"expiry of PublishPress Future", []change{meta("_expiration-date", "1773291600", "_expiration-date-status", "saved", "_expiration-date-type", "draft")}, "published, public, expiry 2026-03-12T06:00:00+01:00", "-"},
		{"an expiry that is over", []change{meta("_expiration-date", "1772600000", "_expiration-date-status", "saved")}, "published, withheld by expiry, expiry 2026-03-04T05:53:20+01:00", "-"},
		{"an expiry that is switched off", []change{meta("_expiration-date", "1773291600", "_expiration-date-status", "removed")}, "published, public", "switched off"},
		{"an expiry that changes categories", []change{meta("_expiration-date", "1773291600", "_expiration-date-status", "saved", "_expiration-date-type", "category-remove")}, "published, public", "not that it disappears"},
		{"an expiry as a day is its beginning", []change{meta("date_expiration", "20260312")}, "published, public, expiry 2026-03-12T00:00:00+01:00", "first instant"},
		{"the earlier of two expiries", []change{meta("expiration_date", "2026-03-14 05:00:00", "unpublish_date", "2026-03-12 05:00:00")}, "published, public, expiry 2026-03-12T05:00:00+01:00", "-"},
		{"an expiry that cannot be read is for the desk", []change{meta("date_expiration", "bientôt")}, "review, withheld by status", "date_expiration changed"},
		{"an expiry before the publication closes", []change{meta("date_expiration", "2026-03-01 05:00:00")}, "review, withheld by status", "expires before"},

		{"Restrict Content Pro", []change{meta("rcp_subscription_level", "a:1:{i:0;i:2;}")}, "published, paid, public", "rcp_subscription_level changed"},
		{"Restrict Content without a level", []change{meta("rcUserLevel", "None")}, "published, public", "-"},
		{"Members", []change{meta("_members_access_role", "subscriber")}, "published, paid, public", "_members_access_role changed"},
		{"Jetpack for everybody", []change{meta("_jetpack_newsletter_access", "everybody")}, "published, public", "-"},
		{"Jetpack for subscribers", []change{meta("_jetpack_newsletter_access", "paid_subscribers")}, "published, paid, public", "_jetpack_newsletter_access"},
		{"Ultimate Member without settings of its own", []change{meta("um_content_restriction", `a:2:{s:26:"_um_custom_access_settings";s:1:"0";s:14:"_um_accessible";s:1:"2";}`)}, "published, public", "-"},
		{"Ultimate Member for everybody", []change{meta("um_content_restriction", `a:2:{s:26:"_um_custom_access_settings";s:1:"1";s:14:"_um_accessible";s:1:"0";}`)}, "published, public", "-"},
		{"Ultimate Member for accounts", []change{meta("um_content_restriction", `a:2:{s:26:"_um_custom_access_settings";s:1:"1";s:14:"_um_accessible";s:1:"2";}`)}, "published, paid, public", "um_content_restriction"},
		{"Ultimate Member that cannot be read", []change{meta("um_content_restriction", `a:2:{s:26`)}, "published, paid, public", "um_content_restriction"},
		{"Leaky Paywall by default", []change{meta("_issuem_leaky_paywall_visibility", `a:1:{s:15:"visibility_type";s:7:"default";}`)}, "published, public", "-"},
		{"Leaky Paywall", []change{meta("_issuem_leaky_paywall_visibility", `a:1:{s:15:"visibility_type";s:4:"only";}`)}, "published, paid, public", "leaky"},
		{"a field that says subscribers", []change{meta("abonnes", "1")}, "published, paid, public", "-"},
		{"a field that says no", []change{meta("abonnes", "0")}, "published, public", "-"},
		{"a field with an account", []change{meta("acces", "registered")}, "published, registered, public", "-"},
		{"a field with an unknown word is the strictest", []change{meta("acces", "niveau 3")}, "published, paid, public", "acces guessed"},
		{"the strictest of two fields", []change{meta("acces", "registered", "abonnes", "1")}, "published, paid, public", "-"},
		{"an unknown field that speaks of a paywall", []change{meta("journal_paywall", "on")}, "published, paid, public", "journal_paywall"},
		{"an unknown field that speaks of a paywall and says no", []change{meta("journal_paywall", "off")}, "published, public", "journal_paywall kept"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			got, losses := read(t, testExport{items: []Item{story("12", c.changes...)}}, Options{})
			if s := state(got); s != c.want {
				t.Errorf("input %v\n got %s\nwant %s", c.rule, s, c.want)
			}
			switch list := told(losses); {
			case c.told == "-" && list != "":
				t.Errorf("%s: got losses %s\nwant none", c.rule, list)
			case c.told != "-" && !strings.Contains(list, c.told):
				t.Errorf("%s: got losses %s\nwant one with %q", c.rule, list, c.told)
			}
			for _, a := range got {
				if fmt.Sprint(a.Unknown) != fmt.Sprint(map[string]any(nil)) && strings.Contains(fmt.Sprint(a.Unknown), "oliviers") {
					t.Errorf("the password is in %v", a.Unknown)
				}
			}
		})
	}
}

// A field that closes a story does so whatever Options.Fields says.
func TestFieldsThatCloseCannotBeSwitchedOff(t *testing.T) {
	it := story("12", meta("embargo", "2026-03-12 05:00:00", "abonnes", "1"))
	got, _ := read(t, testExport{items: []Item{it}}, Options{Fields: map[string]string{"embargo": "", "abonnes": ""}})
	if s := state(got); s != "published, paid, withheld by embargo, embargo 2026-03-12T05:00:00+01:00" {
		t.Errorf("got %s", s)
	}
}

// Without a date of the file, its latest change is the earliest that it can have been
// written.
func TestMissedScheduleInAFileWithoutADate(t *testing.T) {
	late := story("1", published("2026-03-05 09:00:00", "2026-03-05 08:00:00"))
	missed := story("2", status("future"), published("2026-03-04 09:00:00", "2026-03-04 08:00:00"))
	planned := story("3", status("future"), func(it *Item) { it.Date, it.DateGMT = "2026-03-06 09:00:00", "2026-03-06 08:00:00" })
	text := strings.Replace(testExport{items: []Item{missed, late, planned}}.String(), `created="2026-03-10 08:00"`, "", 1)
	x, _ := open(t, text, Options{})
	var got []string
	for a, err := range x.Articles() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, a.ID+" "+a.Status.String())
	}
	if want := "2 review, 1 published, 3 scheduled"; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, ", "), want)
	}
}

// The date of a file that was put together later is older than its latest change.
func TestMissedScheduleInAFileWithAnOldDate(t *testing.T) {
	changed := story("1", func(it *Item) { it.Modified, it.ModifiedGMT = "2026-06-01 10:00:00", "2026-06-01 08:00:00" })
	missed := story("2", status("future"), published("2026-05-01 10:00:00", "2026-05-01 08:00:00"))
	planned := story("3", status("future"), published("2026-07-01 10:00:00", "2026-07-01 08:00:00"))
	list, _ := read(t, testExport{items: []Item{changed, missed, planned}}, Options{})
	if got := list[1].Status.String() + " " + list[2].Status.String(); got != "review scheduled" {
		t.Errorf("got %s, want review scheduled", got)
	}
}

// A story that was changed after the file was written, as it says, while it waited for its
// instant, says nothing about the time of the file.
func TestScheduledStoriesDoNotDateAFile(t *testing.T) {
	missed := story("1", status("future"), published("2026-03-01 09:00:00", "2026-03-01 08:00:00"), func(it *Item) { it.Modified, it.ModifiedGMT = "2027-02-01 10:00:00", "2027-02-01 09:00:00" })
	planned := story("2", status("future"), published("2027-01-01 10:00:00", "2027-01-01 09:00:00"))
	list, _ := read(t, testExport{items: []Item{missed, planned}}, Options{})
	if got := list[0].Status.String() + " " + list[1].Status.String(); got != "review scheduled" {
		t.Errorf("got %s, want review scheduled", got)
	}
}

// The story whose embargo was not over when it was put into the trash has no address that is
// gone.
func TestRedirectsOfAnEmbargoInTheTrash(t *testing.T) {
	it := story("12", status("trash"), meta("_wp_trash_meta_status", "publish", "embargo", "2027-03-12 06:00:00"))
	x, _ := open(t, testExport{channel: lina, items: []Item{it}}.String(), Options{})
	for r, err := range x.Redirects() {
		t.Errorf("got %v, %v, want none", r, err)
	}
}
