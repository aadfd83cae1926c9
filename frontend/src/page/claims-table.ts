/** Arrow keys walk the cells that say something; on a phone each cell names its speaker. */
function cellsOf(table: HTMLTableElement): (HTMLElement | null)[][] {
  return [...table.tBodies].flatMap((body) => [...body.rows].map((row) => [...row.cells].slice(1).map((cell) => cell.querySelector<HTMLElement>('.claim'))))
}

export function stepInGrid<T>(grid: readonly (readonly (T | null)[])[], row: number, column: number, down: number, across: number): T | null {
  let [nextRow, nextColumn] = [row + down, column + across]
  while (grid[nextRow] !== undefined && nextColumn >= 0 && nextColumn < (grid[nextRow]?.length ?? 0)) {
    const found = grid[nextRow]?.[nextColumn]
    if (found) return found
    nextRow += down
    nextColumn += across
  }
  return null
}

function walk(table: HTMLTableElement, event: KeyboardEvent): void {
  const forward = document.documentElement.dir === 'rtl' ? -1 : 1
  const steps: Record<string, [number, number]> = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, forward], ArrowLeft: [0, -forward] }
  const step = steps[event.key]
  const here = (event.target as Element).closest<HTMLElement>('.claim')
  if (!step || !here) return
  const grid = cellsOf(table)
  const row = grid.findIndex((cells) => cells.includes(here))
  const next = stepInGrid(grid, row, grid[row]?.indexOf(here) ?? 0, ...step)
  event.preventDefault()
  next?.focus()
}

export function wireClaims(table: HTMLTableElement): void {
  if (table.dataset['wired']) return
  table.dataset['wired'] = 'yes'
  table.addEventListener('keydown', (event) => walk(table, event))
  for (const cell of table.querySelectorAll<HTMLElement>('td[data-speaker]')) {
    const speaker = document.createElement('bdi')
    speaker.className = 'claim-speaker'
    speaker.textContent = cell.dataset['speaker'] ?? ''
    cell.querySelector('.stance')?.after(speaker)
  }
}
