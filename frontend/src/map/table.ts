/** The same events as a table: for those who do not read maps, and for machines that cannot draw one. */
import { html, icon } from '../draw/elements'
import { say } from '../words'
import type { Mark } from './element'

function rowOf(mark: Mark): HTMLElement {
  const title = html('a', { href: mark.href }, html('bdi', { lang: mark.language }, mark.title))
  const contested = mark.contested ? html('span', { class: 'stance denies' }, icon('contested'), say('map.contested')) : ''
  return html('tr', {}, html('td', {}, html('bdi', {}, mark.place ?? '')), html('td', {}, title), html('td', { class: 'number' }, mark.origins), html('td', {}, contested))
}

export function tableOf(marks: readonly Mark[]): HTMLElement {
  if (marks.length === 0) return html('p', { class: 'empty' }, say('map.empty'))
  const heads = ['map.place', 'map.event', 'map.origins', 'map.contested'].map((key) => html('th', { scope: 'col', class: key === 'map.origins' ? 'number' : undefined }, say(key)))
  return html('table', { class: 'table' }, html('thead', {}, html('tr', {}, ...heads)), html('tbody', {}, ...marks.map(rowOf)))
}
