/** <diwan-drawing>: sets points on a map into a field, one a line, and draws what the field holds. The field stays the truth. */
import './map.css'
import { html, icon, svg } from '../draw/elements'
import type { Box } from '../situation/store'
import { say } from '../words'
import type { Ground } from './ground'
import { makeGround } from './make-ground'
import { type Place, placesIn, withoutLast } from './places'
import { loadWorld } from './world'

const HOME: Box = [-20, -35, 150, 65]
const METRES_A_DEGREE = 111_320
const DRAG_PIXELS = 5

function small(word: string, picture: string, act: () => void): HTMLButtonElement {
  const button = html('button', { type: 'button', class: 'map-tool is-small', 'aria-label': say(word), title: say(word) }, icon(picture))
  button.addEventListener('click', act)
  return button
}

export class DiwanDrawing extends HTMLElement {
  private ground: Ground | undefined
  private setting = false
  private down: readonly [number, number] | undefined
  private readonly frame = html('div', { class: 'map-frame', role: 'group' })
  private readonly drawing = svg('svg', { class: 'map-plan-layer', 'aria-hidden': 'true' })
  private readonly setButton = html('button', { type: 'button', class: 'map-tool', 'aria-pressed': 'false' })

  connectedCallback(): void {
    if (this.frame.isConnected) return
    this.frame.setAttribute('aria-label', say('draw.label'))
    this.append(this.tools(), this.frame)
    void this.start()
  }

  disconnectedCallback(): void {
    this.ground?.dispose()
  }

  private field<E extends HTMLElement>(name: string): E | null {
    return document.querySelector<E>(`#${this.dataset[name] ?? ''}`)
  }

  private text(): HTMLTextAreaElement | null {
    return this.field<HTMLTextAreaElement>('points')
  }

  private async start(): Promise<void> {
    const land = html('div', { class: 'map-land-layer' })
    this.frame.append(land, html('div', { class: 'map-over' }, this.drawing))
    const world = await loadWorld()
    const everywhere = new Set(world.countries.features.flatMap((country) => country.properties.code ?? []))
    this.ground = await makeGround(land, world, everywhere, this.getAttribute('renderer'))
    this.classList.add('is-ready')
    this.ground.onMove(() => this.draw())
    this.frame.addEventListener('pointerdown', (event) => (this.down = [event.clientX, event.clientY]))
    this.frame.addEventListener('pointerup', (event) => this.release(event))
    this.closest('form')?.addEventListener('input', () => this.draw())
    document.addEventListener('diwan:theme', () => this.ground?.repaint())
    new ResizeObserver(() => this.fitAgain()).observe(this.frame)
    this.fitAgain()
  }

  private fitted = false

  /** Folded away it has no size; it is fitted when it first has one. */
  private fitAgain(): void {
    this.ground?.resize()
    if (!this.fitted && this.frame.clientWidth > 0) {
      this.fitted = true
      this.fit()
    }
    this.draw()
  }

  private readonly fit = (): void => {
    const places = placesIn(this.text()?.value ?? '').flat()
    const [west = Number.NaN, south = 0, east = 0, north = 0] = (this.dataset['bounds'] ?? '').split(' ').filter(Boolean).map(Number)
    const known: Box = Number.isNaN(west) ? HOME : [west, south, east, north]
    const lats = places.map(([lat]) => lat)
    const lons = places.map(([, lon]) => lon)
    const around: Box = places.length > 0 ? [Math.min(...lons) - 0.3, Math.min(...lats) - 0.3, Math.max(...lons) + 0.3, Math.max(...lats) + 0.3] : known
    this.ground?.fit(around)
    this.draw()
  }

  private tools(): HTMLElement {
    this.setButton.append(icon('place'), say('draw.set'))
    this.setButton.addEventListener('click', () => this.toggle())
    const moves = [small('map.nearer', 'plus', () => this.ground?.zoomBy(0.8)), small('map.farther', 'minus', () => this.ground?.zoomBy(-0.8)), small('map.all', 'map', this.fit)]
    const acts = [small('draw.back', 'undo', () => this.write((text) => withoutLast(text))), small('draw.another', 'copy', () => this.write((text) => (text.trim() ? `${text.trimEnd()}\n\n` : '')))]
    return html('div', { class: 'map-tools' }, html('div', { class: 'map-group' }, ...moves), html('div', { class: 'map-group' }, this.setButton, ...acts))
  }

  private toggle(): void {
    this.setting = !this.setting
    this.setButton.setAttribute('aria-pressed', String(this.setting))
    this.frame.classList.toggle('is-drawing', this.setting)
  }

  private release(event: PointerEvent): void {
    const [x, y] = this.down ?? [0, 0]
    if (!this.setting || !this.ground || Math.hypot(event.clientX - x, event.clientY - y) > DRAG_PIXELS) return
    const { left, top } = this.frame.getBoundingClientRect()
    const [lon, lat] = this.ground.unproject(event.clientX - left, event.clientY - top)
    const line = `${lat.toFixed(5)} ${lon.toFixed(5)}`
    this.write((text) => (text === '' || text.endsWith('\n') ? `${text}${line}` : `${text}\n${line}`))
  }

  private write(change: (text: string) => string): void {
    const field = this.text()
    if (!field) return
    field.value = change(field.value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }

  private draw(): void {
    const { ground } = this
    if (!ground) return
    const shape = this.field<HTMLSelectElement>('shape')?.value
    const metres = Number(this.field<HTMLInputElement>('size')?.value.replace(',', '.')) || 0
    const marks: SVGElement[] = []
    for (const group of placesIn(this.text()?.value ?? '')) {
      const points = group.map(([lat, lon]) => ground.project(lon, lat))
      const path = points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
      if (shape === 'polygon') marks.push(svg('path', { class: 'drawn', d: `${path}Z` }))
      if (shape === 'corridor') marks.push(svg('path', { class: 'drawn is-line', d: path, 'stroke-width': Math.max(this.pixels(group[0], metres), 2) }))
      points.forEach(([x, y], at) => {
        if (shape === 'circle') marks.push(svg('circle', { class: 'drawn', cx: x, cy: y, r: Math.max(this.pixels(group[at], metres), 3) }))
        marks.push(svg('circle', { class: 'drawn is-point', cx: x, cy: y, r: 4 }))
      })
    }
    this.drawing.replaceChildren(...marks)
  }

  private pixels(at: Place | undefined, metres: number): number {
    if (!at || !this.ground) return 0
    const [lat, lon] = at
    const [, here] = this.ground.project(lon, lat)
    const [, there] = this.ground.project(lon, lat + 0.01)
    return (Math.abs(there - here) / (0.01 * METRES_A_DEGREE)) * metres
  }
}

customElements.define('diwan-drawing', DiwanDrawing)
