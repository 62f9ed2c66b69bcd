package wordpress

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/php"
)

// restrictedContent reports whether the stored content of a post contains something that a
// membership plugin shows to members only, and returns the name of the block or shortcode
// that says so. Such a story is paid. Attributes of HTML are not searched, nor are shortcodes
// in comments; escaped shortcodes [[…]] are text.
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
	if by, ok := restrictedByComment(stored); ok {
		return by, true
	}
	if strings.IndexByte(stored, '[') < 0 {
		return "", false
	}
	f := php.Shortcodes{Text: php.MaskBrackets(stored), Known: isMemberCode}
	for i := 0; ; {
		s, ok := f.Next(i)
		if !ok {
			return restrictedByAccents(f.Text)
		}
		if !s.Escaped() {
			return s.Name, true
		}
		i = s.End
	}
}

// longestMark is the length of the longest comment that may be a mark of a paywall.
const longestMark = 40

// restrictedByComment is restrictedContent for comments of HTML that themes use as marks, as
// WordPress uses <!--more-->: <!--paywall-->, <!-- members-only -->.
func restrictedByComment(stored string) (by string, ok bool) {
	for rest := stored; ; {
		_, after, found := strings.Cut(rest, "<!--")
		if !found {
			return "", false
		}
		rest = after
		text, _, closed := strings.Cut(after[:min(len(after), longestMark+len("-->"))], "-->")
		if text = strings.TrimSpace(text); closed && !strings.HasPrefix(text, "/") && !strings.Contains(text, ":") && namesReaders(text) {
			return text, true
		}
	}
}

// restrictedByAccents is restrictedContent for shortcodes whose names have letters outside
// ASCII: WordPress knows them if they are registered (get_shortcode_regex).
func restrictedByAccents(masked string) (by string, ok bool) {
	open := make(map[string]bool) // names without an end tag
	for rest := masked; ; {
		_, after, found := strings.Cut(rest, "[")
		if !found {
			return "", false
		}
		end := strings.IndexAny(after, "<>&/[]= \t\r\n")
		if end < 0 {
			return "", false
		}
		name := after[:end]
		rest = after
		if name == "" || len(name) > longestName || strings.IndexFunc(name, func(c rune) bool { return c >= utf8.RuneSelf }) < 0 || open[name] ||
			!isMemberCode(name, "", false, true) {
			continue
		}
		if strings.Contains(after, "[/"+name+"]") {
			return name, true
		}
		open[name] = true
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
	"armember/armember-restriction", "arm/restrict-content", "learndash/ld-student", "learndash/ld-course-complete", "learndash/ld-course-inprogress",
}

func isMemberBlock(t blockToken) bool {
	if t.closer || isForStrangers(t.name) {
		return false
	}
	if memberBlocks.has(t.name) {
		return true
	}
	if _, local, ok := strings.Cut(t.name, "/"); ok && !strings.HasPrefix(t.name, "core/") && nameKind(t.name)&kindOther == 0 {
		kind := nameKind(local)
		wall := kind&(kindWall|kindRestrict) != 0 || nameKind(t.name)&kindWall != 0 && !t.void
		if wall || kind&(kindReader|kindMember|kindLock) != 0 && kind&kindTopic == 0 && !t.void {
			return kind&(kindNot|kindStranger) == 0
		}
	}
	return closingAttrs(t.attrs)
}

// attrStems are parts of the names of attributes that may restrict a block, so that most
// blocks need not be read.
var attrStems = [...]string{"member", "membre", "restrict", "access", "acces", "visib", "logged", "protect", "abonn", "reserv", "payant", "premium",
	"paywall", "role", "gate", "subscri", "patron", "condition", "private", "rua_", "wcm", "mepr", "contentcontrols", "guest", "visitor", "login", "adherent", "connect"}

// closingAttrs reports whether the attributes of a block, JSON, say that some readers do
// not see it. Plugins add such attributes to all blocks.
func closingAttrs(attrs string) bool {
	if len(attrs) <= len("{}") {
		return false
	}
	lower := strings.ToLower(attrs)
	some := false
	for _, stem := range attrStems {
		some = some || strings.Contains(lower, stem)
	}
	if !some {
		return false
	}
	var all map[string]any
	if json.Unmarshal([]byte(attrs), &all) != nil {
		return false
	}
	return closingMap(all, 0)
}

// deepestAttrs is how deep attributes are read. Those of Block Visibility nest six deep.
const deepestAttrs = 12

func closingMap(attrs map[string]any, depth int) bool {
	if depth > deepestAttrs {
		return false
	}
	for name := range attrs {
		if isSwitch(name) && meaningOfJSON(attrs[name]) == saysNo {
			return false
		}
	}
	out, paired := attrs["loggedout"].(bool) // of EditorsKit: for whom the block is shown
	if paired && !out {
		return true
	}
	for name, value := range attrs {
		switch {
		case depth == 0 && name == "metadata":
			if inner, ok := value.(map[string]any); ok && visibleToSome(inner["blockVisibility"], 0) {
				return true
			}
		case depth == 0 && (name == "className" || name == "class"):
			if text, ok := value.(string); ok && namesReadersByClass(text) {
				return true
			}
		case paired && name == "loggedin", depth == 0 && (name == "style" || name == "layout" || name == "lock"):
		case name == "UAGLoggedIn": // Spectra: not for readers who are logged in
		case name == "UAGLoggedOut", name == "UAGUserRole", name == "mepr_rules", name == "rua_level", name == "wcmRestrict",
			name == "newspackAccessControlRules", name == "newspackAccessControlGateIds":
			if meaningOfJSON(value) > saysAll {
				return true
			}
		case name == "newspackAccessControlMode", name == "newspackAccessControlVisibility": // say nothing without rules
		case name == "um_who_access": // Ultimate Member: 0 everybody, 1 those who are logged in, 2 those who are not
			if m := meaningOfJSON(value); m == saysYes {
				return true
			}
		case name == "blockVisibility":
			if visibleToSome(value, 0) {
				return true
			}
		case isConditions(name):
			if conditional(value) {
				return true
			}
		case closingAttr(name, value, depth):
			return true
		}
	}
	return false
}

// isConditions reports whether an attribute holds the conditions under which a block is shown:
// of Otter, Stackable, GenerateBlocks and others. Those of a form have other names.
func isConditions(name string) bool {
	words := phrase(wordsOf(name))
	return words.some("condition", "conditions") && words.some("display", "visibility", "block", "otter", "advanced", "user", "show") && !words.some("uag", "uagb")
}

// namesReadersByClass reports whether one of the classes of a block says that only some
// readers see it: "abonnes-seulement". A theme or plugin hides the block by its class.
func namesReadersByClass(classes string) bool {
	for class := range strings.FieldsSeq(classes) {
		if phrase(wordsOf(class)).some("only", "seulement", "uniquement", "exclusivement", "reserve", "reserved") && namesReaders(class) {
			return true
		}
	}
	return false
}

// namesAccount reports whether a value says that a reader has logged in, or has an account:
// "logged-in", "login-status", "userRole". Such a value restricts a block or shortcode whatever
// its attribute is called.
func namesAccount(value string) bool {
	if len(value) > 40 {
		return false
	}
	words := phrase(wordsOf(value))
	return (words.some("logged") && words.some("in") || words.some("loggedin") || words.some("login") && words.some("status") || words.some("user") && words.some("role", "roles") ||
		words.some("subscriber", "subscribers", "abonne", "abonnes") && len(words) == 1) && !words.some("not", "out", "no", "non")
}

// closingAttr reports whether an attribute restricts a block to some readers.
func closingAttr(name string, value any, depth int) bool {
	kind := nameKind(name)
	m := meaningOfJSON(value)
	switch v := value.(type) {
	case string:
		if namesAccount(v) && kind&(kindNot|kindHide|kindStranger|kindOther) == 0 && !isProse(name) {
			return true
		}
	case map[string]any:
		if kind&(kindWall|kindRestrict|kindReader|kindLock) != 0 && kind&(kindNot|kindStranger|kindHide|kindOther) == 0 && m > saysAll ||
			strings.Contains(name, "contentControls") && m > saysAll {
			return true
		}
		return closingMap(v, depth+1)
	case []any:
		for _, v := range v {
			if inner, ok := v.(map[string]any); ok && closingMap(inner, depth+1) {
				return true
			}
		}
		if kind&kindRole != 0 && kind&kindOther == 0 && m > saysAll {
			return true // the roles of those who see it
		}
	}
	return kind.closes(m)
}

// isProse reports whether an attribute holds text that readers see, or a name of something.
func isProse(name string) bool {
	switch strings.ToLower(name) {
	case "content", "value", "text", "title", "alt", "caption", "citation", "label", "placeholder", "anchor", "slug", "name", "description", "url", "href", "icon", "classname", "class":
		return true
	}
	return false
}

// visibleToSome reads the attribute of the plugin Block Visibility. Blocks that are hidden
// on small screens, or by the browser, are for every reader; those that wait for a time, a
// role, a cookie or anything else are not.
func visibleToSome(v any, depth int) bool {
	switch v := v.(type) {
	case map[string]any:
		if depth > deepestAttrs || v["enable"] == false {
			return false
		}
		for name, value := range v {
			switch name {
			case "screenSize", "hideOnScreenSize", "browserDevice", "hideBlock", "id", "title", "enable", "layout", "restrictedRoles", "hideOnRestrictedRoles",
				"hideOnRuleSets", "hideOnTime":
			case "visibilityByRole":
				if text, _ := value.(string); meaningOf(text) > saysAll {
					return true
				}
			default:
				if visibleToSome(value, depth+1) {
					return true
				}
			}
		}
		return false
	case []any:
		for _, v := range v {
			if visibleToSome(v, depth+1) {
				return true
			}
		}
		return false
	}
	return meaningOfJSON(v) > saysNo
}

// conditional reports whether a list of conditions, of Otter or another plugin, has one that
// is not met by everybody, or not by readers without an account.
func conditional(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range []string{"type", "condition", "name"} {
			if text, _ := v[name].(string); text != "" {
				return conditionCloses(text) || v["visibility"] == false
			}
		}
		for name, in := range v {
			kind := nameKind(name)
			if kind&(kindReader|kindMember|kindRole) != 0 && kind&(kindNot|kindStranger|kindHide) == 0 && meaningOfJSON(in) > saysAll || conditional(in) {
				return true
			}
		}
	case []any:
		for _, v := range v {
			if conditional(v) {
				return true
			}
		}
	case string:
		return v != "" && v != "0" && (strings.Trim(v, "0123456789") == "" || namesAccount(v)) // the number of a condition that the site keeps
	case float64:
		return v > 0
	}
	return false
}

// conditionCloses reports whether a condition of that type depends on the reader. All that
// is not known does.
func conditionCloses(text string) bool {
	for _, free := range []string{"none", "screenSize", "device", "browser", "os", "postType", "postCategory", "postAuthor"} {
		if strings.EqualFold(text, free) {
			return false
		}
	}
	return nameKind(text)&kindStranger == 0
}

// isHiddenFromAll reports whether the attributes of a block say that nobody sees it: those
// of WordPress 6.9 and of the plugin Block Visibility.
func isHiddenFromAll(attrs string) bool {
	if !strings.Contains(attrs, "lockVisibility") {
		return false
	}
	var a struct {
		Metadata        struct{ BlockVisibility any }
		BlockVisibility any
	}
	if json.Unmarshal([]byte(attrs), &a) != nil {
		return false
	}
	plugin, _ := a.BlockVisibility.(map[string]any)
	return a.Metadata.BlockVisibility == false || plugin["hideBlock"] == true
}

// isHiddenCode reports whether a shortcode says that nobody sees its content: a row that is
// switched off in WPBakery, Divi or Avada, or a note of the desk.
func isHiddenCode(s *php.Shortcode) bool {
	name := strings.ToLower(s.Name)
	attr := ""
	switch {
	case s.Closed && nameKind(name)&kindNote != 0: // [note_interne]…[/note_interne]
		return true
	case strings.HasPrefix(name, "vc_"):
		return strings.EqualFold(codeAttrs(php.ShortcodeAttrs(s.Attrs)).get("disable_element"), "yes")
	case strings.HasPrefix(name, "et_pb_"):
		attrs := codeAttrs(php.ShortcodeAttrs(s.Attrs))
		return attrs.get("disabled") == "on" || attrs.get("disabled_on") == "on|on|on"
	case strings.HasPrefix(name, "fusion_"):
		attr = codeAttrs(php.ShortcodeAttrs(s.Attrs)).get("status")
	}
	return attr == "draft"
}

// isForStrangers reports whether the content of a block or shortcode is for readers who are
// not members.
func isForStrangers(name string) bool {
	if forNonMembers.has(name) {
		return true
	}
	if strings.HasPrefix(name, "core/") || len(name) > longestName {
		return false
	}
	kind := nameKind(name)
	return kind&(kindReader|kindMember) != 0 && kind&(kindStranger|kindNot) != 0 && kind&(kindHide|kindOther) == 0
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
	"wpm_members", "ms-protect-content", "signinlocker", "sociallocker", "pay", "poool", "payperview", "pay_per_view", "accessally_has_tag", "ld_student", "student", "wpf",
	"hide", "hidden",
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
	if !html.IsLetter(name[0]) && name[0] < utf8.RuneSelf || !closed && !wallCodes.has(strings.ToLower(name)) || isForStrangers(name) || strings.IndexByte(attrs, '[') >= 0 {
		return false
	}
	if name == "membership" || strings.HasPrefix(name, "pmpro_") { // level 0, and those below, are readers without one
		level := strings.TrimSpace(codeAttrs(php.ShortcodeAttrs(attrs)).get("level"))
		if level == "0" || strings.HasPrefix(level, "-") {
			return false
		}
	}
	lower := strings.ToLower(name)
	if memberCodes.has(name) || memberCodes.has(lower) ||
		strings.HasPrefix(lower, "wlm_") || strings.HasPrefix(lower, "s2if") || strings.HasPrefix(lower, "pmpro_") ||
		strings.HasPrefix(lower, "rcp_") || strings.HasPrefix(lower, "mepr-") || strings.HasPrefix(lower, "um_show") || strings.HasPrefix(lower, "memb_has_") || strings.HasPrefix(lower, "memb_is_") || strings.HasPrefix(lower, "arm_if") {
		return closed || wallCodes.has(lower)
	}
	if !closed || isCore(name, "", false, false) || len(name) > longestName {
		return false
	}
	kind := nameKind(name)
	if kind&(kindWall|kindRestrict|kindReader|kindMember|kindReserve|kindLock|kindAccess|kindPassword) != 0 && kind&(kindOther|kindNot|kindStranger) == 0 ||
		kind&kindVisible != 0 && kind&(kindTopic|kindOther) == 0 {
		return true
	}
	return closingCodeAttrs(attrs)
}

// closingCodeAttrs reports whether the attributes of a shortcode of a page builder restrict
// it to some readers: visibility="logged_in", user_role="…", the conditions of Divi and
// Avada, in base64.
func closingCodeAttrs(text string) bool {
	if strings.IndexByte(text, '=') < 0 {
		return false
	}
	for _, a := range php.ShortcodeAttrs(text) {
		switch a.Key {
		case "display_conditions", "render_logics":
			if a.Value != "" && a.Value != "W10=" && a.Value != "[]" {
				return true
			}
			continue
		}
		if a.Key == "status" && (a.Value == "published_until" || a.Value == "publish_after") { // Avada: shown for a time
			return true
		}
		kind := nameKind(a.Key)
		m := meaningOf(a.Value)
		if namesAccount(a.Value) && !isProse(a.Key) && kind&(kindNot|kindHide|kindStranger|kindOther) == 0 {
			return true
		}
		if kind&kindRole != 0 && kind&kindTopic == 0 && (m == saysLevel || m > saysAll && a.Key != "role") || m > saysAll && kind.closes(m) {
			return true
		}
	}
	return false
}

// forNonMembers are the blocks and shortcodes whose content is for readers who are not
// members: an invitation to subscribe, no part of the story.
var forNonMembers = names{
	"jetpack/premium-content-logged-out-view", "premium-content/logged-out-view", "jetpack/logged-out-view",
	"woocommerce-memberships/non-member-content", "woocommerce-memberships/nonmember-content", "not_logged_in",
	"rcp_not_logged_in", "is_not_paid", "wcm_nonmember", "wcm_non_member", "nonmember", "non_member", "non-member",
	"visitor", "members_not_logged_in", "um_loggedout", "um_show_content_logged_out", "loggedout", "logged_out",
	"groups_non_member", "swpm_not_logged_in", "mepr-hide", "mepr-unauthorized", "mepr-not-active", "non_abonnes",
	"non-abonnes", "pmpro_not_member", "su_guests", "wpmem_logged_out", "user_not_logged_in", "groups/groups-non-member",
}

// restricted is restrictedContent with the reusable blocks that the content shows.
func (r *reading) restricted(stored string, inside []string) (by string, ok bool) {
	if by, ok = restrictedContent(stored); ok || len(inside) >= deepest || !strings.Contains(stored, "wp:block") {
		return by, ok
	}
	s := blockScanner{text: stored}
	for i, n := 0, 0; n < mostParts; {
		t, found := s.next(i)
		if !found {
			break
		}
		i = t.end
		if t.closer || t.name != "core/block" {
			continue
		}
		n++
		var a struct{ Ref int64 }
		if json.Unmarshal([]byte(t.attrs), &a) != nil {
			continue
		}
		id := strconv.FormatInt(a.Ref, 10)
		if contains(inside, id) {
			continue
		}
		inside = append(inside, id)
		if by, ok = r.restricted(r.blocks[id], inside); ok {
			return by, true
		}
	}
	return "", false
}

// rulePost is the type of the posts in which MemberPress keeps its rules.
const rulePost = "memberpressrule"

// A memberRule is a rule of MemberPress: what its members alone may read.
type memberRule struct{ id, kind, content string }

// addRule adds a rule, if it is in force.
func (s *site) addRule(it *Item) {
	rule := memberRule{id: strings.Clone(it.ID)}
	for _, m := range it.Meta {
		switch m.Key {
		case "_mepr_rules_type":
			rule.kind = strings.Clone(strings.TrimSpace(m.Value))
		case "_mepr_rules_content":
			rule.content = strings.Clone(strings.TrimSpace(m.Value))
		}
	}
	if it.Status == "publish" && rule.kind != "" {
		s.rules = append(s.rules, rule)
	}
}

// covers reports whether a story is for the members that the rule names: all stories apart
// from those whose IDs it lists, one story, or those of a category, tag or other term
// (MeprRule of MemberPress 1.9). Rules about addresses count if they are no patterns.
func (rule memberRule) covers(it *Item) bool {
	switch kind := rule.kind; {
	case strings.HasPrefix(kind, "all_tax_"):
		return hasTerm(it, strings.TrimPrefix(kind, "all_tax_"))
	case kind == "all", kind == "all_"+it.Type:
		for id := range strings.SplitSeq(rule.content, ",") {
			if strings.TrimSpace(id) == it.ID {
				return false
			}
		}
		return true
	case kind == "single_"+it.Type:
		return rule.content == it.ID
	case kind == "custom":
		return rule.content != "" && strings.HasSuffix(strings.TrimSuffix(it.Link, "/"), strings.TrimSuffix(rule.content, "/"))
	case kind == "category", kind == "tag", strings.HasPrefix(kind, "tax_"):
		taxonomy, _, _ := strings.Cut(strings.TrimPrefix(kind, "tax_"), "||")
		if kind == "tag" {
			taxonomy = "post_tag"
		}
		for i := range it.Terms {
			if t := &it.Terms[i]; t.Taxonomy == taxonomy &&
				(strings.EqualFold(t.Slug, rule.content) || strings.EqualFold(t.Name, rule.content) || t.ID != "" && t.ID == rule.content) {
				return true
			}
		}
	}
	return false
}
