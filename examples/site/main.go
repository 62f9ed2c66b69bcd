// Command site makes a newspaper that one can look through from an export of WordPress: its
// front page, the fronts of its sections, every story with its picture, its credit and four
// related stories, an edition for each language, feeds, sitemaps, redirects, and a report of
// what was withheld and of what could not be carried over.
//
//	go run ./examples/site
//
// makes a small newspaper that was invented for this example and is embedded in the program.
//
//	go run ./examples/site -serve :8080 export.xml.gz
//
// makes one of a real export, which may be compressed with gzip, and shows it on this
// computer. The pages have no scripts and load nothing from elsewhere but the pictures of the
// stories, which stay where they are.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	err := run(ctx, os.Args[1:], time.Now(), os.Stdout, os.Stderr)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run makes the site and shows it, if it is told to. It writes a summary to out, and its
// progress and warnings to problems. The site is as its readers see it at now.
func run(ctx context.Context, args []string, now time.Time, out, problems io.Writer) error {
	flags := flag.NewFlagSet("site", flag.ContinueOnError)
	flags.SetOutput(problems)
	flags.Usage = func() {
		fmt.Fprintln(problems, "usage: site [-o folder] [-serve address] [export.xml]")
		flags.PrintDefaults()
	}
	name := flags.String("o", "site", "folder to write to, empty or made by this program")
	address := flags.String("serve", "", "show the site at this address, such as :8080, until the program is stopped; without a host, only this computer sees it")
	flags.Func("at", "instant to make the site for, in RFC 3339 (default now)", func(s string) (err error) {
		now, err = time.Parse(time.RFC3339, s)
		return err
	})
	var exports []string
	for rest := args; ; { // options may follow the name of the export
		if err := flags.Parse(rest); err != nil {
			return err
		}
		if flags.NArg() == 0 {
			break
		}
		exports, rest = append(exports, flags.Arg(0)), flags.Args()[1:]
	}
	if len(exports) > 1 {
		return fmt.Errorf("site: %d exports: join those of one site into one file, one after the other, and name that", len(exports))
	}

	src, err := openSource(strings.Join(exports, ""))
	if err != nil {
		return err
	}
	defer src.Close()
	if src.pictures != nil && now.Before(src.written) { // on a computer whose clock is slow, the embedded newspaper would be empty
		now = src.written
	}
	listener, err := listen(*address) // before the work, since the address may be taken
	if err != nil {
		return err
	}
	if listener != nil {
		defer listener.Close()
	}
	target, err := openFolder(*name)
	if err != nil {
		return err
	}
	made, err := build(ctx, src, target, now, newProgress(problems))
	if err == nil {
		err = cmp.Or(stopped(ctx), target.check())
	}
	if err != nil {
		if errors.Is(err, errNothing) {
			made.tellNothing(out)
		}
		return errors.Join(err, target.abandon(problems))
	}
	if err := target.commit(); err != nil {
		return err
	}
	made.summary(out, target.name)
	if listener == nil {
		return nil
	}
	return serve(ctx, listener, made.handler(os.DirFS(target.name)), made.base, out)
}
