// Checks that Chromium answers within a second to each of the pages in a folder, which are
// made of the longest values that the sanitizer allows, 10,000 times each:
//
//	PRESSE_OUTPUTS=/tmp go test ./internal/markup -run TestLongPages
//	npm install playwright-core && node long.mjs /tmp/long-*.html
//
// The time is the best of three, from the assignment of the page to the next turn of the
// event loop after its layout.
import fs from "node:fs";
import path from "node:path";
import { blank, launch } from "../../browser/chromium.mjs";

const browser = await launch();
let slow = 0;
for (const file of process.argv.slice(2)) {
  const html = fs.readFileSync(file, "utf8");
  let best = Infinity;
  for (let i = 0; i < 3; i++) {
    const page = await blank(browser);
    const time = await page.evaluate(async (html) => {
      const start = performance.now();
      document.body.innerHTML = html;
      document.body.offsetHeight;
      await new Promise((done) => setTimeout(done, 0));
      return performance.now() - start;
    }, html);
    best = Math.min(best, time);
    await page.context().close();
  }
  if (best > 1000) slow++;
  console.log(`${path.basename(file)}: ${(html.length / 1e6).toFixed(1)} MB, ${Math.round(best)} ms`);
}
await browser.close();
process.exit(slow === 0 ? 0 : 1);
