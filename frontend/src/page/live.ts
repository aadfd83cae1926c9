/** Asks now and then whether something new is there. What is new waits behind a button: nothing moves by itself. */
import htmx from 'htmx.org'
import { say } from '../words'
import { announce } from './announce'

interface Answer {
  readonly new: number
  readonly label: string
  readonly cursor: string
}

let offlineSince: Date | undefined

function showConnection(answered: boolean): void {
  if (answered === (offlineSince === undefined)) return
  offlineSince = answered ? undefined : new Date()
  const place = document.querySelector<HTMLElement>('[data-offline]')
  const time = offlineSince?.toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' }) ?? ''
  const sentence = answered ? say('failed.online') : say('failed.offline', { time })
  if (place) {
    place.textContent = answered ? '' : `▲ ${sentence}`
    place.hidden = answered
    place.classList.toggle('trouble', !answered)
  }
  announce(sentence)
}

async function ask(button: HTMLElement): Promise<void> {
  if (document.hidden) return
  const address = new URL(button.dataset['live'] ?? '', location.href)
  address.searchParams.set('cursor', button.dataset['cursor'] ?? '')
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' } })
    showConnection(true)
    if (response.status !== 200) return
    const answer = (await response.json()) as Answer
    button.hidden = answer.new === 0
    if (button.textContent === answer.label) return
    button.textContent = answer.label
    if (answer.new > 0) announce(answer.label)
  } catch {
    showConnection(false)
  }
}

function take(button: HTMLElement): void {
  button.hidden = true
  const situation = button.closest('[data-situation]')
  if (situation) situation.dispatchEvent(new CustomEvent('diwan:feed'))
  else if (!button.hasAttribute('hx-get')) location.reload()
}

/** The button is replaced with the feed, so it is looked up anew each time. */
export function listenToLive(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-live]')
    if (button) take(button)
  })
  const beat = (): void => {
    const button = document.querySelector<HTMLElement>('[data-live]')
    if (button) void ask(button)
    window.setTimeout(beat, Number(button?.dataset['every'] ?? 5) * 1000)
  }
  window.setTimeout(beat, 1000)
}

export function showFailure(): void {
  const bar = document.createElement('p')
  bar.className = 'failure-bar'
  bar.setAttribute('role', 'alert')
  bar.textContent = `▲ ${say('failed.request')}`
  document.querySelector('.failure-bar')?.remove()
  document.body.append(bar)
  window.setTimeout(() => bar.remove(), 8000)
}

export function listenToFailures(): void {
  htmx.on('htmx:sendError', showFailure)
  htmx.on('htmx:responseError', showFailure)
}
