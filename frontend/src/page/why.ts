/** Why the machine reads a value so: opens on hover and focus, never covers the words it explains, answers by c, r and x. */
import htmx from 'htmx.org'
import { html } from '../draw/elements'
import { besideWords } from './beside'
import { codeOf, isTyping, pressed } from './key-codes'

const HOVER_MS = 300
const LEAVE_MS = 250

class Why {
  private popover: HTMLElement | undefined
  private anchor: HTMLElement | undefined
  private timer: number | undefined
  private readonly fetched = new Map<string, string>()

  listen(): void {
    document.addEventListener('pointerover', (event) => this.hover(event.target as Element))
    document.addEventListener('focusin', (event) => this.focus(event.target as HTMLElement))
    document.addEventListener('click', (event) => this.click(event))
    document.addEventListener('keydown', (event) => this.key(event), true)
    document.addEventListener('scroll', () => this.place(), { capture: true, passive: true })
    document.addEventListener('htmx:afterRequest', (event) => {
      const { successful } = (event as CustomEvent<{ successful: boolean }>).detail
      if (!successful) return
      this.fetched.clear() // an answer may change what any value says of itself
      if (this.popover?.contains(event.target as Node)) this.close(true)
    })
  }

  private readonly valueAt = (target: Element): HTMLElement | null => target.closest<HTMLElement>('[data-why], [data-why-src]')

  private hover(target: Element): void {
    clearTimeout(this.timer)
    if (this.popover?.contains(target)) return
    const value = this.valueAt(target)
    if (value && value !== this.anchor && value.matches('.value')) this.timer = window.setTimeout(() => void this.open(value), HOVER_MS)
    else if (!value && this.popover && !this.popover.contains(document.activeElement) && document.activeElement !== this.anchor) this.timer = window.setTimeout(() => this.close(false), LEAVE_MS)
  }

  private focus(target: HTMLElement): void {
    if (this.popover?.contains(target)) return
    const value = this.valueAt(target)
    if (value?.matches('.value:focus-visible')) void this.open(value)
    else if (this.popover && target !== this.anchor) this.close(false)
  }

  private click(event: Event): void {
    const target = event.target as Element
    if (this.popover?.contains(target)) return
    const value = this.valueAt(target)
    if (value) void this.open(value)
    else this.close(false)
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if (!this.popover) {
      if ((event.key === 'Enter' || event.key === ' ') && target.matches?.('.value[data-why], .value[data-why-src]')) {
        event.preventDefault()
        void this.open(target)
      }
      return
    }
    if (event.key === 'Escape') this.end(event, () => this.close(true))
    else if (event.key === 'Tab') this.tab(event)
    else if (!isTyping(target) && !event.ctrlKey && !event.metaKey && !event.altKey) this.answer(event)
  }

  private answer(event: KeyboardEvent): void {
    const button = [...(this.popover?.querySelectorAll<HTMLElement>('[data-answer]') ?? [])].find((item) => codeOf(item.dataset['answer'] ?? '') === pressed(event))
    if (button && document.body.dataset['keys'] !== 'off') this.end(event, () => button.click())
  }

  /** The popover stands at the end of the page; for the Tab key it stands behind its words. */
  private tab(event: KeyboardEvent): void {
    const inside = [...(this.popover?.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary') ?? [])]
    const first = inside[0]
    if (!first) return
    if (document.activeElement === this.anchor && !event.shiftKey) this.end(event, () => first.focus())
    else if (document.activeElement === first && event.shiftKey) this.end(event, () => this.anchor?.focus())
    else if (document.activeElement === inside.at(-1) && !event.shiftKey) this.end(event, () => this.leaveForward())
  }

  private leaveForward(): void {
    const values = [...document.querySelectorAll<HTMLElement>('[data-why], [data-why-src]')]
    const next = this.anchor ? values[values.indexOf(this.anchor) + 1] : undefined
    const back = this.anchor
    this.close(false)
    ;(next ?? back)?.focus()
  }

  private end(event: Event, act: () => void): void {
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  private async content(value: HTMLElement): Promise<Node | undefined> {
    const template = document.getElementById(value.dataset['why'] ?? '')
    if (template instanceof HTMLTemplateElement) return template.content.cloneNode(true)
    const address = value.dataset['whySrc']
    if (!address) return undefined
    const text = this.fetched.get(address) ?? (await (await fetch(address, { headers: { 'HX-Request': 'true' } })).text())
    this.fetched.set(address, text)
    // Same-origin page fragment, already escaped by the server; the parser runs no script.
    return document.importNode(new DOMParser().parseFromString(`<template>${text}</template>`, 'text/html').querySelector('template')?.content ?? document.createDocumentFragment(), true)
  }

  private async open(value: HTMLElement): Promise<void> {
    if (value === this.anchor) return
    this.close(false)
    this.anchor = value
    const content = await this.content(value)
    if (!content || this.anchor !== value) return
    this.popover = html('div', { class: 'why', role: 'dialog', 'aria-modal': 'false', id: 'why' }, content)
    const heading = this.popover.querySelector('h2')
    if (heading) {
      heading.id = 'why-heading'
      this.popover.setAttribute('aria-labelledby', 'why-heading')
    }
    value.setAttribute('aria-expanded', 'true')
    value.setAttribute('aria-controls', 'why')
    document.body.append(this.popover)
    this.place()
    htmx.process(this.popover)
  }

  private place(): void {
    if (!this.popover || !this.anchor) return
    const lines = [...this.anchor.getClientRects()]
    const words = this.anchor.getBoundingClientRect()
    const first = lines[0] ?? words
    const edges = { left: first.left, right: first.right, top: words.top, bottom: words.bottom }
    const { left, top } = besideWords(edges, this.popover.getBoundingClientRect(), { width: innerWidth, height: innerHeight }, document.documentElement.dir === 'rtl')
    this.popover.style.left = `${left}px`
    this.popover.style.top = `${top}px`
  }

  close(giveFocusBack: boolean): void {
    clearTimeout(this.timer)
    this.popover?.remove()
    this.anchor?.removeAttribute('aria-expanded')
    this.anchor?.removeAttribute('aria-controls')
    if (giveFocusBack) this.anchor?.focus()
    this.popover = undefined
    this.anchor = undefined
  }
}

export function listenToWhy(): void {
  new Why().listen()
}
