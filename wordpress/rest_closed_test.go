package wordpress

import (
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// Whatever a plugin adds to a post closes it as a custom field of an export does.
func TestReadRESTRestrictions(t *testing.T) {
	later := clock("2030-01-01 00:00:00")
	cases := []struct {
		name, member string
		open         bool
	}{
		{"nothing", `"x":1`, true},
		{"an embargo in meta", `"meta":{"embargo":"2099-03-02 06:00:00"}`, false},
		{"an embargo in acf", `"acf":{"embargo":"2099-03-02 06:00:00"}`, false},
		{"an embargo in a group of acf", `"acf":{"diffusion":{"embargo":"2099-03-02 06:00:00"}}`, false},
		{"an embargo in a list of groups", `"acf":{"diffusion":[{"web":{"embargo":"2099-03-02 06:00:00"}}]}`, false},
		{"an embargo of its own", `"embargo":"2099-03-02 06:00:00"`, false},
		{"an embargo that cannot be read", `"embargo":{"jour":"demain"}`, false},
		{"an empty embargo", `"embargo":""`, true},
		{"no embargo as PHP writes it", `"embargo":[]`, true},
		{"no embargo as false", `"embargo":false`, true},
		{"a membership in meta", `"meta":{"rcp_subscription_level":["1","2"]}`, false},
		{"a membership in meta, with settings", `"meta":{"_issuem_leaky_paywall_visibility":{"visibility_type":"only"}}`, false},
		{"a membership of its own", `"_jetpack_memberships_contains_paid_content":true`, false},
		{"access of its own", `"premium":1`, false},
		{"access as false", `"premium":false`, true},
		{"access in a part of another member", `"gazette":{"acces":"abonnés"}`, false},
		{"a name that says it", `"paywall":{"mur":2}`, false},
		{"schema.org says it is not free", `"yoast_head_json":{"schema":{"@graph":[{"@type":"NewsArticle","isAccessibleForFree":"False"}]}}`, false},
		{"schema.org says it is free", `"yoast_head_json":{"schema":{"@graph":[{"isAccessibleForFree":true}]}}`, true},
		{"no status", `"status":null`, true},
		{"a status that is no text", `"status":["publish"]`, false},
		{"no status in the context edit", `"status":null,"content":{"raw":"<p>x</p>"}`, false},
		{"protected as text", `"content":{"rendered":"","protected":"true"}`, false},
		{"protected as a number", `"content":{"rendered":"","protected":1}`, false},
		{"a protected excerpt", `"excerpt":{"rendered":"","protected":true}`, false},
	}
	for _, c := range cases {
		text := strings.Replace(restView, "\"meta\":{\"surtitre\":\"Commerce\"}", c.member, 1) // after status and content: the last of two members counts
		all, errs := restStories("["+text+"]", nil, Options{})
		if len(all) != 1 || len(errs) > 0 {
			t.Errorf("%s: %d stories, errors %v", c.name, len(all), errs)
			continue
		}
		if a := all[0]; (a.Public(later) && a.Access == presse.AccessFree) != c.open {
			t.Errorf("%s: %v %v embargo %v, want open: %v", c.name, a.Status, a.Access, a.Embargo, c.open)
		}
	}
}

// Numbers are IDs in any spelling, and other things are not.
func TestRESTID(t *testing.T) {
	for raw, want := range map[string]string{
		"101": "101", `"101"`: "101", "101.0": "101", "1.01e2": "101", "0": "", "-4": "", "1.5": "", `"x"`: "", "1e300": "", "true": "1", "null": "", "[]": "", `"007"`: "7",
	} {
		if got := idOf([]byte(raw)); got != want {
			t.Errorf("idOf(%s) = %q, want %q", raw, got, want)
		}
	}
}
