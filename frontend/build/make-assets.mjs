/** Makes what is derived from packages and not committed: the icon sprite, the world with ISO codes and label points, fonts of documents. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { geoArea, geoCentroid } from 'd3-geo'
import { feature } from 'topojson-client'
import { shapes } from './shapes.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** Left alone when nothing changed, so that `make` sees no newer file. */
function write(path, content) {
  const target = join(root, path)
  const bytes = Buffer.from(content)
  mkdirSync(dirname(target), { recursive: true })
  try {
    if (readFileSync(target).equals(bytes)) return
  } catch {
    // not there yet
  }
  writeFileSync(target, bytes)
}

function tablerSymbol([name, file]) {
  const svg = readFileSync(require.resolve(`@tabler/icons/outline/${file}.svg`), 'utf8')
  const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
  const lines = inner.replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '').replace(/\s+/g, ' ').trim()
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${lines}</symbol>`
}

const ownSymbol = ([name, [size, inner]]) => `<symbol id="${name}" viewBox="0 0 ${size} ${size}">${inner}</symbol>`

function sprite() {
  const symbols = [...Object.entries(shapes).map(ownSymbol), ...Object.entries(readJson(join(root, 'icons.json'))).map(tablerSymbol)]
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`
}

/** A label belongs on the largest part of a country, not between its islands. */
function labelPoint(shape) {
  const parts = shape.geometry.type === 'MultiPolygon' ? shape.geometry.coordinates : [shape.geometry.coordinates]
  const polygons = parts.map((coordinates) => ({ type: 'Polygon', coordinates }))
  const largest = polygons.reduce((best, next) => (geoArea(next) > geoArea(best) ? next : best))
  return geoCentroid(largest).map((degree) => Math.round(degree * 100) / 100)
}

function world() {
  const atlas = readJson(require.resolve('world-atlas/countries-50m.json'))
  const numericToAlpha = Object.fromEntries(readJson(require.resolve('i18n-iso-countries/codes.json')).map(([alpha2, , numeric]) => [numeric, alpha2]))
  const shapesByIndex = feature(atlas, atlas.objects.countries).features
  atlas.objects.countries.geometries.forEach((geometry, index) => {
    const code = geometry.id === undefined ? undefined : numericToAlpha[geometry.id]
    const area = Math.round(geoArea(shapesByIndex[index]) * 1e5)
    // A part that has no ISO code is drawn and left unnamed: we do not decide what it is.
    geometry.properties = code ? { code, at: labelPoint(shapesByIndex[index]), area } : {}
    delete geometry.id
  })
  delete atlas.objects.land
  return JSON.stringify(atlas)
}

const short = (degree) => Math.round(degree * 1000) / 1000

/** The land alone, for programs that ask whether a point lies on it: polygons of [longitude, latitude], to a hundred metres. */
function land() {
  const atlas = readJson(require.resolve('world-atlas/land-50m.json'))
  const parts = feature(atlas, atlas.objects.land).features.flatMap(({ geometry }) => (geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates]))
  return JSON.stringify(parts.map((rings) => rings.map((ring) => ring.map((spot) => spot.map(short)))))
}

const faces = [
  '@fontsource-variable/ibm-plex-sans/wght.css',
  '@fontsource/ibm-plex-sans-arabic/400.css', '@fontsource/ibm-plex-sans-arabic/500.css', '@fontsource/ibm-plex-sans-arabic/600.css',
  '@fontsource-variable/vazirmatn/wght.css',
  '@fontsource-variable/source-serif-4/opsz.css',
  '@fontsource-variable/noto-naskh-arabic/wght.css',
  '@fontsource/ibm-plex-mono/400.css', '@fontsource/ibm-plex-mono/500.css',
]

/** Only the scripts of the four languages, and Arabic faces only their own script: Latin stands first in every family list. */
function facesOf(path) {
  const css = readFileSync(join(root, 'node_modules', path), 'utf8')
  const wanted = /arabic|vazirmatn/.test(path) ? /-arabic-(wght|\d+)-normal \*\// : /-(latin|latin-ext|cyrillic)-(wght|opsz|\d+)-normal \*\//
  return css
    .split(/(?=\/\* )/)
    .filter((block) => wanted.test(block))
    .map((block) => block.replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, '').replaceAll('./files/', `../node_modules/${dirname(path)}/files/`))
    .join('\n')
}

write('generated/fonts.css', faces.map(facesOf).join('\n'))
const [, sign] = shapes.diwan
write('public/favicon.svg', `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" color="#234f9a">${sign}</svg>\n`)
write('public/icons.svg', sprite())
write('generated/world.json', world())
write('../src/diwan/coordinate/data/land.json', land())
for (const [folder, name] of [['ibm-plex-sans', 'IBMPlexSans'], ['ibm-plex-sans-arabic', 'IBMPlexSansArabic']]) {
  const from = join(root, 'node_modules/@expo-google-fonts', folder)
  write(`../src/diwan/share/data/fonts/${name}-LICENSE.txt`, readFileSync(join(from, 'LICENSE_FONT')))
  for (const weight of ['400Regular', '600SemiBold']) {
    write(`../src/diwan/share/data/fonts/${name}_${weight}.ttf`, readFileSync(join(from, weight, `${name}_${weight}.ttf`)))
  }
}
