package publish

// publisherID is the fragment that names the newspaper in the structured data of all pages.
const publisherID = "#publisher"

// agents writes people and organizations, each in an object of its own, also if there is one
// only (Google Search Central, "Article structured data", "Author markup best practices").
func (w *writer) agents(name string, list []agent) {
	if len(list) == 0 {
		return
	}
	w.array(name)
	for i := range list {
		w.agent(&list[i])
	}
	w.endArray()
}

// agent writes one of them.
func (w *writer) agent(a *agent) {
	if a.organization {
		w.typed("Organization")
	} else {
		w.typed("Person")
	}
	w.text("honorificPrefix", a.prefix)
	w.text("name", a.name)
	w.text("url", a.url)
	w.text("jobTitle", a.title)
	w.texts("sameAs", a.sameAs)
	w.end()
}

// publisher writes the newspaper (schema.org/NewsMediaOrganization; Google Search Central,
// "Organization structured data").
func (w *writer) publisher() {
	w.key("publisher")
	w.typed("NewsMediaOrganization")
	w.key("@id")
	w.fragment(w.homePage, publisherID)
	w.text("name", w.paper())
	w.text("url", w.homePage)
	if w.logo.URL != "" {
		w.key("logo")
		w.typed("ImageObject")
		w.text("url", w.logo.URL)
		w.file(&w.logo)
		w.end()
	}
	w.texts("sameAs", w.identities)
	for i := range w.facts.policies {
		w.text(w.facts.policies[i][0], w.facts.policies[i][1])
	}
	w.end()
}

// toPublisher writes a reference to the newspaper, which publisher describes.
func (w *writer) toPublisher() {
	w.raw(`{"@id":`)
	w.fragment(w.homePage, publisherID)
	w.end()
}

// fragment writes the URI of something on a page.
func (w *writer) fragment(page, id string) {
	w.raw(`"`)
	w.b = appendText(w.b, page, inJSON)
	w.raw(id)
	w.raw(`"`)
}
