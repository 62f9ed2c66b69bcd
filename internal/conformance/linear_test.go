package conformance

import (
	"testing"
	"time"
)

func TestIsLinear(t *testing.T) {
	const n = 400
	seconds := func(list ...float64) func(int) time.Duration {
		return func(int) time.Duration {
			if len(list) == 0 {
				t.Error("measured once more")
				return 0
			}
			s := list[0]
			list = list[1:]
			return time.Duration(s * float64(time.Second))
		}
	}
	for _, c := range []struct {
		rule    string
		measure func(int) time.Duration
		want    bool
	}{
		{"what is quick is measured once", seconds(1.9), true},
		{"four times as long for four times as much", seconds(4, 1), true},
		{"nine times as long is still no square", seconds(9, 1), true},
		{"sixteen times as long, each time", seconds(16, 1, 16, 1, 16, 1), false},
		{"slow once", seconds(16, 1, 4, 1), true},
		{"quick the second time", seconds(16, 1, 1), true},
		{"a quarter that is slow next", seconds(16, 1, 15, 2), true},
		{"the least of all for the whole counts", seconds(10, 1, 20, 1.2), true},
		{"very slow is not measured again", seconds(40, 1), false},
		{"the square of the length", func(n int) time.Duration { return time.Duration(n*n) * 100 * time.Microsecond }, false},
		{"the length", func(n int) time.Duration { return time.Duration(n) * 50 * time.Millisecond }, true},
	} {
		if took, quarter, ok := isLinear(n, c.measure); ok != c.want {
			t.Errorf("%s: %v and %v for a quarter are linear: %v, want %v", c.rule, took, quarter, ok, c.want)
		}
	}
}
