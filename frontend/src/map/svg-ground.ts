/** The map without WebGL: every path is made once, in the pixels of one large world, and moved by a transform. */
import { geoMercator, geoPath } from 'd3-geo'
import { svg } from '../draw/elements'
import type { Box } from '../situation/store'
import type { Ground, Point } from './ground'
import type { World } from './world'

const WORLD = 4096
const mercator = geoMercator().scale(WORLD / (2 * Math.PI)).translate([WORLD / 2, WORLD / 2]).precision(0)
const LARGEST = 60
const SMALLEST = 0.12

class SvgGround implements Ground {
  private scale = 1
  private x = 0
  private y = 0
  private held = false
  private readonly listeners: (() => void)[] = []
  private readonly pointers = new Map<number, Point>()
  private readonly moved = svg('g')
  private readonly picture = svg('svg', { class: 'map-ground', 'aria-hidden': 'true' }, this.moved)

  constructor(private readonly container: HTMLElement, world: World, focus: ReadonlySet<string>) {
    const path = geoPath(mercator)
    for (const country of world.countries.features) {
      const near = country.properties.code && focus.has(country.properties.code)
      this.moved.append(svg('path', { d: path(country) ?? '', class: near ? 'map-land' : 'map-land is-neighbour' }))
    }
    this.moved.append(svg('path', { d: path(world.borders) ?? '', class: 'map-border' }))
    container.append(this.picture)
    this.listen()
  }

  project(lon: number, lat: number): Point {
    const [x, y] = mercator([lon, lat]) ?? [0, 0]
    return [x * this.scale + this.x, y * this.scale + this.y]
  }

  unproject(x: number, y: number): Point {
    return mercator.invert?.([(x - this.x) / this.scale, (y - this.y) / this.scale]) ?? [0, 0]
  }

  fit([west, south, east, north]: Box): void {
    const { clientWidth: width, clientHeight: height } = this.container
    const [left, top] = mercator([west, north]) ?? [0, 0]
    const [right, bottom] = mercator([east, south]) ?? [WORLD, WORLD]
    this.scale = this.clamp(Math.min(width / (right - left), height / (bottom - top)))
    this.x = width / 2 - ((left + right) / 2) * this.scale
    this.y = height / 2 - ((top + bottom) / 2) * this.scale
    this.move()
  }

  zoomBy(step: number): void {
    this.zoomAround(this.container.clientWidth / 2, this.container.clientHeight / 2, 2 ** step)
  }

  zoom(): number {
    return Math.log2((WORLD * this.scale) / 512)
  }

  onMove(listener: () => void): void {
    this.listeners.push(listener)
  }

  resize(): void {
    this.move()
  }

  repaint(): void {
    // The tokens colour it.
  }

  hold(still: boolean): void {
    this.held = still
  }

  dispose(): void {
    this.picture.remove()
  }

  private readonly clamp = (scale: number): number => Math.min(LARGEST, Math.max(SMALLEST, scale))

  private move(): void {
    this.moved.setAttribute('transform', `translate(${this.x} ${this.y}) scale(${this.scale})`)
    for (const listener of this.listeners) listener()
  }

  private zoomAround(x: number, y: number, factor: number): void {
    const next = this.clamp(this.scale * factor)
    this.x = x - ((x - this.x) * next) / this.scale
    this.y = y - ((y - this.y) * next) / this.scale
    this.scale = next
    this.move()
  }

  private listen(): void {
    const { container } = this
    container.addEventListener('wheel', (event) => this.wheel(event), { passive: false })
    container.addEventListener('pointerdown', (event) => this.press(event))
    container.addEventListener('pointermove', (event) => this.drag(event))
    for (const name of ['pointerup', 'pointercancel'] as const) container.addEventListener(name, (event) => this.pointers.delete(event.pointerId))
  }

  private wheel(event: WheelEvent): void {
    if (this.held) return
    event.preventDefault()
    const box = this.container.getBoundingClientRect()
    this.zoomAround(event.clientX - box.left, event.clientY - box.top, 2 ** (-event.deltaY / 320))
  }

  private press(event: PointerEvent): void {
    if (this.held || (event.target as Element).closest('button, a')) return
    this.pointers.set(event.pointerId, [event.clientX, event.clientY])
    this.container.setPointerCapture(event.pointerId)
  }

  /** One finger moves; two also draw nearer or farther. */
  private drag(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId)
    if (!before) return
    const now: Point = [event.clientX, event.clientY]
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1]
    if (other) {
      const box = this.container.getBoundingClientRect()
      const distance = (point: Point): number => Math.hypot(point[0] - other[0], point[1] - other[1])
      this.zoomAround(other[0] - box.left, other[1] - box.top, distance(now) / Math.max(1, distance(before)))
    } else {
      this.x += now[0] - before[0]
      this.y += now[1] - before[1]
      this.move()
    }
    this.pointers.set(event.pointerId, now)
  }
}

export async function makeSvgGround(container: HTMLElement, world: World, focus: ReadonlySet<string>): Promise<Ground> {
  return new SvgGround(container, world, focus)
}
