/** Where origins and their copies stand: the one with most copies at the start side, its copies around it, the others opposite. Pure. */
export interface OriginNode {
  readonly id: string
  readonly name: string
  readonly language?: string
  readonly note?: string
  readonly size: number
  readonly href?: string
  readonly copies: readonly { readonly name: string; readonly language?: string; readonly share?: string; readonly href?: string }[]
}

export interface Quote {
  readonly from: string
  readonly to: string
}

export interface Place {
  readonly start: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Layout {
  readonly height: number
  readonly hub: OriginNode | undefined
  readonly nodes: ReadonlyMap<string, Place>
  readonly copies: readonly Place[]
}

const HIGH = 40
const COPY = 30
const GAP = 14

function column(ids: readonly string[], start: number, width: number): Map<string, Place> {
  return new Map(ids.map((id, index) => [id, { start, top: index * (HIGH + GAP + 10), width, height: HIGH }]))
}

/** `start` counts from the side where reading begins, so that the same layout serves both directions. */
export function layOut(origins: readonly OriginNode[], width: number, unfolded: boolean): Layout {
  const hub = origins.reduce<OriginNode | undefined>((best, next) => (next.copies.length > (best?.copies.length ?? 0) ? next : best), undefined)
  const others = origins.filter((origin) => origin !== hub)
  if (!hub) return grid(others, width)
  const copies = unfolded ? hub.copies.length : 0
  const above = Math.ceil(copies / 2)
  const ofWidth = Math.round(width * 0.39)
  const nodes = column(others.map((origin) => origin.id), width - Math.round(width * 0.37), Math.round(width * 0.37))
  const othersHigh = others.length * (HIGH + GAP + 10)
  const copiesHigh = copies * (COPY + GAP) + HIGH + GAP
  const shift = Math.max(0, (othersHigh - copiesHigh) / 2)
  const hubTop = shift + above * (COPY + GAP)
  nodes.set(hub.id, { start: 6, top: hubTop, width: ofWidth, height: HIGH })
  const places = Array.from({ length: copies }, (_, index) => ({ start: 0, top: index < above ? shift + index * (COPY + GAP) : hubTop + HIGH + GAP + (index - above) * (COPY + GAP), width: Math.round(width * 0.365), height: COPY }))
  return { height: Math.max(othersHigh, copiesHigh) + 6, hub, nodes, copies: places }
}

function grid(origins: readonly OriginNode[], width: number): Layout {
  const wide = (width - 60) / 2
  const nodes = new Map(origins.map(({ id }, index) => [id, { start: (index % 2) * (wide + 60), top: Math.floor(index / 2) * (HIGH + GAP + 10), width: wide, height: HIGH }]))
  return { height: Math.ceil(origins.length / 2) * (HIGH + GAP + 10) + 6, hub: undefined, nodes, copies: [] }
}
