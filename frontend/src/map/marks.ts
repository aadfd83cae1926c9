/** Where marks stand: those that would cover one another are spread on a ring, or, when many, stacked. Pure. */
export interface Standing<T> {
  readonly x: number
  readonly y: number
  readonly members: readonly T[]
}

export interface Located<T> {
  readonly x: number
  readonly y: number
  readonly thing: T
}

const RING_AT_MOST = 5

export function groupNear<T>(points: readonly Located<T>[], distance: number): Located<T>[][] {
  const groups: Located<T>[][] = []
  for (const point of points) {
    const near = groups.find(([first]) => first && Math.hypot(first.x - point.x, first.y - point.y) < distance)
    if (near) near.push(point)
    else groups.push([point])
  }
  return groups
}

function ring<T>(group: readonly Located<T>[], x: number, y: number, distance: number): Standing<T>[] {
  const radius = distance / (2 * Math.sin(Math.PI / group.length)) + 1
  return group.map((point, index) => {
    const angle = (2 * Math.PI * index) / group.length - Math.PI / 2
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle), members: [point.thing] }
  })
}

const ROUNDS = 60

/** Groups may still touch one another: each pair that is too near is pushed apart, half the way each. */
export function pushApart<T>(standings: readonly Standing<T>[], distance: number): Standing<T>[] {
  const spots = standings.map(({ x, y }) => ({ x, y }))
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false
    for (const [index, one] of spots.entries()) {
      for (const other of spots.slice(index + 1)) {
        const [dx, dy] = [other.x - one.x, other.y - one.y]
        const apart = Math.max(Math.abs(dx), Math.abs(dy)) // targets are squares: corners must not meet either
        if (apart >= distance - 0.01) continue
        const [ux, uy] = Math.abs(dx) >= Math.abs(dy) ? [dx < 0 ? -1 : 1, 0] : [0, dy < 0 ? -1 : 1]
        const push = (distance - apart) / 2
        one.x -= ux * push
        one.y -= uy * push
        other.x += ux * push
        other.y += uy * push
        moved = true
      }
    }
    if (!moved) break
  }
  return standings.map((standing, index) => ({ ...standing, ...spots[index] }))
}

export function stand<T>(points: readonly Located<T>[], distance: number): Standing<T>[] {
  const standings = groupNear(points, distance).flatMap((group) => {
    const x = group.reduce((sum, point) => sum + point.x, 0) / group.length
    const y = group.reduce((sum, point) => sum + point.y, 0) / group.length
    if (group.length === 1 || group.length > RING_AT_MOST) return [{ x, y, members: group.map((point) => point.thing) }]
    return ring(group, x, y, distance)
  })
  return pushApart(standings, distance)
}

export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export const overlaps = (a: Rectangle, b: Rectangle): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height
