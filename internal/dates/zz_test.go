package dates

import (
	"bufio"
	"fmt"
	"os"
	"testing"
	"time"
)

func TestZZ(t *testing.T) {
	f, _ := os.Open(os.Getenv("ZZ"))
	s := bufio.NewScanner(f)
	loc := time.UTC
	if p, err := time.LoadLocation(os.Getenv("ZL")); err == nil {
		loc = p
	}
	lang := os.Getenv("ZLANG")
	if lang == "" {
		lang = "fr"
	}
	now := time.Date(2026, 11, 14, 10, 0, 0, 0, loc)
	for s.Scan() {
		l := s.Text()
		switch os.Getenv("ZM") {
		case "r":
			x, err := ParseRelative(l, now, lang)
			fmt.Printf("%-50s %v %v\n", l, x.Format(time.RFC3339), err)
		case "s":
			x, err := ParseDates(l, loc, lang)
			fmt.Printf("%-70s %v | %v | %v\n", l, x.Published.Format(time.RFC3339), x.Updated.Format(time.RFC3339), err)
		default:
			x, err := ParseDate(l, loc, lang)
			if err != nil {
				fmt.Printf("%-50s ERR %v\n", l, err)
			} else {
				fmt.Printf("%-50s %v\n", l, x.Format(time.RFC3339Nano))
			}
		}
	}
}
