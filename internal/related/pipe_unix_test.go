//go:build unix

package related

import (
	"syscall"
	"testing"
)

func namedPipe(t *testing.T, path string) {
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
}
