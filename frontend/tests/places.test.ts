import { expect, test } from 'vitest'
import { placesIn, withoutLast } from '../src/map/places'

test('an empty line begins another area, and what is no plain degrees is left to the server', () => {
  const text = '33.3 44.3\n33.4, 44.4\n38S MB 4060 8613\n\n\n-1 2'
  expect(placesIn(text)).toEqual([[[33.3, 44.3], [33.4, 44.4]], [[-1, 2]]])
  expect(placesIn('')).toEqual([])
})

test('the last point goes and nothing else', () => {
  expect(withoutLast('33.3 44.3\n33.4 44.4\n')).toBe('33.3 44.3')
  expect(withoutLast('33.3 44.3\n\n33.4 44.4')).toBe('33.3 44.3')
  expect(withoutLast('')).toBe('')
})
