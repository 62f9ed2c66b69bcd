package wordpress

import "testing"

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
