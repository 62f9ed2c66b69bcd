// Checks in Chromium that feeds, sitemaps and the stories of a public API hold whatever a story
// says. Reads the documents written by
//
//	PRESSE_OUTPUTS=/tmp go test ./publish -run TestFeedsPayloads
//
// one JSON object a line, and for each of them, or an evenly spaced sample,
//
//   - parses the feeds and sitemaps as XML, and opens one of them as a document, each in turn;
//   - puts into a page what a feed reader puts there: the description and the content of an item
//     of RSS, the content of an entry of Atom, that of an item of JSON Feed;
//   - puts the story into a script element of a page, which is parsed from its source, written by
//     document.write, and parsed by DOMParser, and its bodies into a page.
//
// Fails if any of them runs a script, is not well-formed or not JSON, has an element or an
// attribute that presse does not write, or gets out of its place:
//
//	npm install playwright-core && node feeds.mjs all /tmp/feeds.documents
//
// In place of "all", a number is the size of the sample. An interrupt ends the run, and what was
// found so far is printed.
import fs from "node:fs";
import readline from "node:readline";
import { blank, launch } from "../../browser/chromium.mjs";

const [count, file] = process.argv.slice(2);
const lines = () => readline.createInterface({ input: fs.createReadStream(file) });
let total = 0;
for await (const line of lines()) if (line) total++;
const step = count === "all" ? 1 : Math.max(1, total / Number(count));

// What must fail, which shows that the checks work: the kinds of faults, and documents that
// have them.
const html = 'xmlns:h="http://www.w3.org/1999/xhtml"';
const rss = (item) => `<?xml version="1.0"?><rss version="2.0" ${html} xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title><item>${item}</item></channel></rss>`;
const atom = (entry) => `<feed xmlns="http://www.w3.org/2005/Atom" ${html}><entry>${entry}</entry></feed>`;
const sitemap = (url) => `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" ${html}><url>${url}</url></urlset>`;
const sound = { rss: rss("<title>x</title>"), atom: atom("<title>x</title>"), json: '{"items":[{"content_text":"x"}]}', sitemap: sitemap("<loc>x</loc>"), news: sitemap("<loc>x</loc>"), story: '{"id":"x"}' };
const runs = "<img src=x onerror=alert(1)>";
const probes = [
  ["runs a script", "rss document", { ...sound, rss: rss("<h:script>alert(1)</h:script>") }],
  ["runs a script", "atom document", { ...sound, atom: atom("<h:script>alert(1)</h:script>") }],
  ["runs a script", "sitemap document", { ...sound, sitemap: sitemap("<h:script>alert(1)</h:script>") }],
  ["runs a script", "news document", { ...sound, news: sitemap("<h:script>alert(1)</h:script>") }],
  ["has something else", "rss", { ...sound, rss: rss("<title>x</title><titel>y</titel>") }],
  ["has something else", "atom", { ...sound, atom: atom('<title onclick="x">x</title>') }],
  ["has something else", "sitemap", { ...sound, sitemap: sitemap("<loc>x</loc><!-- x -->") }],
  ["is not well-formed", "rss", { ...sound, rss: rss("a & b") }],
  ["is not well-formed", "news", { ...sound, news: sitemap("<loc>\u0001</loc>") }],
  ["has something else", "rss description", { ...sound, rss: rss("<description>a &lt;b>c&lt;/b></description>") }],
  ["runs a script", "rss description", { ...sound, rss: rss(`<description><![CDATA[${runs}]]></description>`) }],
  ["runs a script", "rss content", { ...sound, rss: rss(`<content:encoded><![CDATA[${runs}]]></content:encoded>`) }],
  ["runs a script", "atom content", { ...sound, atom: atom(`<content type="html"><![CDATA[${runs}]]></content>`) }],
  ["has something else", "atom content", { ...sound, atom: atom(`<content type="html">&lt;form></content>`) }],
  ["runs a script", "json content", { ...sound, json: JSON.stringify({ items: [{ content_html: runs }] }) }],
  ["is not JSON", "json", { ...sound, json: '{"items":[}' }],
  ["is not JSON", "story parsed", { ...sound, story: '{"id":}' }],
  ["gets out", "story parsed", { ...sound, story: '{"id":"</script><b>x</b>"}' }],
  ["gets out", "story written", { ...sound, story: '{"id":"<!--<script>"}' }],
  ["runs a script", "story written", { ...sound, story: '{"id":"</script><script>alert(1)</script>"}' }],
  ["runs a script", "story loaded", { ...sound, story: '{"id":"</script><script>alert(1)</script>"}' }],
  ["gets out", "story loaded", { ...sound, story: '{"id":"</script><b>x</b>"}' }],
  ["runs a script", "story body", { ...sound, story: JSON.stringify({ body: runs }).replaceAll("<", "\\u003c") }],
  ["runs a script", "story note", { ...sound, story: JSON.stringify({ live: [{ body: runs }] }).replaceAll("<", "\\u003c") }],
];

const browser = await launch({ handleSIGINT: false }); // see interrupted
// In every document, what attacks call tells the page which frame it was called in.
const page = await blank(browser, () => {
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => (window.top.ran ??= new Set()).add(window.name || "this document");
});

// check runs in the page. It returns the faults of each story: [what, place].
async function check(batch) {
  const spaces = { "": "", "http://www.w3.org/2005/Atom": "atom:", "http://purl.org/rss/1.0/modules/content/": "content:", "http://purl.org/dc/elements/1.1/": "dc:", "http://search.yahoo.com/mrss/": "media:", "http://www.sitemaps.org/schemas/sitemap/0.9": "sitemap:", "http://www.google.com/schemas/sitemap-news/0.9": "news:" };
  const named = (text) => new Map(text.trim().split(/\s+/).map((one) => one.split("@")).map(([name, attributes]) => [name, (attributes ?? "").split(",").filter(Boolean)]));
  const allowed = {
    rss: named(`rss@version channel title link description language lastBuildDate image url width height item guid@isPermaLink pubDate category atom:link@rel,type,href dc:creator dc:language dc:rights content:encoded
      media:content@url,type,medium,fileSize,duration,width,height media:title@type media:description@type media:credit@role media:thumbnail@url,width,height`),
    atom: named(`atom:feed@xml:lang atom:id atom:title atom:subtitle atom:updated atom:published atom:link@rel,type,href,length,title atom:logo atom:icon atom:author atom:contributor atom:name atom:uri atom:entry@xml:lang atom:category@term atom:summary atom:content@type atom:rights`),
    sitemap: named("sitemap:urlset sitemap:url sitemap:loc sitemap:lastmod"),
    news: named("sitemap:urlset sitemap:url sitemap:loc news:news news:publication news:name news:language news:publication_date news:title"),
  };
  const types = ["load", "error", "focus", "blur", "mouseover", "click", "toggle", "animationstart", "input", "submit", "begin"];
  const fire = (root) => root.querySelectorAll("*").forEach((e) => types.forEach((type) => e.dispatchEvent(new Event(type, { cancelable: true }))));
  const never = new Set("script style link meta base title object embed applet form input button select textarea template noscript frame frameset marquee portal".split(" "));
  const wrong = (e) => {
    if (e.namespaceURI !== "http://www.w3.org/1999/xhtml" && e.namespaceURI !== "http://www.w3.org/1998/Math/MathML") return true;
    if (never.has(e.localName)) return true;
    return [...e.attributes].some(({ name, value }) => /^on|^srcdoc$|^style$/.test(name) || (["href", "src", "poster", "cite", "data", "action"].includes(name) && value !== "" && !["http:", "https:", "mailto:", "tel:"].includes(new URL(value, "http://x/").protocol)));
  };
  const names = ["rss", "atom", "sitemap", "news"];
  const opened = [];
  const results = batch.map((item, n) => {
    const faults = [];
    const fault = (what, place) => faults.push([what, place]);
    // What a reader of feeds puts into its page.
    const put = (place, text, plain) => {
      if (!text) return;
      window.top.ran = new Set();
      const host = document.body.appendChild(document.createElement("div"));
      host.innerHTML = text;
      if (plain ? host.children.length > 0 : [...host.querySelectorAll("*")].some(wrong)) fault("has something else", place);
      fire(host);
      if (window.top.ran.size > 0) fault("runs a script", place);
      host.remove();
    };
    for (const name of names) {
      if (!item[name]) continue;
      const doc = new DOMParser().parseFromString(item[name], "application/xml");
      if (doc.querySelector("parsererror")) {
        fault("is not well-formed", name);
        continue;
      }
      const other = (e) => {
        const attributes = allowed[name].get((spaces[e.namespaceURI ?? ""] ?? "?:") + e.localName);
        return !attributes || [...e.attributes].some((a) => !attributes.includes(a.name) && a.name !== "xmlns" && !a.name.startsWith("xmlns:"));
      };
      const walker = doc.createTreeWalker(doc, NodeFilter.SHOW_ALL);
      let found = [...doc.querySelectorAll("*")].some(other);
      while (walker.nextNode()) found ||= [Node.COMMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.DOCUMENT_TYPE_NODE].includes(walker.currentNode.nodeType);
      if (found) fault("has something else", name);
      if (name === "rss") {
        for (const e of doc.querySelectorAll("item > description")) put("rss description", e.textContent, true);
        for (const e of doc.getElementsByTagNameNS("http://purl.org/rss/1.0/modules/content/", "encoded")) put("rss content", e.textContent, false);
      }
      if (name === "atom") for (const e of doc.querySelectorAll("entry > content")) put("atom content", e.textContent, false);
      if (item.turn !== undefined && name !== names[item.turn % names.length]) continue;
      const frame = document.createElement("iframe");
      frame.name = `${n} ${name}`;
      frame.src = URL.createObjectURL(new Blob([item[name]], { type: "application/xml" }));
      opened.push({ frame, name, faults });
    }
    try {
      for (const one of JSON.parse(item.json).items) put("json content", one.content_html, false);
    } catch {
      fault("is not JSON", "json");
    }
    // A page that has the story in a script element.
    const whole = `<!doctype html><html><head><script type="application/json" id=story>${item.story}</script></head><body><p id=after>x</p></body></html>`;
    const judge = (doc, place) => {
      const script = doc.getElementById("story"), body = doc.body;
      if (!script || script.children.length > 0 || doc.head.children.length !== 1 || doc.head.firstChild !== script || doc.head.childNodes.length !== 1 || !body || body.childNodes.length !== 1 || body.firstChild.id !== "after") fault("gets out", place);
      try {
        return JSON.parse(script.textContent);
      } catch {
        fault("is not JSON", place);
      }
    };
    const story = judge(new DOMParser().parseFromString(whole, "text/html"), "story parsed");
    put("story body", story?.body, false);
    for (const note of [...(story?.corrections ?? []), ...(story?.live ?? [])]) put("story note", note.body, false);
    window.top.ran = new Set();
    const written = document.body.appendChild(document.createElement("iframe"));
    written.contentDocument.open();
    for (const name of ["alert", "confirm", "prompt", "print"]) written.contentWindow[name] = () => window.top.ran.add("written");
    written.contentDocument.write(whole);
    written.contentDocument.close();
    judge(written.contentDocument, "story written");
    fire(written.contentDocument);
    if (window.top.ran.size > 0) fault("runs a script", "story written");
    written.remove();
    const frame = document.createElement("iframe");
    frame.name = `${n} story`;
    frame.srcdoc = whole;
    opened.push({ frame, name: "story", faults, judge });
    return { faults };
  });
  // All documents of a batch are loaded together.
  window.top.ran = new Set();
  const loaded = opened.map(({ frame }) => new Promise((done) => (frame.onload = done)));
  for (const { frame } of opened) frame.style.display = "none"; // nothing has to be drawn
  document.body.append(...opened.map(({ frame }) => frame));
  let late = true;
  await Promise.race([Promise.all(loaded).then(() => (late = false)), new Promise((done) => setTimeout(done, 20000))]);
  for (const { frame, name, faults, judge } of opened) {
    if (late) faults.push(["is not loaded", name]);
    if (judge) {
      judge(frame.contentDocument, "story loaded");
      fire(frame.contentDocument);
    }
    if (window.top.ran.has(frame.name)) faults.push(["runs a script", name === "story" ? "story loaded" : name + " document"]);
    if (frame.src) URL.revokeObjectURL(frame.src);
  }
  document.body.replaceChildren();
  return results.map(({ faults }) => faults);
}

const found = await page.evaluate(check, probes.map(([, , item]) => item));
const dead = probes.filter(([what, place], i) => !found[i].some(([w, p]) => w === what && p === place));
for (const [what, place] of dead) console.log(`the check is dead: ${what}, ${place}`);
const [clean] = await page.evaluate(check, [sound]);
if (clean.length > 0) console.log(`a sound story: ${clean}`);

const totals = { "runs a script": 0, "is not well-formed": 0, "is not JSON": 0, "has something else": 0, "gets out": 0, "is not loaded": 0 };
let tested = 0;
async function test(batch) {
  const faults = await page.evaluate(check, batch);
  tested += batch.length;
  faults.forEach((list, k) => {
    for (const what of new Set(list.map(([w]) => w))) totals[what]++;
    if (list.length > 0) console.log(`${list.map((f) => f.join(": ")).join("; ")}: ${JSON.stringify(batch[k])}`);
  });
}
let interrupted = false;
process.once("SIGINT", () => (interrupted = true));
const batch = [];
let n = 0, next = 0;
for await (const line of lines()) {
  if (!line || n++ < Math.floor(next)) continue;
  if (interrupted) break;
  next += step;
  if (batch.push({ ...JSON.parse(line), turn: tested + batch.length }) === 40) await test(batch.splice(0));
}
if (batch.length > 0) await test(batch);
await browser.close();
console.log(`${tested} of ${total} stories in feeds, sitemaps and pages: executed ${totals["runs a script"]}, not well-formed ${totals["is not well-formed"]}, not JSON ${totals["is not JSON"]}, ` +
  `with something else ${totals["has something else"]}, got out ${totals["gets out"]}, not loaded ${totals["is not loaded"]}, ${probes.length - dead.length} of ${probes.length} checks live`);
process.exit(dead.length === 0 && clean.length === 0 && tested > 0 && Object.values(totals).every((n) => n === 0) ? 0 : 1);
