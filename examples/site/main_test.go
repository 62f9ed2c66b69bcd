package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestArguments(t *testing.T) {
	file := writeExport(t, export(item{id: 1, title: "Le budget", content: "<p>Le conseil municipal a voté.</p>"}, item{id: 2, title: "Demain", status: "future", date: "2026-12-24 08:00:00", content: "<p>Noël.</p>"}))
	for _, c := range []struct {
		name string
		args []string
		want string // in the error; none if empty
	}{
		{"options first", []string{"-o", "OUT", file}, ""},
		{"options last", []string{file, "-o", "OUT"}, ""},
		{"two exports", []string{"-o", "OUT", file, file}, "2 exports"},
		{"no such file", []string{"-o", "OUT", "nulle-part.xml"}, "nulle-part.xml"},
		{"a folder", []string{"-o", "OUT", t.TempDir()}, "is not a file"},
		{"an unknown option", []string{"-x"}, "-x"},
		{"an instant that is none", []string{"-at", "demain"}, "demain"},
		{"an address that is none", []string{"-o", "OUT", "-serve", "a:b:c", file}, "a:b:c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "site")
			args := strings.Split(strings.ReplaceAll(strings.Join(c.args, "\n"), "OUT", folder), "\n")
			var out, problems bytes.Buffer
			err := run(context.Background(), args, noon, &out, &problems)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("run(%q): error %v, want %q", args, err, c.want)
			}
			if _, err := os.Stat(folder); (err == nil) != (c.want == "") {
				t.Errorf("run(%q): the folder: %v", args, err)
			}
		})
	}
	t.Run("help", func(t *testing.T) {
		var problems bytes.Buffer
		if err := run(context.Background(), []string{"-h"}, noon, &problems, &problems); !errors.Is(err, flag.ErrHelp) || !strings.Contains(problems.String(), "-serve") {
			t.Errorf("error %v, printed %q", err, problems.String())
		}
	})
}

func TestInstant(t *testing.T) {
	file := writeExport(t, export(item{id: 1, title: "Le budget", content: "<p>Le conseil municipal a voté.</p>"}, item{id: 2, title: "Noël au port", status: "future", date: "2026-12-24 08:00:00", content: "<p>Noël.</p>"}))
	for at, shown := range map[string]bool{"2026-12-24T07:59:59Z": false, "2026-12-24T08:00:00Z": true} {
		folder, _ := runSite(t, file, "-at", at)
		if got := len(grep(texts(t, folder), "Noël au port")) > 0; got != shown {
			t.Errorf("-at %s: the scheduled story is shown: %v, want %v", at, got, shown)
		}
	}
	t.Run("a slow clock does not empty the embedded newspaper", func(t *testing.T) {
		folder := filepath.Join(t.TempDir(), "site")
		var out, problems bytes.Buffer
		if err := run(context.Background(), []string{"-o", folder}, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), &out, &problems); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "articles publiés") {
			t.Error(out.String())
		}
	})
}

// TestProgress checks what is written where no terminal is, and on one.
func TestProgress(t *testing.T) {
	var lines, bar bytes.Buffer
	for _, p := range []*progress{newProgress(&lines), {out: &bar, bar: true}} {
		p.begin("Pages")
		for i := range int64(20000) {
			p.at(i, 20000)
		}
		p.begin("Flux")
		p.at(3, 7)
		p.end()
	}
	if got := strings.Count(lines.String(), "\n"); got != 11 || strings.Contains(lines.String(), "\r") {
		t.Errorf("%d lines, want one for each tenth of the long part and one for the short one:\n%s", got, lines.String())
	}
	if got := strings.Count(bar.String(), "\r"); got < 100 || got > 110 || strings.Count(bar.String(), "\n") != 2 {
		t.Errorf("the bar is drawn %d times, want once a percent:\n%q", got, bar.String())
	}
}
