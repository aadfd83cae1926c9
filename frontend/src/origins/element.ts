/** <diwan-origins>: from where an event's reports come: an origin, its copies folded around it, an arrow for who quotes whom. */
import './origins.css'
import { html, readData, svg } from '../draw/elements'
import { isRightToLeft, say } from '../words'
import { type Layout, layOut, type OriginNode, type Place, type Quote } from './layout'

export interface OriginsData {
  readonly origins: readonly OriginNode[]
  readonly quotes: readonly Quote[]
}

const middle = (place: Place): number => place.top + place.height / 2

const linked = (name: string, href: string | undefined): HTMLElement => (href ? html('a', { href }, html('bdi', {}, name)) : html('bdi', {}, name))

export class DiwanOrigins extends HTMLElement {
  private data: OriginsData = { origins: [], quotes: [] }
  private unfolded = true
  private readonly drawing = html('div', { class: 'origins-drawing' })
  private readonly foot = html('p', { class: 'origins-foot' })

  connectedCallback(): void {
    if (this.drawing.isConnected) return
    this.refresh()
    this.append(this.drawing, this.foot, this.list())
    new ResizeObserver(() => this.draw()).observe(this.drawing)
  }

  refresh(): void {
    this.data = readData<OriginsData>(this.getAttribute('source')) ?? this.data
    this.unfolded = Math.max(0, ...this.data.origins.map((origin) => origin.copies.length)) <= 6
    this.draw()
  }

  private draw(): void {
    const width = this.drawing.clientWidth
    if (width === 0) return
    const layout = layOut(this.data.origins, width, this.unfolded)
    this.drawing.style.blockSize = `${layout.height}px`
    const lines = svg('svg', { width, height: layout.height, 'aria-hidden': 'true' }, this.arrowHead(), ...this.copyLines(layout, width), ...this.quoteLines(layout, width))
    const nodes = this.data.origins.flatMap((origin) => this.node(origin, layout))
    this.drawing.replaceChildren(lines, ...this.copyBoxes(layout), ...nodes)
    this.writeFoot(layout)
  }

  private readonly put = <E extends HTMLElement>(element: E, place: Place): E => {
    Object.assign(element.style, { insetInlineStart: `${place.start}px`, top: `${place.top}px`, inlineSize: `${place.width}px`, blockSize: `${place.height}px` })
    return element
  }

  private node(origin: OriginNode, layout: Layout): HTMLElement[] {
    const place = layout.nodes.get(origin.id)
    if (!place) return []
    const folded = origin !== layout.hub && origin.copies.length > 0
    const kind = `origin-node${origin === layout.hub ? ' is-hub' : ''}${folded ? ' is-stack' : ''}`
    const name = html('bdi', { lang: origin.language }, origin.name)
    return [this.put(html('a', { class: kind, href: origin.href, 'aria-hidden': 'true', tabindex: '-1' }, html('b', {}, name), html('small', {}, origin.note ?? '')), place)]
  }

  private copyBoxes(layout: Layout): HTMLElement[] {
    return layout.copies.flatMap((place, index) => {
      const copy = layout.hub?.copies[index]
      return copy ? [this.put(html('a', { class: 'origin-copy', href: copy.href, 'aria-hidden': 'true', tabindex: '-1' }, html('bdi', { lang: copy.language }, copy.name), html('small', {}, copy.share ?? '')), place)] : []
    })
  }

  private arrowHead(): SVGElement {
    return svg('defs', {}, svg('marker', { id: 'origin-arrow', viewBox: '0 0 10 10', refX: 9, refY: 5, markerWidth: 8, markerHeight: 8, orient: 'auto-start-reverse' }, svg('path', { d: 'M0 1 10 5 0 9Z', class: 'origin-arrow' })))
  }

  private readonly x = (start: number, width: number): number => (isRightToLeft() ? width - start : start)

  private copyLines(layout: Layout, width: number): SVGElement[] {
    const hub = layout.hub ? layout.nodes.get(layout.hub.id) : undefined
    if (!hub) return []
    const trunk = this.x(hub.start + hub.width - 6, width)
    return layout.copies.map((copy) => svg('path', { class: 'origin-thread', d: `M${this.x(copy.start + copy.width, width)} ${copy.top + copy.height / 2}H${trunk}V${copy.top < hub.top ? hub.top : hub.top + hub.height}` }))
  }

  private quoteLines(layout: Layout, width: number): SVGElement[] {
    return this.data.quotes.flatMap(({ from, to }) => {
      const [a, b] = [layout.nodes.get(from), layout.nodes.get(to)]
      return a && b ? this.quoteLine(a, b, width) : []
    })
  }

  private quoteLine(a: Place, b: Place, width: number): SVGElement[] {
    if (a.start === b.start) {
      const x = this.x(a.start + a.width * 0.6, width)
      const down = b.top > a.top
      const [y1, y2] = down ? [a.top + a.height, b.top - 2] : [a.top, b.top + b.height + 6]
      return [svg('path', { class: 'origin-quote', d: `M${x} ${y1}V${y2}`, 'marker-end': 'url(#origin-arrow)' }), this.quoteWord(x, (y1 + y2) / 2, 'start')]
    }
    const forward = a.start < b.start
    const [x1, x2] = [this.x(forward ? a.start + a.width : a.start, width), this.x(forward ? b.start : b.start + b.width, width)]
    const half = (x1 + x2) / 2
    const d = `M${x1} ${middle(a)}C${half} ${middle(a)} ${half} ${middle(b)} ${x2} ${middle(b)}`
    return [svg('path', { class: 'origin-quote', d, 'marker-end': 'url(#origin-arrow)' }), this.quoteWord(half, (middle(a) + middle(b)) / 2, 'middle')]
  }

  private quoteWord(x: number, y: number, anchor: string): SVGElement {
    return svg('text', { x: anchor === 'start' ? x + (isRightToLeft() ? -7 : 7) : x, y: y + 4, 'text-anchor': anchor, class: 'origin-word', direction: isRightToLeft() ? 'rtl' : 'ltr' }, say('origins.quotes'))
  }

  private writeFoot(layout: Layout): void {
    if (!layout.hub) {
      this.foot.replaceChildren()
      return
    }
    const fold = html('button', { type: 'button', class: 'button plain small', 'aria-pressed': String(!this.unfolded) }, say(this.unfolded ? 'origins.fold' : 'origins.unfold'))
    fold.addEventListener('click', () => {
      this.unfolded = !this.unfolded
      this.draw()
      this.foot.querySelector('button')?.focus()
    })
    this.foot.replaceChildren(`${say('origins.copies')} `, fold)
  }

  /** The same for those who hear it or go by keyboard; the drawing itself is silent. */
  private list(): HTMLElement {
    const names = new Map(this.data.origins.map((origin) => [origin.id, origin.name]))
    const items = this.data.origins.map((origin) => {
      const quoted = this.data.quotes.filter((quote) => quote.from === origin.id).map((quote) => html('li', {}, `${say('origins.quotes')} `, html('bdi', {}, names.get(quote.to) ?? '')))
      const copies = origin.copies.map((copy) => html('li', {}, linked(copy.name, copy.href), ` ${copy.share ?? ''}`))
      return html('li', {}, linked(origin.name, origin.href), ` ${origin.note ?? ''}`, html('ul', {}, ...quoted, ...copies))
    })
    return html('ul', { class: 'origins-list sr', 'aria-label': say('origins.label') }, ...items)
  }
}

customElements.define('diwan-origins', DiwanOrigins)
