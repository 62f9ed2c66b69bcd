package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// listen opens the address to show the site at; nil for no address. An address without a host
// is that of this computer alone.
func listen(address string) (net.Listener, error) {
	if address == "" {
		return nil, nil
	}
	if !strings.Contains(address, ":") {
		address = ":" + address
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("site: -serve %s: %w", address, err)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	l, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, fmt.Errorf("site: -serve: %w", err)
	}
	return l, nil
}

// serve shows a site until ctx is done.
func serve(ctx context.Context, l net.Listener, site http.Handler, base string, out io.Writer) error {
	root := "/"
	if u, err := url.Parse(base); err == nil {
		root = u.EscapedPath() + "/"
	}
	server := &http.Server{Handler: site, ReadHeaderTimeout: 10 * time.Second}
	stopped := context.AfterFunc(ctx, func() { server.Close() })
	defer stopped()
	fmt.Fprintf(out, "À lire sur http://%s%s (Ctrl-C pour arrêter)\n", l.Addr(), root)
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// A handler shows a folder as a server of the newspaper would.
type handler struct {
	files fs.FS
	root  string            // path of the site: "" or "/journal"
	leads map[string]string // see addresses
	base  string
}

// handler returns what shows the site in a folder.
func (n *newspaper) handler(files fs.FS) http.Handler {
	return &handler{files, n.root, n.leads, n.base}
}

// policy allows what the pages need: their style sheet and pictures, the latter from
// anywhere, since those of real newspapers stay where they are. No scripts.
const policy = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src * data:; media-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// ServeHTTP implements [http.Handler].
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-cache") // the next run may change everything
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	at, inside := strings.CutPrefix(r.URL.EscapedPath(), h.root+"/")
	if !inside {
		if strings.Trim(r.URL.Path, "/") == strings.Trim(h.root, "/") || r.URL.Path == "/" {
			http.Redirect(w, r, h.root+"/", http.StatusFound)
			return
		}
		if to, ok := h.leads[outsideKey(r.URL.EscapedPath())]; ok {
			h.lead(w, r, to)
			return
		}
		h.page(w, r, notFoundFile, http.StatusNotFound)
		return
	}
	from := key(at)
	if at == "" && r.URL.Query().Has("p") {
		from = "?p=" + r.URL.Query().Get("p")
	}
	if to, ok := h.leads[from]; ok && from != "" {
		h.lead(w, r, to)
		return
	}
	h.file(w, r, at)
}

// lead answers at a former address.
func (h *handler) lead(w http.ResponseWriter, r *http.Request, to string) {
	if to == "" {
		h.page(w, r, goneFile, http.StatusGone)
		return
	}
	if rest, ok := strings.CutPrefix(to, h.base+"/"); ok || to == h.base {
		to = h.root + "/" + rest // here, and not where the newspaper is
	}
	http.Redirect(w, r, to, http.StatusMovedPermanently)
}

// file answers with a file, the index.html of a folder, or the page for no such address.
func (h *handler) file(w http.ResponseWriter, r *http.Request, at string) {
	name, err := url.PathUnescape(at)
	if err != nil {
		name = at
	}
	if folder, index := strings.CutSuffix(name, "index.html"); index && (folder == "" || strings.HasSuffix(folder, "/")) {
		redirect(w, r, h.root+"/"+folder)
		return
	}
	clean := strings.TrimSuffix(name, "/")
	if clean == "" {
		clean = "."
	}
	info, err := fs.Stat(h.files, clean)
	switch {
	case err != nil || !fs.ValidPath(clean) || strings.HasPrefix(clean, ".presse") || clean == redirectFile:
		h.page(w, r, notFoundFile, http.StatusNotFound)
	case info.IsDir():
		if name != "" && !strings.HasSuffix(name, "/") {
			redirect(w, r, h.root+"/"+name+"/")
			return
		}
		h.page(w, r, path.Join(clean, "index.html"), http.StatusOK)
	case strings.HasSuffix(name, "/"):
		redirect(w, r, h.root+"/"+clean)
	default:
		h.page(w, r, clean, http.StatusOK)
	}
}

// redirect leads to a decoded path.
func redirect(w http.ResponseWriter, r *http.Request, to string) {
	u := url.URL{Path: to, RawQuery: r.URL.RawQuery}
	http.Redirect(w, r, u.String(), http.StatusMovedPermanently)
}

// page answers with a file.
func (h *handler) page(w http.ResponseWriter, r *http.Request, name string, status int) {
	text, err := fs.ReadFile(h.files, name)
	if err != nil {
		if status == http.StatusOK { // a folder without a page
			h.page(w, r, notFoundFile, http.StatusNotFound)
			return
		}
		http.Error(w, http.StatusText(status), status)
		return
	}
	w.Header().Set("Content-Type", typeOf(name))
	if status == http.StatusOK {
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(text))
		return
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(text)
	}
}

// typeOf returns the content type of a file, whatever the computer takes it for.
func typeOf(name string) string {
	switch path.Base(name) {
	case rssFile:
		return "application/rss+xml; charset=utf-8"
	case atomFile:
		return "application/atom+xml; charset=utf-8"
	case jsonFile:
		return "application/feed+json; charset=utf-8"
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".xml":
		return "application/xml; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	case ".avif":
		return "image/avif"
	case ".gif":
		return "image/gif"
	}
	return "application/octet-stream"
}
