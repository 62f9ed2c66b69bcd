package presse

import "github.com/presse-go/presse/internal/address"

// SameAddress reports whether two slugs, or two paths, are one address. It does not
// matter whether they are percent-encoded, in which case the escapes are, whether
// letters are composed (é or e and U+0301), or whether there are slashes around them.
// Capitals matter, as they do to browsers.
func SameAddress(a, b string) bool { return address.Same(a, b) }
