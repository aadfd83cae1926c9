/** What the officer narrowed the situation to. Pure: the page's query in, the page's query out. */
export type Box = readonly [west: number, south: number, east: number, north: number]

export interface Narrowing {
  readonly from: string | null
  readonly to: string | null
  readonly box: Box | null
}

export interface Placed {
  readonly at: string | undefined
  readonly lat: number | undefined
  readonly lon: number | undefined
}

const rounded = (degree: number): number => Math.round(degree * 1000) / 1000

function parseBox(text: string | null): Box | null {
  const numbers = (text ?? '').split(',').map(Number)
  const [west, south, east, north] = numbers
  if (numbers.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined) return null
  return numbers.every(Number.isFinite) && west < east && south < north ? [west, south, east, north] : null
}

export function readQuery(query: string): Narrowing {
  const parameters = new URLSearchParams(query)
  return { from: parameters.get('from'), to: parameters.get('to'), box: parseBox(parameters.get('box')) }
}

/** All other conditions of the sentence stay; the place in the list does not, because the list is another one. */
export function writeQuery(query: string, narrowing: Narrowing): string {
  const parameters = new URLSearchParams(query)
  parameters.delete('after')
  const values = { from: narrowing.from, to: narrowing.to, box: narrowing.box?.map(rounded).join(',') ?? null }
  for (const [name, value] of Object.entries(values)) {
    if (value) parameters.set(name, value)
    else parameters.delete(name)
  }
  return parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
}

/** What has no time or no place cannot be judged here and stays until the server has answered. */
export function isOutside(thing: Placed, { from, to, box }: Narrowing): boolean {
  if (thing.at !== undefined) {
    const at = Date.parse(thing.at)
    if (from && at < Date.parse(from)) return true
    if (to && at > Date.parse(to)) return true
  }
  if (box === null) return false
  if (thing.lat === undefined || thing.lon === undefined) return true
  return thing.lon < box[0] || thing.lon > box[2] || thing.lat < box[1] || thing.lat > box[3]
}
