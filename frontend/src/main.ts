/** The one entry of every page. What draws is loaded only where a page holds it. */
import './styles/index.css'
import htmx from 'htmx.org'
import { wireClaims } from './page/claims-table'
import { listenToKeys } from './page/keys'
import { listenToFailures, listenToLive } from './page/live'
import { listenToMenus } from './page/menus'
import { wirePasskey } from './page/passkey'
import { wireReport } from './page/report'
import { wireReview } from './page/review'
import { wireUndo } from './page/undo'
import { wireUpload } from './page/upload'
import { listenToWhy } from './page/why'
import { wireSituation } from './situation/wiring'

// No eval and no inline style under the pages' policy; no page is kept in the browser's storage, where a later officer could read it.
htmx.config.allowEval = false
htmx.config.includeIndicatorStyles = false
htmx.config.historyCacheSize = 0
htmx.config.refreshOnHistoryMiss = true
htmx.config.selfRequestsOnly = true

const drawings: Record<string, () => Promise<unknown>> = {
  'diwan-map': () => import('./map/element'),
  'diwan-drawing': () => import('./map/drawing'),
  'diwan-timeline': () => import('./timeline/element'),
  'diwan-origins': () => import('./origins/element'),
  'diwan-stances': () => import('./stances/element'),
}

function wire(root: ParentNode): void {
  for (const [name, load] of Object.entries(drawings)) if (!customElements.get(name) && root.querySelector(name)) void load()
  for (const table of root.querySelectorAll<HTMLTableElement>('[data-claims]')) wireClaims(table)
  for (const text of root.querySelectorAll<HTMLElement>('[data-report-text]')) wireReport(text)
  for (const queue of root.querySelectorAll<HTMLElement>('[data-review]')) wireReview(queue)
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-upload]')) wireUpload(form)
  for (const situation of root.querySelectorAll<HTMLElement>('[data-situation]')) wireSituation(situation)
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-passkey]')) wirePasskey(form)
  wireUndo(root)
}

document.documentElement.classList.add('scripted')
listenToMenus()
listenToKeys()
listenToWhy()
listenToLive()
listenToFailures()
wire(document)
document.addEventListener('htmx:afterSettle', () => wire(document))
document.addEventListener('htmx:oobAfterSwap', () => wire(document))
