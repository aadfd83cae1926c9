/** Serves the gallery with the policy that the pages have, from the built files. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { event, feed, filing, report, signIn, situation, sources } from './pages.mjs'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../src/diwan/entry/web/static/dist')
const policy = "default-src 'self'; img-src 'self' data: blob:; worker-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
const pages = new Map(Object.entries({ event, filing, report, signIn, situation, sources }))
const types = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.woff2': 'font/woff2' }

function assets() {
  const entry = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))['src/main.ts']
  return `${entry.css.map((css) => `<link rel="stylesheet" href="/static/dist/${css}">`).join('')}<script type="module" src="/static/dist/${entry.file}"></script>`
}

const html = (text) => ({ type: 'text/html; charset=utf-8', body: text.replace('<!--assets-->', assets()) })

function answer(address) {
  const { pathname, searchParams, search } = new URL(address, 'http://localhost')
  const options = Object.fromEntries(searchParams)
  const language = options.language ?? 'en'
  if (pathname.startsWith('/static/dist/')) {
    const file = join(dist, normalize(pathname.slice('/static/dist/'.length)))
    return { type: types[extname(file)] ?? 'application/octet-stream', body: readFileSync(file) }
  }
  if (pathname.startsWith('/feed/')) return html(feed(pathname.slice(6), search))
  if (pathname === '/live') return { type: 'application/json', body: JSON.stringify({ new: 3, label: '3 new', cursor: '2' }) }
  if (pathname === '/upload') return { type: 'application/json', body: JSON.stringify({ state: 'kept', message: 'Report R-1a2b' }) }
  if (pathname === '/judge') return html('<div class="undo-bar" data-seconds="8"><p>Confirmed.</p><button class="button primary" data-key="z">Undo</button></div>')
  const page = pages.get(pathname.slice(1) || 'situation')
  return page ? html(page(language, options)) : undefined
}

export function serve(port = 0) {
  const server = createServer((request, response) => {
    try {
      const found = answer(request.url ?? '/')
      response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain', 'content-security-policy': policy })
      response.end(found?.body ?? 'not here')
    } catch (problem) {
      response.writeHead(500)
      response.end(String(problem))
    }
  })
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await serve(Number(process.env.PORT ?? 5180))
  process.stdout.write(`http://127.0.0.1:${server.address().port}/situation?language=fa&theme=dark\n`)
}
