/** Marks and labels above the ground: elements, so that they are reached by keyboard, read aloud, and need no glyph server. */
import { html, icon, tell } from '../draw/elements'
import { say } from '../words'
import type { Mark, TownLabel } from './element'
import type { Ground } from './ground'
import { overlaps, type Rectangle, stand, type Standing } from './marks'
import type { CountryProperties } from './world'

const DISTANCE = 25

interface Label {
  readonly element: HTMLElement
  readonly lon: number
  readonly lat: number
  /** Shown from this zoom on. */
  readonly from: number
  readonly beside: boolean
}

/** Small countries only when near. */
const zoomForArea = (area: number): number => (area > 3000 ? 1.2 : area > 800 ? 2.6 : area > 200 ? 3.6 : area > 30 ? 4.6 : 5.6)

export class Over {
  private marks: readonly Mark[] = []
  private towns: readonly Label[] = []
  private lit: string | null = null
  private readonly countries: readonly Label[]
  private readonly labelLayer = html('div', { class: 'map-labels', 'aria-hidden': 'true' })
  private readonly markLayer = html('div', { class: 'map-marks' })
  private readonly tip = html('div', { class: 'map-tip', hidden: true, 'aria-hidden': 'true' })
  private readonly stack = html('div', { class: 'map-stack menu-body', hidden: true })
  private readonly buttons = new Map<string, HTMLElement>()

  constructor(private readonly layer: HTMLElement, private readonly ground: Ground, private readonly host: HTMLElement, countries: { name: string; properties: CountryProperties }[]) {
    this.countries = countries.flatMap(({ name, properties: { at, area } }) =>
      at ? [{ element: html('span', { class: 'map-country' }, name), lon: at[0], lat: at[1], from: zoomForArea(area ?? 0), beside: false }] : [],
    )
    layer.append(this.labelLayer, this.markLayer, this.tip, this.stack)
    layer.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.closeStack()
    })
    layer.parentElement?.addEventListener('pointerdown', (event) => {
      if (!this.stack.contains(event.target as Node)) this.closeStack()
    })
  }

  draw(marks: readonly Mark[], towns: readonly TownLabel[]): void {
    this.marks = marks
    this.towns = towns.map(({ name, lat, lon, main }) => ({ element: html('span', { class: main ? 'map-town is-main' : 'map-town' }, name), lon, lat, from: main ? 2.5 : 4, beside: true }))
    this.labelLayer.replaceChildren(...[...this.countries, ...this.towns].map((label) => label.element))
  }

  place(): void {
    const { clientWidth: width, clientHeight: height } = this.layer
    if (width === 0) return
    const located = this.marks.map((thing) => {
      const [x, y] = this.ground.project(thing.lon, thing.lat)
      return { x, y, thing }
    })
    const standings = stand(located.filter(({ x, y }) => x > -20 && y > -20 && x < width + 20 && y < height + 20), DISTANCE)
    const hadFocus = this.markLayer.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset['event'] : undefined
    this.buttons.clear()
    this.markLayer.replaceChildren(...standings.map((standing) => this.button(standing)))
    if (hadFocus) this.buttons.get(hadFocus)?.focus()
    this.placeLabels(standings, width, height)
    this.light(this.lit)
  }

  light(id: string | null): void {
    this.lit = id
    for (const button of new Set(this.buttons.values())) button.classList.toggle('is-lit', id !== null && this.buttons.get(id) === button)
    const mark = this.marks.find((candidate) => candidate.id === id)
    const button = id ? this.buttons.get(id) : undefined
    this.tip.hidden = !mark || !button
    if (mark && button) this.showTip(mark, button)
  }

  private button(standing: Standing<Mark>): HTMLElement {
    const [first] = standing.members
    if (!first) return html('span')
    const many = standing.members.length > 1
    const chief = standing.members.reduce((best, mark) => (mark.size > best.size ? mark : best))
    const contested = standing.members.some((mark) => mark.contested)
    const name = many ? `${say('map.origins')}: ${chief.origins}. ${say('map.spread', { n: standing.members.length })}` : `${first.title}. ${first.summary}`
    const size = Math.min(6, Math.max(1, chief.size))
    const button = html('button', { type: 'button', class: `map-mark size-${size}${many ? ' is-stack' : ''}`, 'aria-label': name, 'data-event': first.id }, html('span', { class: 'map-number' }, chief.origins))
    if (contested) button.append(html('span', { class: 'map-contested' }, icon('contested')))
    button.style.transform = `translate(${standing.x}px, ${standing.y}px) translate(-50%, -50%)`
    for (const mark of standing.members) this.buttons.set(mark.id, button)
    this.listen(button, standing)
    return button
  }

  private listen(button: HTMLElement, standing: Standing<Mark>): void {
    const [first] = standing.members
    if (!first) return
    const many = standing.members.length > 1
    const lightUp = (): void => tell(this.host, 'light', { id: first.id })
    if (!many) {
      button.addEventListener('pointerenter', lightUp)
      button.addEventListener('focus', lightUp)
      button.addEventListener('pointerleave', () => tell(this.host, 'light', { id: null }))
    }
    button.addEventListener('click', () => (many ? this.openStack(standing, button) : tell(this.host, 'open', { id: first.id })))
  }

  private showTip(mark: Mark, button: HTMLElement): void {
    this.tip.replaceChildren(html('b', {}, html('bdi', { lang: mark.language }, mark.title)), html('span', {}, mark.summary))
    const at = button.getBoundingClientRect()
    const frame = this.layer.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = this.tip
    const right = at.right - frame.left + 10
    const left = right + width < frame.width - 4 ? right : Math.max(4, at.left - frame.left - width - 10)
    const top = Math.min(frame.height - height - 4, Math.max(4, at.top - frame.top - height - 4))
    this.tip.style.transform = `translate(${left}px, ${top}px)`
  }

  private openStack(standing: Standing<Mark>, button: HTMLElement): void {
    const items = standing.members.map((mark) => {
      const item = html('button', { type: 'button', class: 'menu-item' }, html('span', {}, html('bdi', { lang: mark.language }, mark.title), html('small', {}, ` ${mark.summary}`)))
      item.addEventListener('click', () => {
        this.closeStack()
        tell(this.host, 'open', { id: mark.id })
      })
      item.addEventListener('pointerenter', () => tell(this.host, 'light', { id: mark.id }))
      return item
    })
    this.stack.replaceChildren(...items)
    this.stack.hidden = false
    const left = Math.min(standing.x + 14, this.layer.clientWidth - this.stack.offsetWidth - 6)
    const top = Math.min(standing.y + 14, this.layer.clientHeight - this.stack.offsetHeight - 6)
    this.stack.style.transform = `translate(${Math.max(6, left)}px, ${Math.max(6, top)}px)`
    this.stackOpener = button
    items[0]?.focus()
  }

  private stackOpener: HTMLElement | undefined

  private closeStack(): void {
    if (this.stack.hidden) return
    this.stack.hidden = true
    this.stackOpener?.focus()
  }

  /** Towns stand beside their mark, countries over their land; a label that would cover a mark or another one is left out. */
  private placeLabels(standings: readonly Standing<Mark>[], width: number, height: number): void {
    const taken: Rectangle[] = standings.map(({ x, y }) => ({ left: x - 11, top: y - 12, width: 24, height: 23 }))
    const zoom = this.ground.zoom()
    for (const label of [...this.towns, ...this.countries]) this.placeLabel(label, taken, zoom, width, height)
  }

  private placeLabel(label: Label, taken: Rectangle[], zoom: number, width: number, height: number): void {
    const [x, y] = this.ground.project(label.lon, label.lat)
    const outside = x < 0 || y < 0 || x > width || y > height - 30 // the note stands at the foot
    label.element.hidden = outside || zoom < label.from
    if (label.element.hidden) return
    const { offsetWidth: wide, offsetHeight: high } = label.element
    const tries: [number, number][] = label.beside ? [[x + 13, y - high / 2], [x - 13 - wide, y - high / 2], [x - wide / 2, y + 12], [x - wide / 2, y - high - 13], [x + 13, y + 6], [x - 13 - wide, y + 6]] : [[x - wide / 2, y - high / 2], [x - wide / 2, y + 22], [x - wide / 2, y - 40]]
    const spot = tries.find(([left, top]) => left > 2 && left + wide < width - 2 && !taken.some((other) => overlaps({ left, top, width: wide, height: high }, other)))
    label.element.hidden = !spot
    if (!spot) return
    taken.push({ left: spot[0], top: spot[1], width: wide, height: high })
    label.element.style.transform = `translate(${spot[0]}px, ${spot[1]}px)`
  }
}
