// Reads feeds back with feedsmith: node read.mjs FOLDER, that PRESSE_FEEDS named in TestReadBack.
import fs from 'node:fs'
import path from 'node:path'
import { parseFeed } from 'feedsmith'

const folder = process.argv[2]
const want = JSON.parse(fs.readFileSync(path.join(folder, 'want.json'), 'utf8'))
const list = (one) => (Array.isArray(one) ? one : one ? [one] : [])
const text = (one) => (typeof one === 'string' ? one : (one?.value ?? ''))
let passed = 0
let items = 0
for (const name of fs.readdirSync(folder).filter((n) => /^feed\d+\.(rss|atom|json)$/.test(n))) {
  const { feed } = parseFeed(fs.readFileSync(path.join(folder, name), 'utf8'))
  for (const item of feed.items ?? feed.entries) {
    const w = want[text(item.guid) || item.id]
    items++
    const authors = list(item.dc?.creators ?? item.authors).map((a) => a.name ?? text(a))
    const categories = list(item.categories ?? item.tags).map((c) => c.term ?? c.name ?? text(c))
    const got = {
      title: w.title === '' ? '' : text(item.title).trim(),
      link: item.link ?? item.url ?? item.links?.find((l) => l.rel === 'alternate').href,
      published: new Date(item.pubDate ?? item.published ?? item.date_published).toISOString().replace('.000', ''),
      authors,
      missing: w.categories.filter((c) => !categories.includes(c)),
      body: text(item.content?.encoded ?? item.content ?? item.content_html).trim(),
    }
    const wanted = { title: w.title, link: w.link, published: w.published, authors: w.authors, missing: [], body: w.body }
    const wrong = Object.keys(got).filter((k) => JSON.stringify(got[k]) !== JSON.stringify(wanted[k]))
    if (wrong.length === 0) passed++
    else console.log(name, w.id, wrong.map((k) => [k, String(got[k]).slice(0, 300), String(wanted[k]).slice(0, 300)]))
  }
}
console.log(passed, 'of', items, 'items equal the stories')
