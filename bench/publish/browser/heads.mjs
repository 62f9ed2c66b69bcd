// Checks in Chromium that the heads of pages hold whatever a story says. Reads the heads
// written by
//
//	PRESSE_OUTPUTS=/tmp go test ./publish -run TestHeadPayloads
//
// one JSON string a line, and loads every distinct one, or an evenly spaced sample of them, as
// the head of a document: parsed from its source, written by document.write, and parsed by
// DOMParser. Fails if any of them runs a script, has an element or an attribute that presse
// does not write, ends the head, or has structured data that is not JSON:
//
//	npm install playwright-core && node heads.mjs all /tmp/heads.pages
//
// In place of "all", a number is the size of the sample.
import fs from "node:fs";
import readline from "node:readline";
import { blank, launch } from "../../browser/chromium.mjs";

const [count, file] = process.argv.slice(2);
const distinct = new Set();
for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) if (line) distinct.add(line);
const all = [...distinct];
const step = count === "all" ? 1 : Math.max(1, all.length / Number(count));
const sample = [];
for (let i = 0; i < all.length; i += step) sample.push(JSON.parse(all[Math.floor(i)]));

// What must fail in every place, which shows that the checks work.
const probes = {
  "runs a script": "<title>x</title><script>alert(1)</script>",
  "has something else": '<title>x</title><meta name="a" content="b" onclick="c">',
  "ends early": "<title>x</title><h1>y</h1>",
  "is not JSON": '<title>x</title><script type="application/ld+json">{"a":}</script>',
};

const browser = await launch();
const page = await blank(browser);

// check runs in the page. It returns the faults of each head: [what, place].
async function check(heads) {
  const names = ["alert", "confirm", "prompt", "print"];
  const allowed = { TITLE: [], META: ["name", "property", "content"], LINK: ["rel", "hreflang", "href"], SCRIPT: ["type"] };
  const whole = (head) => `<!doctype html><html><head>${head}</head><body><p id=after>x</p></body></html>`;
  const judge = (doc, faults, place) => {
    const children = [...doc.head.children];
    const other = (e) => !(e.tagName in allowed) || e.namespaceURI !== "http://www.w3.org/1999/xhtml" || e.children.length > 0 || [...e.attributes].some((a) => !allowed[e.tagName].includes(a.name)) ||
      (e.tagName === "SCRIPT" && e.type !== "application/ld+json") || (e.tagName === "LINK" && !["canonical", "alternate"].includes(e.rel)) || (e.tagName === "LINK" && !/^https?:$/.test(new URL(e.href).protocol));
    if (children.some(other)) faults.push(["has something else", place]);
    const body = doc.body;
    if (!body || body.childNodes.length !== 1 || body.firstChild.id !== "after" || body.attributes.length > 0 || doc.documentElement.attributes.length > 0) faults.push(["ends early", place]);
    for (const e of children) {
      if (e.type !== "application/ld+json") continue;
      try {
        JSON.parse(e.textContent);
      } catch {
        faults.push(["is not JSON", place]);
      }
    }
  };
  const live = (window, ran) => names.forEach((name) => (window[name] = () => ran.add("x")));
  const results = heads.map((head) => {
    const faults = [];
    judge(new DOMParser().parseFromString(whole(head), "text/html"), faults, "parsed");
    const ran = new Set();
    const frame = document.body.appendChild(document.createElement("iframe"));
    frame.contentDocument.open();
    live(frame.contentWindow, ran);
    frame.contentDocument.write(whole(head));
    frame.contentDocument.close();
    judge(frame.contentDocument, faults, "written");
    for (const e of frame.contentDocument.querySelectorAll("*")) for (const type of ["load", "error", "focus", "click"]) e.dispatchEvent(new Event(type));
    if (ran.size > 0) faults.push(["runs a script", "written"]);
    frame.remove();
    return { head, faults };
  });
  const frames = results.map((result) => {
    const frame = document.createElement("iframe");
    frame.srcdoc = `<!doctype html><html><head><script id=first>for (const n of ${JSON.stringify(names)}) window[n] = () => (window.ran = true)</script>` + result.head + "</head><body><p id=after>x</p></body></html>";
    const loaded = new Promise((done) => (frame.onload = done));
    document.body.append(frame);
    return { result, frame, loaded };
  });
  await Promise.race([Promise.all(frames.map((f) => f.loaded)), new Promise((done) => setTimeout(done, 5000))]);
  for (const { result, frame } of frames) {
    const doc = frame.contentDocument;
    for (const e of doc.querySelectorAll("*")) for (const type of ["load", "error", "focus", "click"]) e.dispatchEvent(new Event(type));
    if (frame.contentWindow.ran) result.faults.push(["runs a script", "loaded"]);
    doc.getElementById("first")?.remove();
    judge(doc, result.faults, "loaded");
  }
  document.body.replaceChildren();
  return results.map(({ faults }) => faults);
}

const places = ["parsed", "written", "loaded"];
const found = await page.evaluate(check, Object.values(probes));
const alive = Object.keys(probes).every((what, i) => places.every((place) => (what === "runs a script" && place === "parsed") || found[i].some(([w, p]) => w === what && p === place)));
const totals = Object.fromEntries(Object.keys(probes).map((what) => [what, 0]));
const size = 40;
for (let i = 0; i < sample.length; i += size) {
  const batch = sample.slice(i, i + size);
  const faults = await page.evaluate(check, batch);
  faults.forEach((list, k) => {
    for (const what of new Set(list.map(([w]) => w))) totals[what]++;
    if (list.length > 0) console.log(`${list.map((f) => f.join(": ")).join("; ")}: ${JSON.stringify(batch[k])}`);
  });
}
await browser.close();
console.log(`${sample.length} of ${all.length} heads in ${places.length} places: executed ${totals["runs a script"]}, with something else ${totals["has something else"]}, ` +
  `ended early ${totals["ends early"]}, not JSON ${totals["is not JSON"]}, checks ${alive ? "live" : "DEAD"}`);
process.exit(alive && Object.values(totals).every((n) => n === 0) ? 0 : 1);
