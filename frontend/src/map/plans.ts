/** Activities over the map: their areas and where they meet, read out of the table that the page tells them in. */
import { html, svg } from '../draw/elements'
import type { Narrowing } from '../situation/store'
import type { Ground } from './ground'

type Edge = readonly (readonly [lon: number, lat: number])[]

interface Plan {
  readonly row: HTMLElement
  readonly edges: readonly Edge[]
  readonly meetings: Edge
  readonly shapes: SVGPathElement[]
  readonly begins: number
  readonly ends: number
}

const pairs = (text: string): Edge => {
  const numbers = text.split(' ').map(Number)
  return numbers.flatMap((lon, at) => (at % 2 === 0 ? [[lon, numbers[at + 1] ?? 0] as const] : []))
}

export class Plans {
  readonly table = html('div', { class: 'map-plans' })
  private readonly drawing = svg('svg', { class: 'map-plan-layer', 'aria-hidden': 'true' })
  private plans: readonly Plan[] = []
  private narrowing: Narrowing = { from: null, to: null, box: null }

  constructor(layer: HTMLElement, private readonly ground: Ground) {
    layer.prepend(this.drawing)
  }

  /** Nothing is drawn, and nothing is said, where the page does not answer: the list of activities still does. */
  async load(address: string): Promise<void> {
    const answer = await fetch(address, { headers: { Accept: 'text/html' } }).catch(() => null)
    if (!answer?.ok || answer.redirected) return
    const told = new DOMParser().parseFromString(await answer.text(), 'text/html')
    this.table.replaceChildren(...told.body.childNodes)
    this.plans = [...this.table.querySelectorAll<HTMLElement>('tr[data-begins]')].map((row) => this.planOf(row))
    this.place()
  }

  show(shown: boolean): void {
    this.drawing.toggleAttribute('hidden', !shown)
  }

  narrow(narrowing: Narrowing): void {
    this.narrowing = narrowing
    this.place()
  }

  place(): void {
    for (const plan of this.plans) {
      const outside = this.isOutside(plan)
      plan.row.hidden = outside
      plan.shapes.forEach((shape, at) => {
        shape.toggleAttribute('hidden', outside)
        if (!outside) shape.setAttribute('d', at < plan.edges.length ? this.ring(plan.edges[at] ?? []) : this.sign(plan.meetings[at - plan.edges.length]))
      })
    }
  }

  private isOutside({ begins, ends }: Plan): boolean {
    const { from, to } = this.narrowing
    return (from !== null && ends < Date.parse(String(from))) || (to !== null && begins > Date.parse(String(to)))
  }

  private planOf(row: HTMLElement): Plan {
    const edges = [...row.querySelectorAll<HTMLElement>('[data-edge]')].map((each) => pairs(each.dataset['edge'] ?? ''))
    const meetings = [...row.querySelectorAll<HTMLElement>('[data-meeting]')].flatMap((each) => pairs(each.dataset['meeting'] ?? ''))
    const kind = `map-plan${'envelope' in row.dataset ? ' is-envelope' : ''}${'meets' in row.dataset ? ' is-meeting' : ''}`
    const shapes = [...edges.map(() => svg('path', { class: kind })), ...meetings.map(() => svg('path', { class: 'map-meeting' }))]
    const link = row.querySelector('a')
    for (const shape of shapes) {
      shape.append(svg('title', {}, [...row.children].map((cell) => cell.textContent?.trim()).filter(Boolean).join(' · ')))
      if (link) shape.addEventListener('click', () => link.click())
    }
    this.drawing.append(...shapes)
    return { row, edges, meetings, shapes, begins: Date.parse(row.dataset['begins'] ?? ''), ends: Date.parse(row.dataset['ends'] ?? '') }
  }

  private ring(edge: Edge): string {
    return `${edge.map(([lon, lat], at) => `${at === 0 ? 'M' : 'L'}${this.ground.project(lon, lat).map((value) => value.toFixed(1)).join(' ')}`).join('')}Z`
  }

  /** The sign of trouble, standing on the place where two meet. */
  private sign(at: readonly [number, number] | undefined): string {
    if (!at) return ''
    const [x, y] = this.ground.project(at[0], at[1])
    return `M${x - 7} ${y + 5}L${x} ${y - 8}L${x + 7} ${y + 5}Z`
  }
}
