/** The legend switches kinds of underline; margin notes stand beside the line they speak of. */
const kinds = ['place', 'actor', 'date', 'claim'] as const

function applyLegend(text: HTMLElement): void {
  for (const kind of kinds) {
    const button = document.querySelector(`.legend [data-shows="${kind}"]`)
    text.classList.toggle(`shows-${kind}`, button?.getAttribute('aria-pressed') !== 'false')
  }
}

function pressLegend(event: Event): void {
  const button = (event.target as Element).closest<HTMLElement>('.legend [data-shows]')
  const text = document.querySelector<HTMLElement>('[data-report-text]')
  if (!button || !text) return
  if (button.dataset['shows'] === 'all') for (const other of document.querySelectorAll('.legend [aria-pressed]')) other.setAttribute('aria-pressed', 'true')
  else button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') === 'false'))
  applyLegend(text)
}

/** Tops that follow the wished ones in order without overlapping. */
export function stackNotes(wished: readonly number[], heights: readonly number[], gap = 10): number[] {
  let free = 0
  return wished.map((wish, index) => {
    const top = Math.max(wish, free)
    free = top + (heights[index] ?? 0) + gap
    return top
  })
}

function placeNotes(margin: HTMLElement): void {
  margin.classList.add('is-placed')
  const origin = margin.getBoundingClientRect().top
  const notes = [...margin.querySelectorAll<HTMLElement>('.margin-note')]
  const tops = notes.map((note) => (document.getElementById(note.dataset['for'] ?? '')?.getClientRects()[0]?.top ?? origin) - origin)
  const order = notes.map((_, index) => index).toSorted((a, b) => (tops[a] ?? 0) - (tops[b] ?? 0))
  const placed = stackNotes(order.map((index) => tops[index] ?? 0), order.map((index) => notes[index]?.offsetHeight ?? 0))
  order.forEach((index, place) => {
    const note = notes[index]
    if (note) note.style.insetBlockStart = `${placed[place] ?? 0}px`
  })
  margin.style.minBlockSize = `${(placed.at(-1) ?? 0) + 60}px`
}

function lightNote(event: Event): void {
  const value = (event.target as Element).closest('.value.claim')
  for (const note of document.querySelectorAll<HTMLElement>('.margin-note')) note.classList.toggle('is-lit', Boolean(value) && note.dataset['for'] === value?.id)
}

/** An answer, or one taken back, shows at once: the text, its legend and its notes come anew; where one reads stays. */
async function showAnew(): Promise<void> {
  const response = await fetch(location.href, { headers: { Accept: 'text/html' } })
  if (!response.ok) return
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  const focused = document.activeElement?.closest('.value')?.id
  for (const part of ['.report-body', '.margin', '.legend']) {
    const [old, now] = [document.querySelector(part), fresh.querySelector(part)]
    if (old && now) old.replaceChildren(...now.childNodes)
  }
  const text = document.querySelector<HTMLElement>('[data-report-text]')
  const margin = text?.querySelector<HTMLElement>('.margin')
  if (text) applyLegend(text)
  if (margin) placeNotes(margin)
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
}

function afterAnswer(event: Event): void {
  const { successful, pathInfo } = (event as CustomEvent<{ successful: boolean; pathInfo?: { requestPath?: string } }>).detail
  if (successful && /\/(judge|withdraw)$/.test(pathInfo?.requestPath ?? '')) void showAnew()
}

export function wireReport(text: HTMLElement): void {
  if (text.dataset['wired']) return
  text.dataset['wired'] = 'yes'
  applyLegend(text)
  document.addEventListener('click', pressLegend)
  document.addEventListener('htmx:afterRequest', afterAnswer)
  text.addEventListener('pointerover', lightNote)
  const margin = text.querySelector<HTMLElement>('.margin')
  if (!margin) return
  const place = (): void => placeNotes(margin)
  void document.fonts.ready.then(place)
  new ResizeObserver(place).observe(text.querySelector('.report-body') ?? text)
}
