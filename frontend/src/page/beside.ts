/** Where a popover stands beside the words that it explains. Pure. */
const GAP = 8

export interface Edges {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Below the words if there is room, else above; inside the window in any case. */
export function besideWords(words: Edges, popover: { width: number; height: number }, view: { width: number; height: number }, rightToLeft: boolean): { left: number; top: number } {
  const wished = rightToLeft ? words.right - popover.width : words.left
  const left = Math.max(GAP, Math.min(wished, view.width - popover.width - GAP))
  const below = words.bottom + GAP
  const above = words.top - GAP - popover.height
  const roomBelow = view.height - words.bottom
  const top = below + popover.height <= view.height || roomBelow >= words.top ? below : Math.max(GAP, above)
  return { left, top }
}
