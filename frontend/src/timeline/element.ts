/** <diwan-timeline>: reports over time with the denied share, events in lanes by kind, a span to narrow. Fires diwan:span, diwan:light, diwan:open. */
import './timeline.css'
import { html, icon, readData, stanceMark, svg, tell } from '../draw/elements'
import type { Narrowing } from '../situation/store'
import { isRightToLeft, say } from '../words'
import { apart, beyondGap, chosenDays, type Day, type Gap, iso, type Scale, timeScale, toStep } from './scale'

export interface TimelineData {
  readonly from: string
  readonly to: string
  readonly step_seconds: number
  readonly buckets: readonly { readonly at: string; readonly reports: number; readonly denied: number }[]
  readonly lanes: readonly { readonly kind: string; readonly label: string; readonly events: readonly LaneEvent[] }[]
  readonly days: readonly Day[]
  readonly gaps?: readonly { readonly from: string; readonly to: string; readonly label: string }[]
  readonly now?: { readonly at: string; readonly label: string }
  readonly caption?: string
  readonly span: { readonly from: string; readonly to: string; readonly label: string } | null
}

interface LaneEvent {
  readonly id: string
  readonly at: string
  readonly contested: boolean
  readonly title: string
}

const DAY = 86_400_000
const BARS = 48
const LANE = 17
const AXIS = 22
const LETTER = 6.7
const EDGE = 14
const SQUEEZED = 3 // buckets: as wide as a gap is drawn

export class DiwanTimeline extends HTMLElement {
  private data: TimelineData | undefined
  private span: { from: number; to: number } | undefined
  private scale: Scale = timeScale(0, 1, 0, 1, false)
  private lit: string | null = null
  private anchor: number | undefined
  private grabbed: 'from' | 'to' | undefined
  private readonly head = html('p', { class: 'timeline-head' })
  private readonly label = html('b', { class: 'accent' })
  private readonly clear = html('button', { type: 'button', class: 'button plain small' })
  private readonly caption = html('span')
  private readonly plot = html('div', { class: 'timeline-plot', role: 'group' })
  private readonly handles = { from: this.handle('from'), to: this.handle('to') }

  connectedCallback(): void {
    if (this.plot.isConnected) return
    this.append(this.head, this.plot)
    this.plot.setAttribute('aria-label', say('timeline.label'))
    this.buildHead()
    this.listen()
    this.refresh()
    new ResizeObserver(() => this.draw()).observe(this.plot)
  }

  refresh(): void {
    this.data = readData<TimelineData>(this.getAttribute('source')) ?? this.data
    if (!this.data) return
    const { span } = this.data
    this.span = span ? { from: Date.parse(span.from), to: Date.parse(span.to) } : undefined
    this.draw()
  }

  narrow({ from, to }: Narrowing): void {
    if (!this.data || (!from && !to)) return
    this.span = { from: from ? Date.parse(from) : this.start, to: to ? Date.parse(to) : this.end }
    this.draw()
  }

  light(id: string | null): void {
    this.lit = id
    for (const mark of this.plot.querySelectorAll<SVGElement>('[data-event]')) mark.classList.toggle('is-lit', mark.dataset['event'] === id)
  }

  private get start(): number {
    return Date.parse(this.data?.from ?? '')
  }

  private get end(): number {
    return Date.parse(this.data?.to ?? '')
  }

  private get gaps(): (Gap & { readonly label: string })[] {
    return (this.data?.gaps ?? []).map(({ from, to, label }) => ({ from: Date.parse(from), to: Date.parse(to), label }))
  }

  private get step(): number {
    return (this.data?.step_seconds ?? 3600) * 1000
  }

  /** Lanes of a phone would be too thin to touch; there only the histogram stands. */
  private get isSmall(): boolean {
    return this.plot.clientWidth < 420
  }

  /** As the longest word of a lane needs, at most a third. */
  private labelsWide(width: number): number {
    const longest = Math.max(0, ...(this.data?.lanes ?? []).map((lane) => lane.label.length))
    return Math.min(Math.max(longest * LETTER + 16, 60), width / 3)
  }

  private draw(): void {
    const width = this.plot.clientWidth
    if (!this.data || width === 0) return
    const labels = this.isSmall ? EDGE : this.labelsWide(width)
    const mirrored = isRightToLeft()
    this.scale = timeScale(this.start, this.end, mirrored ? EDGE : labels, width - labels - EDGE, mirrored, this.gaps, SQUEEZED * this.step)
    const lanes = this.isSmall ? [] : this.data.lanes
    const height = BARS + lanes.length * LANE + AXIS
    const picture = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' })
    picture.append(...this.spanGround(height - AXIS), ...this.breaks(height - AXIS), ...this.bars(), ...lanes.flatMap((lane, row) => this.lane(lane, row, width)), ...this.axis(height, width - labels))
    this.plot.replaceChildren(picture, this.handles.from, this.handles.to)
    this.placeHandles(height - AXIS)
    this.writeHead()
    this.light(this.lit)
  }

  private isIn(at: number): boolean {
    return !this.span || (at >= this.span.from && at <= this.span.to)
  }

  private spanGround(height: number): SVGElement[] {
    if (!this.span) return []
    const [a, b] = [this.scale.x(this.span.from), this.scale.x(this.span.to)]
    const edge = (x: number): SVGElement => svg('line', { x1: x, x2: x, y1: 0, y2: height, class: 'timeline-edge' })
    return [svg('rect', { x: Math.min(a, b), y: 0, width: Math.abs(b - a), height, class: 'timeline-span' }), edge(a), edge(b)]
  }

  /** Two strokes across the axis: here time was left out. */
  private breaks(height: number): SVGElement[] {
    return this.gaps.map(({ from, to, label }) => {
      const x = this.scale.x((from + to) / 2)
      const stroke = (by: number): SVGElement => svg('line', { x1: x + by - 3, x2: x + by + 3, y1: height, y2: height - 12, class: 'timeline-break' })
      const ground = svg('rect', { x: x - 8, y: 0, width: 16, height, fill: 'transparent' })
      return svg('g', { 'data-gap': '' }, ground, stroke(-2.5), stroke(2.5), svg('title', {}, label))
    })
  }

  private bars(): SVGElement[] {
    const { buckets } = this.data ?? { buckets: [] }
    const most = Math.max(1, ...buckets.map((bucket) => bucket.reports))
    const wide = Math.max(1, Math.abs(this.scale.x(this.start + this.step) - this.scale.x(this.start)) - 1.5)
    return buckets.flatMap(({ at, reports, denied }) => {
      const time = Date.parse(at)
      if (time + this.step / 2 > this.end) return []
      const x = Math.min(this.scale.x(time), this.scale.x(time + this.step))
      const high = (count: number): number => (count / most) * (BARS - 4)
      const inside = this.isIn(time + this.step / 2) ? '' : ' is-out'
      const bar = svg('rect', { x, y: BARS - high(reports), width: wide, height: high(reports), class: `timeline-bar${inside}` })
      return denied > 0 ? [bar, svg('rect', { x, y: BARS - high(denied), width: wide, height: high(denied), class: `timeline-denied${inside}` })] : [bar]
    })
  }

  private lane(lane: TimelineData['lanes'][number], row: number, width: number): SVGElement[] {
    const y = BARS + row * LANE + LANE / 2 + 4
    const mirrored = isRightToLeft()
    const label = svg('text', { x: mirrored ? width : 0, y: y + 4, class: 'timeline-label', 'text-anchor': 'start', direction: mirrored ? 'rtl' : 'ltr' }, lane.label)
    const line = svg('line', { x1: this.scale.x(this.start), x2: this.scale.x(this.end), y1: y, y2: y, class: 'timeline-line' })
    return [label, line, ...lane.events.filter((event) => Date.parse(event.at) >= this.start && Date.parse(event.at) <= this.end).map((event) => this.mark(event, y))]
  }

  private mark(event: LaneEvent, y: number): SVGElement {
    const time = Date.parse(event.at)
    const x = this.scale.x(time)
    const dot = event.contested ? stanceMark('denies', x, y, 8) : svg('circle', { cx: x, cy: y, r: 3.4, class: 'timeline-dot' })
    const group = svg('g', { 'data-event': event.id, class: `timeline-event${this.isIn(time) ? '' : ' is-out'}` }, svg('circle', { cx: x, cy: y, r: 8, class: 'timeline-ring' }), dot, svg('title', {}, event.title))
    return group
  }

  private axis(height: number, width: number): SVGElement[] {
    const longest = Math.max(0, ...(this.data?.days ?? []).map((day) => day.label.length))
    const room = Math.max(60, longest * LETTER + 14)
    const ends = [EDGE, (this.plot.clientWidth || width) - EDGE]
    const side = (x: number): 'left' | 'right' | '' => (x < (ends[0] ?? 0) + room / 2 ? 'left' : x > (ends[1] ?? 0) - room / 2 ? 'right' : '')
    const anchorOf = (at: string): string => {
      const near = side(this.scale.x(Date.parse(at)))
      if (!near) return 'middle'
      return (near === 'left') === isRightToLeft() ? 'end' : 'start'
    }
    /** Where the middle of a label comes to lie: near an edge it stands beside its day. */
    const middle = (day: Day): number => {
      const x = this.scale.x(Date.parse(day.at))
      return x + ({ left: room / 2, right: -room / 2, '': 0 } as const)[side(x)]
    }
    const now = this.data?.now
    const text = (at: string, label: string, kind: string, anchor: string): SVGElement =>
      svg('text', { x: this.scale.x(Date.parse(at)), y: height - 5, 'text-anchor': anchor, class: kind, direction: isRightToLeft() ? 'rtl' : 'ltr' }, label)
    const nowX = now ? this.scale.x(Date.parse(now.at)) : undefined
    const days = apart(chosenDays(this.data?.days ?? [], width, room), middle, room)
    const free = days.filter((day) => nowX === undefined || Math.abs(this.scale.x(Date.parse(day.at)) - nowX) > room)
    const ticks = free.map((day) => text(day.at, day.label, 'timeline-day', anchorOf(day.at)))
    return now ? [...ticks, text(now.at, now.label, 'timeline-now', 'end')] : ticks
  }

  /** Built once: a head that is replaced under the pointer would swallow a click. */
  private buildHead(): void {
    this.clear.setAttribute('aria-label', say('timeline.clear'))
    this.clear.title = say('timeline.clear')
    this.clear.append(icon('close'))
    this.clear.addEventListener('click', () => this.choose(undefined))
    const denied = html('b', { class: 'stance denies' }, icon('contested'), say('timeline.denied'))
    this.head.append(this.label, this.clear, html('span', { class: 'push' }, this.caption, denied, `. ${say('timeline.hint')}`))
  }

  private writeHead(): void {
    const { caption, span } = this.data ?? {}
    this.label.textContent = this.spanLabel(span?.label)
    this.caption.textContent = caption ? `${caption}, ` : ''
    this.clear.hidden = !this.span
  }

  /** While dragging, the server's label is old: the days under the edges stand in for it. */
  private spanLabel(given: string | undefined): string {
    if (!this.span) return say('timeline.label')
    const same = this.data?.span && Date.parse(this.data.span.from) === this.span.from && Date.parse(this.data.span.to) === this.span.to
    return same && given ? given : `${this.dayOf(this.span.from).label} – ${this.dayOf(this.span.to - 1).label}`
  }

  private dayOf(at: number): Day {
    const days = this.data?.days ?? []
    return days.findLast((day) => Date.parse(day.at) <= at) ?? days[0] ?? { at: iso(at), label: iso(at).slice(0, 10) }
  }

  private choose(span: { from: number; to: number } | undefined): void {
    this.span = span
    this.draw()
    tell(this, 'span', { from: span ? iso(span.from) : null, to: span ? iso(span.to) : null })
  }

  private handle(edge: 'from' | 'to'): HTMLElement {
    const handle = html('div', { class: 'timeline-handle', role: 'slider', tabindex: '0', 'data-edge': edge })
    handle.addEventListener('keydown', (event) => this.keyOnHandle(event, edge))
    return handle
  }

  private placeHandles(height: number): void {
    const span = this.span ?? { from: this.start, to: this.end }
    for (const edge of ['from', 'to'] as const) {
      const handle = this.handles[edge]
      const day = this.dayOf(span[edge])
      handle.style.transform = `translate(${this.scale.x(span[edge]) - 12}px, ${BARS / 2 - 12}px)`
      handle.style.setProperty('--reach', `${height}px`)
      handle.setAttribute('aria-label', say(edge === 'from' ? 'timeline.start' : 'timeline.end'))
      for (const [name, value] of Object.entries({ valuemin: this.start, valuemax: this.end, valuenow: span[edge] })) handle.setAttribute(`aria-${name}`, String(Math.round(value / 1000)))
      handle.setAttribute('aria-valuetext', day.long ?? day.label)
    }
  }

  private keyOnHandle(event: KeyboardEvent, edge: 'from' | 'to'): void {
    const forward = isRightToLeft() ? 'ArrowLeft' : 'ArrowRight'
    const back = isRightToLeft() ? 'ArrowRight' : 'ArrowLeft'
    const days = { [forward]: 1, ArrowUp: 1, [back]: -1, ArrowDown: -1, PageUp: 7, PageDown: -7 }[event.key]
    if (!days) return
    event.preventDefault()
    this.moveEdge(edge, days * DAY)
    this.handles[edge].focus()
  }

  private moveEdge(edge: 'from' | 'to', by: number): void {
    const span = this.span ?? { from: this.start, to: this.end }
    const stepped = beyondGap(span[edge] + by, by > 0, this.gaps)
    const moved = { ...span, [edge]: Math.min(this.end, Math.max(this.start, stepped)) }
    if (moved.from < moved.to) this.choose(moved)
  }

  /** `[` and `]`: the whole span one day earlier or later, its length kept. */
  private shift(days: number): void {
    const span = this.span ?? { from: this.end - 7 * DAY, to: this.end }
    const by = Math.min(this.end - span.to, Math.max(this.start - span.from, days * DAY))
    this.choose({ from: span.from + by, to: span.to + by })
  }

  private listen(): void {
    this.addEventListener('diwan:shift', (event) => this.shift((event as CustomEvent<{ days: number }>).detail.days))
    this.plot.addEventListener('pointerdown', (event) => this.press(event))
    this.plot.addEventListener('pointermove', (event) => this.drag(event))
    this.plot.addEventListener('pointerup', (event) => this.release(event))
    this.plot.addEventListener('pointerover', (event) => this.lightUnder(event))
    this.plot.addEventListener('pointerleave', () => tell(this, 'light', { id: null }))
  }

  private timeUnder(event: PointerEvent): number {
    return this.scale.at(event.clientX - this.plot.getBoundingClientRect().left)
  }

  private lightUnder(event: Event): void {
    const id = (event.target as Element).closest<SVGElement>('[data-event]')?.dataset['event'] ?? null
    if (id !== this.lit) tell(this, 'light', { id })
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return
    const edge = (event.target as HTMLElement).closest<HTMLElement>('[data-edge]')?.dataset['edge']
    this.grabbed = edge === 'from' || edge === 'to' ? edge : undefined
    const span = this.span ?? { from: this.start, to: this.end }
    this.anchor = this.grabbed ? span[this.grabbed === 'from' ? 'to' : 'from'] : this.timeUnder(event)
    this.plot.setPointerCapture(event.pointerId)
  }

  private drawnSpan(event: PointerEvent): { from: number; to: number } | undefined {
    if (this.anchor === undefined) return undefined
    const edges = [this.anchor, this.timeUnder(event)].map((at) => toStep(at, this.start, this.step))
    const [from, to] = [Math.max(this.start, Math.min(...edges)), Math.min(this.end, Math.max(...edges))]
    return from < to ? { from, to } : undefined
  }

  private drag(event: PointerEvent): void {
    const span = this.drawnSpan(event)
    if (!span) return
    this.span = span
    this.draw()
  }

  /** A press without a drag opens the event under it. */
  private release(event: PointerEvent): void {
    const span = this.drawnSpan(event)
    this.anchor = undefined
    if (span) {
      this.choose(span)
      return
    }
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<SVGElement>('[data-event]')
    if (under?.dataset['event']) tell(this, 'open', { id: under.dataset['event'] })
  }
}

customElements.define('diwan-timeline', DiwanTimeline)
