package wordpress

import (
	"time"

	"github.com/presse-go/presse"
)

// A site is what the stories of a site share, whether an export or the REST API is read.
// Its article turns one item into a story. Once it is filled, a site is not changed
// anymore, and so it may be used by several goroutines.
type site struct {
	options  Options
	base     string      // address of the site, without a slash at the end: "https://journal.example"
	language presse.Lang // of the site; may be empty
	written  time.Time   // when the file was written or the answer given; zero if unknown

	authors map[string]*author       // by login, and by "id:" and the ID
	guests  map[string]*author       // by slug of the term of Co-Authors Plus, without "cap-"
	terms   map[termKey]*Term        // by taxonomy and slug, and by taxonomy and "id:" and the ID
	media   map[string]*presse.Media // attachments, by ID
	blocks  map[string]string        // stored content of published reusable blocks, by ID
	public  map[string]string        // addresses of stories that are public, by ID, for editions
}

// An author is someone with an account, or a guest author.
type author struct {
	id, login, name, url string
}

// A termKey identifies a term: terms of different taxonomies may have one slug.
type termKey struct{ taxonomy, slug string }

// newSite returns an empty site. It is an error if the options are not valid.
func newSite(o Options) (*site, error) {
	return &site{
		options: o,
		authors: make(map[string]*author),
		guests:  make(map[string]*author),
		terms:   make(map[termKey]*Term),
		media:   make(map[string]*presse.Media),
		blocks:  make(map[string]string),
		public:  make(map[string]string),
	}, nil
}

// article returns the story that an item holds. It returns nil without an error if the
// item is to be left out, which has been reported to Lost.
func (s *site) article(it *Item) (*presse.Article, error) {
	return &presse.Article{ID: it.ID}, nil
}

// attachment returns the image, video, sound or other file that an item of the type
// "attachment" holds.
func (s *site) attachment(it *Item) presse.Media {
	return presse.Media{ID: it.ID, URL: it.file}
}
