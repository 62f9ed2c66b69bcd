package wordpress

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/presse-go/presse"
)

// status returns the status of a post. Without _fields, both contexts have it (WordPress
// 4.7); lists in the context view are of public posts.
func (p *restPosts) status(o restObject) string {
	status := o.text("status")
	if status != "" {
		return status
	}
	if _, stored := o.stored("content"); stored || !isNull(o["status"]) {
		return "?" // closed
	}
	p.site.lost(presse.Loss{Item: o.id("id"), Field: "status", Kind: presse.LossGuessed, Err: errors.New("the answer has no status; taken for published")})
	return statusPublish
}

// closers returns what in the members that plugins add to a post restricts it, as custom
// fields: members of their own, and parts of others, at any depth.
func (s *site) closers(o restObject) (fields []Meta) {
	for _, name := range sortedKeys(o) {
		switch {
		case name == "meta" || name == "acf":
			s.closing("", o[name], &fields)
		case name == "yoast_head_json" || !isKnownMember(name):
			if known, is := s.closer(name, o[name]); is {
				fields = append(fields, known)
			}
			s.closing(name, o[name], &fields)
		}
	}
	return fields
}

// closing adds what the parts of a value say. Those of meta and acf themselves, which have
// no name, are custom fields already.
func (s *site) closing(name string, raw json.RawMessage, fields *[]Meta) {
	if raw = bytes.TrimSpace(raw); len(raw) == 0 || raw[0] != '{' && raw[0] != '[' {
		return
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var value any
	if d.Decode(&value) != nil {
		return
	}
	var walk func(v any, top bool)
	walk = func(v any, top bool) {
		switch v := v.(type) {
		case []any:
			for _, in := range v {
				walk(in, false)
			}
		case map[string]any:
			for _, key := range sortedKeys(v) {
				if !top {
					if raw, err := json.Marshal(v[key]); err == nil && isScalar(v[key]) {
						if field, is := s.closer(key, raw); is {
							*fields = append(*fields, field)
						}
					}
				}
				walk(v[key], false)
			}
		}
	}
	walk(value, name == "")
}

func isScalar(v any) bool {
	switch v.(type) {
	case map[string]any, []any:
		return false
	}
	return true
}

// closer returns a member as a custom field, if its name is that of one that restricts a
// story.
func (s *site) closer(name string, raw json.RawMessage) (Meta, bool) {
	if strings.EqualFold(name, "isAccessibleForFree") { // schema.org, in Yoast SEO's data
		if v := scalar(raw); raw != nil && string(raw) != "null" && isFalse(v) {
			return Meta{"is_paid", "1"}, true
		}
		return Meta{}, false
	}
	if _, membership := memberships[name]; !membership {
		switch member, kind := (&reading{site: s}).purpose(name); member {
		case "embargo", "expiry", "access":
		default:
			if kind&kindClosing == 0 {
				return Meta{}, false
			}
		}
	}
	value := scalar(raw)
	if value == "" {
		switch value = string(bytes.TrimSpace(raw)); value {
		case "[]", "{}", "null", "false", `""`:
			return Meta{}, false
		}
	}
	return Meta{name, value}, true
}
