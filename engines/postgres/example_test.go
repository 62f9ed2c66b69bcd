package postgres_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/postgres"
)

// The box below a story: what its reader may read next.
func Example() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	pool, err := pgxpool.New(ctx, "postgres://redaction@bd.exemple.ma/redaction")
	if err != nil {
		log.Fatal(err)
	}
	defer pool.Close()
	store, err := postgres.New(pool, postgres.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if err := store.Create(ctx); err != nil { // makes the tables the first time
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

// A story and its place in the store are saved together, or neither is.
func ExampleStore_With() {
	var (
		ctx   = context.Background()
		pool  *pgxpool.Pool
		store *postgres.Store
	)
	article := &presse.Article{ID: "port-tanger", Headline: "Grève au port de Tanger : « Nous attendons toujours »"}
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		text, err := json.Marshal(article)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO articles (id, json) VALUES ($1, $2)`, article.ID, text); err != nil {
			return err
		}
		return store.With(tx).Put(ctx, article)
	})
	if err != nil {
		log.Fatal(err)
	}
}

// The archive is read from the newsroom's own table, on another connection than the one
// that the store writes with.
func ExampleStore_Sync() {
	var (
		ctx   = context.Background()
		pool  *pgxpool.Pool
		store *postgres.Store
	)
	archive := func(yield func(*presse.Article, error) bool) {
		rows, err := pool.Query(ctx, `SELECT id, json FROM articles`)
		if err != nil {
			yield(nil, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var id string
			var text []byte
			if err := rows.Scan(&id, &text); err != nil {
				yield(nil, err)
				return
			}
			a := new(presse.Article)
			if err = json.Unmarshal(text, a); err != nil { // one story; the others are still read
				err = fmt.Errorf("%w %s: %w", presse.ErrItem, id, err)
			}
			if !yield(a, err) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
	err := store.Sync(ctx, archive)
	for _, fault := range presse.Faults(err) {
		log.Print(fault)
	}
	if err != nil && !errors.Is(err, presse.ErrItem) {
		log.Fatal("the store is not complete: Sync again")
	}
}
