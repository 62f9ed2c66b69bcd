// Checks that styles that become markup look as before in Chromium. Reads the inputs and
// outputs written by
//
//	PRESSE_OUTPUTS=/tmp go test ./internal/markup -run TestMarks
//
// and compares, for each visible character, whether it is bold, italic, struck, underlined,
// raised or lowered. What elements show by themselves is not compared in them: the weight of
// headings and header cells, the slant of cite, the lines of links, ins and del. Fails if more than the given number of inputs differ:
//
//	npm install playwright-core && node marks.mjs 0 /tmp/marks.pairs
import fs from "node:fs";
import { blank, launch } from "../../browser/chromium.mjs";

const [allowed, file] = process.argv.slice(2);
const pairs = fs.readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
// The last one must fail, which shows that the check works.
pairs.push({ in: '<p><span style="font-weight:700">x</span></p>', out: "<p>x</p>" });

const browser = await launch();
const page = await blank(browser);
const faults = await page.evaluate((pairs) => {
  // runs returns the visible characters of html, each with its marks.
  const runs = (html) => {
    const host = document.body.appendChild(document.createElement("div"));
    host.innerHTML = html;
    const list = [];
    const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode()); ) {
      const style = getComputedStyle(text.parentElement);
      const within = (names) => text.parentElement.closest(names) !== null;
      let marks = (Number(style.fontWeight) >= 600 && !within("h1, h2, h3, h4, h5, h6, th") ? "b" : "") + (style.fontStyle !== "normal" && !within("cite, dfn, var") ? "i" : "");
      let lines = "", shift = "";
      for (let e = text.parentElement; e !== host; e = e.parentElement) {
        const s = getComputedStyle(e);
        lines += s.textDecorationLine;
        if (s.display.startsWith("inline")) shift += s.verticalAlign;
      }
      marks += (lines.includes("line-through") && !within("del") ? "s" : "") + (lines.includes("underline") && !within("a, ins") ? "u" : "") + (shift.includes("super") ? "^" : "") + (shift.includes("sub") ? "_" : "");
      for (const c of text.data.replace(/\s/gu, "")) list.push([c, marks]);
    }
    host.remove();
    return list;
  };
  const faults = [];
  for (const { in: input, out } of pairs) {
    const before = runs(input), after = runs(out);
    let i = 0;
    for (const [c, marks] of after) {
      while (i < before.length && before[i][0] !== c) i++; // markers of lists are replaced
      if (i === before.length) break;
      if (before[i][1] !== marks) {
        faults.push([input, out, `${c} is ${marks || "plain"} and was ${before[i][1] || "plain"}`]);
        break;
      }
      i++;
    }
  }
  return faults;
}, pairs);
await browser.close();

const live = faults.at(-1)?.[1] === "<p>x</p>";
const real = live ? faults.slice(0, -1) : faults;
for (const [input, out, why] of real.slice(0, 20)) console.log(`${why}\n   in ${input}\n  out ${out}`);
console.log(`${pairs.length - 1} pastes, ${real.length} differ, check ${live ? "live" : "DEAD"}`);
process.exit(real.length <= Number(allowed) && live ? 0 : 1);
