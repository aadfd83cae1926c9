/** Time to pixels and back; in right-to-left pages the past lies on the right. Pure. */
export interface Scale {
  x(at: number): number
  at(x: number): number
}

/** A stretch of time without a report. */
export interface Gap {
  readonly from: number
  readonly to: number
}

/** Each gap is drawn as wide as `squeezed` milliseconds are: years of nothing must not press the days that tell something together. */
export function timeScale(from: number, to: number, start: number, width: number, mirrored: boolean, gaps: readonly Gap[] = [], squeezed = 0): Scale {
  const shares = gaps.map((gap) => ({ ...gap, drawn: Math.min(squeezed, gap.to - gap.from) }))
  const drawn = (at: number): number =>
    shares.reduce((sum, gap) => {
      const inside = Math.min(Math.max(at - gap.from, 0), gap.to - gap.from)
      return sum - inside + (inside / (gap.to - gap.from)) * gap.drawn
    }, at - from)
  const meant = (length: number): number => {
    let at = from + length
    for (const gap of shares) {
      if (at <= gap.from) return at
      at = at < gap.from + gap.drawn ? gap.from + ((at - gap.from) / gap.drawn) * (gap.to - gap.from) : at + (gap.to - gap.from) - gap.drawn
      if (at <= gap.to) return at
    }
    return at
  }
  const length = Math.max(1, drawn(to))
  const turn = (share: number): number => (mirrored ? 1 - share : share)
  return {
    x: (at) => start + turn(drawn(at) / length) * width,
    at: (x) => meant(Math.min(1, Math.max(0, turn((x - start) / width))) * length),
  }
}

/** A step into a gap ends on its other side. */
export function beyondGap(at: number, forward: boolean, gaps: readonly Gap[]): number {
  const gap = gaps.find((one) => at > one.from && at < one.to)
  return gap ? (forward ? gap.to : gap.from) : at
}

export interface Day {
  readonly at: string
  readonly label: string
  readonly long?: string
}

/** As many days as have room for their label, evenly chosen. */
export function chosenDays(days: readonly Day[], width: number, room: number): Day[] {
  const every = Math.max(1, Math.ceil((days.length * room) / Math.max(1, width)))
  return days.filter((_, index) => index % every === 0)
}

/** Of what would stand on one another, the first: days with something in them may lie close, with years of nothing beside them. */
export function apart<T>(things: readonly T[], x: (thing: T) => number, room: number): T[] {
  let last: number | undefined
  return things.filter((thing) => {
    const here = x(thing)
    if (last !== undefined && Math.abs(here - last) < room) return false
    last = here
    return true
  })
}

/** A span dragged by hand begins and ends with a bucket, so that what is counted is what is shown. */
export function toStep(at: number, origin: number, step: number): number {
  return origin + Math.round((at - origin) / step) * step
}

export const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')
