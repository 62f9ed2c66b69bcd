// Chromium for the checks of bench/sanitize/browser and bench/publish/browser: they need
//
//	npm install playwright-core
//
// in a folder above them, and the browser where CHROMIUM says, or else at /usr/bin/chromium.
import { chromium } from "playwright-core";

// home is the address of the only page that answers; all other requests are aborted.
export const home = "http://test.local/";

// launch starts the browser, without the network services that it has by itself. Options are
// those of playwright-core, besides.
export const launch = (options) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic", "--disable-dev-shm-usage", "--disable-background-networking"],
    ...options,
  });

// blank returns an empty page of its own in the browser. If init is given, it runs in every
// document of the page, frames too, before anything else does.
export async function blank(browser, init) {
  const context = await browser.newContext();
  await context.route("**/*", (route) => (route.request().url() === home ? route.fulfill({ contentType: "text/html", body: "<!doctype html><body>" }) : route.abort()));
  if (init) await context.addInitScript(init);
  const page = await context.newPage();
  await page.goto(home);
  return page;
}
