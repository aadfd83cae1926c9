/** <diwan-stances>: who took which stance when, one line per proposition; what was taken back stays visible. */
import './stances.css'
import { html, readData, stanceMark, svg } from '../draw/elements'
import { isRightToLeft, say } from '../words'
import { type Axis, besideOneAnother, cutAxis } from './axis'

export interface StancesData {
  readonly rows: readonly Row[]
  readonly ticks?: readonly { readonly at: string; readonly label: string }[]
}

interface Row {
  readonly id: string
  readonly label: string
  readonly language?: string
  readonly marks: readonly StanceMark[]
}

interface StanceMark {
  readonly at: string
  readonly stance: string
  readonly speaker: string
  readonly when?: string
  readonly href?: string
}

const LINE = 19
const AXIS = 20
const LABELS = 168
const LETTER = 6.4
const STARTS_RIGHT = /^\P{L}*[\u0590-\u08ff]/u

export class DiwanStances extends HTMLElement {
  private data: StancesData = { rows: [] }
  private readonly drawing = html('div', { class: 'stances-drawing' })

  connectedCallback(): void {
    if (this.drawing.isConnected) return
    this.data = readData<StancesData>(this.getAttribute('source')) ?? this.data
    this.append(this.drawing, this.list())
    new ResizeObserver(() => this.draw()).observe(this.drawing)
  }

  private draw(): void {
    const width = this.drawing.clientWidth
    if (width === 0) return
    const mirrored = isRightToLeft()
    const labels = Math.min(LABELS, width * 0.38)
    const plot = width - labels - 70
    const times = this.data.rows.flatMap((row) => row.marks.map((mark) => Date.parse(mark.at)))
    const axis = cutAxis(times, mirrored ? 60 : labels + 10, plot, mirrored)
    const height = this.data.rows.length * LINE + AXIS
    const rows = this.data.rows.flatMap((row, index) => this.row(row, index * LINE + LINE / 2, axis, width, labels))
    this.drawing.replaceChildren(svg('svg', { width, height, 'aria-hidden': 'true' }, ...this.ticks(axis, height), ...this.cuts(axis, height), ...rows))
  }

  private row(row: Row, y: number, axis: Axis, width: number, labels: number): SVGElement[] {
    const mirrored = isRightToLeft()
    const fits = Math.floor(labels / LETTER)
    const short = row.label.length > fits ? `${row.label.slice(0, fits - 1)}…` : row.label
    // Words run their own way, so that what is cut off is their end; they stand at the side where the line begins.
    const turned = STARTS_RIGHT.test(row.label)
    const anchor = turned === mirrored ? 'start' : 'end'
    const label = svg('text', { x: mirrored ? width : 0, y: y + 4, class: 'stances-label', direction: turned ? 'rtl' : 'ltr', 'text-anchor': anchor }, short, svg('title', {}, row.label))
    const line = svg('line', { x1: mirrored ? 0 : labels, x2: mirrored ? width - labels : width, y1: y, y2: y, class: 'stances-line' })
    return [label, line, ...this.marks(row.marks, y, axis, mirrored)]
  }

  /** A name stands beside its mark where the next mark leaves room. */
  private marks(marks: readonly StanceMark[], y: number, axis: Axis, mirrored: boolean): SVGElement[] {
    const inOrder = marks
      .map((mark) => ({ mark, x: axis.x(Date.parse(mark.at)) ?? 0 }))
      .toSorted((a, b) => (mirrored ? b.x - a.x : a.x - b.x))
    const tops = besideOneAnother(inOrder.map(({ x }) => x), mirrored)
    const placed = inOrder.map(({ mark }, index) => ({ mark, x: tops[index] ?? 0 }))
    return placed.flatMap(({ mark, x }, index) => {
      const ahead = [placed[index + 1]?.x, ...axis.cuts].filter((other) => other !== undefined && (mirrored ? other < x : other > x)) as number[]
      const next = ahead.length > 0 ? ahead.reduce((near, other) => (Math.abs(other - x) < Math.abs(near - x) ? other : near)) : undefined
      const room = next === undefined ? 90 : Math.abs(next - x) - 16
      const name = mark.speaker.length * LETTER < room ? svg('text', { x: x + (mirrored ? -10 : 10), y: y + 4, class: 'stances-name', direction: mirrored ? 'rtl' : 'ltr' }, mark.speaker) : undefined
      const about = `${say(`stance.${mark.stance}`)} · ${mark.speaker} · ${mark.when ?? ''}`
      const link = svg('a', { href: mark.href, tabindex: '-1' }, svg('title', {}, about), svg('rect', { x: x - 9, y: y - 9, width: 18, height: 18, fill: 'transparent' }), stanceMark(mark.stance, x, y, 12))
      return name ? [link, name] : [link]
    })
  }

  private cuts(axis: Axis, height: number): SVGElement[] {
    return axis.cuts.flatMap((x) => [
      svg('rect', { x: x - 9, y: 0, width: 18, height: height - AXIS, class: 'stances-cut' }),
      ...this.data.rows.map((_, row) => svg('text', { x, y: row * LINE + LINE / 2 + 4, class: 'stances-slashes', 'text-anchor': 'middle' }, '//')),
    ])
  }

  private ticks(axis: Axis, height: number): SVGElement[] {
    let last = Number.NEGATIVE_INFINITY
    return (this.data.ticks ?? []).flatMap(({ at, label }) => {
      const x = axis.x(Date.parse(at))
      if (x === undefined || Math.abs(x - last) < label.length * LETTER + 8) return []
      last = x
      return [svg('line', { x1: x, x2: x, y1: 0, y2: height - AXIS, class: 'stances-tick' }), svg('text', { x, y: height - 4, class: 'stances-name', 'text-anchor': 'middle', direction: isRightToLeft() ? 'rtl' : 'ltr' }, label)]
    })
  }

  private list(): HTMLElement {
    const rows = this.data.rows.map((row) => {
      const marks = row.marks.map((mark) => html('li', {}, html(mark.href ? 'a' : 'span', mark.href ? { href: mark.href } : {}, `${say(`stance.${mark.stance}`)}: `, html('bdi', {}, mark.speaker), ` ${mark.when ?? ''}`)))
      return html('li', {}, html('bdi', { lang: row.language }, row.label), html('ol', {}, ...marks))
    })
    return html('ul', { class: 'sr stances-list', 'aria-label': say('stances.label') }, ...rows)
  }
}

customElements.define('diwan-stances', DiwanStances)
