package main

import (
	"fmt"
	"slices"
	"syscall"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/rank"
)

// sizes prints the bytes of the digests of Orange.
func sizes() error {
	all, err := archive.Read("orangesum.jsonl.gz")
	if err != nil {
		return err
	}
	var sizes []int
	for _, a := range all {
		d, err := rank.NewDigest(a, presse.IndexOptions{})
		if err != nil {
			return err
		}
		sizes = append(sizes, len(d))
	}
	slices.Sort(sizes)
	n := len(sizes)
	fmt.Printf("%d digests: median %d bytes, 90 %% up to %d, 99 %% up to %d, the largest %d\n", n, sizes[n/2], sizes[n*9/10], sizes[n*99/100], sizes[n-1])
	return nil
}

// speed prints the time that Choose takes for the candidates of a table, and that of
// NewDigest.
func speed() error {
	c, _, err := open()
	if err != nil {
		return err
	}
	f := &c.counts
	table, err := c.table(64, f)
	if err != nil {
		return err
	}
	type query struct {
		asked int
		found []int
	}
	var queries []query
	for i := 0; i < len(c.articles); i += 350 {
		words, err := c.digests[i].Keywords(20, f)
		if err != nil {
			return err
		}
		found, _ := table.find(words, 200, i)
		queries = append(queries, query{i, slices.Clone(found)})
	}
	const rounds = 20
	for _, frequencies := range []struct {
		name string
		rank.Frequencies
	}{{"Counts", f}, {"an Index", c.index.Frequencies()}} {
		var times []time.Duration
		cpu := spent()
		for range rounds {
			for _, q := range queries {
				start := time.Now()
				if _, err := c.choose(q.asked, q.found, frequencies, presse.Query{Desk: true}); err != nil {
					return err
				}
				times = append(times, time.Since(start))
			}
		}
		cpu = spent() - cpu
		slices.Sort(times)
		n := len(times)
		fmt.Printf("Choose among 200, frequencies of %s: p50 %v, p99 %v, CPU %v\n", frequencies.name, times[n/2], times[n*99/100], cpu/time.Duration(n))
	}
	cpu := spent()
	const n = 2000
	for _, a := range c.articles[:n] {
		if _, err := rank.NewDigest(a, presse.IndexOptions{}); err != nil {
			return err
		}
	}
	fmt.Printf("NewDigest: CPU %v\n", (spent()-cpu)/n)
	cpu = spent()
	for _, d := range c.digests[:n] {
		if _, err := d.Keywords(64, f); err != nil {
			return err
		}
	}
	fmt.Printf("Keywords(64): CPU %v\n", (spent()-cpu)/n)
	return nil
}

// spent returns the processor time of the program.
func spent() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
