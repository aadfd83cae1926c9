/** Shortcuts by the key's position, so that they work on Persian, Arabic and Russian layouts; off while typing. */
import { select } from '../situation/wiring'
import { say } from '../words'
import { announce } from './announce'
import { codeOf, isTyping, pressed } from './key-codes'

const shown = (element: HTMLElement): boolean => element.checkVisibility?.() ?? true

let goUntil = 0

function goTo(code: string): boolean {
  if (performance.now() > goUntil) return false
  goUntil = 0
  const link = [...document.querySelectorAll<HTMLElement>('[data-go]')].find((item) => codeOf(item.dataset['go'] ?? '') === code)
  link?.click()
  return link !== undefined
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.event-row, .result, .report-list > .report-line')].filter(shown)
}

function move(step: number): boolean {
  const all = rows()
  if (all.length === 0) return false
  const now = all.findIndex((row) => row.getAttribute('aria-current') === 'true')
  const row = all[Math.min(all.length - 1, Math.max(0, now + step))]
  if (!row) return false
  select(row)
  row.querySelector<HTMLElement>('a')?.focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
  return true
}

const current = (): HTMLElement | null => document.querySelector('[aria-current="true"]:is(.event-row, .result, .report-line)')

function openCurrent(event: KeyboardEvent): boolean {
  if (event.target instanceof HTMLElement && event.target.closest('a, button, summary, [role="button"], [role="slider"]')) return false
  const link = current()?.querySelector<HTMLElement>('a')
  link?.click()
  return Boolean(link)
}

function markDone(): boolean {
  const button = current()?.querySelector<HTMLElement>('[data-done]')
  button?.click()
  return Boolean(button)
}

/** In a list of doubtful values the current row is answered; where a value is explained, its popover was asked first. */
function answer(code: string): boolean {
  const button = [...(current()?.querySelectorAll<HTMLElement>('[data-answer]') ?? [])].find((item) => codeOf(item.dataset['answer'] ?? '') === code)
  button?.click()
  return Boolean(button)
}

function tick(): boolean {
  const box = current()?.querySelector<HTMLElement>('[data-pick]')
  box?.click()
  return Boolean(box)
}

function shiftSpan(days: number): boolean {
  const timeline = document.querySelector('diwan-timeline')
  timeline?.dispatchEvent(new CustomEvent('diwan:shift', { detail: { days } }))
  return Boolean(timeline)
}

function clickKeyed(code: string): boolean {
  const wanted = [...document.querySelectorAll<HTMLElement>('[data-key]')].filter((item) => codeOf(item.dataset['key'] ?? '') === code)
  const item = wanted.findLast(shown)
  if (!item) return false
  if (item.matches('input, textarea, select')) item.focus()
  else item.click()
  return true
}

const own: Record<string, (event: KeyboardEvent) => boolean> = {
  KeyJ: () => move(1),
  KeyK: () => move(-1),
  Enter: openCurrent,
  KeyE: markDone,
  KeyB: tick,
  KeyC: () => answer('KeyC'),
  KeyR: () => answer('KeyR'),
  KeyX: () => answer('KeyX'),
  KeyG: () => {
    goUntil = performance.now() + 1500
    return true
  },
  BracketLeft: () => shiftSpan(-1),
  BracketRight: () => shiftSpan(1),
}

/** F6 goes round the panes, as in other programs; it also works where letters are switched off. */
function nextPane(backwards: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane], .rail, .topbar')].filter(shown)
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const pane = panes[(here + (backwards ? -1 : 1) + panes.length) % panes.length]
  if (!pane) return
  if (!pane.hasAttribute('tabindex')) pane.setAttribute('tabindex', '-1')
  pane.focus()
}

function onKey(event: KeyboardEvent): void {
  if (event.code === 'F6') {
    event.preventDefault()
    nextPane(event.shiftKey)
    return
  }
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat && event.code === 'KeyE') return
  if (document.body.dataset['keys'] === 'off' || isTyping(event.target) || document.querySelector('dialog[open]')) return
  const code = pressed(event)
  if (goTo(code) || own[code]?.(event) || clickKeyed(code)) event.preventDefault()
}

function switchKeys(): void {
  const off = document.body.dataset['keys'] !== 'off'
  document.body.dataset['keys'] = off ? 'off' : 'on'
  document.cookie = `diwan_keys=${off ? 'off' : 'on'}; path=/; max-age=31536000; samesite=lax`
  announce(say(off ? 'keys.off' : 'keys.on'))
}

export function listenToKeys(): void {
  document.addEventListener('keydown', onKey)
  document.addEventListener('click', (event) => {
    if ((event.target as Element).closest('[data-keys-switch]')) switchKeys()
  })
}
