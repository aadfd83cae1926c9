/** A time axis that leaves out empty stretches, so that two busy hours a day apart can both be read. Pure. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

const MIN_SHARE = 0.2

/** Busy stretches: neighbours nearer than a fifth of the whole belong together. At most three cuts. */
export function stretchesOf(times: readonly number[]): Stretch[] {
  const sorted = [...times].toSorted((a, b) => a - b)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const gaps = sorted.slice(1).map((at, index) => ({ at: index + 1, length: at - (sorted[index] ?? at) }))
  const cuts = gaps.filter((gap) => gap.length > (last - first) * MIN_SHARE).toSorted((a, b) => b.length - a.length).slice(0, 3).map((gap) => gap.at).toSorted((a, b) => a - b)
  const edges = [0, ...cuts, sorted.length]
  return edges.slice(1).map((end, index) => ({ from: sorted[edges[index] ?? 0] ?? first, to: sorted[end - 1] ?? last }))
}

export interface Axis {
  x(at: number): number | undefined
  readonly cuts: readonly number[]
}

export function cutAxis(times: readonly number[], start: number, width: number, mirrored: boolean, cutWidth = 34): Axis {
  const stretches = stretchesOf(times)
  const total = stretches.reduce((sum, stretch) => sum + weight(stretch, stretches), 0)
  const room = width - cutWidth * Math.max(0, stretches.length - 1)
  const turn = (x: number): number => (mirrored ? start + width - (x - start) : x)
  let at = start
  const placed = stretches.map((stretch) => {
    const wide = (weight(stretch, stretches) / (total || 1)) * room
    const place = { from: stretch.from, to: stretch.to, x: at, wide }
    at += wide + cutWidth
    return place
  })
  return {
    cuts: placed.slice(1).map((stretch) => turn(stretch.x - cutWidth / 2)),
    x: (time) => {
      const stretch = placed.find((candidate) => time >= candidate.from && time <= candidate.to)
      if (!stretch) return undefined
      const length = stretch.to - stretch.from
      return turn(stretch.x + (length === 0 ? 0.5 : (time - stretch.from) / length) * stretch.wide)
    },
  }
}

/** A single moment needs room for its mark; a long stretch must not starve a short one. */
function weight(stretch: Stretch, all: readonly Stretch[]): number {
  const longest = Math.max(1, ...all.map(({ from, to }) => to - from))
  return Math.max(stretch.to - stretch.from, longest * 0.35)
}

/** Marks of one moment stand side by side around it: none hides another. `xs` follow the reading direction. */
export function besideOneAnother(xs: readonly number[], mirrored: boolean, apart = 14): number[] {
  const way = mirrored ? -1 : 1
  const ahead = xs.map((x) => x * way)
  const clusters: number[][] = []
  for (const x of ahead) {
    const last = clusters.at(-1)
    const first = last?.[0]
    if (last && first !== undefined && x < first + last.length * apart) last.push(x)
    else clusters.push([x])
  }
  return clusters.flatMap((cluster) => {
    const middle = cluster.reduce((sum, x) => sum + x, 0) / cluster.length
    return cluster.map((_, index) => (middle + (index - (cluster.length - 1) / 2) * apart) * way)
  })
}
