package wordpress

import (
	"strings"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/php"
)

// restrictedContent reports whether the stored content of a post contains something that a
// membership plugin shows to members only, and returns the name of the block or shortcode
// that says so. Such a story is paid. Comments and attributes of HTML are not searched,
// escaped shortcodes [[…]] are text.
func restrictedContent(stored string) (by string, ok bool) {
	if hasBlocks(stored) {
		s := blockScanner{text: stored}
		for i := 0; ; {
			t, ok := s.next(i)
			if !ok {
				break
			}
			if isMemberBlock(t) {
				return t.name, true
			}
			i = t.end
		}
	}
	if strings.IndexByte(stored, '[') < 0 {
		return "", false
	}
	f := php.Shortcodes{Text: php.MaskBrackets(stored), Known: isMemberCode}
	for i := 0; ; {
		s, ok := f.Next(i)
		if !ok {
			return "", false
		}
		if !s.Escaped() {
			return s.Name, true
		}
		i = s.End
	}
}

// memberBlocks are the blocks of membership plugins whose content only members see, by
// plugin.
var memberBlocks = names{
	"jetpack/premium-content", "premium-content/container", "jetpack/paywall", "premium-content/subscriber-view",
	"jetpack/premium-content-subscriber-view", "jetpack/subscriber-view", "rcp/restrict-content",
	"restrict-content-pro/restrict-content", "restrict-content/restrict", "memberpress/protect",
	"memberpress/protected-content", "memberpress/protected", "mepr/unauthorized-message", "mepr/content-protection",
	"pmpro/membership", "pmpro/content-visibility", "woocommerce-memberships/member-content",
	"woocommerce-memberships/non-member-content", "leaky-paywall/leaky-paywall", "leaky-paywall/register",
	"leaky-paywall/content", "leaky-paywall/paywall", "ultimate-member/restrict", "um-block/um-restrict",
	"um-block/restrict", "content-control/container", "content-control/restricted", "members/content-restrict",
	"simple-membership/protected", "wishlist-member/protect", "paywall/content", "steady/paywall", "newspack/paywall",
	"newspack-blocks/paywall", "newspack-memberships/gate", "pelcro/paywall", "ppress/content-protection",
	"profilepress/restrict", "restrict-user-access/restrict", "rua/restrict", "swpm/protected", "passster/content-protector", "ppwp/protected-content", "ppw/password-protect",
	"armember/armember-restriction", "arm/restrict-content",
}

// memberAttrs are attributes that membership plugins add to the blocks of others: Ultimate
// Member, Paid Memberships Pro, Content Control and Restrict User Access.
var memberAttrs = [...]string{`"um_is_restrict":true`, `"um_who_access":"1"`, `"um_who_access":1`, `"contentControls":{"enabled":true`,
	`"visibilityBlockEnabled":true`, `"memberPressRestrict":true`, `"rua_level":`, `"wcmRestrict":`, `"mepr_rules":`}

func isMemberBlock(t blockToken) bool {
	if t.closer {
		return false
	}
	if memberBlocks.has(t.name) {
		return true
	}
	for _, attr := range memberAttrs {
		if strings.Contains(t.attrs, attr) {
			return true
		}
	}
	return false
}

// memberCodes are the shortcodes of membership plugins whose content only members see, by
// plugin. All have an end tag, except those that stand for the wall itself.
var memberCodes = names{
	"restrict", "is_paid", "user_has_role", "is_logged_in", "rcp_is_logged_in", "mepr-active", "mepr-protect",
	"mepr-show", "mepr-rule", "mepr-content", "membership", "pmpro_member", "pmpro_membership", "wcm_restrict",
	"wcm_content_restricted", "leaky_paywall", "leaky_paywall_register_required", "paywall", "s2If", "s2Member-Profile",
	"s2if", "s2Member", "um_show_content", "um_loggedin", "um_restrict", "restrict-user", "rua", "content_control",
	"member", "members", "members_access", "members_logged_in", "access", "private", "wlm_private", "wlm_ismember",
	"wishlist_protect", "swpm_protected", "swpm_protection", "swpm_show_expiry", "armember", "arm_restrict_content",
	"arm_if", "arm_content", "restrict_content", "restricted", "premium", "premium_content", "premium-content",
	"abonnes", "abonne", "abonnement", "reserve_abonnes", "reserve-abonnes", "contenu_payant", "contenu-payant",
	"contenu_abonnes", "subscribers", "subscriber", "subscribers_only", "protected", "protected_content",
	"password-protect", "content_protector", "ppwp", "passster", "loggedin", "logged_in", "logged-in", "is-logged-in",
	"ihc-hide-content", "ihc_hide_content", "hide_content", "hidecontent", "accessally_has_any_tag",
	"accessally_has_all_tags", "profilepress-restrict", "ppress-content-protection", "pp-restrict-content",
	"groups_member", "groups_can", "emember_protected", "steady_paywall", "cleeng", "cleeng_content", "tinypass",
	"wpm_members", "ms-protect-content",
}

// wallCodes are those of memberCodes that need no end tag: they hide the rest of the page.
var wallCodes = names{
	"wcm_content_restricted", "leaky_paywall", "paywall", "steady_paywall", "premium_content", "reserve_abonnes",
	"reserve-abonnes", "subscribers_only", "mepr-rule", "tinypass",
}

// isMemberCode reports whether the shortcode hides its content from readers who are not
// members. Membership plugins use one shortcode for both, and attributes to tell them
// apart; those for strangers alone are not meant.
func isMemberCode(name, attrs string, _, closed bool) bool {
	if !html.IsLetter(name[0]) || forNonMembers.has(name) || strings.IndexByte(attrs, '[') >= 0 {
		return false
	}
	if name == "membership" || strings.HasPrefix(name, "pmpro_") { // level 0, and those below, are readers without one
		level := strings.TrimSpace(codeAttrs(php.ShortcodeAttrs(attrs)).get("level"))
		if level == "0" || strings.HasPrefix(level, "-") {
			return false
		}
	}
	lower := strings.ToLower(name)
	known := memberCodes.has(name) || memberCodes.has(lower) ||
		(strings.HasPrefix(lower, "wlm_") || strings.HasPrefix(lower, "s2if") || strings.HasPrefix(lower, "pmpro_") ||
			strings.HasPrefix(lower, "rcp_") || strings.HasPrefix(lower, "mepr-") || strings.HasPrefix(lower, "um_show"))
	return known && (closed || wallCodes.has(lower))
}

// forNonMembers are the blocks and shortcodes whose content is for readers who are not
// members: an invitation to subscribe, no part of the story.
var forNonMembers = names{
	"jetpack/premium-content-logged-out-view", "premium-content/logged-out-view", "jetpack/logged-out-view",
	"woocommerce-memberships/non-member-content", "woocommerce-memberships/nonmember-content", "not_logged_in",
	"rcp_not_logged_in", "is_not_paid", "wcm_nonmember", "wcm_non_member", "nonmember", "non_member", "non-member",
	"visitor", "members_not_logged_in", "um_loggedout", "um_show_content_logged_out", "loggedout", "logged_out",
	"groups_non_member", "swpm_not_logged_in", "mepr-hide", "mepr-unauthorized", "mepr-not-active", "non_abonnes",
	"non-abonnes", "pmpro_not_member",
}
