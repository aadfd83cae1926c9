/** The bar that gives a moment to take something back. It takes no focus; its region announces it. */
import { html } from '../draw/elements'
import { say } from '../words'

function countDown(bar: HTMLElement): void {
  if (bar.dataset['wired']) return
  bar.dataset['wired'] = 'yes'
  const seconds = Number(bar.dataset['seconds'] ?? 0)
  if (!seconds) return
  const progress = html('progress', { max: seconds, value: seconds, 'aria-hidden': 'true' })
  bar.append(progress)
  const end = performance.now() + seconds * 1000
  const left = bar.querySelector('[data-left]')
  left?.setAttribute('aria-hidden', 'true') // else every second would be read out
  const timer = window.setInterval(() => {
    const remaining = Math.max(0, (end - performance.now()) / 1000)
    progress.value = remaining
    if (left) left.textContent = say('undo.left', { seconds: Math.ceil(remaining) })
    if (remaining === 0 || !bar.isConnected) {
      clearInterval(timer)
      bar.remove()
    }
  }, 250)
}

export function wireUndo(root: ParentNode): void {
  for (const bar of root.querySelectorAll<HTMLElement>('.undo-bar')) countDown(bar)
}
