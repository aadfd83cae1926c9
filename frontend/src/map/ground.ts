/** What lies under the marks: MapLibre where the machine draws fast, our own SVG elsewhere. Both use Web Mercator. */
import type { Box } from '../situation/store'
import type { World } from './world'

export type Point = readonly [x: number, y: number]

export interface Ground {
  project(lon: number, lat: number): Point
  unproject(x: number, y: number): Point
  fit(bounds: Box): void
  zoomBy(step: number): void
  /** Web-Mercator zoom, 0 = the world in 512 pixels; labels depend on it. */
  zoom(): number
  onMove(listener: () => void): void
  resize(): void
  /** After the theme changed. */
  repaint(): void
  /** While a box is drawn, dragging must not move the map. */
  hold(still: boolean): void
  dispose(): void
}

export interface Palette {
  readonly land: string
  readonly neighbour: string
  readonly water: string
  readonly border: string
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  return { land: token('--land'), neighbour: token('--land-2'), water: token('--water'), border: token('--border-line') }
}

export type MakeGround = (container: HTMLElement, world: World, focus: ReadonlySet<string>) => Promise<Ground>
