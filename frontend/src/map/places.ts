/** Points as a field of the page holds them, one a line, and an empty line between two areas. */
export type Place = readonly [lat: number, lon: number]

/** Groups of points in plain degrees; a line in another notation is left to the server, which reads them all. */
export function placesIn(text: string): Place[][] {
  const groups: Place[][] = [[]]
  for (const line of text.split('\n')) {
    const found = /^\s*(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)\s*$/.exec(line)
    if (found) groups.at(-1)?.push([Number(found[1]), Number(found[2])])
    else if (line.trim() === '') groups.push([])
  }
  return groups.filter((group) => group.length > 0)
}

export function withoutLast(text: string): string {
  return text.trimEnd().split('\n').slice(0, -1).join('\n').trimEnd()
}
