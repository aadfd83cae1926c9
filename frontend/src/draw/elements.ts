/** Builds elements without parsing markup: words of a report can never become tags. */
type Attributes = Record<string, string | number | boolean | undefined>
type Child = Node | string | undefined

const SVG = 'http://www.w3.org/2000/svg'

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined))
  return element
}

export function html<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children)
}

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children)
}

/** The page knows the sprite's address, which may carry a hash. */
function spriteAddress(): string {
  const use = document.querySelector('svg.icon use[href]')
  return use?.getAttribute('href')?.split('#')[0] ?? '/static/dist/icons.svg'
}

export function icon(name: string): SVGSVGElement {
  return svg('svg', { class: 'icon', 'aria-hidden': 'true' }, svg('use', { href: `${spriteAddress()}#${name}` }))
}

/** A stance mark inside another drawing, its middle at x, y. */
export function stanceMark(stance: string, x: number, y: number, size = 13): SVGUseElement {
  const half = size / 2
  return svg('use', { href: `${spriteAddress()}#stance-${stance}`, x: x - half, y: y - half, width: size, height: size, class: `stance-mark ${stance}` })
}

/** The data that the page put into a JSON block. */
export function readData<T>(id: string | null): T | undefined {
  const block = id ? document.getElementById(id) : null
  return block?.textContent ? (JSON.parse(block.textContent) as T) : undefined
}

export function tell(from: Element, name: string, detail: unknown): void {
  from.dispatchEvent(new CustomEvent(`diwan:${name}`, { bubbles: true, detail }))
}
