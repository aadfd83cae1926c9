/** Invented content in the shape that the pages send; the look is judged on it, nothing is measured. */
const HOUR = 3_600_000
const now = Date.parse('2016-11-07T02:12:00Z')
const start = now - 13 * 24 * HOUR
export const iso = (at) => new Date(at).toISOString().replace('.000Z', 'Z')

const names = {
  en: { kinds: ['Aid', 'Clash, attack', 'Movement', 'Statement', 'Displacement', 'Other'], now: 'now 05:12', caption: 'Reports every six hours', contested: 'contested', of: (o, r) => `${o} origins of ${r} reports` },
  fa: { kinds: ['امداد', 'درگیری، حمله', 'جابه‌جایی', 'اظهارنظر', 'آوارگی', 'دیگر'], now: 'اکنون ۰۵:۴۲', caption: 'گزارش‌ها در هر شش ساعت', contested: 'مناقشه', of: (o, r) => `${fa(o)} خاستگاه از ${fa(r)} گزارش` },
}
export const fa = (value) => String(value).replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit])

/** [time, day, title, kind, place, bars, origins, reports, stances, contested?, numbers?, new, hours ago, lat, lon] */
export const events = {
  en: [
    ['17:00', 'Sat 5 Nov', 'Aid convoy from Palmyra reaches Deir ez-Zor', 'Aid', 'Deir ez-Zor', [4, 3, 3, 2, 1, 1], 6, 14, [9, 4, 2, 1, 7], ['The Rahba Front promised in writing to leave the road alone', 'Badiya Monitoring Committee', 'Rahba Front'], null, '3 new', 36, 35.33, 40.14],
    ['22:40', 'Sun 6 Nov', 'Exchange of fire reported east of Rawah', 'Clash', 'Rawah', [3, 1], 2, 4, [2, 0, 0, 0, 1], ['The first shots came from the east bank', 'Joint Operations Command', 'Steppe Shield Brigade'], null, 'new', 7, 34.48, 41.91],
    ['21:14', 'Sun 6 Nov', 'Relief flight announced from an airfield near Hamadan for 9 November', 'Notice', 'Hamadan', [1, 2], 2, 3, [2, 1, 0, 0, 0], null, null, 'new', 8, 34.8, 48.52],
    ['15:30', 'Sun 6 Nov', 'Families leave villages on the south bank at Al-Bukamal', 'Displacement', 'Al-Bukamal', [3, 2, 1], 3, 6, [4, 0, 1, 0, 0], null, '300 · about 650 · 1,100 families', null, 14, 34.45, 40.92],
    ['11:20', 'Sun 6 Nov', 'Explosion at a checkpoint west of Ramadi', 'Attack', 'Ramadi', [6, 2], 2, 8, [5, 2, 0, 1, 0], null, null, null, 18, 33.42, 43.3],
    ['09:05', 'Sun 6 Nov', 'Mediator names Al-Qaim for talks on 11 and 12 November', 'Statement', 'Al-Qaim', [5, 2], 2, 7, [3, 2, 0, 0, 0], null, null, null, 20, 34.38, 41.0],
    ['23:50', 'Sat 5 Nov', 'Column of vehicles on the road from Haditha to Anah', 'Movement', 'Haditha', [2, 1], 2, 3, [2, 0, 1, 0, 0], null, '25 · about 40 vehicles', null, 29, 34.13, 42.38],
    ['19:15', 'Sat 5 Nov', 'Closure of the road through Khan Abu Shamat', 'Statement', 'Damascus', [2, 2, 1], 3, 5, [2, 0, 0, 0, 3], ['The road is closed to relief traffic', 'a driver, unnamed', 'Syrian transport ministry'], null, null, 34, 33.51, 36.29],
    ['12:10', 'Sat 5 Nov', 'Twelve lorries of medicine cross at Mehran', 'Aid', 'Mehran', [2, 2], 2, 4, [2, 1, 0, 0, 0], null, null, null, 40, 33.12, 46.16],
    ['08:00', 'Fri 4 Nov', 'Committee meets in Baghdad', 'Meeting', 'Baghdad', [2, 1], 6, 9, [4, 1, 0, 0, 1], null, null, null, 66, 33.34, 44.4],
    ...Array.from({ length: 7 }, (_, index) => ['07:00', 'Thu 3 Nov', `Statement no. ${index + 2} in Baghdad`, 'Statement', 'Baghdad', [1], 1, 1, [1, 0, 0, 0, 0], null, null, null, 90 + index, 33.34, 44.4]),
    ['06:00', 'Wed 2 Nov', 'Gauge readings at Mosul', 'Other', 'Mosul', [2, 2], 4, 5, [2, 0, 0, 0, 1], null, null, null, 120, 36.34, 43.13],
    ['06:00', 'Tue 1 Nov', 'Port closed at Basra', 'Notice', 'Basra', [1, 1], 2, 2, [2, 0, 0, 0, 0], null, null, null, 140, 30.51, 47.78],
  ],
}
const titles = ['رسیدن کاروان کمک از تدمر به دیرالزور', 'گزارش تبادل آتش در شرق راوه', 'اعلام پرواز امدادی از فرودگاهی نزدیک همدان برای ۱۹ آبان', 'خانواده‌ها روستاهای ساحل جنوبی در ابوکمال را ترک می‌کنند', 'انفجار در ایست بازرسی غرب رمادی', 'میانجی قائم را برای گفت‌وگوهای ۲۱ و ۲۲ آبان نامید']
const places = ['دیرالزور', 'راوه', 'همدان', 'ابوکمال', 'رمادی', 'قائم', 'حدیثه', 'دمشق', 'مهران', 'بغداد']
const kindsFa = { Aid: 'امداد', Clash: 'درگیری', Notice: 'اعلام', Displacement: 'آوارگی', Attack: 'حمله', Statement: 'اظهارنظر', Movement: 'جابه‌جایی', Meeting: 'نشست', Other: 'دیگر' }
events.fa = events.en.map((event, index) => event.with(0, fa(event[0])).with(1, index < 3 ? 'شنبه ۱۵ آبان' : 'یکشنبه ۱۶ آبان').with(2, titles[index] ?? `رویداد ${fa(index)} در ${places[index % 10]}`).with(3, kindsFa[event[3]] ?? event[3]).with(4, places[Math.min(index, 9)])
  .with(9, event[9] && ['«جبههٔ رحبه» کتباً تعهد داده بود که به جاده کاری نداشته باشد', 'کمیتهٔ پایش بادیه', 'جبههٔ رحبه']).with(10, event[10] && fa('300 · حدود 650 · 1100 خانوار')).with(11, event[11] && 'تازه'))

export const idOf = (index) => `E-${(0x7be1 + index * 4129).toString(16)}`
export const atOf = (event) => iso(now - event[12] * HOUR)

export function mapData(language) {
  const { of, contested } = names[language]
  return {
    focus: ['IQ', 'SY'],
    bounds: [36, 29.6, 49.5, 37.6],
    marks: events[language].map((event, index) => ({ id: idOf(index), lat: event[13], lon: event[14], origins: language === 'fa' ? fa(event[6]) : String(event[6]), size: event[6], contested: event[8][4] > 0, at: atOf(event), title: event[2], language, summary: `${of(event[6], event[7])}${event[8][4] > 0 ? ` · ${contested}` : ''}`, place: event[4], href: '/event' })),
    places: (language === 'fa' ? [['بغداد', 33.34, 44.4, true], ['دمشق', 33.51, 36.29, true], ['موصل', 36.34, 43.13], ['همدان', 34.8, 48.52], ['بصره', 30.51, 47.78]] : [['Baghdad', 33.34, 44.4, true], ['Damascus', 33.51, 36.29, true], ['Mosul', 36.34, 43.13], ['Hamadan', 34.8, 48.52], ['Basra', 30.51, 47.78], ['Palmyra', 34.56, 38.27], ['Kermanshah', 34.31, 47.07], ['Tikrit', 34.6, 43.68], ['Ahvaz', 31.32, 48.67], ['Deir ez-Zor', 35.33, 40.14]]).map(([name, lat, lon, main]) => ({ name, lat, lon, main })),
  }
}

export function timelineData(language) {
  const buckets = Array.from({ length: 53 }, (_, index) => ({ at: iso(start + index * 6 * HOUR), reports: 2 + ((index * 7) % 5) + (index > 26 ? (index * 5) % 9 : 0), denied: index % 4 === 3 ? 1 + (index % 3) : 0 }))
  const lane = (label, row) => ({ kind: label, label, events: Array.from({ length: 5 + row % 2 }, (_, index) => ({ id: idOf((row + index * 3) % 12), at: iso(start + (row * 17 + index * 58 + 12) * HOUR), contested: (row + index) % 4 === 1, title: events[language][(row + index * 3) % 12][2] })) })
  const days = Array.from({ length: 13 }, (_, index) => {
    const at = Date.parse('2016-10-24T21:00:00Z') + (index + 1) * 24 * HOUR
    const label = language === 'fa' ? `${fa(5 + index)} آبان` : new Date(at + 3 * HOUR).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
    return { at: iso(at), label, long: label }
  })
  return { from: iso(start), to: iso(now), step_seconds: 21600, buckets, lanes: names[language].kinds.map(lane), days, now: { at: iso(now), label: names[language].now }, caption: names[language].caption, span: { from: iso(start + 156 * HOUR), to: iso(now), label: language === 'fa' ? '۷ روز: ۱۰ تا ۱۷ آبان' : '7 days: 31 Oct – 7 Nov' } }
}

export const originsData = {
  origins: [
    { id: 'o1', name: 'Meridian Wire', note: '1 text + 4 copies', size: 5, href: '/report', copies: [{ name: 'Gulf Courier', share: '94 %' }, { name: 'Levant Monitor', share: '88 %' }, { name: 'Harbour Post', share: '83 %' }, { name: 'شبكة الميناء', language: 'ar', share: 'transl.' }] },
    { id: 'o2', name: 'Mashriq Gate', note: 'own interview · +1', size: 2, href: '/report', copies: [{ name: 'x' }] },
    { id: 'o3', name: 'Волга-Восток', language: 'ru', note: '+ 2 copies', size: 3, href: '/report', copies: [{ name: 'x' }, { name: 'y' }] },
    { id: 'o4', name: 'Red Crescent (SARC)', note: 'statement · +1', size: 2, href: '/report', copies: [{ name: 'x' }] },
    { id: 'o5', name: 'OCHA', note: 'update', size: 1, href: '/report', copies: [] },
    { id: 'o6', name: 'افق غرب', language: 'fa', note: 'own text', size: 1, href: '/report', copies: [] },
  ],
  quotes: [{ from: 'o1', to: 'o2' }, { from: 'o3', to: 'o2' }, { from: 'o1', to: 'o4' }],
}

const stance = (hours, name, speaker) => ({ at: iso(Date.parse('2016-11-05T13:00:00Z') + hours * HOUR), stance: name, speaker, when: 'Sat 16:40', href: '/report' })
export const stancesData = {
  rows: [
    { id: 'P1', label: 'Reached and unloaded', marks: [stance(0.6, 'asserts', 'SARC'), stance(1, 'confirms', 'ICRC'), stance(1.3, 'asserts', 'SARC, ICRC, driver'), stance(19.2, 'confirms', 'OCHA')] },
    { id: 'P2', label: 'Promise in writing', marks: [stance(0.9, 'asserts', 'Badiya'), stance(2.2, 'denies', 'Rahba'), stance(18.5, 'asserts', 'B'), stance(18.9, 'denies', 'R'), stance(19.2, 'doubts', 'OCHA')] },
    { id: 'P3', label: 'Shots near As-Sukhnah', marks: [stance(0.8, 'asserts', 'driver'), stance(2.1, 'denies', 'Badiya'), stance(3.4, 'asserts', 'SARC'), stance(5.4, 'retracts', 'SARC'), stance(18.5, 'denies', 'B'), stance(18.8, 'doubts', 'ICRC')] },
    { id: 'P4', label: 'All 24 arrived', marks: [stance(0.6, 'asserts', 'SARC'), stance(2.2, 'confirms', 'ICRC'), stance(12, 'denies', 'driver'), stance(19.2, 'denies', 'OCHA')] },
  ],
  ticks: [['2016-11-05T13:36:00Z', '5 Nov 16:00'], ['2016-11-05T15:00:00Z', '18:00'], ['2016-11-05T17:00:00Z', '20:00'], ['2016-11-06T01:00:00Z', '6 Nov 04:00'], ['2016-11-06T07:00:00Z', '10:00'], ['2016-11-06T08:12:00Z', '11:12']].map(([at, label]) => ({ at, label })),
}
