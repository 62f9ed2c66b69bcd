package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestServe(t *testing.T) {
	text := "<p>Le conseil municipal a voté mardi soir le budget du port, après cinq heures de débats.</p>"
	base := "https://essai.example/journal"
	file := writeExport(t, strings.ReplaceAll(export(
		item{id: 1, title: "Le budget", content: text, link: base + "/ville/le-budget/", slug: "le-budget", terms: term("category", "ville", "Ville"), extra: meta("_wp_old_slug", "budget-provisoire")},
		item{id: 2, title: "Retiré", content: text, link: base + "/ville/expire/", slug: "expire", date: "2026-10-01 08:00:00", extra: meta("_expiration-date", "1794000000") + meta("_expiration-date-status", "saved")},
		item{id: 3, title: "Brouillon", status: "draft", content: text},
		item{id: 4, title: "الميناء", slug: "%d8%a7%d9%84%d9%85%d9%8a%d9%86%d8%a7%d8%a1", link: base + "/%d8%a7%d9%84%d9%85%d9%8a%d9%86%d8%a7%d8%a1/", content: text},
	), "https://essai.example<", base+"<"))
	folder := filepath.Join(t.TempDir(), "site")
	src, err := openSource(file)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	target, err := openFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	made, err := build(context.Background(), src, target, noon, newProgress(io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	if err := target.commit(); err != nil {
		t.Fatal(err)
	}
	h := made.handler(os.DirFS(folder))

	cases := []struct {
		name, address string
		status        int
		want          string // the beginning of the content type, or where it leads to
		text          string
	}{
		{"the front page", "/journal/", 200, "text/html; charset=utf-8", "Le budget"},
		{"the host alone", "/", 302, "/journal/", ""},
		{"the site without its slash", "/journal", 302, "/journal/", ""},
		{"a story", "/journal/ville/le-budget/", 200, "text/html; charset=utf-8", "Le budget"},
		{"a story without its slash", "/journal/ville/le-budget", 301, "/journal/ville/le-budget/", ""},
		{"the file of a story", "/journal/ville/le-budget/index.html", 301, "/journal/ville/le-budget/", ""},
		{"a story in Arabic", "/journal/%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1/", 200, "text/html", "الميناء"},
		{"a former slug", "/journal/ville/budget-provisoire/", 301, "/journal/ville/le-budget/", ""},
		{"a short link", "/journal/?p=1", 301, "/journal/ville/le-budget/", ""},
		{"a story that is gone", "/journal/ville/expire/", 410, "text/html; charset=utf-8", "<html"},
		{"the short link of a story that is gone", "/journal/?p=2", 410, "text/html", ""},
		{"the short link of a draft", "/journal/?p=3", 200, "text/html", ""},
		{"nothing", "/journal/rien/", 404, "text/html; charset=utf-8", "<html"},
		{"nothing outside the site", "/wp-admin/", 404, "text/html", ""},
		{"WordPress's feed", "/journal/feed/", 301, "/journal/rss.xml", ""},
		{"WordPress's front of a section", "/journal/category/ville/", 301, "/journal/ville/", ""},
		{"RSS", "/journal/rss.xml", 200, "application/rss+xml", "<rss"},
		{"Atom", "/journal/atom.xml", 200, "application/atom+xml", "<feed"},
		{"JSON Feed", "/journal/feed.json", 200, "application/feed+json", "version"},
		{"the sitemap", "/journal/sitemap.xml", 200, "application/xml", "<urlset"},
		{"the style sheet", "/journal/style.css", 200, "text/css", ""},
		{"robots.txt", "/journal/robots.txt", 200, "text/plain", "Sitemap: " + base + "/sitemap.xml"},
		{"the marker", "/journal/" + marker, 404, "text/html", ""},
		{"the redirects", "/journal/" + redirectFile, 404, "text/html", ""},
		{"out of the folder", "/journal/..%2f..%2fetc/passwd", 404, "text/html", ""},
		{"two slashes", "/journal//exemple.fr/", 404, "text/html", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, method := range []string{"GET", "HEAD"} {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest(method, c.address, nil))
				got := w.Header().Get("Content-Type")
				if w.Code/100 == 3 {
					got = w.Header().Get("Location")
				}
				if w.Code != c.status || !strings.HasPrefix(got, c.want) || method == "GET" && !strings.Contains(w.Body.String(), c.text) {
					t.Errorf("%s %s: %d %q, want %d %q with %q\n%.300s", method, c.address, w.Code, got, c.status, c.want, c.text, w.Body.String())
				}
				if method == "HEAD" && w.Code >= 400 && w.Body.Len() > 0 {
					t.Errorf("HEAD %s: a body", c.address)
				}
			}
		})
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", "/journal/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d, want 405", w.Code)
	}
	redirects := read(t, folder, redirectFile)
	for _, line := range []string{
		"/journal/ville/budget-provisoire /journal/ville/le-budget/ 301\n",
		"/journal/ p=1 /journal/ville/le-budget/ 301\n", "/journal/ p=2 /journal/410.html 410\n",
	} {
		if !strings.Contains(redirects, line) {
			t.Errorf("no %q in\n%s", line, redirects)
		}
	}
	if strings.Contains(redirects, "expire") {
		t.Errorf("the address of a story that is gone is in a file:\n%s", redirects)
	}
}

func TestListenOnThisComputerAlone(t *testing.T) {
	for address, loopback := range map[string]bool{":0": true, "0": true, "127.0.0.1:0": true, "0.0.0.0:0": false} {
		l, err := listen(address)
		if err != nil {
			t.Errorf("%q: %v", address, err)
			continue
		}
		if ip := l.Addr().(*net.TCPAddr).IP; ip.IsLoopback() != loopback {
			t.Errorf("%q listens at %v, want loopback %v", address, ip, loopback)
		}
		l.Close()
	}
	if _, err := listen("quelque part"); err == nil {
		t.Error("no error for an address that is none")
	}
}

// A locked is a buffer that a program writes to while a test reads it.
type locked struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestRunServes runs the whole program until it is stopped.
func TestRunServes(t *testing.T) {
	file := writeExport(t, export(item{id: 1, title: "Le budget", content: "<p>Le conseil municipal a voté.</p>"}))
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var out locked
	done := make(chan error, 1)
	go func() {
		done <- run(ctx, []string{"-o", filepath.Join(t.TempDir(), "site"), "-serve", ":0", file}, noon, &out, io.Discard)
	}()
	var address string
	for range 100 {
		if _, rest, ok := strings.Cut(out.String(), "À lire sur "); ok {
			address, _, _ = strings.Cut(rest, " ")
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	response, err := http.Get(address)
	if err != nil {
		t.Fatalf("%v; printed %s", err, out.String())
	}
	text, _ := io.ReadAll(response.Body)
	response.Body.Close()
	if !strings.Contains(string(text), "Le budget") {
		t.Errorf("%s: %.300s", address, text)
	}
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it does not stop")
	}
}
