/** Drawing a box on the map by pointer, or taking what is shown by Enter. */
import { html } from '../draw/elements'
import type { Box } from '../situation/store'
import type { Ground, Point } from './ground'

const TOO_SMALL_PIXELS = 6

export class BoxDrawing {
  drawing = false
  private box: Box | null = null
  private start: Point | undefined
  private readonly outline = html('div', { class: 'map-box', hidden: true, 'aria-hidden': 'true' })
  private readonly hint = html('p', { class: 'map-hint', role: 'status' })

  /** `done` gets the box, or nothing when the officer ended without one. */
  constructor(private readonly frame: HTMLElement, private readonly ground: Ground, private readonly done: (box?: Box) => void) {
    frame.append(this.outline, this.hint)
    frame.addEventListener('pointerdown', (event) => this.press(event), { capture: true })
    frame.addEventListener('pointermove', (event) => this.drag(event))
    frame.addEventListener('pointerup', (event) => this.release(event))
    document.addEventListener('keydown', (event) => this.key(event), { capture: true })
  }

  begin(hint: string): void {
    this.drawing = true
    this.hint.textContent = hint
    this.frame.classList.add('is-drawing')
    this.ground.hold(true)
  }

  show(box: Box | null): void {
    this.box = box
    this.place()
  }

  place(): void {
    this.outline.hidden = !this.box
    if (!this.box) return
    const [west, south, east, north] = this.box
    this.outlineAt(this.ground.project(west, north), this.ground.project(east, south))
  }

  private outlineAt([left, top]: Point, [right, bottom]: Point): void {
    this.outline.hidden = false
    Object.assign(this.outline.style, { left: `${Math.min(left, right)}px`, top: `${Math.min(top, bottom)}px`, width: `${Math.abs(right - left)}px`, height: `${Math.abs(bottom - top)}px` })
  }

  private pointOf(event: PointerEvent): Point {
    const { left, top } = this.frame.getBoundingClientRect()
    return [event.clientX - left, event.clientY - top]
  }

  private press(event: PointerEvent): void {
    if (!this.drawing) return
    event.preventDefault()
    event.stopPropagation()
    this.start = this.pointOf(event)
    this.frame.setPointerCapture(event.pointerId)
  }

  private drag(event: PointerEvent): void {
    if (this.start) this.outlineAt(this.start, this.pointOf(event))
  }

  private release(event: PointerEvent): void {
    const from = this.start
    this.start = undefined
    if (!from) return
    const to = this.pointOf(event)
    const large = Math.abs(from[0] - to[0]) > TOO_SMALL_PIXELS && Math.abs(from[1] - to[1]) > TOO_SMALL_PIXELS
    this.finish(large ? this.between(from, to) : undefined)
  }

  private between(from: Point, to: Point): Box {
    const [west, north] = this.ground.unproject(Math.min(from[0], to[0]), Math.min(from[1], to[1]))
    const [east, south] = this.ground.unproject(Math.max(from[0], to[0]), Math.max(from[1], to[1]))
    return [west, south, east, north]
  }

  private key(event: KeyboardEvent): void {
    if (!this.drawing || (event.key !== 'Escape' && event.key !== 'Enter')) return
    event.preventDefault()
    event.stopPropagation()
    const whole = (): Box => this.between([0, 0], [this.frame.clientWidth, this.frame.clientHeight])
    this.finish(event.key === 'Enter' ? whole() : undefined)
  }

  private finish(box: Box | undefined): void {
    this.drawing = false
    this.start = undefined
    this.hint.textContent = ''
    this.frame.classList.remove('is-drawing')
    this.ground.hold(false)
    this.place()
    this.done(box)
  }
}
