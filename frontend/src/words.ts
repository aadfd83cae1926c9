/** The sentences that script shows. The page gives them in the officer's language; these are only what it may forget. */
const english: Record<string, string> = {
  'map.label': 'Map of events. The same events stand in the list.',
  'map.box': 'Draw a box',
  'map.box.clear': 'Remove the box',
  'map.box.hint': 'Drag a box on the map, or press Enter to take what is shown; Esc ends.',
  'map.table': 'As a table',
  'map.activities': 'Activities',
  'draw.label': 'Map to set points on. The field above takes the same points by hand.',
  'draw.set': 'Set points on the map',
  'draw.back': 'Take the last one back',
  'draw.another': 'Begin another area',
  'map.map': 'As a map',
  'map.nearer': 'Nearer',
  'map.farther': 'Farther',
  'map.all': 'Show all',
  'map.note.plain': 'Lines imply no recognition. © Natural Earth',
  'map.note': 'Number in a mark: independent origins. Lines imply no recognition. © Natural Earth',
  'map.event': 'Event',
  'map.place': 'Place',
  'map.origins': 'Origins',
  'map.contested': 'contested',
  'map.spread': '{n} events here',
  'map.empty': 'No event with a place in this span.',
  'timeline.label': 'Reports over time',
  'timeline.hint': 'Drag to narrow the feed.',
  'timeline.start': 'First day shown',
  'timeline.end': 'Last day shown',
  'timeline.denied': 'those with a denial',
  'timeline.clear': 'Whole time',
  'origins.label': 'Where it comes from',
  'origins.fold': 'Fold copies',
  'origins.unfold': 'Show copies',
  'origins.quotes': 'quotes',
  'origins.copies': 'Dashed: copies, with the share of words taken over.',
  'stances.label': 'Stances over time',
  'stance.asserts': 'asserts',
  'stance.confirms': 'confirms',
  'stance.denies': 'denies',
  'stance.doubts': 'doubts',
  'stance.retracts': 'retracts',
  'upload.waiting': 'waiting',
  'upload.sending': '{percent} sent',
  'upload.kept': 'kept',
  'upload.aside': 'kept, set aside',
  'upload.failed': 'not sent',
  'upload.retry': 'Try again',
  'upload.done': '{done} of {all} sent',
  'undo.left': '{seconds} s',
  'failed.request': 'Not answered. What you see is as before; try again.',
  'failed.offline': 'Offline since {time}. What you see may be old.',
  'failed.online': 'Connected again.',
  'moved.to': '{title}',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  'theme.auto': 'As the machine says',
  'keys.off': 'Keys are off',
  'keys.on': 'Keys are on',
}

let given: Record<string, string> | undefined

function fromPage(): Record<string, string> {
  const block = document.getElementById('diwan-words')
  return block?.textContent ? (JSON.parse(block.textContent) as Record<string, string>) : {}
}

export type Hole = string | number

export function say(key: string, holes: Record<string, Hole> = {}): string {
  given ??= fromPage()
  const sentence = given[key] ?? english[key] ?? key
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = holes[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? formatNumber(value) : value
  })
}

export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const numerals = document.documentElement.dataset['numerals']
  const settings = numerals ? { ...options, numberingSystem: numerals } : options
  return new Intl.NumberFormat(pageLanguage(), settings).format(value)
}

export const pageLanguage = (): string => document.documentElement.lang || 'en'

export const isRightToLeft = (): boolean => document.documentElement.dir === 'rtl'

/** For tests, and after the language changed without a new page. */
export function forgetWords(): void {
  given = undefined
}
