// Checks that sanitized HTML is safe in Chromium. Reads the outputs written by
//
//	PRESSE_OUTPUTS=/tmp go test ./internal/markup -run TestPayloads
//
// and takes an evenly spaced sample of the distinct ones with markup. Fails if any of them
// runs a script, breaks out of the element it was put in, is serialised differently, or
// changes when parsed again:
//
//	npm install playwright-core && node hold.mjs 2000 /tmp/article.jsonl /tmp/comment.jsonl
import fs from "node:fs";
import { chromium } from "playwright-core";

const [count, ...files] = process.argv.slice(2);
const distinct = new Set();
for (const file of files) {
  for (const line of fs.readFileSync(file, "utf8").split("\n")) {
    if (line && JSON.parse(line).out.includes("<")) distinct.add(JSON.parse(line).out);
  }
}
const all = [...distinct];
const step = Math.max(1, all.length / Number(count));
const sample = [];
for (let i = 0; i < all.length; i += step) sample.push(all[Math.floor(i)]);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"] });
const page = await (await browser.newContext()).newPage();
await page.route("**/*", (route) => (route.request().url() === "http://test.local/" ? route.fulfill({ contentType: "text/html", body: "<!doctype html><body>" }) : route.abort()));
await page.goto("http://test.local/");
const faults = await page.evaluate(async (sample) => {
  let ran = 0;
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => ran++;
  // A no-break space may be written in two ways.
  const spelled = (html) => html.replaceAll("\u00a0", "&nbsp;");
  const faults = [];
  for (const out of [...sample, "<img src=x onerror=alert(1)>"]) {
    const before = ran;
    const host = document.body.appendChild(document.createElement("div"));
    host.innerHTML = out;
    for (const element of host.querySelectorAll("*")) {
      for (const type of ["load", "error", "focus", "mouseover", "click", "toggle", "animationstart", "input"]) {
        element.dispatchEvent(new Event(type, { cancelable: true }));
      }
    }
    const again = document.createElement("div");
    again.innerHTML = host.innerHTML;
    const whole = new DOMParser().parseFromString(`<!doctype html><main><div id=host>${out}</div><p id=after>x</p></main>`, "text/html");
    if (ran > before) faults.push(["runs", out]);
    if (spelled(host.innerHTML) !== spelled(out)) faults.push(["is serialised differently", out]);
    if (again.innerHTML !== host.innerHTML) faults.push(["changes when parsed again", out]);
    if (whole.querySelector("main > #host + #after:last-child") === null) faults.push(["is not contained", out]);
    host.remove();
  }
  return faults;
}, sample);
await browser.close();

// The last one must fail, which shows that the check works.
const live = faults.some(([what, out]) => what === "runs" && out.startsWith("<img src=x onerror"));
const real = faults.filter(([, out]) => out !== "<img src=x onerror=alert(1)>");
for (const [what, out] of real) console.log(what + ": " + JSON.stringify(out));
console.log(`${sample.length} of ${all.length} outputs, ${real.length} faults, check ${live ? "live" : "DEAD"}`);
process.exit(real.length === 0 && live ? 0 : 1);
