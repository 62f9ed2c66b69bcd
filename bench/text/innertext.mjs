// Prints a hash of the text that Chromium shows for the paragraphs (p elements) of each
// given page. Each line contains the name of the file and the SHA-256 of the innerText of
// the paragraphs, with runs of white space replaced by one space, joined by line feeds.
//
//	npm install playwright-core
//	node innertext.mjs PAGE.html.gz… > ../../internal/text/testdata/innertext.tsv
//
// CHROMIUM is the path of the browser (default /usr/bin/chromium). Pages are inserted into
// a blank document without their style sheets. No scripts run, and nothing is fetched.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await (await browser.newContext()).newPage();
await page.route('**/*', (route) => route.abort());

for (const file of process.argv.slice(2)) {
	const html = gunzipSync(readFileSync(file)).toString('utf8');
	const texts = await page.evaluate((html) => {
		const host = document.createElement('div');
		const template = document.createElement('template');
		template.innerHTML = html;
		for (const e of template.content.querySelectorAll('style, link, iframe, object, embed')) e.remove();
		for (const e of template.content.querySelectorAll('*')) {
			for (const a of [...e.attributes]) if (a.name.startsWith('on')) e.removeAttribute(a.name);
		}
		host.append(template.content);
		document.body.replaceChildren(host);
		return [...host.querySelectorAll('p')].map((p) => {
			if (!p.checkVisibility()) throw new Error('a paragraph is not rendered, so its innerText is meaningless');
			return p.innerText.replace(/\s+/g, ' ').trim();
		});
	}, html);
	console.log(`${basename(file)}\t${createHash('sha256').update(texts.join('\n')).digest('hex')}`);
}
await browser.close();
