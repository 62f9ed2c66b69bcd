package publish

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

// pictures writes pictures with their credits (Google Search Central, "Image metadata":
// contentUrl, creator, creditText, copyrightNotice, license). Where to buy a licence is not
// known.
func (w *writer) pictures(list []presse.Media) {
	if len(list) == 0 {
		return
	}
	w.array("image")
	for i := range list {
		w.picture(&list[i])
	}
	w.endArray()
}

func (w *writer) picture(m *presse.Media) {
	w.typed("ImageObject")
	w.text("url", m.URL)
	w.text("contentUrl", m.URL)
	w.file(m)
	w.text("caption", m.Caption)
	w.text("description", m.Alt)
	w.rights(&m.Credit)
	w.end()
}

// file writes the properties of the file.
func (w *writer) file(m *presse.Media) {
	w.count("width", m.Width)
	w.count("height", m.Height)
	if isType(m.Type) {
		w.text("encodingFormat", m.Type)
	}
}

// rights writes who made a picture and who owns it. A credit is a notice of copyright only if
// it says so.
func (w *writer) rights(c *presse.Credit) {
	if len(c.Names)+len(c.Agencies) > 0 {
		w.array("creator")
		for _, name := range c.Names {
			w.agent(&agent{name: name})
		}
		for _, name := range c.Agencies {
			w.agent(&agent{organization: true, name: name})
		}
		w.endArray()
	}
	w.text("creditText", c.Text)
	if strings.Contains(c.Text, "©") || c.Rights == presse.RightsReserved {
		w.text("copyrightNotice", c.Text)
	}
	w.text("license", c.License)
}

// recordings writes videos or sounds (schema.org/VideoObject, AudioObject; Google Search
// Central, "Video structured data": name, thumbnailUrl and uploadDate are required).
func (w *writer) recordings(name, schema string, list []recording) {
	if len(list) == 0 {
		return
	}
	w.array(name)
	for i := range list {
		m := &list[i]
		w.typed(schema)
		w.text("name", firstVisible(m.Caption, m.Alt, w.social))
		w.text("description", m.Alt)
		if m.player {
			w.text("embedUrl", m.URL)
		} else {
			w.text("contentUrl", m.URL)
		}
		w.text("thumbnailUrl", w.share.URL)
		w.text("uploadDate", w.published)
		w.duration(m.Seconds)
		w.file(&m.Media)
		w.rights(&m.Credit)
		w.end()
	}
	w.endArray()
}

// duration writes a duration in whole seconds (ISO 8601): PT1M30S.
func (w *writer) duration(seconds float64) {
	if !(seconds >= 1 && seconds < math.MaxInt32) {
		return
	}
	d := time.Duration(seconds) * time.Second
	w.key("duration")
	w.raw(`"PT`)
	for _, part := range []struct {
		n    int64
		unit byte
	}{{int64(d / time.Hour), 'H'}, {int64(d / time.Minute % 60), 'M'}, {int64(d / time.Second % 60), 'S'}} {
		if part.n > 0 {
			w.b = append(strconv.AppendInt(w.b, part.n, 10), part.unit)
		}
	}
	w.raw(`"`)
}
