/** After an answer, or one taken back, the queue comes anew; the officer goes on at the same place in it. */
import htmx from 'htmx.org'
import { select } from '../situation/wiring'

const rowsOf = (queue: ParentNode): HTMLElement[] => [...queue.querySelectorAll<HTMLElement>('.review-row')]

async function showAnew(queue: HTMLElement): Promise<void> {
  const place = rowsOf(queue).findIndex((row) => row.getAttribute('aria-current') === 'true' || row.contains(document.activeElement))
  const response = await fetch(location.href, { headers: { Accept: 'text/html' } })
  if (!response.ok) return
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const part of ['[data-review]', '.rail']) {
    const [old, now] = [document.querySelector(part), fresh.querySelector(part)]
    if (old && now) old.replaceChildren(...now.childNodes)
  }
  htmx.process(queue)
  const rows = rowsOf(queue)
  const row = rows[Math.min(Math.max(place, 0), rows.length - 1)]
  if (!row) return
  select(row)
  row.querySelector<HTMLElement>('a')?.focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
}

export function wireReview(queue: HTMLElement): void {
  if (queue.dataset['wired']) return
  queue.dataset['wired'] = 'yes'
  document.addEventListener('htmx:afterRequest', (event) => {
    const { successful, pathInfo } = (event as CustomEvent<{ successful: boolean; pathInfo?: { requestPath?: string } }>).detail
    if (successful && /\/(judge|withdraw)$/.test(pathInfo?.requestPath ?? '')) void showAnew(queue)
  })
}
