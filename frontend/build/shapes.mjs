/** Marks that Diwan draws itself: five stances and four answers, told apart by outline alone, and its sign. */
const fill = 'fill="currentColor" stroke="none"'
const line = 'fill="none" stroke="currentColor" stroke-width="1.8"'

export const shapes = {
  diwan: [24, `<g fill="none" stroke="currentColor" stroke-width="1.9" stroke-linejoin="round"><rect x="5" y="5" width="14" height="14"/><rect x="5" y="5" width="14" height="14" transform="rotate(45 12 12)"/></g><circle cx="12" cy="12" r="2.3" ${fill}/>`],
  'stance-asserts': [13, `<circle cx="6.5" cy="6.5" r="4.9" ${fill}/>`],
  'stance-confirms': [13, `<path ${fill} fill-rule="evenodd" d="M2.5 1h8A1.5 1.5 0 0 1 12 2.500v8A1.500 1.500 0 0 1 10.500 12h-8A1.500 1.500 0 0 1 1 10.500v-8A1.500 1.500 0 0 1 2.500 1Zm.4 5.800 2.700 2.700 4.700-4.800-1.200-1.200-3.500 3.600-1.500-1.500Z"/>`],
  'stance-doubts': [13, `<path ${line} stroke-linejoin="miter" d="M6.5 1.300 11.700 6.500 6.500 11.700 1.300 6.500Z"/><circle cx="6.5" cy="6.5" r="1.5" ${fill}/>`],
  'stance-retracts': [13, `<circle cx="6.5" cy="6.5" r="4.2" ${line}/><path ${line} d="M0 6.500h13"/>`],
  'stance-denies': [13, `<path fill="none" stroke="currentColor" stroke-width="2.8" d="M2.200 2.200 10.800 10.800M10.800 2.200 2.200 10.800"/>`],
  'contested': [13, `<path fill="none" stroke="currentColor" stroke-width="2.8" d="M2.200 2.200 10.800 10.800M10.800 2.200 2.200 10.800"/>`],
  'answer-waiting': [13, `<circle cx="6.5" cy="6.5" r="4.700" ${line}/>`],
  'answer-delivered': [13, `<circle cx="6.5" cy="6.5" r="4.700" ${line}/><path ${fill} d="M6.500 2.500a4 4 0 0 1 0 8Z"/>`],
  'answer-received': [13, `<path ${fill} fill-rule="evenodd" d="M6.500 1a5.500 5.500 0 1 1 0 11a5.500 5.500 0 0 1 0-11ZM3.500 6.700 5.700 9 9.700 5 8.600 3.900 5.700 6.800 4.600 5.600Z"/>`],
  'answer-objects': [13, `<path ${fill} d="M6.500 1 12.500 11.800H.500Z"/>`],
}
