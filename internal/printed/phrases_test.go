package printed

import (
	"fmt"
	"strings"
	"testing"
)

// TestPhrases reads a single word, and then a name, after each phrase.
func TestPhrases(t *testing.T) {
	for _, c := range []struct{ rule, phrases, want string }{
		{"who wrote it", "texte et photos|textes et photos|texte et photo|photos et texte|texte|textes|écrit par|rédigé par|réalisé par|réalisée par" +
			"|publié par|posté par|mis en ligne par|signé|auteur|auteure|autrice|auteurs|reportage de|enquête de|chronique de|tribune de|analyse de|texte de|par|by|بقلم|infographie|dessin|illustrations|L’éditorial de|une tribune de|le billet littéraire de|la chronique de|analyse :|كتب|من إعداد", "Salma"},
		{"who held an interview", "propos recueillis par|propos recueillis à Rabat par|propos recueillis|propos de|recueillis par|recueilli par" +
			"|entretien par|entretien mené à Rabat par|interview réalisée par|interviewé par|interviewée par", "Salma {interviewer}"},
		{"who translated", "traduit par|traduit de l’anglais par|traduction de l’arabe par|traduction de|traduction", "Salma {translator}"},
		{"who edited", "édité par|edited by|adapté par|relu par", "Salma {editor}"},
		{"who took pictures", "photo|photos|photographe|photographies|photos de|photos par|photo :", "Salma {photographer}"},
		{"a single word is a person", "article|dont", "Salma"},
		{"a single word is who filmed", "images|vidéo|vidéos|فيديو", "Salma {videographer}"},
		{"a single word is who helped", "avec|with|d’après|via|avec la collaboration de|avec le concours de|avec l’aide de|avec l'aimable participation de" +
			"|en collaboration avec|en partenariat avec", "Salma {contributor}"},
		{"sponsors, and who is quoted without being known, are nobody", "avec le soutien de|avec l’appui de|sponsorisé par|parrainé par|selon", ""},
		{"a single word after a source is a paper", "sources|source|pour|for|source :", "+ Salma"},
	} {
		for phrase := range strings.SplitSeq(c.phrases, "|") {
			for _, in := range []string{phrase + " Salma", strings.ToUpper(phrase) + " Salma"} {
				if got := ParseByline(in).inShort(); got != c.want {
					t.Errorf("%s: ParseByline(%q)\n got %s\nwant %s", c.rule, in, got, c.want)
				}
			}
		}
	}
	for _, c := range []struct{ rule, phrases, want string }{
		{"who helped", "avec la collaboration de|avec le concours de|avec l’aide de|avec la participation exceptionnelle de|en collaboration avec|en partenariat avec|avec|with|d’après|via",
			"Lina Haddad; Salma Idrissi {contributor}"},
		{"who filmed", "images|vidéo|vidéos", "Lina Haddad; Salma Idrissi {videographer}"},
		{"a name after a source is a paper", "sources|source|pour|for", "Lina Haddad + Salma Idrissi"},
		{"a date between two names", "publié le 15 avril 2025 -|mis à jour le 15/04/2025 à 18:30 -|mise à jour le 1er mai,|mis à jour : 15 avril,|modifié le 15 avril 2025,|mis en ligne le mardi 15 avril –", "Lina Haddad; Salma Idrissi"},
	} {
		for phrase := range strings.SplitSeq(c.phrases, "|") {
			in := "Lina Haddad, " + phrase + " Salma Idrissi"
			if got := ParseByline(in).inShort(); got != c.want {
				t.Errorf("%s: ParseByline(%q)\n got %s\nwant %s", c.rule, in, got, c.want)
			}
		}
	}
}

func TestPostings(t *testing.T) {
	for want, postings := range map[string]string{
		"Salma Idrissi {envoy, Dakar}": "envoyée spéciale|envoyé spécial permanent|de notre envoyée spéciale|par notre envoyée spéciale|son envoyée spéciale|envoyées spéciales",
		"Salma Idrissi {correspondent, Dakar}": "correspondante|correspondance|correspondants|notre correspondante permanente|correspondant particulier|correspondante régionale" +
			"|correspondante spéciale|correspondant local|correspondants locaux|nos correspondants",
		"Salma Idrissi {envoyée à Dakar}":   "envoyée",
		"Salma Idrissi {Envoyé à Dakar}":    "Envoyé",
		"Salma Idrissi {stagiaire à Dakar}": "stagiaire",
	} {
		for posting := range strings.SplitSeq(postings, "|") {
			in := "Salma Idrissi, " + posting + " à Dakar"
			if got := ParseByline(in).inShort(); got != want {
				t.Errorf("%q\n got %s\nwant %s", in, got, want)
			}
		}
	}
}

// Every sign separates two names, and so does a hyphen next to a space.
func TestSigns(t *testing.T) {
	for _, sign := range ",;:/|()[]{}<>«»\"“”•·–—&+©…!?*" {
		in := fmt.Sprintf("Par Salma Idrissi%cKarim Benali", sign)
		b := ParseByline(in)
		if len(b.People) != 2 || b.People[0].Name != "Salma Idrissi" || b.People[1].Name != "Karim Benali" {
			t.Errorf("ParseByline(%q) = %+v, want Salma Idrissi and Karim Benali", in, b)
		}
	}
	for in, want := range map[string]string{
		"Par Salma Idrissi - Karim Benali":    "Salma Idrissi; Karim Benali",
		"Par Salma Idrissi -Karim Benali":     "Salma Idrissi; Karim Benali",
		"Par Salma Idrissi- Karim Benali":     "Salma Idrissi; Karim Benali",
		"Par Salma Idrissi-- Karim Benali":    "Salma Idrissi; Karim Benali",
		"Par Salma Idrissi-Karim":             "Salma Idrissi-Karim",
		"Par Sal\u00adma\u200d Idris\u200bsi": "Salma Idrissi",
		"Par\x01Salma\x02Idrissi\xffKarim":    "Salma Idrissi Karim",
		"Par Salma_Idrissi":                   "Salma_Idrissi",
	} {
		if got := ParseByline(in).inShort(); got != want {
			t.Errorf("%q\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestNotices(t *testing.T) {
	for want, notices := range map[string]string{
		"reserved":          "tous droits réservés|droits réservés|droit réservé|all rights reserved|D R|DR|D.R|@DR",
		"(illustration)":    "photo d’illustration|image d’illustration|à titre d’illustration|à titre illustratif|illustration",
		"archive (archive)": "photo d’archives|photo d’archive|image d’archives|archives|archive",
		"free":              "domaine public|public domain|libre de droits|libres de droits|Creative Commons|CC0|CC BY|CC-BY-SA 4.0|CC BY 1234567890.",
		"handout": "handout|courtoisie|gracieuseté|avec l’aimable autorisation de|avec l’aimable autorisation du|aimable autorisation de|fournie par|fourni par|remise par" +
			"|transmise par|document remis|document transmis|dossier de presse|service de presse|service presse|courtesy of",
	} {
		for notice := range strings.SplitSeq(notices, "|") {
			if got := ParseCredit("Photo : " + notice).inShort(); got != want {
				t.Errorf("%q: got %s, want %s", notice, got, want)
			}
			if !strings.ContainsAny(want, "(") {
				continue
			}
			for _, in := range []string{notice + " – Karim Alaoui", "Karim Alaoui / " + notice} {
				if got, want := ParseCredit(in).inShort(), "credited Karim Alaoui "+want[strings.IndexByte(want, '('):]; got != want {
					t.Errorf("%q: got %s, want %s", in, got, want)
				}
			}
		}
	}
}

// Every label of a credit announces a name and is not part of it.
func TestLabels(t *testing.T) {
	for label := range strings.SplitSeq("©|(c)|copyright|copyrights|crédit|crédits|cred|photo|photos|photographie|photographies|photographe|ph|ph.|phs|phot|image|images|img|visuel|source|sources"+
		"|capture|écran|collage|montage|infographie|vidéo|vidéos|par|by|de|du|des|via|compte|the|crédit photo|crédits photos", "|") {
		if got := ParseCredit(label + " Karim Alaoui").inShort(); got != "credited Karim Alaoui" {
			t.Errorf("%q: got %s, want credited Karim Alaoui", label, got)
		}
		want := "credited + Alaoui" // a single word is the owner
		if strings.HasPrefix(label, "ph") || strings.Contains(label, " ph") {
			want = "credited Alaoui" // or, after these, the photographer
		}
		if got := ParseCredit(label + " Alaoui").inShort(); got != want {
			t.Errorf("%q: got %s, want %s", label, got, want)
		}
	}
	for sign := range strings.SplitSeq("et|and|pour|for|via|on|sur|/|,|2025|pool", "|") {
		if got, want := ParseCredit("Karim Alaoui "+sign+" Salma Idrissi").inShort(), "credited Karim Alaoui, Salma Idrissi"; got != want {
			t.Errorf("%q: got %s, want %s", sign, got, want)
		}
	}
}
