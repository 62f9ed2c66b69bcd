package conformance

import (
	"testing"
	"time"
)

// Linear fails t if do takes time that grows with the square of n, the number of bytes that
// it works on. Other programs of the machine may make one measurement slow, not both.
func Linear(t *testing.T, what string, do func(n int)) {
	t.Helper()
	n := 1 << 19
	if testing.Short() {
		n = 1 << 13
	}
	took := duration(func() { do(n) })
	if took < 2*time.Second { // usually 0.1 s
		return
	}
	if quarter := duration(func() { do(n / 4) }); took > 9*quarter {
		t.Errorf("%s takes %v for %d bytes, but %v for a quarter of them", what, took, n, quarter)
	}
}

func duration(do func()) time.Duration {
	start := time.Now()
	do()
	return time.Since(start)
}
