package wordpress

import (
	"strconv"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// Custom fields that restrict a story to some readers, and others that do not, as plugins,
// themes and desks have them: key and value.
func TestFieldsThatRestrict(t *testing.T) {
	closed := [][2]string{
		{"pms-content-restrict-user-status", "loggedin"}, {"pms-content-restrict-subscription-plan", "41"},
		{"pms-content-restrict-all-subscription-plans", "all"}, {"patreon-level", "5"}, {"s2member_ccaps_req", `a:1:{i:0;s:4:"gold";}`},
		{"ihc_mb_who", "reg"}, {"ihc_mb_who", "3,4"}, {"passster_activate_protection", "1"}, {"members_only", "1"}, {"membres", "1"},
		{"type_acces", "payant"}, {"gratuit", "0"}, {"article_gratuit", "non"}, {"acces_libre", "non"}, {"is_free", "0"}, {"_restrict_content", "1"},
		{"rcp_user_level", "subscriber"}, {"rcp_subscription_level", "any-paid"}, {"rcp_access_level", "2"}, {"groups-read", "3"},
		{"_wpmem_block", "1"}, {"wppb-content-restrict-user-status", "loggedin"}, {"journal_paywall", "oui"}, {"_paywall_enabled", "1"},
		{"paywall", "hard"}, {"isPremium", "true"}, {"PREMIUM", "1"}, {"article-premium", "oui"}, {"contenuPayant", "1"}, {"infos_payant", "1"},
		{"options_0_abonnes", "1"}, {"reservé_abonnés", "oui"}, {"contenu_reserve", "1"}, {"acces_reserve", "1"}, {"pour_abonnes_seulement", "1"},
		{"abonnes_uniquement", "oui"}, {"niveau_acces", "2"}, {"niveau_acces", "abonnes"}, {"access_level", "gold"}, {"visibilite", "abonnés"},
		{"visibility", "members"}, {"content_access", "subscribers"}, {"subscription_required", "1"}, {"requires_logged_in", "1"},
		{"subscriber_plan", "12"}, {"_subscribers_only", "yes"}, {"adherents_uniquement", "1"}, {"reserve_adherents", "1"}, {"contenu_protege", "1"},
		{"protected", "1"}, {"_is_restricted", "1"}, {"restricted_to", "subscriber"}, {"restrict_roles", `a:1:{i:0;s:10:"subscriber";}`},
		{"membership_level", "3"}, {"membership_plans", `{"plans":[12,13]}`}, {"_access_groups_restrict", "[4]"}, {"zp_is_zlick_paid_article", "1"},
		{"memberful_acl", `a:1:{i:0;i:3;}`}, {"_jetpack_newsletter_access", "paid_subscribers"}, {"hide_for_guests", "1"}, {"مشترك", "نعم"},
		{"verrouille", "1"}, {"locked", "1"}, {"_locked", "yes"}, {"lock_content", "1"}, {"contenu_verrouille", "oui"}, {"gated_content", "1"}, {"private_content", "1"},
		{"contenu_prive", "1"}, {"requires_login", "1"}, {"login_required", "1"}, {"connexion_obligatoire", "oui"}, {"wlm_level", "3"}, {"lecture_libre", "0"},
		{"lecture_gratuite", "non"}, {"audience", "abonnes"}, {"type_contenu", "premium"}, {"type_article", "Réservé aux abonnés"}, {"offre", "premium"},
		{"statut", "Abonnés"}, {"categorie", "contenu premium"}, {"محتوى_مدفوع", "1"}, {"article_options", `{"premium":true}`}, {"options", `a:1:{s:14:"acces_abonnes";s:3:"oui";}`},
		{"reglages", `{"droits":{"acces":"abonnés"}}`},
		{"للمشتركين", "1"}, {"acces", "niveau 3"}, {"statut_acces", "réservé aux abonnés"}, {"premium_level", "2"},
	}
	open := [][2]string{
		{"rcp_user_level", "All"}, {"rcp_user_level", "all"}, {"rcp_user_level", `a:1:{i:0;s:3:"all";}`}, {"rcp_user_level", "None"},
		{"rcp_access_level", "0"}, {"pms-content-restrict-type", "default"}, {"pms-content-restrict-type", "message"},
		{"pms-content-restrict-messages-enabled", "yes"}, {"patreon-level", "0"}, {"s2member_ccaps_req", "a:0:{}"}, {"ihc_mb_who", "all"},
		{"ihc_mb_who", "-1"}, {"passster_activate_protection", ""}, {"members_only", "0"}, {"membres", "Lina, Rim et Walid"},
		{"membres", "a:2:{i:0;s:2:\"12\";i:1;s:2:\"13\";}"}, {"members", "4"}, {"members_list", "1"}, {"membres_du_groupe", "5"}, {"type_acces", "libre"},
		{"type_acces", "Accès libre"}, {"gratuit", "1"}, {"article_gratuit", "oui"}, {"entree_gratuite", "non"}, {"tribune_libre", "0"}, {"acces_libre", "oui"},
		{"_restrict_content", "0"}, {"restrict_to", "everyone"}, {"groups-read", ""}, {"_wpmem_block", "0"}, {"journal_paywall", "off"},
		{"disable_paywall", "1"}, {"no_paywall", "1"}, {"paywall_message", "Abonnez-vous pour lire la suite"}, {"paywall_exempt", "1"}, {"isPremium", "false"},
		{"article-premium", "non"}, {"nombre_abonnes", "12400"}, {"subscriber_count", "120"}, {"prix_abonnement", "12"}, {"abonnement_lien", "https://x.example"},
		{"reserve_naturelle", "oui"}, {"reserve_sanglante", "1"}, {"restriction_age", "16"}, {"restrictions_eau", "Arrosage interdit la nuit"},
		{"protection_civile", "1"}, {"espece_protegee", "oui"}, {"acces_pmr", "1"}, {"acces_metro", "Bab Doukkala"}, {"plan_acces", "312"},
		{"accessibility", "1"}, {"access_token", "abc"}, {"visibility", "public"}, {"visibilite", "tous"}, {"visible", "1"}, {"_visibility", "visible"},
		{"content_access", "all"}, {"_jetpack_newsletter_access", "everybody"}, {"_wc_memberships_force_public", "no"}, {"_members_access_error", "Abonnez-vous"},
		{"date_fin", "2026-03-01"}, {"role", "Membre du jury"}, {"niveau", "2"}, {"plan", "312"}, {"public", "familles"}, {"tout_public", "non"},
		{"newsletter_subscription_form", "1"}, {"team_members", "1"}, {"hide_featured_image", "1"}, {"_sponsored", "1"}, {"paid_partnership", "1"},
		{"locked", "0"}, {"_locked", ""}, {"lock_ratio", "1"}, {"_edit_lock", "1:1"}, {"private_note_color", "1"}, {"secteur_prive", "1"}, {"login_form", "1"}, {"login_required_message", "1"},
		{"lecture_libre", "1"}, {"statut", "Inscrit"}, {"statut", "Protégé"}, {"type", "Réserve"}, {"type", "patron"}, {"categorie", "Membres fondateurs"},
		{"audience", "tous"}, {"offre", "Abonnement"}, {"sujet", "premium"}, {"layout", "premium"}, {"offre", "aucune"}, {"acces", "aucun"}, {"premium", "n"},
		{"article_options", `{"premium":false}`}, {"article_options", `{"layout":"premium","hide_title":true}`}, {"sharing", `a:1:{s:10:"visibility";s:3:"all";}`},
		{"article_options", `{"premium":`}, {"membres_du_jury", "1"},
		{"acces", "public"}, {"abonnes", "0"}, {"guests", "Lina"}, {"logged_out_message", "1"},
	}
	check := func(list [][2]string, want string) {
		for _, f := range list {
			got, losses := read(t, testExport{items: []Item{story("12", meta(f[0], f[1]))}}, Options{})
			if s := state(got); s != want {
				t.Errorf("%s = %q: got %q, want %q", f[0], f[1], s, want)
			}
			if want != "published, public" && len(losses) == 0 && f[0] != "acces" && nameMember(f[0]) == "" {
				t.Errorf("%s = %q: nothing is reported", f[0], f[1])
			}
		}
	}
	check(closed, "published, paid, public")
	check(open, "published, public")
	if len(closed) < 60 || len(open) < 60 {
		t.Errorf("%d and %d rows, want 60", len(closed), len(open))
	}
}

// nameMember returns the member to which a usual field is mapped.
func nameMember(key string) string {
	for member, keys := range usual {
		if contains(keys, key) {
			return member
		}
	}
	return ""
}

func TestNamesOfEmbargoes(t *testing.T) {
	for _, key := range []string{
		"_embargo_date", "_embargo_until", "Embargo", "EMBARGO", "dateEmbargo", "date-embargo", "embargo-until", "embargo_fin", "date_fin_embargo", "fin_d_embargo",
		"date_de_fin_d_embargo", "levee_embargo", "date_levee_embargo", "embargo_levee", "embargo_jusqu_au", "embargo_jusqua", "sous_embargo_jusqu_au",
		"article_embargo", "embargo_end", "embargo_time", "embargo_lift", "embargoed_until", "press_embargo", "_ep_embargo", "infos_embargo", "infos_embargo_date",
		"options_0_embargo", "wpcf-embargo", "ne_pas_publier_avant", "publish_after", "حظر",
	} {
		got, _ := read(t, testExport{items: []Item{story("12", meta(key, "2027-03-12 06:00:00"))}}, Options{})
		if s, want := state(got), "published, withheld by embargo, embargo 2027-03-12T06:00:00+01:00"; s != want {
			t.Errorf("%s: got %q, want %q", key, s, want)
		}
	}
	for _, c := range []struct {
		rule    string
		changes []change
		want    string
	}{
		{"a box and a date", []change{meta("sous_embargo", "1", "embargo_date", "2026-03-12 05:00:00")}, "published, withheld by embargo, embargo 2026-03-12T05:00:00+01:00"},
		{"a day and a time", []change{meta("embargo_date", "20260312", "embargo_heure", "5h30")}, "published, withheld by embargo, embargo 2026-03-12T05:30:00+01:00"},
		{"a box alone", []change{meta("article_embargo", "1")}, "review, withheld by status"},
		{"a list that says no", []change{meta("embargo_options", "a:0:{}")}, "published, public"},
		{"a date in a list", []change{meta("embargo", `a:1:{s:4:"date";s:19:"2026-03-12 05:00:00";}`)}, "published, withheld by embargo, embargo 2026-03-12T05:00:00+01:00"},
		{"a word that only looks like one", []change{meta("cargo", "2027-03-12 06:00:00")}, "published, public"},
		{"in the trash, and never public", []change{status("trash"), meta("_wp_trash_meta_status", "publish", "embargo", "2027-03-12 06:00:00")}, "left out"},
		{"in the trash, after an embargo", []change{status("trash"), meta("_wp_trash_meta_status", "publish", "embargo", "2026-03-04 06:00:00")}, "withdrawn, withheld by status, embargo 2026-03-04T06:00:00+01:00"},
	} {
		got, _ := read(t, testExport{items: []Item{story("12", c.changes...)}}, Options{})
		if s := state(got); s != c.want {
			t.Errorf("%s: got %q, want %q", c.rule, s, c.want)
		}
	}
}

// Fields of WordPress, of public plugins and themes and of desks that restrict nothing, though
// some of their words could.
func TestFieldsThatRestrictNothing(t *testing.T) {
	fields := [][2]string{
		{"sharing_disabled", "1"}, {"jetpack_publicize_message", "Premium"}, {"_wp_page_template", "template-premium.php"}, {"_wp_page_template", "members.php"},
		{"_et_pb_post_hide_nav", "default"}, {"mfn-post-hide-content", "0"}, {"hide_featured_image", "1"}, {"_bbp_last_active_time", "2027-01-01 00:00:00"},
		{"_EventStartDate", "2027-03-12 06:00:00"}, {"_EventHideFromUpcoming", "yes"}, {"date_evenement", "2027-03-12"}, {"start_date", "2027-03-12"},
		{"_sale_price_dates_from", "1900000000"}, {"_visibility", "visible"}, {"newspack_sponsor_only_logged_in", ""}, {"custom_sidebar", "membres"}, {"_sidebar", "premium-sidebar"},
		{"mailpoet_subscribers", "4"}, {"ratings_users", "4"}, {"_aioseo_description", "Réservé aux abonnés"}, {"_yoast_wpseo_metadesc", "Espace premium"},
		{"_yoast_wpseo_focuskw", "abonnés"}, {"rank_math_focus_keyword", "premium"}, {"theme", "premium"}, {"skin", "premium"}, {"hotel", "Premium"}, {"_disable_autosave", "1"},
		{"_kad_post_title", "hide"}, {"panels_data", `a:1:{s:7:"widgets";a:1:{i:0;a:2:{s:5:"title";s:7:"Premium";s:10:"visibility";s:0:"";}}}`},
		{"date_parution", "2027-03-12"}, {"date_sortie", "2027-03-12"}, {"editeur", "Premium"}, {"lecture", "4 min"}, {"niveau_lecture", "facile"}, {"public_cible", "familles"},
		{"diffusion", "France 2"}, {"droits", "AFP"}, {"offre_emploi", "1"}, {"type_contrat", "CDI"}, {"statut_uicn", "protégé"}, {"salle_privee", "Riad"}, {"lock_sidebar", "1"},
		{"post_style", "gate"}, {"_elementor_page_settings", `a:1:{s:10:"hide_title";s:3:"yes";}`}, {"td_post_theme_settings", `a:1:{s:11:"td_template";s:7:"premium";}`},
	}
	for _, f := range fields {
		if got, losses := read(t, testExport{items: []Item{story("12", meta(f[0], f[1]))}}, Options{}); state(got) != "published, public" {
			t.Errorf("%s = %q: got %q, losses %s", f[0], f[1], state(got), told(losses))
		}
	}
}

// A field that says when a story is to appear is an embargo as long as that has not come.
func TestNamesOfBeginnings(t *testing.T) {
	for _, key := range []string{
		"hold_until", "diffusion_a_partir_du", "diffusable_le", "date_de_diffusion", "go_live_date", "visible_from", "visible_a_partir_de",
		"date_debut_publication", "publier_le", "publication_differee", "date_mise_en_ligne", "available_from", "publish_start", "date_levée", "nepaspublieravant",
	} {
		got, losses := read(t, testExport{items: []Item{story("12", meta(key, "2027-03-12 06:00:00"))}}, Options{})
		if s, want := state(got), "published, withheld by embargo, embargo 2027-03-12T06:00:00+01:00"; s != want {
			t.Errorf("%s: got %q, want %q", key, s, want)
		}
		if nameKind(key)&kindFrom != 0 && !strings.Contains(told(losses), key+" guessed: "+errFrom.Error()) {
			t.Errorf("%s: losses %s", key, told(losses))
		}
	}
	for _, key := range []string{"release_date", "date_liberation"} {
		got, losses := read(t, testExport{items: []Item{story("12", meta(key, "2027-03-12 06:00:00"))}}, Options{})
		if s := state(got); s != "published, public" || !strings.Contains(told(losses), key+" guessed: "+errMayFrom.Error()) {
			t.Errorf("%s: got %q, losses %s; want public, and told", key, s, told(losses))
		}
	}
	for _, m := range [][2]string{
		{"release_date", "2026-03-01 06:00:00"}, {"date_mise_en_ligne", "12 mars"}, {"visible_from", ""}, {"date_de_sortie", "2027-03-12"}, {"film_release_date", "2027-03-12"},
		{"date_diffusion_france_2", "2027-03-12"}, {"date_debut", "2027-03-12"}, {"evenement_debut", "2027-03-12"}, {"date_publication", "2027-03-12"},
		{"levee_de_fonds", "2027-03-12"}, {"diffuseur", "2027-03-12"}, {"online", "2027-03-12"}, {"en_ligne", "1"},
	} {
		got, _ := read(t, testExport{items: []Item{story("12", meta(m[0], m[1]))}}, Options{})
		if s := state(got); s != "published, public" {
			t.Errorf("%s = %q: got %q, want public", m[0], m[1], s)
		}
	}
}

func TestEmbargoesInsideFields(t *testing.T) {
	const withheld = "published, withheld by embargo, embargo 2027-03-12T06:00:00+01:00"
	for _, m := range []struct{ key, value, want string }{
		{"article_options", `a:1:{s:7:"embargo";s:19:"2027-03-12 06:00:00";}`, withheld},
		{"article_options", `{"embargo":"2027-03-12T06:00:00+01:00"}`, withheld},
		{"_options", `a:1:{s:5:"dates";a:1:{s:12:"embargo_date";s:19:"2027-03-12 06:00:00";}}`, withheld},
		{"_options", `[{"dates":[{"embargo_until":"2027-03-12 06:00:00"}]}]`, withheld},
		{"embargo", `{"date":"2027-03-12 06:00:00"}`, withheld},
		{"_options", `{"embargo":"bientôt"}`, "review, withheld by status"},
		{"_options", `{"embargo":"","layout":"full"}`, "published, public"},
		{"_options", `{"embargo":false}`, "published, public"},
		{"_options", `{"text":"un embargo"}`, "published, public"},
		{"_jetpack_related_posts_cache", `a:1:{s:3:"abc";a:2:{s:7:"expires";i:1700000000;s:7:"embargo";s:1:"x";}}`, "published, public"},
		{"_options", `{"expires":1700000000,"token_expiry":"2020-01-01"}`, "published, public"},
		{"_options", `{"expiration_date":"2027-03-12 06:00:00"}`, "published, public, expiry 2027-03-12T06:00:00+01:00"},
		{"embargo", "aucun", "published, public"}, {"embargo", "N", "published, public"}, {"embargo", "[]", "published, public"}, {"embargo", "a:0:{}", "published, public"},
		{"embargo", "?", "review, withheld by status"},
	} {
		got, _ := read(t, testExport{items: []Item{story("12", meta(m.key, m.value))}}, Options{})
		if s := state(got); s != m.want {
			t.Errorf("%s = %s: got %q, want %q", m.key, m.value, s, m.want)
		}
	}
}

// An expiry that cannot be read may be past; only words that are known switch one off.
func TestExpiriesThatCannotBeRead(t *testing.T) {
	const review = "review, withheld by status"
	on := []string{"_expiration-date-status", "saved"}
	for _, c := range []struct {
		fields []string
		want   string
	}{
		{append(on, "_expiration-date", "x1700000000"), review}, {append(on, "_expiration-date", "2020-13-45"), review}, {append(on, "_expiration-date", "1700000000"), review},
		{[]string{"_expiration-date-status", "savedx", "_expiration-date", "1700000000"}, review}, {[]string{"_expiration-date", "1700000000"}, review},
		{[]string{"_expiration-date-status", "", "_expiration-date", "x"}, review},
		{[]string{"_expiration-date-status", "unsaved", "_expiration-date", "1700000000"}, "published, public"}, {[]string{"_expiration-date-status", "0", "_expiration-date", "1700000000"}, "published, public"},
		{[]string{"date_expiration", "hier"}, review}, {[]string{"unpublish_date", "31/02/2020"}, review}, {[]string{"date_fin_publication", "x"}, review},
		{[]string{"date_expiration", "jamais"}, "published, public"}, {[]string{"date_expiration", "never"}, "published, public"}, {[]string{"date_expiration", ""}, "published, public"},
		{[]string{"expire", "1"}, "published, public"}, {[]string{"expiration_type", "draft"}, "published, public"}, {[]string{"expiration_action", "trash"}, "published, public"},
		{[]string{"carte_expire", "bientôt"}, "published, public"}, {[]string{"article_options", `{"expiration_date":"hier"}`}, review},
	} {
		got, losses := read(t, testExport{items: []Item{story("12", meta(c.fields...))}}, Options{})
		if s := state(got); s != c.want {
			t.Errorf("%q: got %q, want %q; losses %s", c.fields, s, c.want, told(losses))
		}
	}
}

// Terms that say who may read a story, and others: taxonomy, slug and name.
func TestTermsThatRestrict(t *testing.T) {
	const paid, review, public = "published, paid, public", "review, withheld by status", "published, public"
	for _, c := range []struct{ taxonomy, slug, name, want string }{
		{"category", "abonnes", "Abonnés", paid}, {"category", "reserve-abonnes", "Réservé aux abonnés", paid}, {"category", "espace-abonnes", "Espace abonnés", paid},
		{"post_tag", "premium", "Premium", paid}, {"post_tag", "contenu-payant", "Contenu payant", paid}, {"category", "members-only", "Members only", paid},
		{"category", "subscribers", "Subscribers", paid}, {"category", "acces-restreint", "Accès restreint", paid}, {"post_tag", "article-x", "Article abonné", paid},
		{"category", "abonnes", "Le club", paid}, {"category", "adherents", "Adhérents", paid},
		{"category", "sous-embargo", "Sous embargo", review}, {"category", "embargo", "Embargo", review}, {"post_tag", "sous-embargo", "Sous embargo", review}, {"statut", "embargo", "Embargo", review},
		{"post_tag", "embargo", "EMBARGO", public}, {"post_tag", "embargo-petrolier", "Embargo pétrolier", public}, {"category", "embargos", "L’embargo sur le gaz", public},
		{"acces", "premium", "Premium", paid}, {"access", "subscribers", "Subscribers", paid}, {"visibility", "private", "Privé", paid}, {"post_visibility", "members", "Membres", paid},
		{"pmpro_level", "1", "Or", paid}, {"contenu", "reserve-aux-abonnes", "Réservé aux abonnés", paid}, {"visibilite", "abonnes", "Abonnés", paid}, {"niveau_acces", "or", "Or", paid},
		{"paywall", "oui", "Oui", paid}, {"embargo", "x", "2027-03-12 06:00:00", "published, withheld by embargo, embargo 2027-03-12T06:00:00+01:00"},
		{"acces", "libre", "Libre", public}, {"access", "public", "Public", public}, {"visibility", "public", "Public", public}, {"paywall", "non", "Non", public},
		{"category", "non-abonnes", "Non abonnés", public}, {"category", "reserve-naturelle", "Réserve naturelle", public}, {"category", "reserve", "Réserve", public},
		{"post_tag", "patrons", "Patrons", public}, {"post_tag", "inscrits", "Inscrits", public}, {"post_tag", "abonnement", "Abonnement", public}, {"post_tag", "stationnement-payant", "Stationnement payant", public},
		{"post_tag", "premier-league", "Premier League", public}, {"post_tag", "prive", "Privé", public}, {"post_tag", "secteur-prive", "Secteur privé", public}, {"post_tag", "protection", "Protection", public},
		{"post_tag", "etats-membres", "États membres", public}, {"post_tag", "membres-du-jury", "Membres du jury", public}, {"post_tag", "nombre-d-abonnes", "Nombre d’abonnés", public},
		{"post_tag", "acces", "Accès", public}, {"category", "contenu", "Contenu", public}, {"product_visibility", "featured", "featured", public},
	} {
		got, losses := read(t, testExport{items: []Item{story("12", terms(c.taxonomy, c.slug, c.name))}}, Options{})
		if s := state(got); s != c.want {
			t.Errorf("%s %s %q: got %q, want %q", c.taxonomy, c.slug, c.name, s, c.want)
		}
		if c.want != public && c.taxonomy != "acces" && c.taxonomy != "paywall" && c.taxonomy != "embargo" && !strings.Contains(told(losses), c.taxonomy+" ") {
			t.Errorf("%s %s %q: nothing is reported: %s", c.taxonomy, c.slug, c.name, told(losses))
		}
	}
	if _, losses := read(t, testExport{items: []Item{story("12", terms("post_tag", "embargo", "Embargo"))}}, Options{}); !strings.Contains(told(losses), errTermMay.Error()) {
		t.Errorf("a tag embargo: losses %s", told(losses))
	}
}

// Options.Fields maps a taxonomy to any member, and says that it is not about access.
func TestTaxonomiesAsFields(t *testing.T) {
	for _, c := range []struct {
		rule    string
		fields  map[string]string
		changes []change
		want    string
	}{
		{"access", map[string]string{"offre": "access"}, []change{terms("offre", "or", "Or")}, `{"access":"paid"}`},
		{"free access", map[string]string{"offre": "access"}, []change{terms("offre", "libre", "Libre")}, `{}`},
		{"an embargo", map[string]string{"levee": "embargo"}, []change{terms("levee", "x", "2027-03-12 06:00:00")}, `{"embargo":"2027-03-12T06:00:00+01:00"}`},
		{"a kicker", map[string]string{"rubriquage": "kicker"}, []change{terms("rubriquage", "eau", "L’eau")}, `{"kicker":"L’eau"}`},
		{"several terms", map[string]string{"rubriquage": "kicker"}, []change{terms("rubriquage", "eau", "L’eau", "rubriquage", "parc", "Le parc")}, `{"kicker":"L’eau, Le parc"}`},
		{"a kicker that a field has", map[string]string{"rubriquage": "kicker", "sur": "kicker"}, []change{meta("sur", "Ponts"), terms("rubriquage", "eau", "L’eau")}, `{"kicker":"Ponts","rubriquage":"L’eau"}`},
		{"a word that is unknown", map[string]string{"forme": "genre"}, []change{terms("forme", "x", "Chose")}, `{"forme":"Chose"}`},
		{"a note", map[string]string{"consigne_t": "internal_note"}, []change{terms("consigne_t", "x", "Relire")}, `{"internal_note":"Relire"}`},
		{"subjects", map[string]string{"acces": "subjects"}, []change{terms("acces", "premium", "Premium")}, `{"subjects":[{"scheme":"acces","code":"premium","name":"Premium"}]}`},
		{"tags that are not about access", map[string]string{"post_tag": "tags"}, []change{terms("post_tag", "premium", "Premium")}, `{"tags":["Premium"]}`},
		{"not mapped", nil, []change{terms("rubriquage", "eau", "L’eau")}, `{"rubriquage":[{"slug":"eau","name":"L’eau"}]}`},
	} {
		got, losses := read(t, testExport{items: []Item{story("12", c.changes...)}}, Options{Fields: c.fields})
		if s := membersOf(t, got[0]); s != c.want {
			t.Errorf("%s: got %s, want %s; losses %s", c.rule, s, c.want, told(losses))
		}
	}
}

// What the desk wrote for itself is the internal note, and not in Unknown.
func TestNotesOfTheDesk(t *testing.T) {
	for _, key := range []string{"commentaire_redacteur", "notes_redaction", "note_du_secretariat_de_redaction", "internal_comment", "editorial_notes", "remarques_relecture", "memo_desk"} {
		got, losses := read(t, testExport{items: []Item{story("12", meta(key, "À relire avant midi"))}}, Options{})
		if got[0].InternalNote != "À relire avant midi" || got[0].Unknown != nil || !strings.Contains(told(losses), key+" guessed") {
			t.Errorf("%s: got note %q, unknown %s, losses %s", key, got[0].InternalNote, got[0].Unknown, told(losses))
		}
	}
	for _, key := range []string{"note_globale", "commentaires", "notes", "redaction", "note_de_bas_de_page"} {
		if got, _ := read(t, testExport{items: []Item{story("12", meta(key, "4 sur 5"))}}, Options{}); got[0].InternalNote != "" {
			t.Errorf("%s: got note %q, want none", key, got[0].InternalNote)
		}
	}
	if body, losses := Body("<p>Pont.</p>\n[note_interne]oliviers[/note_interne]", BodyOptions{}); strings.Contains(body, "oliviers") || !strings.Contains(told(losses), errHidden.Error()) {
		t.Errorf("Body = %q, losses %s", body, told(losses))
	}
}

func TestNamesOfExpiries(t *testing.T) {
	const ends = "published, public, expiry 2027-03-12T06:00:00+01:00"
	for _, key := range []string{"expiry_date", "_expiry_date", "date_de_fin_de_publication", "date_fin_publication", "fin_de_publication", "expire", "date_retrait",
		"offline_date", "mise_hors_ligne", "wpcf-expiration", "expirationDate", "article_expiration", "publication_end_date", "visible_jusqu_au", "date_depublication"} {
		got, _ := read(t, testExport{items: []Item{story("12", meta(key, "2027-03-12 06:00:00"))}}, Options{})
		if s := state(got); s != ends {
			t.Errorf("%s: got %q, want %q", key, s, ends)
		}
	}
	for _, key := range []string{"date_fin", "date_de_fin", "fin", "evenement_fin", "membership_expiration", "date_retrait_dossard", "token_expires", "fin_des_travaux", "date_publication"} {
		got, _ := read(t, testExport{items: []Item{story("12", meta(key, "2027-03-12 06:00:00"))}}, Options{})
		if s := state(got); s != "published, public" {
			t.Errorf("%s: got %q, want no expiry", key, s)
		}
	}
	for _, action := range []string{"stick", "unstick", "category", "category-add", "category-remove"} {
		it := story("12", meta("_expiration-date", "1773291600", "_expiration-date-status", "saved",
			"_expiration-date-options", phpArray("expireType", action)))
		got, losses := read(t, testExport{items: []Item{it}}, Options{})
		if s := state(got); s != "published, public" || !strings.Contains(told(losses), "not that it disappears") {
			t.Errorf("%s: got %q, losses %s", action, s, told(losses))
		}
	}
}

func TestFieldsThatAreNotKept(t *testing.T) {
	for _, key := range []string{"_fl_builder_draft", "_et_pb_old_content", "mot_de_passe", "passster_password", "brouillon"} {
		got, losses := read(t, testExport{items: []Item{story("12", meta(key, "hunter2 jamais"))}}, Options{})
		if len(got) != 1 || got[0].Unknown != nil || !strings.Contains(told(losses), key+" dropped") {
			t.Errorf("%s: got %v, losses %s", key, got[0].Unknown, told(losses))
		}
	}
}

// Of two copies with one date of change, the one that fewer may read is used.
func TestTwoCopiesOfAnItem(t *testing.T) {
	for _, other := range []Item{story("12", status("draft")), story("12", password("x")), story("12", status("private")), story("12", meta("embargo", "2027-03-12 06:00:00")),
		story("12", meta("abonnes_seulement", "1"))} {
		want, _ := read(t, testExport{items: []Item{other}}, Options{})
		for _, items := range [][]Item{{story("12"), other}, {other, story("12")}} {
			if got, _ := read(t, testExport{items: items}, Options{}); len(got) != 1 || state(got) != state(want) {
				t.Errorf("got %s, want %s", state(got), state(want))
			}
		}
	}
}

func TestRulesOfMemberPress(t *testing.T) {
	rule := func(kind, content string) Item {
		return Item{ID: "90", Type: "memberpressrule", Status: "publish", Meta: []Meta{{"_mepr_rules_type", kind}, {"_mepr_rules_content", content}}}
	}
	for _, c := range []struct {
		kind, content string
		paid          bool
	}{
		{"single_post", "12", true}, {"single_post", "13", false}, {"single_page", "12", false}, {"all", "", true}, {"all", "4, 12", false}, {"all_post", "", true},
		{"all_page", "", false}, {"category", "eau", true}, {"category", "sport", false}, {"tag", "eau", false}, {"tax_category||cpt_post", "eau", true},
		{"all_tax_category", "", true}, {"custom", "/le-pont-rouvre-12/", true}, {"custom", "/autre/", false}, {"partial", "", false},
	} {
		got, _ := read(t, testExport{items: []Item{story("12", terms("category", "eau", "Eau")), rule(c.kind, c.content)}}, Options{})
		if paid := got[0].Access == presse.AccessPaid; paid != c.paid {
			t.Errorf("rule %s %q: got paid %v, want %v", c.kind, c.content, paid, c.paid)
		}
	}
}

func TestBylineOfNewspack(t *testing.T) {
	for _, c := range []struct{ active, byline, want string }{
		{"1", "Par [Author id=7]L. H.[/Author] et Rim Saïdi", "Lina Haddad|Rim Saïdi"},
		{"1", `[Author id="7"]L. H.[/Author], [Author id=9]Walid Naciri[/Author]`, "Lina Haddad|Walid Naciri"},
		{"0", "Par Rim Saïdi", "Lina Haddad"},
	} {
		got, _ := read(t, testExport{items: []Item{story("12", meta("_newspack_byline_active", c.active, "_newspack_byline", c.byline))}}, Options{})
		var names []string
		for _, p := range got[0].Byline.People {
			names = append(names, p.Name)
		}
		if s := strings.Join(names, "|"); s != c.want {
			t.Errorf("%s %q: got %q, want %q", c.active, c.byline, s, c.want)
		}
	}
}

func phpArray(key, value string) string {
	text := func(s string) string { return "s:" + strconv.Itoa(len(s)) + `:"` + s + `";` }
	return "a:1:{" + text(key) + text(value) + "}"
}
