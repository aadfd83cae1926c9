import { expect, test } from 'vitest'
import { overlaps, stand } from '../src/map/marks'
import { layOut } from '../src/origins/layout'
import { stepInGrid } from '../src/page/claims-table'
import { stackNotes } from '../src/page/report'
import { besideWords } from '../src/page/beside'
import { besideOneAnother, cutAxis, stretchesOf } from '../src/stances/axis'
import { beyondGap, chosenDays, timeScale, toStep } from '../src/timeline/scale'

const HOUR = 3_600_000

const node = (id: string, copies: number) => ({ id, name: id, size: copies + 1, copies: Array.from({ length: copies }, () => ({ name: 'c' })) })

test('marks far apart stand where they are', () => {
  const standings = stand([{ x: 0, y: 0, thing: 'a' }, { x: 100, y: 0, thing: 'b' }], 20)
  expect(standings.map(({ x, members }) => [x, members])).toEqual([[0, ['a']], [100, ['b']]])
})

test('marks at one place are spread so that none covers another', () => {
  const standings = stand(['a', 'b', 'c', 'd'].map((thing) => ({ x: 50, y: 50, thing })), 20)
  expect(standings).toHaveLength(4)
  for (const one of standings) for (const other of standings) if (one !== other) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(20)
})

test('many marks at one place become a stack that loses none', () => {
  const standings = stand(Array.from({ length: 9 }, (_, thing) => ({ x: 5, y: 5, thing })), 20)
  expect(standings).toHaveLength(1)
  expect(standings[0]?.members).toHaveLength(9)
})

test('rectangles that only touch do not overlap', () => {
  const left = { left: 0, top: 0, width: 10, height: 10 }
  expect(overlaps(left, { ...left, left: 10 })).toBe(false)
  expect(overlaps(left, { ...left, left: 9 })).toBe(true)
})

test('time runs from right to left in a mirrored timeline, and back again', () => {
  const scale = timeScale(0, 100, 10, 200, true)
  expect(scale.x(0)).toBe(210)
  expect(scale.x(100)).toBe(10)
  expect(scale.at(scale.x(30))).toBeCloseTo(30)
})

test('a pointer beside the plot means its end', () => {
  expect(timeScale(0, 100, 0, 50, false).at(900)).toBe(100)
})

test('a long gap is squeezed, on both ways through the scale', () => {
  const gaps = [{ from: 40, to: 1000 }]
  for (const mirrored of [false, true]) {
    const scale = timeScale(0, 1060, 10, 110, mirrored, gaps, 10)
    expect(Math.abs(scale.x(40) - scale.x(0))).toBeCloseTo(40)
    expect(Math.abs(scale.x(1000) - scale.x(40))).toBeCloseTo(10)
    expect(Math.abs(scale.x(1060) - scale.x(1000))).toBeCloseTo(60)
    for (const at of [0, 20, 40, 300, 999, 1000, 1060]) expect(scale.at(scale.x(at))).toBeCloseTo(at)
  }
})

test('a step into a gap ends on its other side', () => {
  const gaps = [{ from: 40, to: 1000 }]
  expect([beyondGap(41, true, gaps), beyondGap(999, false, gaps), beyondGap(40, true, gaps), beyondGap(12, true, gaps)]).toEqual([1000, 40, 40, 12])
})

test('a dragged edge snaps to the next bucket', () => {
  expect(toStep(7.2 * HOUR, 0, 6 * HOUR)).toBe(6 * HOUR)
})

test('only as many days are named as have room', () => {
  const days = Array.from({ length: 14 }, (_, index) => ({ at: '', label: String(index) }))
  expect(chosenDays(days, 500, 66)).toHaveLength(7)
})

test('an empty night between two busy hours is cut out of the axis', () => {
  const times = [0, HOUR, 20 * HOUR, 21 * HOUR]
  expect(stretchesOf(times)).toEqual([{ from: 0, to: HOUR }, { from: 20 * HOUR, to: 21 * HOUR }])
  const axis = cutAxis(times, 0, 400, false)
  expect(axis.cuts).toHaveLength(1)
  expect(axis.x(10 * HOUR)).toBeUndefined()
  expect((axis.x(HOUR) ?? 0) < (axis.x(20 * HOUR) ?? 0)).toBe(true)
})

test('a single stance stands in the middle of its axis', () => {
  expect(cutAxis([5], 0, 100, false).x(5)).toBe(50)
})

test('the origin with most copies becomes the hub and its copies surround it', () => {
  const layout = layOut([node('a', 0), node('wire', 4), node('b', 1)], 350, true)
  expect(layout.hub?.id).toBe('wire')
  expect(layout.copies).toHaveLength(4)
  expect(layout.nodes.size).toBe(3)
  const top = layout.nodes.get('wire')?.top ?? 0
  expect(layout.copies.filter((copy) => copy.top < top)).toHaveLength(2)
})

test('margin notes keep to their lines until they would overlap', () => {
  expect(stackNotes([0, 100, 105], [40, 40, 40], 10)).toEqual([0, 100, 150])
})

test('why never covers the words that it explains', () => {
  const words = { left: 300, right: 400, top: 500, bottom: 530 }
  const above = besideWords(words, { width: 480, height: 260 }, { width: 1000, height: 600 }, false)
  expect(above.top + 260).toBeLessThanOrEqual(words.top)
  const below = besideWords({ ...words, top: 100, bottom: 130 }, { width: 480, height: 260 }, { width: 1000, height: 600 }, true)
  expect(below.top).toBeGreaterThanOrEqual(130)
})

test('arrow keys jump over empty cells', () => {
  const grid = [['a', null, 'c'], [null, null, 'f']]
  expect(stepInGrid(grid, 0, 0, 0, 1)).toBe('c')
  expect(stepInGrid(grid, 0, 0, 1, 0)).toBeNull()
})

test('stances of one moment stand side by side around it, in reading order', () => {
  expect(besideOneAnother([100, 100, 200], false, 10)).toEqual([95, 105, 200])
  expect(besideOneAnother([200, 100, 100], true, 10)).toEqual([200, 105, 95])
})

test('groups of marks that would touch one another are pushed apart', () => {
  const places: [number, number][] = [[50, 50], [52, 50], [80, 50], [82, 52], [66, 70], [100, 60]]
  const standings = stand(places.map(([x, y], thing) => ({ x, y, thing })), 25)
  const gaps = standings.flatMap((one, index) => standings.slice(index + 1).map((other) => Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y))))
  expect(Math.min(...gaps)).toBeGreaterThan(24)
})
