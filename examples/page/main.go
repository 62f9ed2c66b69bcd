// Command page builds an article page of a newspaper. It combines a page that was
// copied as text with an archive of stories into one HTML file.
//
//	go run ./examples/page
//
// uses L’Estran, a small newspaper invented for this example and embedded in the
// program.
//
//	go run ./examples/page -page page.txt -archive stories.jsonl.gz -o page.html
//
// uses real input. Package pagetext describes the layout of the page; the archive has
// one story in JSON per line and may be gzipped.
package main

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/examples/page/internal/pagetext"
)

//go:embed content
var content embed.FS

func main() {
	err := run(os.Args[1:], os.Stdout, os.Stderr)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run reads the input and writes the page. It writes a summary to out, and reports input that
// it could not use to problems.
func run(args []string, out, problems io.Writer) error {
	flags := flag.NewFlagSet("page", flag.ContinueOnError)
	flags.SetOutput(problems)
	pageFile := flags.String("page", "", "file with the story, a newspaper page copied as text")
	archiveFile := flags.String("archive", "", "file with the archive, one story in JSON per line; may be gzipped")
	outFile := flags.String("o", "page.html", "file to write the page to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("page: unexpected argument %q: see -h", flags.Arg(0))
	}
	estran, err := loadJournal()
	if err != nil {
		return err
	}

	// Read the page and the stories published before it.
	page, err := readPage(*pageFile, estran.Zone)
	if err != nil {
		return err
	}
	past, err := readArchive(*archiveFile, func(err error) { fmt.Fprintln(problems, err) })
	if err != nil {
		return err
	}

	// Turn the page into an article: sections, slug, byline, credit.
	story, err := estran.newStory(page)
	if err != nil {
		return err
	}
	if same := past.bySlug[story.Slug]; same != nil {
		story.ID = same.ID // it is in the archive, and must not be related to itself
	}
	at := story.Published // show the page as it was when it was published
	if at.IsZero() {
		at = time.Now()
	}

	// What the page will lack of the body. Embedded players stay: the page has links in
	// their place, since it should not load anything.
	sanitizer, err := presse.NewSanitizer(policy)
	if err != nil {
		return err
	}
	_, removed := sanitizer.Report(story.Body)

	// Select related stories.
	index := presse.NewIndex(presse.IndexOptions{})
	if err := index.Put(past.stories...); err != nil {
		return err
	}
	matches, err := index.Related(story, presse.Query{At: at})
	if err != nil {
		return err
	}

	// Execute the template before writing, so that an error leaves no incomplete page.
	var html bytes.Buffer
	if err := estran.write(&html, story, at, past.editions(story.Lang, estran.url(story), at), past.pick(matches), matches); err != nil {
		return err
	}
	if err := os.WriteFile(*outFile, html.Bytes(), 0o644); err != nil {
		return err
	}
	tell(out, estran, story, removed, past, matches)
	path, err := filepath.Abs(*outFile)
	fmt.Fprintln(out, "wrote", path)
	return err
}

// open opens a file, or the embedded one if file is empty. It also returns the name of
// the file.
func open(file, embedded string) (f io.ReadCloser, name string, err error) {
	if file == "" {
		f, err = content.Open(embedded)
		return f, embedded, err
	}
	f, err = os.Open(file)
	return f, file, err
}

func readPage(file string, zone *time.Location) (*pagetext.Page, error) {
	f, name, err := open(file, "content/page.txt")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return pagetext.Parse(name, f, zone)
}

// newStory returns the article on a page. It parses the lines that are printed as text,
// and adds sections that the paper does not have yet.
func (j *journal) newStory(page *pagetext.Page) (*presse.Article, error) {
	kicker, err := j.Sections.SplitKicker(page.Kicker)
	if err != nil {
		return nil, err
	}
	if j.Sections, err = j.Sections.With(kicker...); err != nil {
		return nil, err
	}
	story := &presse.Article{
		ID:        "page",
		Lang:      "fr",
		Status:    presse.StatusPublished,
		Slug:      presse.Slug(page.Headline),
		Headline:  page.Headline,
		Deck:      page.Deck,
		Byline:    presse.ParseByline(page.Byline),
		Body:      pagetext.HTML(page.Body),
		Lead:      presse.Media{Credit: presse.ParseCredit(page.Credit)},
		Published: page.Published,
	}
	for _, s := range kicker {
		story.Sections = append(story.Sections, s.Slug)
	}
	return story, nil
}

// tell prints a summary of what was made of the input.
func tell(out io.Writer, j *journal, story *presse.Article, removed []presse.Removal, past *archive, matches []presse.Match) {
	primary, _ := j.Sections.Primary(story.Sections)
	fmt.Fprintln(out, "headline", story.Headline)
	fmt.Fprintln(out, "slug    ", story.Slug)
	fmt.Fprintln(out, "sections", strings.Join(story.Sections, ", ")+"; filed under", cmp.Or(primary.Name, "none"))
	fmt.Fprintln(out, "credit  ", story.Lead.Credit.Text+":", story.Lead.Credit.Rights)
	fmt.Fprintln(out, "body    ", presse.WordCount(story.Body), "words")
	for _, r := range removed {
		fmt.Fprintln(out, "removed ", r.Kind, r.Name+":", r.Reason)
	}
	fmt.Fprintln(out, "archive ", len(past.stories), "stories")
	for _, m := range matches {
		fmt.Fprintf(out, "related  %.2f %s\n", m.Score, past.byID[m.ID].Headline)
		for _, r := range m.Why[:min(3, len(m.Why))] {
			fmt.Fprintln(out, "             ", r.In("en"))
		}
	}
}
