package paper

import (
	"strconv"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// ids are those that a page has. An id is that of one element (HTML, section 3.2.6), but the
// notes of a live blog may all have a first footnote.
type ids map[string]bool

// newIDs returns those of the template of stories.
func newIDs() ids {
	return ids{"contenu": true, "fil": true, "notes": true, "lire-aussi": true}
}

// claim takes an id for each one of a text, which is in the normal form of internal/markup, and
// returns them by those of the text; nil if it has none.
func (page ids) claim(in string) (own map[string]string) {
	if page == nil || !strings.Contains(in, ` id="`) {
		return nil
	}
	var t html.Tag
	for i := 0; ; i = max(t.End, i+1) {
		n := strings.IndexByte(in[i:], '<')
		if n < 0 {
			return own
		}
		i += n
		t.Read(in, i, func(a html.Attr) {
			id := html.Unescape(a.Value)
			if a.Name != "id" || own[id] != "" {
				return
			}
			if own == nil {
				own = make(map[string]string)
			}
			free := id
			for n := 2; page[free]; n++ {
				free = id + "-" + strconv.Itoa(n)
			}
			page[free], own[id] = true, free
		})
	}
}
