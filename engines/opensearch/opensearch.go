package opensearch

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"github.com/opensearch-project/opensearch-go/v4/opensearchapi"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/rank"
)

// Options are the settings of a Store. The zero value is right for one archive of a paper
// that publishes in French.
type Options struct {
	// Name is the name of the index, "presse" if empty: 1 to 100 lower-case ASCII letters,
	// digits, hyphens, underscores and full stops, of which the first is a letter or digit. It
	// must not end in "-state": with this suffix, it is the name of a second index.
	Name string

	// Index are the options of the Index that the store takes the place of.
	Index presse.IndexOptions

	// Frequencies says how often words occur in the archive. If nil, the store counts them:
	// see README.md, "Frequencies".
	Frequencies rank.Frequencies

	// Candidates is the number of articles that OpenSearch finds and rank.Choose chooses
	// from, from 1 to 10,000; 200 if zero. A query whose Limit is 100 asks for 300 at
	// least, and more are asked for when Query.Only or copies leave too few.
	Candidates int

	// Refresh makes Put wait until new articles can be found. Without it they are found after
	// the next refresh of the index, within a second unless its settings say otherwise. Put
	// and Delete always wait for articles that they replace or delete.
	Refresh bool
}

// A Store is an archive in an OpenSearch cluster. Its methods are safe for concurrent use;
// the zero Store has no client, and its methods return an error.
//
// Errors are of the type [*presse.Error]. If OpenSearch is at fault, the cause is the error of
// opensearch-go for its answer, such as an *opensearch.StructError; if the time of the context
// is up, it is that of the context.
//
// Call the methods with a deadline. If a node has not answered after a third of the time that
// is left, or 90 seconds, another one is asked. Without a deadline, this one is waited for as
// long as it hangs.
type Store struct {
	client  *opensearchapi.Client
	options Options
	names   names
	shared  *shared

	few      int           // see engine.FewStories; tests set others
	patience time.Duration // likewise
}

// shared is what a Store knows of its index.
type shared struct {
	tally   tally
	recent  recent
	shown   atomic.Int64 // the turn of the last change that is known: see Store.search
	checked atomic.Bool  // the version of the index: see checkOnce
}

// New returns the store of a cluster. It does not use the connection: call [Store.Create]
// once to make the indexes. It is an error if client is nil or an option is not valid.
func New(client *opensearchapi.Client, o Options) (*Store, error) {
	if o.Name == "" {
		o.Name = "presse"
	}
	var noClient, badName error
	if client != nil && client.Client == nil {
		noClient = errNoClient
	}
	if !validName.MatchString(o.Name) || strings.HasSuffix(o.Name, stateSuffix) {
		badName = errName
	}
	err := engine.CheckOptions(client, "client", o.Frequencies, o.Candidates,
		engine.NewError("client", "", noClient), engine.NewError("name", o.Name, badName), engine.CheckIndex(o.Index))
	if err != nil {
		return nil, err
	}
	if o.Candidates == 0 {
		o.Candidates = engine.Candidates
	}
	s := &Store{client: client, options: o, shared: new(shared), few: engine.FewStories, patience: patience}
	s.names = names{index: o.Name, state: o.Name + stateSuffix}
	s.shared.tally.lock = make(chan struct{}, 1)
	return s, nil
}

// names are the names of the indexes.
type names struct{ index, state string }

// stateSuffix follows the name of the index in that of the other one.
const stateSuffix = "-state"

// validName is narrower than OpenSearch: MetadataCreateIndexService.validateIndexOrAliasName.
var validName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,99}$`)

var (
	errNoClient = errors.New("an opensearchapi.Client is made by NewClient")
	errName     = errors.New("not 1 to 100 lower-case letters, digits, hyphens, underscores and full stops, or ends in -state")
)

// usable reports why a call cannot begin.
func (s *Store) usable(ctx context.Context, op string) error {
	var err error
	switch {
	case s == nil:
		err = engine.ErrNil
	case s.client == nil:
		err = engine.ErrZero
	case ctx == nil:
		err = engine.ErrContext
	case ctx.Err() != nil:
		err = context.Cause(ctx)
	default:
		return nil
	}
	return &presse.Error{Op: op, Err: err}
}
