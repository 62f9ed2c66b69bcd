package record

import (
	"errors"
	"testing"
	"time"
)

// What Article and its parts do not show: the tests of presse itself write and
// read every field, random articles and malformed ones.

type closed struct {
	Name string    `json:"name"`
	At   time.Time `json:"at"`
	Left string    `json:"-"`
}

func TestStructWithoutUnknown(t *testing.T) {
	var c closed
	err := Decode([]byte(`{"name":"x","other":1}`), &c, nil)
	var e *Error
	if !errors.As(err, &e) || e.Path != "other" || c != (closed{}) {
		t.Errorf("got %v and %+v, want a fault at other and nothing read", err, c)
	}
	if err := Decode([]byte(`"x"`), &c, nil); err == nil {
		t.Error("a string is read as a struct that has no shorter form")
	}
	text, err := Append([]byte("> "), closed{Name: "\xff\u2028", Left: "x"})
	if want := "> {\"name\":\"\ufffd\\u2028\"}"; err != nil || string(text) != want {
		t.Errorf("got %s %v, want %s", text, err, want)
	}
}

func TestWords(t *testing.T) {
	type small uint8
	words := []string{"none", "some"}
	v := small(1)
	if err := ReadWord(words, &v, nil); err != nil || v != 0 {
		t.Errorf("NULL gives %d %v", v, err)
	}
	if err := ReadWord(words, &v, "some"); err != nil || v != 1 {
		t.Errorf("some gives %d %v", v, err)
	}
	if err := ReadWord(words, &v, 1.5); err == nil || v != 1 {
		t.Errorf("a number gives %d %v", v, err)
	}
	if _, err := WriteWord(words, small(2)); err == nil || Word(words, small(2)) != "unknown (2)" {
		t.Error("2 has a word")
	}
}
