/** Photographs the gallery and asks axe about it; ends with 1 when axe or the browser complains. SHOTS=folder */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { serve } from './serve.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const folder = process.env.SHOTS ?? 'shots'
const only = process.env.ONLY
const wide = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const shots = [
  ['situation-light', '/situation', wide], ['situation-dark', '/situation?theme=dark', wide], ['situation-fa', '/situation?language=fa', wide],
  ['situation-phone', '/situation', phone], ['situation-phone-fa', '/situation?language=fa&theme=dark', phone], ['situation-narrow', '/situation', { width: 1180, height: 800 }], ['situation-gl', '/situation?renderer=gl', wide],
  ['event', '/event', wide], ['event-dark', '/event?theme=dark', wide], ['event-phone', '/event', phone], ['event-fa', '/event?language=fa', wide],
  ['report-ru', '/report', wide], ['report-ar', '/report?text=ar&language=fa', wide], ['report-dark', '/report?theme=dark', wide], ['report-phone', '/report', phone],
  ['filing', '/filing', wide], ['filing-phone', '/filing', phone], ['filing-dark', '/filing?theme=dark', wide], ['sign-in', '/signIn', wide], ['sources', '/sources', wide], ['sources-dark', '/sources?theme=dark', wide],
]

mkdirSync(folder, { recursive: true })
const server = await serve()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--enable-unsafe-swiftshader'] })
let troubles = 0

function complain(name, text) {
  troubles += 1
  process.stdout.write(`${name}: ${text}\n`)
}

async function shoot([name, address, viewport]) {
  const page = await browser.newPage({ viewport, deviceScaleFactor: viewport.width < 600 ? 2 : 1, hasTouch: viewport.width < 600, bypassCSP: false })
  page.on('console', (message) => message.type() === 'error' && complain(name, message.text()))
  page.on('pageerror', (problem) => complain(name, problem.message))
  await page.goto(`http://127.0.0.1:${server.address().port}${address}`, { waitUntil: 'networkidle' })
  if (await page.locator('diwan-map').count()) await page.locator('diwan-map.is-ready').waitFor({ state: 'attached', timeout: 15000 })
  if (name.startsWith('report')) await page.locator('#v9').hover()
  await page.waitForTimeout(600)
  await page.screenshot({ path: `${folder}/${name}.png` })
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)) complain(name, 'scrolls sideways')
  await page.evaluate(axe) // through the debugger, past the page's policy
  const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  for (const { id, help, nodes } of violations) complain(name, `${id}: ${help}\n    ${nodes.slice(0, 3).map((node) => `${node.target} ${node.any?.[0]?.message ?? ''}`).join('\n    ')}`)
  await page.close()
}

for (const shot of shots) if (!only || shot[0].includes(only)) await shoot(shot)
await browser.close()
server.close()
process.exitCode = troubles > 0 ? 1 : 0
