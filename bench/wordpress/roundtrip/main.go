// Command roundtrip sends stories through a real WordPress and compares what comes back: it
// writes them with wordpress.Write, lets the importer plugin of WordPress import the file,
// exports it again and reads the export with wordpress.Open. It also looks whether a visitor
// can see a story that is withheld.
//
//	go run -C bench ./wordpress/roundtrip -root folder [-rest] [-authors] [-keep] [stories.json | export.xml]
//
// With -rest it sends each story to the REST API instead, with wordpress.AppendREST, and reads
// the post with wordpress.ReadREST.
//
// The folder is that of a WordPress with the plugin wordpress-importer and a database without
// posts, which the command removes again unless -keep is set. Without a file the stories are
// those of wordpress/testdata/stories.json. The command fails if a story is public that must
// not be, or if a member differs that no loss mentions.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"iter"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

//go:embed drive.php
var driver []byte

func main() {
	log.SetFlags(0)
	root := flag.String("root", "", "folder of WordPress")
	php := flag.String("php", "php", "PHP for the command line")
	authors := flag.Bool("authors", false, "let the importer make the accounts of the file")
	keep := flag.Bool("keep", false, "leave the stories in WordPress")
	rest := flag.Bool("rest", false, "send and read the stories by the REST API")
	flag.Parse()
	file := filepath.Join("..", "wordpress", "testdata", "stories.json")
	if flag.NArg() > 0 {
		file = flag.Arg(0)
	}
	if *root == "" {
		log.Fatal("roundtrip: -root is missing")
	}
	stories, err := load(file, nil)
	if err != nil {
		log.Fatal(err)
	}
	folder, err := os.MkdirTemp("", "presse-wordpress")
	if err != nil {
		log.Fatal(err)
	}
	site := site{php: *php, root: *root, folder: folder, authors: *authors}
	send := writeAndOpen
	if *rest {
		send = appendAndRead
	}
	bad, err := roundTrip(&site, stories, send, *keep)
	os.RemoveAll(folder)
	if err != nil {
		log.Fatal(err)
	}
	if bad > 0 {
		log.Fatalf("%d faults", bad)
	}
}

// load reads a list of articles, or the stories of an export.
func load(name string, lost func(presse.Loss)) (all []*presse.Article, err error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(name, ".json") {
		return all, json.Unmarshal(text, &all)
	}
	x, err := wordpress.Open(bytes.NewReader(text), int64(len(text)), wordpress.Options{Lost: lost})
	if err != nil {
		return nil, err
	}
	for a, err := range x.Articles() {
		if err != nil && !errors.Is(err, presse.ErrItem) {
			return nil, err
		}
		if a != nil {
			all = append(all, a)
		}
	}
	return all, nil
}

// A site is a WordPress.
type site struct {
	php, root, folder string
	authors           bool
}

// run runs a command of drive.php.
func (s *site) run(command, file string) (string, error) {
	script := filepath.Join(s.folder, "drive.php")
	if err := os.WriteFile(script, driver, 0o600); err != nil {
		return "", err
	}
	root, err := filepath.Abs(s.root)
	if err != nil {
		return "", err
	}
	cmd := exec.Command(s.php, script, root, command, file)
	if s.authors {
		cmd.Env = append(os.Environ(), "PRESSE_AUTHORS=1")
	}
	var messages bytes.Buffer
	cmd.Stderr = &messages
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w: %s", command, err, messages.Bytes())
	}
	return string(out), err
}

// A sender puts stories into a WordPress and returns those that it has then.
type sender func(s *site, stories []*presse.Article, lost func(presse.Loss)) ([]*presse.Article, error)

// roundTrip sends stories through a WordPress, and returns the number of faults.
func roundTrip(s *site, stories []*presse.Article, send sender, keep bool) (bad int, err error) {
	version, err := s.run("count", "")
	if err != nil {
		return 0, err
	}
	lines := strings.Fields(version)
	if len(lines) != 2 || lines[1] != "0" {
		return 0, fmt.Errorf("%s is no WordPress without posts: it says %q", s.root, version)
	}
	var told []presse.Loss
	start := time.Now()
	if !keep {
		defer s.run("clear", "")
	}
	returned, err := send(s, stories, func(l presse.Loss) { told = append(told, l) })
	if err != nil {
		return 0, err
	}
	took := time.Since(start)
	public, err := s.run("public", "")
	if err != nil {
		return 0, err
	}
	visible := leaks(stories, strings.Fields(public))
	for _, id := range visible {
		fmt.Printf("%s is public in WordPress\n", id)
	}
	differ, untold := compare(stories, returned, told)
	fmt.Printf("WordPress %s: %d stories, %d returned, %d public, %d withheld ones of them; %d members differ, %d of them untold; %v\n",
		lines[0], len(stories), len(returned), len(strings.Fields(public))/2, len(visible), differ, untold, took.Round(time.Millisecond))
	return len(visible) + untold, nil
}

func options(lost func(presse.Loss)) wordpress.WriteOptions {
	return wordpress.WriteOptions{Name: "Le Journal", Base: "https://journal.example", Lang: "fr-MA", Lost: lost}
}

// writeAndOpen uses the importer and the export of WordPress.
func writeAndOpen(s *site, stories []*presse.Article, lost func(presse.Loss)) ([]*presse.Article, error) {
	var out bytes.Buffer
	if err := wordpress.Write(&out, options(lost), all(stories)); err != nil {
		return nil, err
	}
	in, back := filepath.Join(s.folder, "in.xml"), filepath.Join(s.folder, "back.xml")
	if err := os.WriteFile(in, out.Bytes(), 0o600); err != nil {
		return nil, err
	}
	if _, err := s.run("import", in); err != nil {
		return nil, err
	}
	if _, err := s.run("export", back); err != nil {
		return nil, err
	}
	return load(back, lost)
}

// appendAndRead uses the REST API. The stories that it returns have the IDs of those sent.
func appendAndRead(s *site, stories []*presse.Article, lost func(presse.Loss)) ([]*presse.Article, error) {
	var bodies []byte
	for _, a := range stories {
		var err error
		if bodies, err = wordpress.AppendREST(bodies, a, nil, options(lost)); err != nil {
			return nil, err
		}
		bodies = append(bodies, '\n')
	}
	in := filepath.Join(s.folder, "in.jsonl")
	if err := os.WriteFile(in, bodies, 0o600); err != nil {
		return nil, err
	}
	out, err := s.run("rest", in)
	if err != nil {
		return nil, err
	}
	var posts []json.RawMessage
	if err := json.Unmarshal([]byte(out), &posts); err != nil || len(posts) != len(stories) {
		return nil, fmt.Errorf("rest: %d answers for %d stories, %v", len(posts), len(stories), err)
	}
	var returned []*presse.Article
	for i, post := range posts {
		id := stories[i].ID
		toldAs := func(l presse.Loss) { l.Item = id; lost(l) }
		for a, err := range wordpress.ReadREST(bytes.NewReader(post), nil, wordpress.Options{Lost: toldAs, Lang: langOf(stories[i])}) {
			if err != nil {
				fmt.Println("rest: story", id, err)
				break // compare looks whether it was told
			}
			a.ID = id
			likeSent(a, stories[i])
			returned = append(returned, a)
		}
	}
	return returned, nil
}

// likeSent takes out what WordPress adds to every post: an address, white space around the
// body, and a number after a slug that another post has.
func likeSent(a, sent *presse.Article) {
	if sent.URL == "" {
		a.URL = ""
	}
	if strings.TrimSpace(a.Body) == strings.TrimSpace(sent.Body) {
		a.Body = sent.Body
	}
	if numbered := strings.TrimSuffix(a.Slug, "-2"); presse.SameAddress(a.Slug, sent.Slug) || presse.SameAddress(numbered, sent.Slug) {
		a.Slug = sent.Slug
	}
}

// langOf is the language that a story was sent with: a post of the REST API has none.
func langOf(a *presse.Article) func(wordpress.Item) presse.Lang {
	return func(wordpress.Item) presse.Lang { return a.Lang }
}

func all(stories []*presse.Article) iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		for _, a := range stories {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// leaks returns the IDs of stories that a visitor sees and must not see.
func leaks(stories []*presse.Article, public []string) (ids []string) {
	now := time.Now()
	free := make(map[string]bool) // two stories may have one slug
	for _, a := range stories {
		if a.Public(now) && a.Access == presse.AccessFree {
			free[a.Slug] = true
		}
	}
	for _, a := range stories {
		seen := func(slug string) bool { return presse.SameAddress(slug, a.Slug) }
		if !free[a.Slug] && a.Slug != "" && slices.ContainsFunc(public, seen) {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// compare counts the members that differ, and those of them that no loss of the story
// mentions.
func compare(stories, returned []*presse.Article, told []presse.Loss) (differ, untold int) {
	byID := make(map[string]*presse.Article)
	for _, a := range returned {
		byID[a.ID] = a
	}
	for _, want := range stories {
		got := byID[want.ID]
		if got == nil {
			differ++
			if !mentions(told, want.ID, "item") {
				untold++
				fmt.Printf("%s is missing\n", want.ID)
			}
			continue
		}
		w, g := members(want), members(got)
		names := maps.Clone(w)
		maps.Copy(names, g)
		for _, name := range slices.Sorted(maps.Keys(names)) {
			if w[name] == g[name] {
				continue
			}
			differ++
			if !mentions(told, want.ID, name) {
				untold++
				fmt.Printf("%s: %s = %.200s, want %.200s\n", want.ID, name, g[name], w[name])
			}
		}
	}
	return differ, untold
}

func mentions(told []presse.Loss, id, field string) bool {
	return slices.ContainsFunc(told, func(l presse.Loss) bool { return l.Item == id && l.Field == field && l.Kind != presse.LossKept })
}

// members returns the JSON of each member, in one form, with instants in UTC.
func members(a *presse.Article) map[string]string {
	c := *a
	for _, t := range []*time.Time{&c.Published, &c.Updated, &c.Embargo, &c.Expiry, &c.LiveFrom, &c.LiveUntil} {
		*t = t.UTC()
	}
	text, err := c.MarshalJSON()
	if err != nil {
		return map[string]string{"error": err.Error()}
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(text, &raw); err != nil {
		return map[string]string{"error": err.Error()}
	}
	m := make(map[string]string, len(raw))
	for name, value := range raw {
		m[name] = string(value)
		var v any
		if json.Unmarshal(value, &v) == nil {
			if text, err := json.Marshal(v); err == nil {
				m[name] = string(text)
			}
		}
	}
	return m
}
