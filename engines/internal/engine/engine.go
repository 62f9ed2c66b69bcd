// Package engine is what the stores of the packages beside it have in common: how they read
// articles and queries, how many words they keep and ask for, and how they count.
package engine

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/rank"
)

// Causes that no program needs to distinguish.
var (
	ErrNil     = errors.New("nil pointer")
	ErrContext = errors.New("nil context")
	ErrZero    = errors.New("a Store is made by New")
	ErrBytesID = errors.New("a store keeps only valid UTF-8 without NUL")
)

// Candidates and MaxCandidates are the default and the bound of Options.Candidates of a
// store. The bound limits the digests of a query, half a kilobyte each.
const (
	Candidates    = 200
	MaxCandidates = 10_000
)

// CheckOptions returns the faults of options, each an error of New. db is what the store
// works with, in the given field; own are the faults of options that only this store has.
func CheckOptions(db any, field string, f rank.Frequencies, candidates int, own ...error) error {
	var faults []error
	want := func(ok bool, field, value string, err error) {
		if !ok {
			faults = append(faults, NewError(field, value, err))
		}
	}
	want(!IsNil(db), field, "", ErrNil)
	faults = append(faults, own...)
	want(candidates >= 0 && candidates <= MaxCandidates, "candidates", strconv.Itoa(candidates), errors.New("not from 0 to 10000"))
	want(f == nil || !IsNil(f), "frequencies", "", ErrNil)
	return errors.Join(faults...)
}

// CheckIndex returns the fault of the options of the Index that a store takes the place of.
func CheckIndex(o presse.IndexOptions) error {
	if _, err := o.Lang.MarshalText(); err != nil {
		return NewError("index.lang", string(o.Lang), presse.Faults(err)[0].Err)
	}
	return nil
}

// NewError returns err as an error of New, nil if it is nil.
func NewError(field, value string, err error) error {
	if err == nil {
		return nil
	}
	return &presse.Error{Op: "new store", Field: field, Value: quote.Short(value), Err: err}
}

// IsNil reports whether v is nil, or holds a nil pointer, map, function, channel or slice.
func IsNil(v any) bool {
	if v == nil {
		return true
	}
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Func, reflect.Chan, reflect.Slice, reflect.Interface:
		return r.IsNil()
	}
	return false
}

// Fail returns err as an *Error of an operation, unless it is or wraps one. If the time of
// ctx is up, it is an error of that too.
func Fail(ctx context.Context, op string, err error) error {
	if err == nil {
		return nil
	}
	if cause := ctx.Err(); cause != nil && !errors.Is(err, cause) {
		err = fmt.Errorf("%w: %w", cause, err)
	}
	var own *presse.Error
	if errors.As(err, &own) {
		return err
	}
	return &presse.Error{Op: op, Err: err}
}

// A Story is what a store keeps of an article, but for its words.
type Story struct {
	related.Description
	Digest rank.Digest
}

// maxID is the limit of an Index for IDs; those for texts are in rank.NewDigest.
const maxID = 1 << 10

var (
	errNoID   = errors.New("an article needs an ID to be found again")
	errLongID = errors.New("too long for a store")
)

// Storable reports whether a store can hold an ID.
func Storable(id string) bool {
	return len(id) <= maxID && utf8.ValidString(id) && strings.IndexByte(id, 0) < 0
}

// Read returns what a store keeps of an article.
func Read(a *presse.Article, o presse.IndexOptions) (*Story, error) {
	if a == nil {
		return nil, &presse.Error{Op: "put", Err: ErrNil}
	}
	fault := func(err error) (*Story, error) {
		return nil, &presse.Error{Op: "put", Field: "id", Value: quote.Short(a.ID), Err: err}
	}
	switch {
	case a.ID == "":
		return fault(errNoID)
	case len(a.ID) > maxID:
		return fault(errLongID)
	case !Storable(a.ID):
		return fault(ErrBytesID)
	}
	digest, err := rank.NewDigest(a, o)
	if err != nil {
		return nil, err
	}
	s := &Story{Digest: digest}
	s.Description, err = related.Describe(digest)
	return s, err
}

// ReadAll reads the articles of a Put, or returns the faults of all of them, unless the
// context ends.
func ReadAll(ctx context.Context, articles []*presse.Article, o presse.IndexOptions) ([]*Story, error) {
	var faults []error
	stories := make([]*Story, 0, len(articles))
	seen := make(map[string]bool, len(articles))
	all, errs := make([]*Story, len(articles)), make([]error, len(articles))
	Parallel(len(articles), func(i int) {
		if ctx.Err() == nil {
			all[i], errs[i] = Read(articles[i], o)
		}
	})
	if ctx.Err() != nil {
		return nil, &presse.Error{Op: "put", Err: context.Cause(ctx)}
	}
	for i, s := range all {
		err := errs[i]
		if err == nil && seen[s.ID] {
			err = Duplicate("put", s.ID)
		}
		if err != nil {
			faults = append(faults, within("articles["+strconv.Itoa(i)+"]", err))
			continue
		}
		seen[s.ID] = true
		stories = append(stories, s)
	}
	return stories, errors.Join(faults...)
}

// Duplicate returns the fault of an ID that occurs twice.
func Duplicate(op, id string) error {
	return &presse.Error{Op: op, Field: "id", Value: quote.Short(id), Err: presse.ErrDuplicate}
}

// within returns the faults of an article as those of an item of a list.
func within(item string, err error) error {
	var faults []error
	for _, f := range presse.Faults(err) {
		field := item
		if f.Field != "" {
			field += "." + f.Field
		}
		faults = append(faults, &presse.Error{Op: "put", Field: field, Value: f.Value, Err: f.Err})
	}
	return errors.Join(faults...)
}

// FewArticles is the number of articles of an archive below which nothing is known of what is
// rare: frequencies of 350 stories choose words as well as those of 3,500 (bench/rank, counts),
// those of ten do not.
const FewArticles = 350

// storedWords is the number of words of a story that a store has. With 48 of them, Choose
// answers as well on rpm2os, and with 32 it loses 0.005 nDCG@5 (bench/rank, find); 64 leave
// room for longer stories. In an archive of fewer than FewArticles, all words are stored, up
// to fewWords: nine Orange stories in ten have at most 234.
const (
	storedWords = 64
	fewWords    = 256
)

// Words returns the words of the story that a store has, the best of its digest.
func (s *Story) Words(f rank.Frequencies) ([]rank.Keyword, error) {
	n := storedWords
	if f.Articles() < FewArticles {
		n = fewWords
	}
	return s.Digest.Keywords(n, f)
}

// Hash returns the hash of a text by which stores name words and parts of an archive: FNV-1a.
// It must never change, since indexes and tables hold it.
func Hash(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}

// Parallel calls do with 0 to n-1, from several goroutines.
func Parallel(n int, do func(i int)) {
	var group sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), n)
	for w := range workers {
		group.Go(func() {
			for i := w; i < n; i += workers {
				do(i)
			}
		})
	}
	group.Wait()
}
