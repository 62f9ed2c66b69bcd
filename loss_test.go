package presse

import "testing"

func TestLossString(t *testing.T) {
	for _, c := range []struct {
		rule string
		loss Loss
		want string
	}{
		{"every member", Loss{"12", "post_content", "[quiz]", LossKept, ErrNotFound}, `12 post_content "[quiz]" kept: not found`},
		{"only a kind", Loss{}, `dropped`},
		{"only a value", Loss{Value: "a\nb", Kind: LossGuessed}, `"a\nb" guessed`},
		{"no value", Loss{Item: "12", Field: "post_date", Kind: LossChanged}, `12 post_date changed`},
		{"an unknown kind", Loss{Item: "12", Kind: 9}, `12 LossKind(9)`},
	} {
		if got := c.loss.String(); got != c.want {
			t.Errorf("%s: String of %#v\n got %s\nwant %s", c.rule, c.loss, got, c.want)
		}
	}
	if text, err := (Loss{Kind: 9}).MarshalJSON(); err == nil {
		t.Errorf("the JSON of an unknown kind is %s, want an error", text)
	}
}
