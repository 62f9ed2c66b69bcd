package wordpress

import (
	"strings"
	"testing"
)

func TestWhatMembershipPluginsHide(t *testing.T) {
	for _, c := range []struct{ rule, in, by string }{
		{"a free story", "<!-- wp:paragraph --><p>Un [sic] [membre] texte.</p><!-- /wp:paragraph -->", ""},
		{"Jetpack", `<!-- wp:jetpack/premium-content --><div><!-- wp:jetpack/premium-content-subscriber-view --><p>x</p><!-- /wp:jetpack/premium-content-subscriber-view --></div><!-- /wp:jetpack/premium-content -->`, "jetpack/premium-content"},
		{"Jetpack's paywall", "<p>a</p><!-- wp:jetpack/paywall /--><p>b</p>", "jetpack/paywall"},
		{"Newspack", "<!-- wp:group --><!-- wp:newspack/paywall /--><!-- /wp:group -->", "newspack/paywall"},
		{"attributes of Ultimate Member", `<!-- wp:group {"um_is_restrict":true,"um_who_access":"1"} --><p>x</p><!-- /wp:group -->`, "core/group"},
		{"attributes of Content Control", `<!-- wp:paragraph {"contentControls":{"enabled":true}} --><p>x</p><!-- /wp:paragraph -->`, "core/paragraph"},
		{"Restrict Content Pro", "Un.\n\n[restrict paid=\"true\"]Deux.[/restrict]", "restrict"},
		{"MemberPress", `[mepr-active membership="12"]Deux.[/mepr-active]`, "mepr-active"},
		{"Paid Memberships Pro", `[membership level="1,2"]Deux.[/membership]`, "membership"},
		{"Paid Memberships Pro, for readers without a level", `[membership level="0"]Abonnez-vous.[/membership]`, ""},
		{"WooCommerce Memberships", `[wcm_restrict plans="or"]Deux.[/wcm_restrict]`, "wcm_restrict"},
		{"WooCommerce Memberships, for others", `[wcm_nonmember]Abonnez-vous.[/wcm_nonmember]`, ""},
		{"Leaky Paywall", "Un.\n\n[leaky_paywall]\n\nDeux.", "leaky_paywall"},
		{"s2Member", `[s2If current_user_can(access_s2member_level1)]Deux.[/s2If]`, "s2If"},
		{"Ultimate Member", `[um_show_content roles="abonne"]Deux.[/um_show_content]`, "um_show_content"},
		{"Restrict User Access", `[restrict-user role="x"]Deux.[/restrict-user]`, "restrict-user"},
		{"Content Control", `[content_control logged_out="0"]Deux.[/content_control]`, "content_control"},
		{"Simple Membership", "[swpm_protected for='2']Deux.[/swpm_protected]", "swpm_protected"},
		{"a theme's own", "[abonnes]Deux.[/abonnes]", "abonnes"},
		{"the word alone hides nothing", "[members] [private] [premium] [abonnes]", ""},
		{"escaped", "[[restrict]x[/restrict]]", ""},
		{"in a comment", "<!-- [restrict]x[/restrict] -->", ""},
		{"in an attribute", `<a title="[restrict]x[/restrict]">y</a>`, ""},
		{"an unclosed bracket", "[restrict [restrict", ""},
	} {
		by, ok := restrictedContent(c.in)
		if by != c.by || ok != (c.by != "") {
			t.Errorf("%s: restrictedContent(%q) = %q, %v, want %q, %v", c.rule, c.in, by, ok, c.by, c.by != "")
		}
	}
}

func TestWhatAttributesHide(t *testing.T) {
	block := func(name, attrs string) string {
		return "<!-- wp:" + name + " " + attrs + " --><p>x</p><!-- /wp:" + name + " -->"
	}
	code := func(name, attrs string) string { return "[" + name + " " + attrs + "]x[/" + name + "]" }
	closed := []string{
		block("group", `{"newspackAccessControlMode":"custom","newspackAccessControlRules":{"registration":{"active":true}}}`),
		block("group", `{"newspackAccessControlMode":"gate","newspackAccessControlGateIds":[123]}`), block("group", `{"newspackAccessControlGateIds":[123],"newspackAccessControlVisibility":"hidden"}`),
		block("paragraph", `{"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"userRole":{"visibilityByRole":"logged-in"}}}]}}`),
		block("paragraph", `{"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"userRole":{"visibilityByRole":"user-role","restrictedRoles":["subscriber"]}}}]}}`),
		block("paragraph", `{"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"dateTime":{"schedules":[{"enable":true,"start":"2027-03-12T00:00:00"}]}}}]}}`),
		block("paragraph", `{"blockVisibility":{"visibilityByRole":"logged-in"}}`), block("groups/groups-member", `{"groups_select":"[{\"value\":\"3\"}]"}`),
		block("paragraph", `{"otterConditions":[[{"type":"loggedInUser"}]]}`), block("paragraph", `{"otterConditions":[[{"type":"userRoles","roles":["subscriber"]}]]}`),
		block("paragraph", `{"visibilityLoggedIn":true}`), block("group", `{"UAGLoggedOut":true,"UAGDisplayConditions":"userstate"}`),
		block("group", `{"editorskit":{"devices":false,"loggedin":true,"loggedout":false}}`), block("group", `{"isRestricted":true}`), block("group", `{"userRoles":["subscriber"]}`),
		block("group", `{"contentControls":{"enabled":true,"rules":{}}}`), block("group", `{"contentControls":{"rules":{},"enabled":true}}`), block("acme/paywall", `{"a":1}`),
		block("acme/members-only", `{"a":1}`), block("acme/restricted-content", `{}`), block("group", `{"visibility":"members"}`), block("group", `{"hideFromGuests":true}`),
		block("group", `{"reserveAuxAbonnes":true}`),
		block("group", `{"className":"members-only"}`), block("group", `{"className":"bleu abonnes-seulement"}`),
		block("kadence/rowlayout", `{"kadenceBlockUser":"loggedin"}`), block("stackable/columns", `{"displayCondition":{"options":[{"type":"login-status"}]}}`),
		block("generateblocks/container", `{"gbBlockCondition":"5"}`), block("group", `{"displayConditions":{"loggedIn":"in"}}`),
		block("group", `{"advancedConditions":{"userStatus":"logged-in"}}`), block("group", `{"metadata":{"blockVisibility":{"userRole":["x"]}}}`),
		block("learndash/ld-student", `{}`), block("passster/content-lock", `{}`), block("newspack/content-gate", `{}`), block("leaky-paywall/x", `{}`),
		"<!--paywall--><p>x</p>", "<!-- members-only --><p>x</p>", "<!-- Réservé aux abonnés -->",
		code("abonnés", ""), code("signinlocker", ""), code("sociallocker", ""), code("hide", ""), code("hidden", ""), code("fusion_text", `status="publish_after" publish_date="2027-06-01 00:00:00"`), code("userpro_private", ""), code("upme_private", ""),
		code("memb_has_any_tag", `tagid="3"`), code("accessally_has_tag", `tag="3"`), code("fusion_text", `user_status="logged_in"`), code("et_pb_text", `et_pb_user_role="subscriber"`),
		code("memberful", `has_subscription_to="3"`), code("pms-restrict", `subscription_plans="41"`), code("wpmem_logged_in", ""), code("arm_if_user_in_plan", `plan="2"`),
		code("su_members", `message="x"`), code("is_user_logged_in", ""), code("user_is_logged_in", ""), code("patreon_content", `level="5"`), code("reserve", ""),
		code("contenu_abonne", ""), code("protect", `password="x"`), code("mailoptin-lock", `optin_id="3"`), code("visibility", `role="member"`),
		code("vc_row", `visibility="logged_in"`), code("et_pb_section", `display_conditions="W3siaWQiOjF9XQ=="`), code("fusion_text", `user_role="subscriber"`),
	}
	open := []string{
		block("group", `{"newspackAccessControlMode":"gate","newspackAccessControlGateIds":[]}`), block("group", `{"newspackAccessControlMode":"custom","newspackAccessControlRules":{}}`),
		block("group", `{"newspackAccessControlMode":"custom","newspackAccessControlRules":{"registration":{"active":false}},"newspackAccessControlVisibility":"visible"}`),
		block("paragraph", `{"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"screenSize":{"hideOnScreenSize":{"small":true}}}}]}}`),
		block("paragraph", `{"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"userRole":{"visibilityByRole":"public","restrictedRoles":["subscriber"]}}}]}}`),
		block("paragraph", `{"blockVisibility":{"controlSets":[{"id":1,"enable":false,"controls":{"userRole":{"visibilityByRole":"logged-in"}}}]}}`),
		block("paragraph", `{"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"userRole":{"visibilityByRole":"logged-out"}}}]}}`),
		block("paragraph", `{"otterConditions":[]}`), block("paragraph", `{"otterConditions":[[{"type":"loggedOutUser"}]]}`), block("paragraph", `{"visibilityMobile":true}`),
		block("group", `{"UAGLoggedIn":true}`), block("group", `{"UAGHideMob":true,"UAGDisplayConditions":"none"}`), block("group", `{"editorskit":{"devices":false,"loggedin":true,"loggedout":true}}`),
		block("group", `{"isRestricted":false}`), block("group", `{"userRoles":[]}`), block("group", `{"contentControls":{"enabled":false,"rules":{"a":1}}}`),
		block("acme/team-member", `{"name":"Lina"}`), block("acme/member-list", `{}`), "<!-- wp:jetpack/subscriptions /-->", block("group", `{"visibility":"public"}`),
		block("group", `{"metadata":{"name":"Members","blockVisibility":{"viewport":{"mobile":false}}}}`), block("group", `{"role":"button"}`), block("acme/login-form", `{}`),
		block("group", `{"style":{"access":{"level":2}}}`), block("navigation", `{"submenuVisibility":"click"}`),
		code("caption", `id="attachment_1" width="300"`), code("team_member", `name="Lina"`), code("su_guests", ""), code("wpmem_logged_out", ""), code("is_not_logged_in", ""),
		code("vc_row", `visibility="hidden-phone"`), code("et_pb_section", `display_conditions="W10="`), code("button", `link="https://x.example/abonnement"`), code("note", ""),
		block("group", `{"gbBlockCondition":""}`), block("group", `{"className":"membres bleu"}`), block("paragraph", `{"content":"abonnés"}`), block("form", `{"conditionalLogic":{"show":"x"}}`),
		block("uagb/container", `{"UAGLoggedIn":true,"UAGDisplayConditions":"userstate"}`), block("uagb/container", `{"UAGDisplayConditions":"browser","UAGBrowser":"safari"}`),
		block("group", `{"templateLock":"all","lock":{"move":true}}`), block("image", `{"lockAspectRatio":true}`),
		"<!-- Abonnés : 12 000 de plus en un an -->", "<!--more-->", "<!--nextpage-->", "<!-- wp:more --><!--more--><!-- /wp:more -->", "[abonnés] sans fin", "[é",
		code("fusion_text", `status="published" publish_date=""`), code("membres_du_jury", ""), code("membre_de_l_equipe", ""), code("button", `text="Abonnés"`), code("tab", `title="abonnés"`),
		code("tab", `title="Membres"`), code("encadre", `titre="Accès"`), "[membres]", "[reserve]",
	}
	for _, in := range closed {
		if by, ok := restrictedContent(in); !ok || by == "" {
			t.Errorf("restrictedContent(%s) = %q, %v, want a name", in, by, ok)
		}
	}
	for _, in := range open {
		if by, ok := restrictedContent(in); ok {
			t.Errorf("restrictedContent(%s) = %q, want none", in, by)
		}
	}
}

// What nobody sees on the site is in no body, and reported.
func TestWhatIsHiddenFromAll(t *testing.T) {
	for _, in := range []string{
		`<!-- wp:paragraph {"blockVisibility":{"hideBlock":true}} --><p>oliviers</p><!-- /wp:paragraph -->`,
		`<!-- wp:paragraph {"metadata":{"blockVisibility":false}} --><p>oliviers</p><!-- /wp:paragraph -->`,
		`[vc_row disable_element="yes"]oliviers[/vc_row]`, `[et_pb_text disabled_on="on|on|on"]oliviers[/et_pb_text]`, `[et_pb_section disabled="on"]oliviers[/et_pb_section]`,
		`[fusion_text status="draft"]oliviers[/fusion_text]`,
	} {
		body, losses := Body("<p>Pont.</p>\n"+in, BodyOptions{})
		if strings.Contains(body, "oliviers") || !strings.Contains(body, "Pont.") || !strings.Contains(told(losses), errHidden.Error()) {
			t.Errorf("Body(%s) = %q, losses %s", in, body, told(losses))
		}
	}
	for _, in := range []string{`[vc_row disable_element=""]oliviers[/vc_row]`, `[et_pb_text disabled_on="on|off|off"]oliviers[/et_pb_text]`, `[fusion_text status="published"]oliviers[/fusion_text]`} {
		if body, _ := Body(in, BodyOptions{}); !strings.Contains(body, "oliviers") {
			t.Errorf("Body(%s) = %q, want the text", in, body)
		}
	}
}

func TestReusableBlocksThatRestrict(t *testing.T) {
	shared := Item{ID: "70", Type: "wp_block", Status: "publish", Content: "<!-- wp:jetpack/paywall /--><p>Suite</p>"}
	outer := Item{ID: "71", Type: "wp_block", Status: "publish", Content: `<!-- wp:block {"ref":70} /--><!-- wp:block {"ref":71} /-->`}
	got, _ := read(t, testExport{items: []Item{story("12", content(`<p>Un.</p><!-- wp:block {"ref":71} /-->`)), shared, outer}}, Options{})
	if s := state(got); s != "published, paid, public" {
		t.Errorf("got %s, want paid", s)
	}
}
