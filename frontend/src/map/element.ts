/** <diwan-map>: events on a map that needs no network, with a table beside it. Fires diwan:light, diwan:open, diwan:box. */
import './map.css'
import { html, icon, readData, tell } from '../draw/elements'
import { type Box, isOutside, type Narrowing } from '../situation/store'
import { say } from '../words'
import { BoxDrawing } from './box'
import type { Ground } from './ground'
import { makeGround } from './make-ground'
import { Over } from './over'
import { Plans } from './plans'
import { tableOf } from './table'
import { type CountryProperties, loadWorld, type World } from './world'

export interface Mark {
  readonly id: string
  readonly lat: number
  readonly lon: number
  /** As written, in the numerals of choice. */
  readonly origins: string
  readonly size: number
  readonly contested: boolean
  readonly at?: string
  readonly title: string
  readonly language?: string
  readonly summary: string
  readonly place?: string
  readonly href: string
}

export interface TownLabel {
  readonly name: string
  readonly lat: number
  readonly lon: number
  readonly main?: boolean
}

export interface MapData {
  readonly marks: readonly Mark[]
  readonly bounds?: Box
  readonly box?: Box | null
  readonly places?: readonly TownLabel[]
  readonly countries?: Readonly<Record<string, string>>
  /** Countries on paler ground; by default none is set apart. */
  readonly focus?: readonly string[]
}

const HOME: Box = [-20, -35, 150, 65]

/** Room around the marks, so that none stands at the edge. */
export function boundsOf(marks: readonly Pick<Mark, 'lat' | 'lon'>[]): Box {
  if (marks.length === 0) return HOME
  const lons = marks.map((mark) => mark.lon)
  const lats = marks.map((mark) => mark.lat)
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)]
  const room = Math.max(1.2, (east - west) * 0.12, (north - south) * 0.12)
  return [west - room, south - room, east + room, north + room]
}

export class DiwanMap extends HTMLElement {
  private data: MapData = { marks: [] }
  private narrowing: Narrowing = { from: null, to: null, box: null }
  private ground: Ground | undefined
  private over: Over | undefined
  private plans: Plans | undefined
  private box: BoxDrawing | undefined
  private readonly frame = html('div', { class: 'map-frame', role: 'group' })
  private readonly table = html('div', { class: 'map-table table-scroll', tabindex: '0', role: 'region', hidden: true })
  private readonly boxButton = html('button', { type: 'button', class: 'map-tool', 'aria-pressed': 'false', 'data-box': true })
  private readonly plansButton = html('button', { type: 'button', class: 'map-tool', 'aria-pressed': 'true' })
  private readonly tableButton = html('button', { type: 'button', class: 'map-tool', 'data-key': 'm' })

  connectedCallback(): void {
    if (this.frame.isConnected) return
    this.data = readData<MapData>(this.getAttribute('source')) ?? this.data
    this.frame.setAttribute('aria-label', say('map.label'))
    this.table.setAttribute('aria-label', say('map.label'))
    // Without events there is nothing to narrow, no mark and no number: the list stands beside it.
    const isPlain = this.hasAttribute('plain')
    this.append(this.tools(), this.frame, this.table, html('p', { class: 'map-note' }, say(isPlain ? 'map.note.plain' : 'map.note')))
    this.boxButton.hidden = this.tableButton.hidden = isPlain
    void this.start()
  }

  disconnectedCallback(): void {
    this.ground?.dispose()
  }

  /** The page brought new data. The view stays where the officer left it. */
  refresh(): void {
    const data = readData<MapData>(this.getAttribute('source'))
    if (!data) return
    this.data = data
    this.redraw()
  }

  narrow(narrowing: Narrowing): void {
    this.narrowing = narrowing
    this.plans?.narrow(narrowing)
    this.box?.show(narrowing.box)
    this.labelBoxButton()
    this.redraw()
  }

  light(id: string | null): void {
    this.over?.light(id)
  }

  resized(): void {
    this.ground?.resize()
  }

  private async start(): Promise<void> {
    const land = html('div', { class: 'map-land-layer' })
    const over = html('div', { class: 'map-over' })
    this.frame.append(land, over)
    const world = await loadWorld()
    const focus = new Set(this.data.focus ?? world.countries.features.flatMap((country) => country.properties.code ?? []))
    this.ground = await makeGround(land, world, focus, this.getAttribute('renderer'))
    this.classList.add('is-ready')
    this.over = new Over(over, this.ground, this, this.countryLabels(world))
    this.startPlans(over)
    this.box = new BoxDrawing(this.frame, this.ground, (box) => this.takeBox(box))
    this.ground.onMove(() => this.placeAll())
    new ResizeObserver(() => this.fitAgain()).observe(this.frame)
    document.addEventListener('diwan:theme', () => this.ground?.repaint())
    this.narrow({ ...this.narrowing, box: this.narrowing.box ?? this.data.box ?? null })
    this.fitAgain()
  }

  private fitted = false

  /** A map that is not shown has no size; it is fitted when it first has one. */
  private fitAgain(): void {
    this.ground?.resize()
    if (!this.fitted && this.frame.clientWidth > 0) {
      this.fitted = true
      this.showAll()
    }
    this.placeAll()
  }

  private readonly showAll = (): void => this.ground?.fit(this.data.bounds ?? boundsOf(this.data.marks))

  private countryLabels(world: World): { name: string; properties: CountryProperties }[] {
    const names = new Intl.DisplayNames([document.documentElement.lang || 'en'], { type: 'region', fallback: 'none' })
    return world.countries.features.flatMap(({ properties }) => {
      const name = properties.code ? (this.data.countries?.[properties.code] ?? names.of(properties.code)) : undefined
      return name ? [{ name, properties }] : []
    })
  }

  private inside(): Mark[] {
    return this.data.marks.filter((mark) => !isOutside({ at: mark.at, lat: mark.lat, lon: mark.lon }, this.narrowing))
  }

  private redraw(): void {
    const marks = this.inside()
    this.over?.draw(marks, this.data.places ?? [])
    this.table.replaceChildren(tableOf(marks), ...(this.plans ? [this.plans.table] : []))
    this.placeAll()
  }

  private placeAll(): void {
    this.over?.place()
    this.plans?.place()
    this.box?.place()
  }

  private tools(): HTMLElement {
    const near = this.tool('map.nearer', 'plus', () => this.ground?.zoomBy(0.8))
    const far = this.tool('map.farther', 'minus', () => this.ground?.zoomBy(-0.8))
    const all = this.tool('map.all', 'map', this.showAll)
    this.boxButton.addEventListener('click', () => this.toggleBox())
    this.tableButton.addEventListener('click', () => this.toggleTable())
    this.plansButton.append(icon('activities'), say('map.activities'))
    this.plansButton.addEventListener('click', () => this.togglePlans())
    this.labelBoxButton()
    this.labelTableButton()
    return html('div', { class: 'map-tools' }, html('div', { class: 'map-group' }, near, far, all), html('div', { class: 'map-group' }, ...(this.hasAttribute('activities') ? [this.plansButton] : []), this.boxButton, this.tableButton))
  }

  private tool(word: string, picture: string, act: () => void): HTMLButtonElement {
    const button = html('button', { type: 'button', class: 'map-tool is-small', 'aria-label': say(word), title: say(word) }, icon(picture))
    button.addEventListener('click', act)
    return button
  }

  private labelBoxButton(): void {
    const word = this.narrowing.box ? 'map.box.clear' : 'map.box'
    this.boxButton.replaceChildren(icon('box'), say(word))
    this.boxButton.setAttribute('aria-pressed', String(this.box?.drawing ?? false))
  }

  private toggleBox(): void {
    if (this.narrowing.box) this.takeBox(null)
    else this.box?.begin(say('map.box.hint'))
    this.labelBoxButton()
  }

  private takeBox(box: Box | null | undefined): void {
    if (box !== undefined) {
      this.narrow({ ...this.narrowing, box })
      tell(this, 'box', { box })
    }
    this.labelBoxButton()
    this.boxButton.focus()
  }

  private startPlans(over: HTMLElement): void {
    const address = this.getAttribute('activities')
    if (!address || !this.ground) return
    this.plans = new Plans(over, this.ground)
    void this.plans.load(address)
  }

  private togglePlans(): void {
    const shown = this.plansButton.getAttribute('aria-pressed') !== 'true'
    this.plansButton.setAttribute('aria-pressed', String(shown))
    this.plans?.show(shown)
  }

  private labelTableButton(): void {
    const asTable = this.table.hidden
    this.tableButton.replaceChildren(icon(asTable ? 'table' : 'map'), say(asTable ? 'map.table' : 'map.map'))
  }

  private toggleTable(): void {
    this.table.hidden = !this.table.hidden
    this.frame.hidden = !this.table.hidden
    this.labelTableButton()
    this.fitAgain()
  }
}

customElements.define('diwan-map', DiwanMap)
