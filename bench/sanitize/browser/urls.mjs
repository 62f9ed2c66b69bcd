// Prints where tricky links lead in Chromium, for internal/markup/testdata/urls.tsv:
//
//	npm install playwright-core && node urls.mjs > ../../../internal/markup/testdata/urls.tsv
//
// Each row contains the link as written and the URL that it resolves to on the page
// https://www.exemple.fr/rubrique/page.html, both as JSON strings. The URL is "invalid" if
// Chromium cannot parse the link.
import { launch } from "../../browser/chromium.mjs";

const schemes = ["", "https:", "HTTP:", "ht\ttps:", " https:", "javascript:", "JaVa\nScRiPt:", "\u0001javascript:", "data:", "vbscript:", "file:", "blob:https:", "mailto:", "x:", "1:", "\u00a0https:"];
const slashes = ["", "/", "//", "///", "\\", "\\\\", "/\\", "/\t/"];
const rests = ["evil.example", "evil.example\\@www.exemple.fr", "www.exemple.fr@evil.example/", "evil.example:443/x", "%65vil.example", "ｅｖｉｌ。example",
  "0x7f.1", "[::1]/", "evil.example%2f@www.exemple.fr", "www.exemple.fr.evil.example/x?y#z", "x y/été:z", "../../a//b\\c", "?q=a\\b&c", "#é"];

const browser = await launch();
const page = await (await browser.newContext()).newPage();
await page.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><a></a>" }));
await page.goto("https://www.exemple.fr/rubrique/page.html");
for (const scheme of schemes) for (const slash of slashes) for (const rest of rests) {
  const link = scheme + slash + rest;
  const leads = await page.evaluate((link) => {
    try { return new URL(link, document.baseURI).href; } catch { return "invalid"; }
  }, link);
  console.log(JSON.stringify(link) + "\t" + JSON.stringify(leads));
}
await browser.close();
