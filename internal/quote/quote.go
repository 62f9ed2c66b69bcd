// Package quote cuts what errors quote.
package quote

import "strings"

// most is the length of a quoted value in bytes: presse.Error promises it. With an operation,
// a field and a cause, a line of a log is then about 150 bytes long.
const most = 60

// Short returns a value as an error quotes it: cut after 60 bytes, before a character that does
// not end there.
func Short(s string) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
