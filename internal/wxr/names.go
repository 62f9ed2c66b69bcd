package wxr

import "strings"

// An element is an element that exports have.
type element uint8

const (
	unknown element = iota

	// Groups, which have elements in them.
	channel
	item
	postmeta
	comment
	commentmeta
	author
	category
	tag
	term
	termmeta
	groups

	// Elements that have text only.
	title
	link
	description
	pubDate
	language
	generator
	version
	siteURL
	blogURL
	itemCategory
	creator
	guid
	content
	excerpt
	postID
	postDate
	postDateGMT
	postModified
	postModifiedGMT
	commentStatus
	pingStatus
	postName
	status
	postParent
	menuOrder
	postType
	password
	sticky
	attachmentURL
	metaKey
	metaValue
	authorID
	authorLogin
	authorEmail
	authorName
	authorFirst
	authorLast
	termID
	termTaxonomy
	termSlug
	termParent
	termName
	termDescription
	commentField // any field of a comment
	elements
)

// named returns the element with the given name, which has the usual prefix.
func named(name []byte) element {
	if len(name) > 3 && string(name[:3]) == "wp:" {
		if e := namedInItem(name[3:]); e != unknown {
			return e
		}
		return namedInChannel(name[3:])
	}
	switch string(name) {
	case "title":
		return title
	case "category":
		return itemCategory
	case "link":
		return link
	case "pubDate":
		return pubDate
	case "dc:creator":
		return creator
	case "guid":
		return guid
	case "description":
		return description
	case "content:encoded":
		return content
	case "excerpt:encoded":
		return excerpt
	case "item":
		return item
	case "channel":
		return channel
	case "language":
		return language
	case "generator":
		return generator
	}
	return unknown
}

// namedInItem returns the element of items with the given name without prefix wp.
func namedInItem(name []byte) element {
	switch string(name) {
	case "postmeta":
		return postmeta
	case "meta_key":
		return metaKey
	case "meta_value":
		return metaValue
	case "comment":
		return comment
	case "commentmeta":
		return commentmeta
	case "post_id":
		return postID
	case "post_date":
		return postDate
	case "post_date_gmt":
		return postDateGMT
	case "post_modified":
		return postModified
	case "post_modified_gmt":
		return postModifiedGMT
	case "comment_status":
		return commentStatus
	case "ping_status":
		return pingStatus
	case "post_name":
		return postName
	case "status":
		return status
	case "post_parent":
		return postParent
	case "menu_order":
		return menuOrder
	case "post_type":
		return postType
	case "post_password":
		return password
	case "is_sticky":
		return sticky
	case "attachment_url":
		return attachmentURL
	}
	if prefix := "comment_"; len(name) > len(prefix) && string(name[:len(prefix)]) == prefix {
		return commentField
	}
	return unknown
}

// namedInChannel returns the element of the channel, of authors or of terms with the given
// name without prefix wp.
func namedInChannel(name []byte) element {
	switch string(name) {
	case "wxr_version":
		return version
	case "base_site_url":
		return siteURL
	case "base_blog_url":
		return blogURL
	case "author":
		return author
	case "author_id":
		return authorID
	case "author_login":
		return authorLogin
	case "author_email":
		return authorEmail
	case "author_display_name":
		return authorName
	case "author_first_name":
		return authorFirst
	case "author_last_name":
		return authorLast
	case "category":
		return category
	case "tag":
		return tag
	case "term":
		return term
	case "termmeta":
		return termmeta
	case "term_id":
		return termID
	case "term_taxonomy":
		return termTaxonomy
	case "category_nicename", "tag_slug", "term_slug":
		return termSlug
	case "category_parent", "term_parent":
		return termParent
	case "cat_name", "tag_name", "term_name":
		return termName
	case "category_description", "tag_description", "term_description":
		return termDescription
	}
	return unknown
}

// parents says in which groups an element can be.
var parents = func() (in [elements]uint16) {
	put := func(group element, list ...element) {
		for _, e := range list {
			in[e] |= 1 << group
		}
	}
	put(channel, item, author, category, tag, term, title, link, description, pubDate,
		language, generator, version, siteURL, blogURL)
	put(item, postmeta, comment, title, link, description, pubDate, itemCategory, creator, guid,
		content, excerpt, postID, postDate, postDateGMT, postModified, postModifiedGMT,
		commentStatus, pingStatus, postName, status, postParent, menuOrder, postType, password,
		sticky, attachmentURL)
	put(comment, commentmeta, commentStatus, commentField)
	put(author, authorID, authorLogin, authorEmail, authorName, authorFirst, authorLast)
	for _, group := range []element{category, tag, term} {
		put(group, termmeta, termID, termTaxonomy, termSlug, termParent, termName, termDescription)
	}
	for _, group := range []element{postmeta, commentmeta, termmeta} {
		put(group, metaKey, metaValue)
	}
	return in
}()

// ofItem reports whether e is an element that only items have.
func ofItem(e element) bool { return parents[e]&(1<<item|1<<channel) == 1<<item }

// A binding is a prefix bound to a namespace, by the element at the given depth.
type binding struct {
	prefix string
	space  string // the usual prefix: "wp", "content", "excerpt", "dc", ""; foreign if it is another
	depth  int
}

const foreign = "?"

// space returns the usual prefix of a namespace.
func space(uri string) string {
	uri = strings.TrimSpace(uri)
	rest, _ := strings.CutPrefix(uri, "http://")
	rest, _ = strings.CutPrefix(rest, "https://")
	switch {
	case strings.HasPrefix(rest, "wordpress.org/export/"):
		if strings.HasSuffix(strings.TrimRight(rest, "/"), "/excerpt") {
			return "excerpt"
		}
		return "wp"
	case strings.HasPrefix(rest, "purl.org/rss/1.0/modules/content"):
		return "content"
	case strings.HasPrefix(rest, "purl.org/dc/elements/"):
		return "dc"
	case rest == "":
		return ""
	}
	return foreign
}

func usual(prefix string) bool {
	switch prefix {
	case "", "wp", "content", "excerpt", "dc":
		return true
	}
	return false
}

// bind binds the prefixes that the current tag declares. The root element (depth 0) cannot
// bind a usual prefix to another namespace: that is a damaged declaration, or one of a version
// that is not known yet.
func (r *Reader) bind(depth int) {
	for _, a := range r.attrs {
		if r.win[a.name] != 'x' {
			continue
		}
		prefix, isPrefix := strings.CutPrefix(string(r.win[a.name:a.nameEnd]), "xmlns:")
		if !isPrefix {
			if prefix != "xmlns" {
				continue
			}
			prefix = ""
		}
		in := space(string(r.win[a.value:a.valueEnd]))
		r.ours = r.ours || in == "wp"
		if depth == 0 && in != prefix && usual(prefix) {
			if prefix != "" {
				r.note(Namespace, prefix)
			}
			in = prefix
		}
		if in == prefix || in == foreign && !usual(prefix) {
			// It has no effect, unless an outer one is overridden.
			if !r.bound(prefix) {
				continue
			}
		}
		r.bindings = append(r.bindings, binding{prefix, in, depth})
	}
}

func (r *Reader) bound(prefix string) bool {
	for _, b := range r.bindings {
		if b.prefix == prefix {
			return true
		}
	}
	return false
}

// unbind ends the bindings of elements deeper than depth.
func (r *Reader) unbind(depth int) {
	n := len(r.bindings)
	for n > 0 && r.bindings[n-1].depth > depth {
		n--
	}
	r.bindings = r.bindings[:n]
}

// element returns the element that the name in the window is for, with the prefixes that
// are bound.
func (r *Reader) element(lo, hi int) element {
	name := r.win[lo:hi]
	if len(r.bindings) == 0 {
		return named(name)
	}
	prefix, local, ok := strings.Cut(string(name), ":")
	if !ok {
		prefix, local = "", prefix
	}
	for i := len(r.bindings) - 1; i >= 0; i-- {
		if b := r.bindings[i]; b.prefix == prefix {
			switch b.space {
			case foreign:
				return unknown
			case "":
				return named([]byte(local))
			}
			return named([]byte(b.space + ":" + local))
		}
	}
	return named(name)
}
