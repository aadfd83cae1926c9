/** Menus are <details>: they open without script; script only closes them and keeps dialogs, themes and selects going. */
function closeMenus(except: Node | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (!except || !menu.contains(except)) menu.open = false
  }
}

function closeByEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return
  const menu = document.querySelector<HTMLDetailsElement>('details.menu[open]')
  if (!menu) return
  const hadFocus = menu.contains(document.activeElement)
  menu.open = false
  if (hadFocus) menu.querySelector('summary')?.focus()
  event.preventDefault()
}

function useDialogs(target: Element): void {
  const opener = target.closest<HTMLElement>('[data-opens]')
  const dialog = opener ? document.getElementById(opener.dataset['opens'] ?? '') : null
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal()
  if (target.closest('[data-closes]')) target.closest('dialog')?.close()
}

function switchTheme(target: Element): void {
  const theme = target.closest<HTMLElement>('[data-theme-switch]')?.dataset['themeSwitch']
  if (!theme) return
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  document.cookie = `diwan_theme=${theme}; path=/; max-age=31536000; samesite=lax`
  for (const button of document.querySelectorAll<HTMLElement>('[data-theme-switch]')) button.setAttribute('aria-pressed', String(button.dataset['themeSwitch'] === theme))
  document.dispatchEvent(new CustomEvent('diwan:theme'))
}

export function listenToMenus(): void {
  document.addEventListener('click', (event) => {
    const target = event.target as Element
    closeMenus(target)
    useDialogs(target)
    switchTheme(target)
  })
  document.addEventListener('keydown', closeByEscape)
  document.addEventListener('change', (event) => {
    const target = event.target as HTMLInputElement
    if (target.closest('[data-submit-on-change]')) target.form?.requestSubmit()
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => document.dispatchEvent(new CustomEvent('diwan:theme')))
}
