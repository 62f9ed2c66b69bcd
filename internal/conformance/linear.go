package conformance

import (
	"testing"
	"time"
)

// Linear fails t if do takes time that grows with the square of n, the number of bytes that
// it works on. Other programs of the machine may make measurements slow, not all of them.
func Linear(t *testing.T, what string, do func(n int)) {
	t.Helper()
	n := 1 << 19
	if testing.Short() {
		n = 1 << 13
	}
	took, quarter, ok := isLinear(n, func(n int) time.Duration {
		start := time.Now()
		do(n)
		return time.Since(start)
	})
	if !ok {
		t.Errorf("%s takes %v for %d bytes, but %v for a quarter of them", what, took, n, quarter)
	}
}

const (
	quick    = 2 * time.Second  // what takes less is not measured again; usually it is 0.1 s
	patience = 30 * time.Second // what takes more is not measured again either
	attempts = 3
)

// isLinear reports whether a measure grows with n, and what it is for n and for a quarter of it:
// four times as much then, and sixteen times if it grows with the square. The least that was
// measured for n counts, since it is the closest to what it is on an idle machine.
func isLinear(n int, measure func(n int) time.Duration) (took, quarter time.Duration, ok bool) {
	took = measure(n)
	for i := 0; took >= quick; i++ {
		if quarter = measure(n / 4); took <= 9*quarter {
			return took, quarter, true
		}
		if i+1 == attempts || took > patience {
			return took, quarter, false
		}
		took = min(took, measure(n))
	}
	return took, quarter, true
}
