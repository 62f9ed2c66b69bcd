// Checks that sanitized HTML is safe in Chromium, wherever a page puts it. Reads the
// outputs written by
//
//	PRESSE_OUTPUTS=/tmp go test ./internal/markup -run TestPayloads
//
// and puts every distinct one with markup, or an evenly spaced sample of them, in nine
// places of a page; one of a headline without links also inside a link. Fails if any of them
// runs a script, breaks out of the element it was put in, is serialised differently, or
// changes when parsed again:
//
//	npm install playwright-core && node hold.mjs all /tmp/*.jsonl
//
// In place of "all", a number is the size of the sample.
import fs from "node:fs";
import path from "node:path";
import { blank, launch } from "../../browser/chromium.mjs";

const [count, ...files] = process.argv.slice(2);
const inline = (name) => name === "inline" || name === "headline";
const distinct = new Map(); // output and whether it is inline, XML, without links
for (const file of files) {
  const name = path.basename(file, ".jsonl");
  for (const line of fs.readFileSync(file, "utf8").split("\n")) {
    if (!line) continue;
    const { out } = JSON.parse(line);
    if (!out.includes("<")) continue;
    const kind = { out, inline: inline(name), xml: name.includes("feed"), unlinked: name === "headline" };
    distinct.set(JSON.stringify(kind), kind);
  }
}
const all = [...distinct.values()];
const step = count === "all" ? 1 : Math.max(1, all.length / Number(count));
const sample = [];
for (let i = 0; i < all.length; i += step) sample.push(all[Math.floor(i)]);

// What must fail in every place, which shows that the checks work.
const runs = "<img src=x onerror=alert(1)>";
const escapes = "</a></h1></figcaption></figure></li></ul></td></tr></table></div></article></main><b>x</b>";
const probes = [false, true].flatMap((inline) => [runs, escapes].map((out) => ({ out, inline, xml: false, unlinked: inline, probe: true })));

const browser = await launch();
const page = await blank(browser);

// check runs in the page. It returns the faults of each output: [what, place].
async function check(batch) {
  const names = ["alert", "confirm", "prompt", "print"];
  let ran = new Set();
  const live = (place, window) => names.forEach((name) => (window[name] = () => ran.add(place)));
  window.hit = (place) => ran.add(place);
  const types = ["load", "error", "focus", "blur", "mouseover", "click", "toggle", "animationstart", "input", "submit", "begin"];
  // A no-break space may be written in two ways, and XML closes empty elements.
  const spelled = (html, xml) => {
    html = html.replaceAll("\u00a0", "&nbsp;");
    return xml ? html.replace(/<(?:"[^"]*"|[^"<>])*\/>/g, (tag) => tag.slice(0, -2) + ">") : html;
  };
  const wrap = (place, { out, inline }) => {
    const host = inline ? "h1" : "div";
    switch (place) {
      case "cell": return `<table><tbody><tr><td id=host>${out}</td><td id=after>x</td></tr></tbody></table>`;
      case "item": return `<ul><li id=host>${out}</li><li id=after>x</li></ul>`;
      case "caption": return `<figure><figcaption id=host>${out}</figcaption><img id=after></figure>`;
      case "link": return `<a href=/x id=host>${out}</a><p id=after>x</p>`;
    }
    return `<${host} id=host>${out}</${host}><p id=after>x</p>`;
  };
  const whole = (html) => `<!doctype html><body><main><article>${html}</article></main>`;
  const contained = (doc) => {
    const host = doc.getElementById("host"), after = doc.getElementById("after");
    return host && after && host.nextElementSibling === after && after.nextElementSibling === null && host.previousElementSibling === null &&
      after.closest("main > article") === doc.querySelector("article") && doc.body.children.length === 1 && doc.querySelector("main").children.length === 1 && doc.querySelector("article").children.length <= 2;
  };
  const results = [];
  for (const item of batch) {
    const faults = [];
    const judge = (place, host) => {
      const html = host.innerHTML;
      if (spelled(html, false) !== spelled(item.out, item.xml)) faults.push(["is serialised differently", place]);
      const again = host.cloneNode(false);
      again.innerHTML = html;
      if (again.innerHTML !== html) faults.push(["changes when parsed again", place]);
      for (const element of host.querySelectorAll("*")) for (const type of types) element.dispatchEvent(new Event(type, { cancelable: true }));
    };
    const start = (place) => {
      live(place, window);
      return document.body.appendChild(document.createElement(item.inline ? "h1" : "div"));
    };
    ran = new Set();
    // The places that share this document.
    for (const place of ["inner", "twice", "fragment", "template"]) {
      const host = start(place);
      if (place === "inner") host.innerHTML = item.out;
      if (place === "twice") {
        host.innerHTML = item.out;
        host.innerHTML = host.innerHTML;
      }
      if (place === "fragment") {
        const range = document.createRange();
        range.selectNodeContents(host);
        host.append(range.createContextualFragment(item.out));
      }
      if (place === "template") {
        const template = document.createElement("template");
        template.innerHTML = item.out;
        host.append(template.content.cloneNode(true));
      }
      judge(place, host);
      host.remove();
    }
    // The places whose surroundings are parsed with the output.
    for (const place of ["cell", "item", "caption", ...(item.unlinked ? ["link"] : [])]) {
      live(place, window);
      const doc = new DOMParser().parseFromString(whole(wrap(place, item)), "text/html");
      if (!contained(doc)) {
        faults.push(["is not contained", place]);
        document.body.append(...doc.body.childNodes); // a script may run
        for (const e of document.body.querySelectorAll("*")) e.dispatchEvent(new Event("error"));
        document.body.replaceChildren();
        continue;
      }
      const host = document.body.appendChild(document.adoptNode(doc.getElementById("host")));
      judge(place, host);
      host.remove();
    }
    // Documents of their own.
    const frame = document.body.appendChild(document.createElement("iframe"));
    live("document", frame.contentWindow);
    frame.contentDocument.open();
    live("document", frame.contentWindow);
    frame.contentDocument.write(whole(wrap("document", item)));
    frame.contentDocument.close();
    if (contained(frame.contentDocument)) judge("document", frame.contentDocument.getElementById("host"));
    else {
      faults.push(["is not contained", "document"]);
      for (const e of frame.contentDocument.querySelectorAll("*")) e.dispatchEvent(new Event("error"));
    }
    frame.remove();
    results.push({ item, faults, ran });
  }
  // The last place is a document in a frame; all of a batch are loaded together.
  const frames = results.map((result) => {
    const frame = document.createElement("iframe");
    frame.srcdoc = `<!doctype html><script>for (const n of ${JSON.stringify(names)}) window[n] = () => (window.ran = true)</script>` + whole(wrap("frame", result.item));
    const loaded = new Promise((done) => (frame.onload = done));
    document.body.append(frame);
    return { result, frame, loaded };
  });
  await Promise.race([Promise.all(frames.map((f) => f.loaded)), new Promise((done) => setTimeout(done, 5000))]);
  for (const { result, frame } of frames) {
    const doc = frame.contentDocument;
    for (const element of doc.querySelectorAll("*")) for (const type of types) element.dispatchEvent(new Event(type, { cancelable: true }));
    if (frame.contentWindow.ran) result.ran.add("frame");
    if (!contained(doc)) result.faults.push(["is not contained", "frame"]);
    else if (spelled(doc.getElementById("host").innerHTML, false) !== spelled(result.item.out, result.item.xml)) result.faults.push(["is serialised differently", "frame"]);
  }
  document.body.replaceChildren();
  return results.map(({ faults, ran }) => [...faults, ...[...ran].map((place) => ["runs a script", place])]);
}

const totals = { "runs a script": 0, "is not contained": 0, "is serialised differently": 0, "changes when parsed again": 0 };
const seen = (probe, what) => new Set(probe.filter(([w]) => w === what).map(([, place]) => place));
const size = 40;
const [block, blockEscape, line, lineEscape] = await page.evaluate(check, probes);
const places = ["inner", "twice", "fragment", "template", "cell", "item", "caption", "document", "frame"];
const alive = places.every((p) => seen(block, "runs a script").has(p) && seen(line, "runs a script").has(p)) && seen(line, "runs a script").has("link") &&
  places.slice(4).every((p) => seen(blockEscape, "is not contained").has(p) && seen(lineEscape, "is not contained").has(p)) && seen(lineEscape, "is not contained").has("link");
for (let i = 0; i < sample.length; i += size) {
  const batch = sample.slice(i, i + size);
  const faults = await page.evaluate(check, batch);
  faults.forEach((list, k) => {
    for (const what of new Set(list.map(([w]) => w))) totals[what]++;
    if (list.length > 0) console.log(`${list.map((f) => f.join(": ")).join("; ")}: ${JSON.stringify(batch[k].out)}`);
  });
}
await browser.close();
console.log(`${sample.length} of ${all.length} outputs in ${places.length} places: executed ${totals["runs a script"]}, uncontained ${totals["is not contained"]}, ` +
  `serialised differently ${totals["is serialised differently"]}, unstable ${totals["changes when parsed again"]}, checks ${alive ? "live" : "DEAD"}`);
process.exit(alive && Object.values(totals).every((n) => n === 0) ? 0 : 1);
