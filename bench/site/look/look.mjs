// Looks at the pages of a newspaper in Chromium, as its readers do: on a telephone, a tablet and
// a screen, in light and dark, and on paper. Reads a folder that examples/site wrote:
//
//	npm install axe-core playwright-core
//	go run ./examples/site -o journal -at 2026-11-27T08:00:00Z
//	node bench/site/look/look.mjs check journal index.html rapport/index.html …
//	node bench/site/look/look.mjs picture journal index.html examples/site/site.png
//
// check fails if axe-core finds anything at 360, 768 or 1280 pixels, if a page scrolls
// sideways at 320, if anything moves once it is shown, if a page has a script or a frame, asks
// another machine for something, or prints its navigation. Without pages, it looks at up to 40 of
// the folder, evenly spaced. SHOTS names a folder for screenshots and pages as printed.
//
// picture writes the upper part of a page, at 1280 pixels in light.
//
// PICTURES is where the pictures of an export are, which the pages of examples/site leave there:
// "https://journal.exemple.ma/wp-content/". Nothing is asked from there all the same.
//
// CHROMIUM and AXE name the browser and axe.min.js, where they are not in their usual places.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [what, folder, ...rest] = process.argv.slice(2);
if (!["check", "picture"].includes(what) || !folder) {
  console.error("usage: node look.mjs check folder [page ...]\n       node look.mjs picture folder page file.png");
  process.exit(2);
}

// The pages have the addresses that a server of the folder gives them.
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".jpg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp", ".avif": "image/avif", ".xml": "application/xml", ".json": "application/json" };
const server = http.createServer((request, response) => {
  let file = path.join(folder, path.normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
  if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) file = path.join(file, "index.html");
  if (!fs.existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
  fs.createReadStream(file).pipe(response);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const home = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-quic", "--disable-dev-shm-usage", "--disable-background-networking"] });

// open shows a page and returns it with what it asked other machines for.
async function open(name, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 780 : 900 }, colorScheme });
  const page = await context.newPage();
  const away = [];
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(home) || url.startsWith("data:")) return route.continue();
    if (!process.env.PICTURES || !url.startsWith(process.env.PICTURES) || route.request().resourceType() !== "image") away.push(url);
    return route.abort();
  });
  // Pictures come late, as over a telephone: what is below them must not move.
  await page.route(/\.(jpe?g|png|svg|webp|avif)$/, async (route) => {
    if (!route.request().url().startsWith(home)) return route.fallback();
    await new Promise((done) => setTimeout(done, 150));
    return route.fallback();
  });
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) window.shifts.push(`${e.value.toFixed(4)} ${[...e.sources].map((s) => s.node?.nodeName + "." + (s.node?.className ?? "")).join(" ")}`);
    }).observe({ type: "layout-shift", buffered: true });
  });
  const answer = await page.goto(home + name, { waitUntil: "networkidle" });
  return { page, away, status: answer.status(), close: () => context.close() };
}

if (what === "picture") {
  const [name, file] = rest;
  const shown = await open(name, 1280, "light");
  await shown.page.waitForTimeout(500);
  await shown.page.screenshot({ path: file, clip: { x: 0, y: 0, width: 1280, height: 900 } });
  console.log(file, fs.statSync(file).size, "bytes");
} else {
  const axe = fs.readFileSync(process.env.AXE ?? createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  let pages = rest;
  if (pages.length === 0) {
    const all = fs.readdirSync(folder, { recursive: true }).filter((f) => f.endsWith(".html")).sort();
    const step = Math.max(1, all.length / 40);
    for (let i = 0; i < all.length; i += step) pages.push(all[Math.floor(i)]);
  }
  let faults = 0, looks = 0, rules = new Set();
  const fault = (name, width, scheme, text) => {
    faults++;
    console.log(`${name} (${width}, ${scheme}): ${text}`);
  };
  for (const name of pages) {
    const shot = process.env.SHOTS && path.join(process.env.SHOTS, name.replace(/[^\p{L}\d]+/gu, "-").replace(/-html$/, "").slice(-60));
    for (const scheme of ["light", "dark"]) {
      for (const width of [320, 360, 768, 1280]) {
        if (width === 320 && scheme === "dark") continue;
        const { page, away, status, close } = await open(encodeURI(name), width, scheme);
        const say = (text) => fault(name, width, scheme, text);
        looks++;
        if (status !== 200) say(`HTTP ${status}`);
        for (const url of new Set(away)) say(`asks another machine: ${url}`);
        // To the end of the page and back, so that late pictures are loaded.
        await page.evaluate(async () => {
          for (let y = 0; y < document.body.scrollHeight; y += 700) {
            window.scrollTo(0, y);
            await new Promise((done) => setTimeout(done, 30));
          }
          // A picture that is not shown at this width is never loaded.
          const late = [...document.images].filter((i) => i.checkVisibility()).map((i) => i.decode().catch(() => {}));
          await Promise.race([Promise.all(late), new Promise((done) => setTimeout(done, 5000))]);
          window.scrollTo(0, 0);
        });
        await page.waitForTimeout(100);
        const seen = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          shifts: window.shifts,
          scripts: document.querySelectorAll('script:not([type="application/ld+json"]), iframe, object, embed, [onclick], [onload], [onerror]').length,
          unsized: [...document.images].filter((i) => !i.hasAttribute("width") || !i.hasAttribute("height")).map((i) => i.src),
          broken: [...document.images].filter((i) => i.checkVisibility() && i.naturalWidth === 0).map((i) => i.currentSrc || i.src),
          headings: [...document.querySelectorAll("h1")].length,
        }));
        if (seen.wide > 0) say(`scrolls sideways by ${seen.wide} pixels`);
        for (const s of seen.shifts) say(`moves: ${s}`);
        if (seen.scripts > 0) say(`${seen.scripts} scripts or frames`);
        for (const s of seen.unsized) say(`picture without a size: ${s}`);
        for (const s of seen.broken) if (s.startsWith(home)) say(`picture that is missing: ${s}`);
        if (seen.headings !== 1) say(`${seen.headings} headings of the first level`);
        if (width > 320) {
          await page.evaluate(axe);
          const result = await page.evaluate(() => window.axe.run(document, { rules: { "target-size": { enabled: true }, "css-orientation-lock": { enabled: true } } }));
          for (const r of [...result.passes, ...result.violations, ...result.incomplete]) rules.add(r.id);
          for (const v of result.violations) say(`axe: ${v.id}, ${v.nodes.length} times: ${v.nodes[0].target} ${v.nodes[0].failureSummary.replace(/\s+/g, " ")}`);
          if (shot) await page.screenshot({ path: `${shot}-${width}-${scheme}.png`, fullPage: true });
        }
        await close();
      }
    }
    const { page, close } = await open(encodeURI(name), 1280, "light");
    await page.emulateMedia({ media: "print" });
    const printed = await page.evaluate(() => [...document.querySelectorAll("nav, .skip")].filter((e) => e.checkVisibility()).length);
    if (printed > 0) fault(name, "A4", "print", `${printed} parts that lead elsewhere are printed`);
    if (shot) await page.pdf({ path: `${shot}.pdf`, preferCSSPageSize: true, format: "A4" });
    await close();
  }
  console.log(`${pages.length} pages, ${looks} looks, ${rules.size} rules of axe that applied, ${faults} faults`);
  process.exitCode = faults > 0 ? 1 : 0;
}
await browser.close();
server.close();
