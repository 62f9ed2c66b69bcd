package markup

import "testing"

func TestBalancedText(t *testing.T) {
	for _, test := range []struct{ rule, in, want string }{
		{"nothing to do", "« L’été » — أخبار", "« L’été » — أخبار"},
		{"an open override is closed", "a\u202eb", "a\u202eb\u202c"},
		{"an open isolate is closed", "a\u2067b", "a\u2067b\u2069"},
		{"what closes nothing is removed", "a\u202cb\u2069c", "abc"},
		{"the end of an isolate closes the formats in it", "\u2067a\u202eb\u2069c", "\u2067a\u202eb\u2069c"},
		{"angle brackets are text", "1 < 2\u202e > 1", "1 < 2\u202e > 1\u202c"},
	} {
		if got := BalancedText(test.in); got != test.want {
			t.Errorf("%s: BalancedText(%+q) = %+q, want %+q", test.rule, test.in, got, test.want)
		}
	}
}
