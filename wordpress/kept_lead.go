package wordpress

import (
	"encoding/json"
	"net/url"
	"path"
	"strings"

	"github.com/presse-go/presse"
)

// This file restores the lead of a story. What a desk can change in WordPress counts: that the
// story has a featured image, which one, its caption, alternative text and credit. Host and
// folder of the file, its size and its renditions do not: an import copies files.

// pictureParts returns the texts of a picture that a desk can change in WordPress, by the
// names that keepsake.Read has them under. It returns nil if there is no picture.
func pictureParts(lead json.RawMessage) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	if isNull(lead) || json.Unmarshal(lead, &m) != nil {
		return nil
	}
	var credit map[string]json.RawMessage
	_ = json.Unmarshal(m["credit"], &credit)
	return map[string]json.RawMessage{"caption": m["caption"], "alt": m["alt"], "credit": credit["text"]}
}

// readPicture notes what an import reads of the texts of a lead.
func readPicture(lead json.RawMessage, read map[string]string) {
	for part, value := range pictureParts(lead) {
		if !isNull(value) {
			read["lead."+part] = digest(part, value)
		}
	}
}

// lead takes over the lead. It reports false if WordPress has another value of any part, which
// counts.
func (r *restoring) lead() bool {
	var thumb string
	if id := r.meta("_thumbnail_id"); id != "0" && id != "-1" {
		thumb = id
	}
	same := false
	switch wrote := r.k.Wrote; {
	case wrote.Thumb == "": // WordPress cannot copy the file
		same = thumb == "" && r.untouched("lead")
	case thumb == "": // the desk took it away
	case r.site.media[thumb] == nil: // the importer did not copy it, or the file has no attachments
		same = thumb == wrote.Thumb
	case r.site.marks[thumb] == wrote.File && sameFile(wrote.File, r.site.media[thumb].URL):
		return r.mergeLead()
	}
	if same {
		r.take("lead")
	}
	return same
}

// mergeLead takes over the lead, but for the texts that were changed in WordPress.
func (r *restoring) mergeLead() (same bool) {
	same = true
	got := pictureParts(r.got["lead"])
	var now, lead presse.Media
	if got == nil || json.Unmarshal(r.got["lead"], &now) != nil || json.Unmarshal(r.k.Article["lead"], &lead) != nil {
		return false
	}
	for part, value := range got {
		read := ""
		if !isNull(value) {
			read = digest(part, value)
		}
		if read == r.k.Read["lead."+part] {
			continue
		}
		same = false
		switch part {
		case "caption":
			lead.Caption = now.Caption
			delete(lead.Unknown, storedCaption)
			if raw, ok := now.Unknown[storedCaption]; ok {
				if lead.Unknown == nil {
					lead.Unknown = make(map[string]json.RawMessage)
				}
				lead.Unknown[storedCaption] = raw
			}
		case "alt":
			lead.Alt = now.Alt
		case "credit":
			lead.Credit = now.Credit
		}
	}
	r.take("lead")
	if !same {
		merged, err := marshalJSON(lead)
		if err != nil {
			return false
		}
		r.out["lead"] = merged
	}
	return same
}

// sameFile reports whether an address is that of a copy that WordPress made of a file: it
// cleans the name, and adds a number if there is another file with it (wp_unique_filename), or
// "scaled" or "rotated" (wp_create_image_subsizes). A file that was edited in WordPress has
// another name, with "-e" and the time (wp_save_image).
func sameFile(file, copied string) bool {
	want, got := fileKey(file), fileKey(copied)
	for {
		if got == want {
			return true
		}
		i := strings.LastIndexByte(got, '-')
		if i < 0 {
			return false
		}
		end := got[i+1:]
		if end != "scaled" && end != "rotated" && (end == "" || len(end) > 4 || strings.Trim(end, "0123456789") != "") {
			return false
		}
		got = got[:i]
	}
}

// fileKey returns the name of the file at an address without its extension, as a slug.
func fileKey(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	name := path.Base(u.Path)
	return presse.Slug(strings.TrimSuffix(name, path.Ext(name)))
}
