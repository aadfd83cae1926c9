/** MapLibre where the machine draws fast, our own SVG elsewhere. */
import type { Ground } from './ground'
import type { World } from './world'

export async function makeGround(container: HTMLElement, world: World, focus: ReadonlySet<string>, wish: string | null): Promise<Ground> {
  if (wish !== 'svg') {
    try {
      const gl = await import('./gl-ground')
      if (wish === 'gl' || gl.drawsFast()) return await gl.makeGlGround(container, world, focus, wish === 'gl')
    } catch {
      container.replaceChildren() // no WebGL after all; the other map needs none
    }
  }
  const { makeSvgGround } = await import('./svg-ground')
  return makeSvgGround(container, world, focus)
}
