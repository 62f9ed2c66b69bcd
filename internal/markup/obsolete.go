package markup

import (
	"net/url"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// boundsOf returns a media query with ranges, "(width >= 800px)", in the older form,
// "(min-width: 800px)", which the normal form can write and all browsers read (Media
// Queries Level 4, §2.4.3). A range without an older form stays as it is.
func boundsOf(query string) string {
	if !strings.ContainsAny(query, "<>=") {
		return query
	}
	if inner, found := strings.CutPrefix(strings.TrimSpace(query), "("); found && !strings.Contains(inner, "(") {
		inner = strings.TrimSuffix(inner, ")")
		if feature, bound, found := strings.Cut(inner, ">"); found && !strings.ContainsAny(bound, "<>=") && isFeature(feature) {
			return "not all and (max-" + strings.TrimSpace(feature) + ": " + strings.TrimSpace(bound) + ")"
		}
		if feature, bound, found := strings.Cut(inner, "<"); found && !strings.ContainsAny(bound, "<>=") && isFeature(feature) {
			return "not all and (min-" + strings.TrimSpace(feature) + ": " + strings.TrimSpace(bound) + ")"
		}
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(query, "(")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		inner, rest, _ := strings.Cut(after, ")")
		b.WriteString("(" + boundOf(inner) + ")")
		query = rest
	}
}

// boundOf returns the bounds that the content of parentheses in a media query stands for.
func boundOf(inner string) string {
	if parts := strings.Split(inner, "<="); len(parts) <= 3 && len(parts) > 1 {
		return bounds(parts, "min", "max", inner)
	}
	if parts := strings.Split(inner, ">="); len(parts) <= 3 && len(parts) > 1 {
		return bounds(parts, "max", "min", inner)
	}
	return inner
}

// bounds returns the bounds for "low <= feature <= high", of which low or high may be
// missing, or else inner.
func bounds(parts []string, low, high, inner string) string {
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
		if parts[i] == "" || strings.ContainsAny(parts[i], "<>=") {
			return inner
		}
	}
	switch {
	case len(parts) == 3 && isFeature(parts[1]):
		return low + "-" + parts[1] + ": " + parts[0] + ") and (" + high + "-" + parts[1] + ": " + parts[2]
	case len(parts) == 2 && isFeature(parts[0]):
		return high + "-" + parts[0] + ": " + parts[1]
	case len(parts) == 2 && isFeature(parts[1]):
		return low + "-" + parts[1] + ": " + parts[0]
	}
	return inner
}

func isFeature(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "width", "height", "aspect-ratio", "resolution":
		return true
	}
	return false
}

// behindRedirect returns the target of a link that Google Docs, Outlook or Facebook leads
// through a page of its own, or "". Outlook's page also knows whose mail the link was in.
func behindRedirect(link string) string {
	if !strings.Contains(link, "google.") && !strings.Contains(link, "safelinks.") && !strings.Contains(link, "l.facebook.") {
		return ""
	}
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	query, target := u.Query(), ""
	switch host := strings.ToLower(u.Hostname()); {
	case host == "www.google.com" && u.Path == "/url" && (query.Has("usg") || query.Has("ust") || query.Get("sa") == "D" || query.Has("source")):
		if target = query.Get("q"); target == "" {
			target = query.Get("url")
		}
	case strings.HasSuffix(host, ".safelinks.protection.outlook.com"):
		target = query.Get("url")
	case host == "l.facebook.com" && u.Path == "/l.php":
		target = query.Get("u")
	}
	if to, err := url.Parse(target); err != nil || to.Scheme != "https" && to.Scheme != "http" || to.Host == "" {
		return ""
	}
	return target
}

// settings skips an xml element that holds settings of Word, whose values would be text of
// the page, "Normal 0 21 false", and reports whether it did.
func (n *normaliser) settings() bool {
	t := &n.tag
	if n.noSettings || !strings.EqualFold(t.Name, "xml") {
		return false
	}
	for i := t.End; ; {
		next := strings.IndexByte(n.in[i:], '<')
		if next < 0 {
			n.noSettings = true
			return false
		}
		i += next
		var inner html.Tag
		inner.Read(n.in, i, nil)
		switch {
		case inner.Open:
			n.noSettings = true
			return false
		case strings.EqualFold(inner.Name, "xml") && inner.Kind == html.EndTag:
			n.pos = inner.End
			if n.log != nil {
				n.log.gone = append(n.log.gone, span{t.Start, n.pos, "settings of a word processor"})
			}
			return true
		case inner.Kind == html.StartTag && !strings.Contains(inner.Name, ":"):
			return false
		}
		i = inner.End
	}
}
