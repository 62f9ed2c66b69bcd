package opensearch_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"html"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/opensearch-project/opensearch-go/v4"
	"github.com/opensearch-project/opensearch-go/v4/opensearchapi"
	"github.com/presse-go/presse"
	engine "github.com/presse-go/presse/engines/opensearch"
	"github.com/presse-go/presse/rank"
)

// The box below a story: what its reader may read next.
func Example() {
	client, err := opensearchapi.NewClient(opensearchapi.Config{Client: opensearch.Config{
		Addresses: []string{"https://recherche-1.exemple.ma:9200", "https://recherche-2.exemple.ma:9200"},
		Username:  "redaction", Password: os.Getenv("RECHERCHE"),
	}})
	if err != nil {
		log.Fatal(err)
	}
	store, err := engine.New(client, engine.Options{})
	if err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := store.Create(ctx); err != nil { // makes the indexes the first time
		log.Fatal(err)
	}
	now := time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)
	crue := &presse.Article{
		ID: "crue-sebou", Lang: "fr", Status: presse.StatusPublished, Published: now,
		Headline: "La crue de l’oued Sebou inonde Kénitra",
		Body:     "<p>Les pluies de la nuit ont fait déborder l’oued&nbsp;: Kénitra est sous les eaux.</p>",
	}
	if err := store.Put(ctx, crue); err != nil {
		log.Fatal(err)
	}
	matches, err := store.Related(ctx, crue, presse.Query{At: now})
	if err != nil {
		log.Print(err) // and the page is printed without the box, or with what was found
	}
	for _, m := range matches {
		fmt.Println(m.ID, m.Why)
	}
}

// A page does not wait for the box: what is there within 300 ms is printed. A box that came
// from a part of the archive is printed, and not kept in the cache.
func ExampleStore_Related() {
	var store *engine.Store
	page := func(w http.ResponseWriter, r *http.Request, story *presse.Article) (cache bool) {
		ctx, cancel := context.WithTimeout(r.Context(), 300*time.Millisecond)
		defer cancel()
		matches, err := store.Related(ctx, story, presse.Query{At: time.Now()})
		if err != nil {
			log.Print(err)
		}
		for _, m := range matches {
			fmt.Fprintf(w, "<li data-id=\"%s\"></li>\n", html.EscapeString(m.ID))
		}
		return err == nil || len(matches) > 0 && !errors.Is(err, rank.ErrPartial)
	}
	_ = page
}

// The archive is read from the newsroom's database. What it has is what the store has
// afterwards.
func ExampleStore_Sync() {
	var (
		db    *sql.DB
		store *engine.Store
	)
	archive := func(yield func(*presse.Article, error) bool) {
		rows, err := db.Query("SELECT id, titre, texte, publie FROM articles")
		if err != nil {
			yield(nil, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			a := &presse.Article{Lang: "fr", Status: presse.StatusPublished}
			err := rows.Scan(&a.ID, &a.Headline, &a.Body, &a.Published)
			if !yield(a, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
	if err := store.Sync(context.Background(), archive); err != nil {
		for _, fault := range presse.Faults(err) {
			log.Print(fault)
		}
	}
}

// A story is withdrawn: no box shows it from now on. Until Put has returned nil, one may.
func ExampleStore_Put() {
	var store *engine.Store
	story := &presse.Article{ID: "accident-rocade", Headline: "Accident sur la rocade : ce que l’on sait"}
	story.Status = presse.StatusWithdrawn
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := store.Put(ctx, story); err != nil {
		log.Print("À refaire : ", err)
	}
}

// The frequencies of a tenth of the archive, kept in a file, do for all of it.
func ExampleOptions_frequencies() {
	var (
		client *opensearchapi.Client
		tenth  []*presse.Article
	)
	counts := new(rank.Counts)
	for _, a := range tenth {
		digest, err := rank.NewDigest(a, presse.IndexOptions{})
		if err == nil {
			err = counts.Add(digest)
		}
		if err != nil {
			log.Print(err)
		}
	}
	file, err := os.Create("frequences.presse")
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	if err := counts.Save(file); err != nil {
		log.Fatal(err)
	}
	store, err := engine.New(client, engine.Options{Frequencies: counts})
	if err != nil {
		log.Fatal(err)
	}
	_ = store
}
