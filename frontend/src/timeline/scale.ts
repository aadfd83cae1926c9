/** Time to pixels and back; in right-to-left pages the past lies on the right. Pure. */
export interface Scale {
  x(at: number): number
  at(x: number): number
}

export function timeScale(from: number, to: number, start: number, width: number, mirrored: boolean): Scale {
  const length = Math.max(1, to - from)
  const turn = (share: number): number => (mirrored ? 1 - share : share)
  return {
    x: (at) => start + turn((at - from) / length) * width,
    at: (x) => from + Math.min(1, Math.max(0, turn((x - start) / width))) * length,
  }
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
