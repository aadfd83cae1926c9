/** Keeps feed, map and timeline at one narrowing and one lit event. Nothing moves by itself: every change begins with the officer. */
import htmx from 'htmx.org'
import type { DiwanMap } from '../map/element'
import type { DiwanTimeline } from '../timeline/element'
import { showFailure } from '../page/live'
import { type Box, isOutside, type Narrowing, readQuery, writeQuery } from './store'

const number = (text: string | undefined): number | undefined => (text ? Number(text) : undefined)

/** The page's own query wins over what the feed's address carries. */
function withQuery(address: string, query: string): string {
  const wanted = new URL(address, location.href)
  for (const name of new Set(new URLSearchParams(query).keys())) wanted.searchParams.delete(name)
  const own = query.replace(/^\?/, '')
  const kept = wanted.searchParams.toString()
  return wanted.pathname + (kept || own ? `?${[kept, own].filter(Boolean).join('&')}` : '')
}

class Situation {
  private narrowing: Narrowing = readQuery(location.search)
  private asking = new AbortController()

  constructor(private readonly root: HTMLElement) {
    root.addEventListener('diwan:span', (event) => this.narrow((event as CustomEvent<{ from: string | null; to: string | null }>).detail))
    root.addEventListener('diwan:box', (event) => this.narrow((event as CustomEvent<{ box: Box | null }>).detail))
    root.addEventListener('diwan:light', (event) => this.light((event as CustomEvent<{ id: string | null }>).detail.id))
    root.addEventListener('diwan:open', (event) => this.reveal((event as CustomEvent<{ id: string }>).detail.id))
    root.addEventListener('diwan:feed', () => void this.fetchFeed())
    root.addEventListener('pointerover', (event) => this.lightRowUnder(event))
    root.addEventListener('focusin', (event) => this.lightRowUnder(event))
    root.addEventListener('click', (event) => this.act(event))
    this.showNarrowing()
  }

  private get drawings(): (DiwanMap | DiwanTimeline)[] {
    return [...this.root.querySelectorAll<DiwanMap | DiwanTimeline>('diwan-map, diwan-timeline')]
  }

  private get rows(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('.event-row[data-event]')]
  }

  private narrow(change: Partial<Narrowing>): void {
    this.narrowing = { ...this.narrowing, ...change }
    const query = writeQuery(location.search, this.narrowing)
    history.replaceState(history.state, '', query ? `?${query}` : location.pathname)
    this.showNarrowing()
    void this.fetchFeed()
  }

  private showNarrowing(): void {
    for (const row of this.rows) {
      const { at, lat, lon } = row.dataset
      row.classList.toggle('is-outside', isOutside({ at, lat: number(lat), lon: number(lon) }, this.narrowing))
    }
    for (const drawing of this.drawings) drawing.narrow?.(this.narrowing)
  }

  /** Answers may overtake one another: a new question ends the one before it. What is shown stays when none is answered. */
  private async fetchFeed(): Promise<void> {
    const address = this.root.dataset['feedUrl']
    const feed = this.root.querySelector<HTMLElement>('#feed')
    if (!address || !feed) return
    this.asking.abort()
    const asking = (this.asking = new AbortController())
    feed.setAttribute('aria-busy', 'true')
    try {
      const response = await fetch(withQuery(address, location.search), { headers: { 'HX-Request': 'true' }, signal: asking.signal })
      if (!response.ok) throw new Error(String(response.status))
      htmx.swap(feed, await response.text(), { swapStyle: 'innerHTML', swapDelay: 0, settleDelay: 0 })
      this.refresh()
    } catch {
      if (!asking.signal.aborted) showFailure()
    }
    if (asking === this.asking) feed.removeAttribute('aria-busy')
  }

  /** The feed brought new data for its drawings. */
  refresh(): void {
    for (const drawing of this.drawings) drawing.refresh?.()
    for (const drawing of this.drawings) drawing.narrow?.(this.narrowing)
  }

  private light(id: string | null): void {
    for (const row of this.rows) row.classList.toggle('is-lit', row.dataset['event'] === id)
    for (const drawing of this.drawings) drawing.light?.(id)
  }

  private lightRowUnder(event: Event): void {
    const target = event.target as Element
    if (target.closest('diwan-map, diwan-timeline')) return
    this.light(target.closest<HTMLElement>('.event-row')?.dataset['event'] ?? null)
  }

  private reveal(id: string): void {
    const row = this.rows.find((candidate) => candidate.dataset['event'] === id)
    if (!row) return
    select(row)
    row.scrollIntoView({ block: 'nearest' })
  }

  private act(event: Event): void {
    const target = event.target as Element
    const view = target.closest<HTMLElement>('button[data-view]')
    if (view) this.switchView(view)
    const row = target.closest<HTMLElement>('.event-row')
    if (row && !target.closest('a, button, summary, input')) select(row)
  }

  private switchView(button: HTMLElement): void {
    this.root.dataset['view'] = button.dataset['view'] ?? 'list'
    for (const other of this.root.querySelectorAll('button[data-view]')) other.setAttribute('aria-pressed', String(other === button))
    this.root.querySelector<DiwanMap>('diwan-map')?.resized?.()
  }
}

export function select(row: HTMLElement): void {
  for (const other of document.querySelectorAll('.event-row[aria-current], .result[aria-current], .report-line[aria-current]')) other.removeAttribute('aria-current')
  row.setAttribute('aria-current', 'true')
  if (row.dataset['event']) row.dispatchEvent(new CustomEvent('diwan:light', { bubbles: true, detail: { id: row.dataset['event'] } }))
}

export function wireSituation(root: HTMLElement): void {
  if (root.dataset['wired']) return
  root.dataset['wired'] = 'yes'
  const situation = new Situation(root)
  void Promise.all(['diwan-map', 'diwan-timeline'].map((name) => customElements.whenDefined(name))).then(() => situation.refresh())
}
