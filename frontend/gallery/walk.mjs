/** Walks the gallery as an officer would: narrowing, keys, why, upload. Ends with 1 when something does not answer. */
import { chromium } from 'playwright-core'
import { serve } from './serve.mjs'

const server = await serve()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--enable-unsafe-swiftshader'] })
const address = `http://127.0.0.1:${server.address().port}`
let failed = 0

function expect(sentence, holds) {
  if (!holds) failed += 1
  process.stdout.write(`${holds ? 'ok  ' : 'FAIL'} ${sentence}\n`)
}

async function open(path) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.on('pageerror', (problem) => expect(`no error: ${problem.message}`, false))
  page.on('console', (message) => message.type() === 'error' && expect(`no complaint: ${message.text()}`, false))
  await page.goto(address + path, { waitUntil: 'networkidle' })
  return page
}

async function drag(page, [x1, y1], [x2, y2]) {
  await page.mouse.move(x1, y1)
  await page.mouse.down()
  await page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2, { steps: 4 })
  await page.mouse.move(x2, y2, { steps: 4 })
  await page.mouse.up()
}

const query = (page) => new URL(page.url()).searchParams
/** The feed answers a moment later. */
async function until(holds) {
  const end = Date.now() + 4000
  while (Date.now() < end) {
    if (await holds()) return true
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
  return false
}

const rows = (page) => page.locator('.event-row:not(.is-outside)').count()

async function walkSituation(renderer, language) {
  const page = await open(`/situation?renderer=${renderer}&language=${language}`)
  await page.locator('diwan-map.is-ready').waitFor({ state: 'attached' })
  const say = (sentence, holds) => expect(`${renderer} ${language}: ${sentence}`, holds)
  say('WebGL draws exactly where it was asked for', ((await page.locator('canvas').count()) === 1) === (renderer === 'gl'))
  const all = await rows(page)
  const plot = await page.locator('.timeline-plot').boundingBox()
  const x = (share) => plot.x + plot.width * share
  await drag(page, [x(0.62), plot.y + 20], [x(0.72), plot.y + 20])
  await page.waitForLoadState('networkidle')
  say('dragging on the timeline narrows the feed and the address', await until(async () => (await rows(page)) < all && query(page).has('from')))
  const from = query(page).get('from')
  await page.keyboard.press('[')
  say('[ brushes a day earlier', query(page).get('from') < from)
  await page.locator('.timeline-head button').click()
  await page.waitForLoadState('networkidle')
  say('the whole time is one click away', await until(async () => !query(page).has('from') && (await rows(page)) === all))
  await page.locator('[data-box]').click()
  const map = await page.locator('.map-frame').boundingBox()
  await drag(page, [map.x + 60, map.y + 80], [map.x + 300, map.y + 260])
  say('a box on the map narrows the feed', await until(async () => query(page).has('box') && (await rows(page)) < all))
  await page.locator('[data-box]').click()
  say('and is removed', !query(page).has('box'))
  await page.waitForLoadState('networkidle')
  await page.locator('.event-row').nth(5).hover()
  say('hovering a row lights its mark', (await page.locator('.map-mark.is-lit').count()) === 1)
  await page.locator('body').evaluate(() => document.activeElement?.blur())
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const lit = await page.locator('.event-row[aria-current]').getAttribute('data-event')
  await page.keyboard.press('k')
  say('j and k move', lit !== (await page.locator('.event-row[aria-current]').getAttribute('data-event')))
  await page.keyboard.press('m')
  say('m shows the table', await page.locator('.map-table').isVisible())
  await page.keyboard.press('m')
  await page.locator('.map-mark').first().focus()
  say('a mark is reached by keyboard and says its event', await page.locator('.map-tip').isVisible().catch(() => false) || (await page.locator('.map-mark:focus').count()) === 1)
  await page.locator('.map-mark.is-stack').click()
  say('a stack opens into its events', (await page.locator('.map-stack .menu-item').count()) === 8)
  await page.keyboard.press('Escape')
  await page.locator('[data-live]').waitFor({ state: 'visible', timeout: 8000 })
  say('what is new waits behind a button', (await page.locator('[data-live]').textContent()) === '3 new')
  await page.keyboard.press('/')
  await page.keyboard.type('jjk')
  say('letters are letters while typing', (await page.locator('.search input').inputValue()) === 'jjk')
  await page.close()
}

async function walkReport() {
  const page = await open('/report')
  await page.locator('#v9').focus()
  await page.keyboard.press('Enter')
  await page.locator('.why').waitFor()
  const [words, popover] = [await page.locator('#v9').boundingBox(), await page.locator('.why').boundingBox()]
  expect('why does not cover its words', popover.y >= words.y + words.height || popover.y + popover.height <= words.y)
  await page.keyboard.press('Tab')
  expect('Tab goes into why', await page.evaluate(() => document.activeElement?.closest('.why') !== null))
  await page.keyboard.press('Escape')
  expect('Esc closes and gives focus back', (await page.locator('.why').count()) === 0 && (await page.evaluate(() => document.activeElement?.id)) === 'v9')
  await page.keyboard.press('Enter')
  await page.locator('.why').waitFor()
  await page.keyboard.press('c')
  await page.locator('.undo-bar').waitFor()
  expect('c confirms and undo is offered', (await page.locator('.why').count()) === 0)
  await page.locator('[data-shows="place"]').click()
  expect('the legend switches a kind off', !(await page.locator('[data-report-text]').getAttribute('class')).includes('shows-place'))
  await page.close()
}

async function walkFiling() {
  const page = await open('/filing')
  await page.locator('#files').setInputFiles(['a.txt', 'b.txt', 'c.txt'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('words') })))
  await page.locator('.upload-list .is-kept').nth(2).waitFor()
  expect('three files are sent and counted', (await page.locator('.upload-sum').textContent()) === '3 of 3 sent')
  await page.close()
}

await walkSituation('svg', 'en')
await walkSituation('svg', 'fa')
await walkSituation('gl', 'en')
await walkReport()
await walkFiling()
await browser.close()
server.close()
process.exitCode = failed > 0 ? 1 : 0
