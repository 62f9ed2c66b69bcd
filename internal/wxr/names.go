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
	switch string(name) {
	case "channel":
		return channel
	case "item":
		return item
	case "wp:postmeta":
		return postmeta
	case "wp:comment":
		return comment
	case "wp:commentmeta":
		return commentmeta
	case "wp:author", "wp:wp_author":
		return author
	case "wp:category":
		return category
	case "wp:tag":
		return tag
	case "wp:term":
		return term
	case "wp:termmeta":
		return termmeta
	case "title":
		return title
	case "link":
		return link
	case "description":
		return description
	case "pubDate":
		return pubDate
	case "language":
		return language
	case "generator":
		return generator
	case "category":
		return itemCategory
	case "guid":
		return guid
	case "dc:creator":
		return creator
	case "content:encoded":
		return content
	case "excerpt:encoded":
		return excerpt
	case "wp:wxr_version":
		return version
	case "wp:base_site_url":
		return siteURL
	case "wp:base_blog_url":
		return blogURL
	case "wp:post_id":
		return postID
	case "wp:post_date":
		return postDate
	case "wp:post_date_gmt":
		return postDateGMT
	case "wp:post_modified":
		return postModified
	case "wp:post_modified_gmt":
		return postModifiedGMT
	case "wp:comment_status":
		return commentStatus
	case "wp:ping_status":
		return pingStatus
	case "wp:post_name":
		return postName
	case "wp:status":
		return status
	case "wp:post_parent":
		return postParent
	case "wp:menu_order":
		return menuOrder
	case "wp:post_type":
		return postType
	case "wp:post_password":
		return password
	case "wp:is_sticky":
		return sticky
	case "wp:attachment_url":
		return attachmentURL
	case "wp:meta_key":
		return metaKey
	case "wp:meta_value":
		return metaValue
	case "wp:author_id":
		return authorID
	case "wp:author_login":
		return authorLogin
	case "wp:author_email":
		return authorEmail
	case "wp:author_display_name":
		return authorName
	case "wp:author_first_name":
		return authorFirst
	case "wp:author_last_name":
		return authorLast
	case "wp:term_id":
		return termID
	case "wp:term_taxonomy":
		return termTaxonomy
	case "wp:category_nicename", "wp:tag_slug", "wp:term_slug":
		return termSlug
	case "wp:category_parent", "wp:term_parent":
		return termParent
	case "wp:cat_name", "wp:tag_name", "wp:term_name":
		return termName
	case "wp:category_description", "wp:tag_description", "wp:term_description":
		return termDescription
	}
	const prefix = "wp:comment_"
	if len(name) > len(prefix) && string(name[:len(prefix)]) == prefix {
		return commentField
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
