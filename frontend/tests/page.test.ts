import { beforeEach, expect, test } from 'vitest'
import { codeOf, isTyping, pressed } from '../src/page/key-codes'
import { html } from '../src/draw/elements'
import { boundsOf } from '../src/map/element'
import { forgetWords, say } from '../src/words'

beforeEach(() => {
  document.body.replaceChildren()
  document.documentElement.lang = 'en'
  delete document.documentElement.dataset['numerals']
  forgetWords()
})

test('a key is known by its position, whatever letter the layout gives', () => {
  expect(codeOf('f')).toBe('KeyF')
  expect(codeOf('?')).toBe('Shift+Slash')
  expect(pressed(new KeyboardEvent('keydown', { key: 'ب', code: 'KeyF' }))).toBe(codeOf('f'))
})

test('letters are left alone while someone types', () => {
  expect(isTyping(html('input', { type: 'search' }))).toBe(true)
  expect(isTyping(html('textarea'))).toBe(true)
  expect(isTyping(html('input', { type: 'checkbox' }))).toBe(false)
  expect(isTyping(html('button'))).toBe(false)
})

test('the page gives the words, with numbers in the numerals of choice', () => {
  document.documentElement.lang = 'fa'
  document.documentElement.dataset['numerals'] = 'arabext'
  document.body.append(html('script', { type: 'application/json', id: 'diwan-words' }, '{"map.spread": "{n} رویداد اینجا"}'))
  expect(say('map.spread', { n: 12 })).toBe('۱۲ رویداد اینجا')
})

test('words of a report never become tags', () => {
  const element = html('p', { title: '"><b>' }, '<img src=x onerror=alert(1)>')
  expect(element.querySelector('img')).toBeNull()
  expect(element.textContent).toContain('<img')
})

test('a map leaves room around its marks, even around a single one', () => {
  const [west, south, east, north] = boundsOf([{ lat: 33, lon: 44 }])
  expect(west).toBeLessThan(43)
  expect(east).toBeGreaterThan(45)
  expect(north - south).toBeGreaterThan(2)
})
