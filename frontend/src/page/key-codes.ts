/** A key is its place on the keyboard, not its letter; and while someone types it is a letter. Pure. */
const codes: Record<string, string> = { '/': 'Slash', '[': 'BracketLeft', ']': 'BracketRight', '?': 'Shift+Slash', Enter: 'Enter' }

export const codeOf = (key: string): string => codes[key] ?? `Key${key.toUpperCase()}`

export const pressed = (event: KeyboardEvent): string => (event.shiftKey ? `Shift+${event.code}` : event.code)

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select')) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
}
