//go:build !unix

package related

import "testing"

func namedPipe(t *testing.T, _ string) { t.Skip("no named pipes") }
