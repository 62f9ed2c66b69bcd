// Mutants makes one change at a time to the code of presse, without modifying its files, and
// runs the tests to see whether they notice. A mutant that survives the tests reveals a rule
// that no test checks.
//
//	go run -C bench ./mutants [-n 200] [-seed 1] [-seconds 60] [folder or file …]
//
// Folders and files are relative to the top of the repository. A file may be followed by a
// range of lines: internal/printed/phrases.go:30-34. The default is the packages
// whose rules matter most. The tests run with -short and without the real data. Mutants
// that do not compile, or that compile to the same code, are not counted. An interrupt ends
// the run and prints the count so far. Mutants needs a shell, which limits the memory of
// the tests.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"go/build"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

// usual lists the packages that are mutated by default.
var usual = []string{"internal/words", "internal/printed", "internal/letters", "internal/tree", "internal/related/scoring"}

// testers maps each package to the other packages whose tests also check its rules.
var testers = map[string][]string{
	"internal/words":           {"internal/letters", "internal/printed", "internal/kicker", "internal/text", "internal/related/scoring", "."},
	"internal/printed":         {"."},
	"internal/letters":         {"."},
	"internal/kicker":          {"."},
	"internal/tree":            {"."},
	"internal/record":          {"."},
	"internal/related/scoring": {"internal/related", "internal/related/ranking", "."},
}

// A runner tries mutants of the repository at root, using scratch for temporary files.
type runner struct {
	root, scratch string
	seconds       int
	builds        map[string]string // result of build for each package, unchanged
}

func main() {
	n := flag.Int("n", 200, "number of mutants to try")
	seed := flag.Uint64("seed", 1, "seed of the random selection")
	seconds := flag.Int("seconds", 60, "time limit for the tests of one package")
	root := flag.String("root", "..", "top folder of the repository")
	flag.Parse()
	if err := run(*root, *n, *seed, *seconds, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(root string, n int, seed uint64, seconds int, targets []string) error {
	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	if len(targets) == 0 {
		targets = usual
	}
	var mutants []mutant
	for _, target := range targets {
		target, lines, _ := strings.Cut(target, ":")
		first, last := 1, math.MaxInt
		if lines != "" {
			if _, err := fmt.Sscanf(lines, "%d-%d", &first, &last); err != nil {
				return fmt.Errorf("lines %q of %s: want a range such as 30-34", lines, target)
			}
		}
		files, err := sources(filepath.Join(root, target))
		if err != nil {
			return err
		}
		for _, file := range files {
			more, err := mutantsOf(file)
			if err != nil {
				return err
			}
			for _, m := range more {
				if first <= m.line && m.line <= last {
					mutants = append(mutants, m)
				}
			}
		}
	}
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(mutants), func(i, j int) { mutants[i], mutants[j] = mutants[j], mutants[i] })
	fmt.Printf("%d possible mutants\n", len(mutants))

	r := runner{root: root, scratch: scratch, seconds: seconds, builds: make(map[string]string)}
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	count := make(map[outcome]int)
	for _, m := range mutants {
		if count[killed]+count[survived] == n {
			break
		}
		o, err := r.try(m)
		if interrupted.Err() != nil {
			break // the interrupt may have ended the tests
		}
		if err != nil {
			return err
		}
		count[o]++
		if o == survived {
			name, _ := filepath.Rel(root, m.file)
			fmt.Printf("survived  %s:%d: %s\n", name, m.line, m.what)
		}
	}
	tried := count[killed] + count[survived]
	fmt.Printf("%d of %d killed (%.1f%%); %d others do not compile, %d compile to the same code\n", count[killed], tried,
		100*float64(count[killed])/float64(max(1, tried)), count[broken], count[same])
	return nil
}

// sources returns path itself if it is a Go file, and otherwise the Go files of the package
// in the folder path, without tests.
func sources(path string) ([]string, error) {
	if strings.HasSuffix(path, ".go") {
		return []string{path}, nil
	}
	p, err := build.ImportDir(path, 0)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, name := range p.GoFiles {
		files = append(files, filepath.Join(path, name))
	}
	return files, nil
}

// An outcome is the result of trying a mutant.
type outcome int

const (
	killed   outcome = iota
	survived         // no test failed
	broken           // does not compile
	same             // compiles to the same code
)

// try compiles a mutant and runs the tests, those of its own package first. It uses an
// overlay, so that the file itself is not modified.
func (r *runner) try(m mutant) (outcome, error) {
	changed := filepath.Join(r.scratch, "changed.go")
	if err := os.WriteFile(changed, []byte(m.text()), 0o644); err != nil {
		return 0, err
	}
	overlay := filepath.Join(r.scratch, "overlay.json")
	replace, err := json.Marshal(map[string]any{"Replace": map[string]string{m.file: changed}})
	if err != nil {
		return 0, err
	}
	if err := os.WriteFile(overlay, replace, 0o644); err != nil {
		return 0, err
	}
	folder, err := filepath.Rel(r.root, filepath.Dir(m.file))
	if err != nil {
		return 0, err
	}
	folder = filepath.ToSlash(folder)
	if r.builds[folder] == "" {
		if r.builds[folder], err = r.build(folder); err != nil {
			return 0, err
		}
		for _, p := range append([]string{folder}, testers[folder]...) {
			if out, err := r.test(p); err != nil {
				return 0, fmt.Errorf("tests of %s fail without a mutation: %w\n%s", p, err, out)
			}
		}
	}
	switch code, err := r.build(folder, "-overlay", overlay); {
	case err != nil:
		return broken, nil
	case code == r.builds[folder]:
		return same, nil
	}
	for _, p := range append([]string{folder}, testers[folder]...) {
		if _, err := r.test(p, "-overlay", overlay); err != nil {
			return killed, nil
		}
	}
	return survived, nil
}

// build compiles a package and returns the part of its build ID that identifies the
// compiled code.
func (r *runner) build(folder string, flags ...string) (string, error) {
	args := append([]string{"list", "-export", "-f", "{{.BuildID}}"}, flags...)
	out, err := r.command(args, folder)
	_, code, _ := strings.Cut(strings.TrimSpace(string(out)), "/") // the part before it identifies the sources
	return code, err
}

// test runs the tests of a package.
func (r *runner) test(folder string, flags ...string) ([]byte, error) {
	args := append([]string{"test", "-short", "-failfast", "-vet=off", fmt.Sprintf("-timeout=%ds", r.seconds)}, flags...)
	return r.command(args, folder)
}

// command runs the go command on a package. It limits time and memory, since a mutant may
// loop forever or exhaust the memory.
func (r *runner) command(args []string, folder string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(r.seconds)*time.Second+time.Minute)
	defer cancel()
	const limited = `ulimit -v 8000000; exec go "$@"` // KiB
	cmd := exec.CommandContext(ctx, "sh", append(append([]string{"-c", limited, "sh"}, args...), "./"+folder)...)
	cmd.Dir = r.root
	cmd.Env = append(os.Environ(), "PRESSE_NO_DATA=1", "PRESSE_SKIPS=")
	cmd.WaitDelay = time.Second
	return cmd.CombinedOutput()
}
