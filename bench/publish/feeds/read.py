"""Reads feeds back with feedparser: python3 read.py FOLDER, that PRESSE_FEEDS named in TestReadBack.

feedparser sanitizes titles and bodies again, so that bodies are compared as text.
"""
import calendar, glob, html, json, re, sys, time
import feedparser

want = json.load(open(sys.argv[1] + "/want.json"))


def text(s):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", s)).split())


passed = items = 0
for name in sorted(glob.glob(sys.argv[1] + "/feed*.rss") + glob.glob(sys.argv[1] + "/feed*.atom")):
    feed = feedparser.parse(open(name, "rb").read(), sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        print(name, feed.bozo_exception)
    for e in feed.entries:
        w = want[e.id]
        items += 1
        body = e.get("content", [{"value": ""}])[0]["value"]
        got = {
            "title": e.title.strip() if w["title"] else "",
            "link": e.link,
            "published": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(calendar.timegm(e.published_parsed))),
            "authors": [a["name"] for a in e.authors],
            "missing": [c for c in w["categories"] if c not in [t["term"] for t in e.get("tags", [])]],
            "body": text(body),
        }
        wanted = {"title": w["title"], "link": w["link"], "published": w["published"], "authors": w["authors"], "missing": [], "body": text(w["body"])}
        if got == wanted:
            passed += 1
        else:
            print(name, e.id, [(k, got[k][:300], wanted[k][:300]) for k in got if got[k] != wanted[k]])
print(passed, "of", items, "items equal the stories")
