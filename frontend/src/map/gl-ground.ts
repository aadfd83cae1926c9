/** The map by MapLibre: only land and borders from our own file; marks and labels lie above as elements, so no glyph server is asked. */
import { Map as LibreMap, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import workerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import 'maplibre-gl/dist/maplibre-gl.css'
import type { Box } from '../situation/store'
import { type Ground, type Palette, paletteOf, type Point } from './ground'
import type { World } from './world'

// A worker of its own file: the pages' policy allows no blob: scripts.
setWorkerUrl(workerAddress)

const SLOWEST_START_MS = 3000

const landColour = (palette: Palette, focus: ReadonlySet<string>): StyleSpecification['layers'][number] => ({
  id: 'land',
  type: 'fill',
  source: 'countries',
  paint: { 'fill-color': ['case', ['in', ['coalesce', ['get', 'code'], ''], ['literal', [...focus]]], palette.land, palette.neighbour] },
})

function styleOf(world: World, palette: Palette, focus: ReadonlySet<string>): StyleSpecification {
  return {
    version: 8,
    sources: {
      countries: { type: 'geojson', data: world.countries },
      borders: { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: world.borders } },
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': palette.water } },
      landColour(palette, focus),
      { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': palette.border, 'line-width': 1, 'line-dasharray': [6, 2, 1, 2] } },
    ],
  }
}

class GlGround implements Ground {
  constructor(private readonly container: HTMLElement, private readonly map: LibreMap, private readonly focus: ReadonlySet<string>) {}

  project(lon: number, lat: number): Point {
    const { x, y } = this.map.project([lon, lat])
    return [x, y]
  }

  unproject(x: number, y: number): Point {
    const { lng, lat } = this.map.unproject([x, y])
    return [lng, lat]
  }

  fit([west, south, east, north]: Box): void {
    this.map.fitBounds([[west, south], [east, north]], { animate: false })
  }

  zoomBy(step: number): void {
    this.map.zoomTo(this.map.getZoom() + step, { duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200 })
  }

  zoom(): number {
    return this.map.getZoom()
  }

  onMove(listener: () => void): void {
    this.map.on('move', listener)
  }

  resize(): void {
    this.map.resize()
  }

  repaint(): void {
    const palette = paletteOf(this.container)
    this.map.setPaintProperty('water', 'background-color', palette.water)
    this.map.setPaintProperty('land', 'fill-color', ['case', ['in', ['coalesce', ['get', 'code'], ''], ['literal', [...this.focus]]], palette.land, palette.neighbour])
    this.map.setPaintProperty('borders', 'line-color', palette.border)
  }

  hold(still: boolean): void {
    for (const handler of [this.map.dragPan, this.map.scrollZoom, this.map.touchZoomRotate]) {
      if (still) handler.disable()
      else handler.enable()
    }
  }

  dispose(): void {
    this.map.remove()
  }
}

/** Refuses a machine that would draw in software: there the SVG map is quicker. `anyMachine` is for tests. */
export async function makeGlGround(container: HTMLElement, world: World, focus: ReadonlySet<string>, anyMachine = false): Promise<Ground> {
  const map = new LibreMap({
    container,
    style: styleOf(world, paletteOf(container), focus),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    maxZoom: 10,
    renderWorldCopies: false,
    keyboard: false,
    fadeDuration: 0,
    canvasContextAttributes: { failIfMajorPerformanceCaveat: !anyMachine },
  })
  map.touchZoomRotate.disableRotation()
  map.getCanvas().setAttribute('tabindex', '-1')
  map.getCanvas().setAttribute('aria-hidden', 'true')
  await new Promise<void>((resolve, reject) => {
    map.once('load', () => resolve())
    map.once('error', (event) => reject(event.error))
    if (!anyMachine) window.setTimeout(() => reject(new Error('The map draws too slowly here.')), SLOWEST_START_MS)
  }).catch((error: unknown) => {
    map.remove()
    throw error
  })
  return new GlGround(container, map, focus)
}

const IN_SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i

/** Some browsers draw in software and do not call it slow; the name of the renderer tells. */
export function drawsFast(): boolean {
  const context = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true })
  if (!context) return false
  const names = context.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER))
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return !IN_SOFTWARE.test(renderer)
}
