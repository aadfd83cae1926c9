import { expect, test } from 'vitest'
import { isOutside, readQuery, writeQuery } from '../src/situation/store'

const open = { from: null, to: null, box: null }

test('a narrowing survives the way through the query', () => {
  const narrowing = { from: '2016-10-31T00:00:00Z', to: '2016-11-07T00:00:00Z', box: [39, 33.5, 42, 36] as const }
  expect(readQuery(writeQuery('', narrowing))).toEqual(narrowing)
})

test('other conditions of the sentence stay and the place in the list goes', () => {
  expect(writeQuery('?kind=aid&after=abc', { ...open, from: '2016-10-31T00:00:00Z' })).toBe('kind=aid&from=2016-10-31T00:00:00Z')
})

test('a box that is no box is ignored', () => {
  for (const box of ['1,2,3', 'a,b,c,d', '5,1,4,2', '']) expect(readQuery(`box=${box}`).box).toBeNull()
})

test('what lies before the span or beside the box is outside', () => {
  const narrowing = { from: '2016-10-31T00:00:00Z', to: null, box: [39, 33, 42, 36] as const }
  const inside = { at: '2016-11-01T00:00:00Z', lat: 35, lon: 40 }
  expect(isOutside(inside, narrowing)).toBe(false)
  expect(isOutside({ ...inside, at: '2016-10-30T23:59:00Z' }, narrowing)).toBe(true)
  expect(isOutside({ ...inside, lon: 44 }, narrowing)).toBe(true)
})

test('an event without a place is outside of every box and inside when none is drawn', () => {
  const nowhere = { at: undefined, lat: undefined, lon: undefined }
  expect(isOutside(nowhere, open)).toBe(false)
  expect(isOutside(nowhere, { ...open, box: [0, 0, 1, 1] })).toBe(true)
})
