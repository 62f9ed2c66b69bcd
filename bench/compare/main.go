// Compare measures presse next to its peers and prints, as Markdown, the tables
// of the section "Measured" in README.md:
//
//	go run -C bench ./compare
//	go run -C bench ./compare -only slug,html
//
// Each table comes from one run of the tests, benchmarks and programs of this
// folder, so that its ratios are those of one machine at one time; of a benchmark
// the best of three. The commands run are printed on standard error. All parts except size need the real data
// ($PRESSE_DATA, by default ../shared/data next to the repository). Without them,
// or if PRESSE_NO_DATA is set, they are skipped.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/presse-go/presse/bench/related/archive"
)

// A part is a group of tables that the flag -only can name.
type part struct {
	name, title string
	takes       string // how long, on two cores
	data        string // the folder of the real data that it reads, or ""
	write       func(w io.Writer, run runner) error
}

var parts = []part{
	{"slug", "Slugs", "1 minute", "slug", slugs},
	{"html", "HTML", "1 minute", "sanitize", markup},
	{"order", "French alphabetical order", "2 minutes", "slug", order},
	{"related", "Related articles", "2 minutes", "related", related},
	{"archive", "Large archives", "6 minutes, and 8 GB of memory", "related", archives},
	{"size", "Size of a program", "1 minute", "", sizes},
}

func main() {
	log.SetFlags(0)
	only := flag.String("only", "", "parts to run, separated by commas: "+strings.Join(names(), ","))
	flag.Parse()
	chosen, err := choose(*only)
	if err != nil {
		log.Fatal(err)
	}
	data, err := dataFolder()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d cores (%s/%s), %s\n", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, strings.Replace(runtime.Version(), "go", "Go ", 1))
	for _, p := range chosen {
		fmt.Printf("\n**%s**\n\n", p.title)
		if p.data != "" && data == "" {
			fmt.Printf("Skipped: these tables need the folder %s of the real data (set PRESSE_DATA).\n", p.data)
			continue
		}
		log.Printf("%s: takes about %s", p.name, p.takes)
		var table bytes.Buffer
		if err := p.write(&table, runner{data: data}); err != nil {
			log.Fatalf("%s: %v", p.name, err)
		}
		os.Stdout.Write(table.Bytes())
	}
}

func names() (all []string) {
	for _, p := range parts {
		all = append(all, p.name)
	}
	return all
}

// choose returns the parts that a list separated by commas names, or all if it
// is empty.
func choose(list string) ([]part, error) {
	if list == "" {
		return parts, nil
	}
	var chosen []part
	for name := range strings.SplitSeq(list, ",") {
		i := slices.IndexFunc(parts, func(p part) bool { return p.name == strings.TrimSpace(name) })
		if i < 0 {
			return nil, fmt.Errorf("-only: no part %q; there are %s", name, strings.Join(names(), ","))
		}
		chosen = append(chosen, parts[i])
	}
	return chosen, nil
}

// dataFolder returns the absolute path of the real data, or "" if they are
// missing. As in tests, it is an error if PRESSE_DATA names a folder that does
// not exist.
func dataFolder() (string, error) {
	if os.Getenv("PRESSE_NO_DATA") != "" {
		return "", nil
	}
	folder, err := filepath.Abs(archive.Dir())
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(folder); err != nil {
		if os.Getenv("PRESSE_DATA") != "" {
			return "", fmt.Errorf("PRESSE_DATA: %w", err)
		}
		return "", nil
	}
	return folder, nil
}

// A runner runs the go command with the real data, if any.
type runner struct{ data string }

// run returns what the go command prints in a folder, named from bench/.
func (r runner) run(folder string, args ...string) (string, error) {
	log.Printf("\t(cd %s && go '%s')", filepath.Join("bench", folder), strings.Join(args, "' '"))
	cmd := exec.Command("go", args...)
	cmd.Dir = folder
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), "PRESSE_LONG=1") // a million pairs of each kind in the test of order
	if r.data != "" {
		cmd.Env = append(cmd.Env, "PRESSE_DATA="+r.data)
	}
	out, err := cmd.Output()
	if err != nil {
		return "", errors.Join(fmt.Errorf("go %s: %w", strings.Join(args, " "), err), errors.New(string(out)))
	}
	return string(out), nil
}

// test runs the tests of a package that match a pattern; they log what they count.
func (r runner) test(folder, pkg, tests string) (string, error) {
	return r.run(folder, "test", "-count=1", "-v", "-run="+tests, pkg)
}

// bench runs the benchmarks of a package below bench/ that match a pattern, three
// times each.
func (r runner) bench(pkg, pattern string) (string, error) {
	return r.run(".", "test", "-count=3", "-run=^$", "-bench="+pattern, "-benchmem", pkg)
}
