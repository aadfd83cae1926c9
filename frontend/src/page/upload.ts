/** Many files and folders by drop: each is sent on its own, so that one failure loses nothing else. */
import { html, tell } from '../draw/elements'
import { formatNumber, say } from '../words'
import { announce } from './announce'

type State = 'kept' | 'aside' | 'failed'

interface Item {
  readonly file: File
  readonly path: string
}

interface Answer {
  readonly state: State
  readonly message?: string
  readonly href?: string
}

const AT_ONCE = 2

async function entriesOf(entry: FileSystemEntry): Promise<Item[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ file, path: entry.fullPath.replace(/^\//, '') }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: Item[] = []
  for (;;) {
    // A reader gives a folder in portions; an empty one is the end.
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (portion.length === 0) return found
    for (const inner of portion) found.push(...(await entriesOf(inner)))
  }
}

async function itemsOf(transfer: DataTransfer): Promise<Item[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return [...transfer.files].map((file) => ({ file, path: file.name }))
  return (await Promise.all(entries.map(entriesOf))).flat()
}

class Line {
  readonly element: HTMLLIElement
  private readonly state = html('span', { class: 'state' }, say('upload.waiting'))
  private readonly progress = html('progress', { max: 1, value: 0 })
  private readonly message = html('span', { class: 'message' })

  constructor(readonly item: Item) {
    this.progress.setAttribute('aria-label', item.path)
    this.element = html('li', {}, html('bdi', {}, item.path), this.progress, this.state, this.message)
  }

  sent(share: number): void {
    this.progress.value = share
    this.state.textContent = say('upload.sending', { percent: formatNumber(share, { style: 'percent' }) })
  }

  ended(answer: Answer, retry: () => void): void {
    this.progress.value = answer.state === 'failed' ? 0 : 1
    this.element.className = `is-${answer.state}`
    this.state.textContent = `${answer.state === 'failed' ? '▲ ' : ''}${say(`upload.${answer.state}`)}`
    this.message.replaceChildren(answer.href ? html('a', { href: answer.href }, answer.message ?? answer.href) : (answer.message ?? ''))
    if (answer.state !== 'failed') return
    const again = html('button', { type: 'button', class: 'button small' }, say('upload.retry'))
    again.addEventListener('click', retry)
    this.message.append(' ', again)
  }
}

function csrfHeaders(): Record<string, string> {
  const text = document.body.getAttribute('hx-headers')
  return text ? (JSON.parse(text) as Record<string, string>) : {}
}

function send(form: HTMLFormElement, line: Line): Promise<Answer> {
  const data = new FormData(form)
  data.delete('file')
  data.set('path', line.item.path)
  data.set('file', line.item.file, line.item.file.name)
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', form.action)
    for (const [name, value] of Object.entries({ Accept: 'application/json', ...csrfHeaders() })) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', (event) => line.sent(event.lengthComputable ? event.loaded / event.total : 0))
    request.addEventListener('load', () => resolve(readAnswer(request)))
    request.addEventListener('error', () => resolve({ state: 'failed' }))
    request.send(data)
  })
}

function readAnswer(request: XMLHttpRequest): Answer {
  try {
    const answer = JSON.parse(request.responseText) as Answer
    return request.status < 400 ? answer : { ...answer, state: 'failed' }
  } catch {
    return { state: 'failed' }
  }
}

class Upload {
  private readonly waiting: Line[] = []
  private readonly counts: Record<State, number> = { kept: 0, aside: 0, failed: 0 }
  private running = 0
  private all = 0
  private readonly sum = html('p', { class: 'upload-sum', role: 'status' })

  constructor(private readonly form: HTMLFormElement, private readonly list: HTMLElement) {
    list.before(this.sum)
  }

  add(items: readonly Item[]): void {
    for (const item of items) {
      const line = new Line(item)
      this.list.append(line.element)
      this.waiting.push(line)
    }
    this.all += items.length
    this.go()
  }

  private go(): void {
    while (this.running < AT_ONCE) {
      const line = this.waiting.shift()
      if (!line) return
      this.running += 1
      void this.sendOne(line)
    }
  }

  private async sendOne(line: Line): Promise<void> {
    const answer = await send(this.form, line)
    this.running -= 1
    this.counts[answer.state] += 1
    line.ended(answer, () => this.again(line))
    const done = this.counts.kept + this.counts.aside
    this.sum.textContent = say('upload.done', { done, all: this.all })
    this.go()
    if (this.running > 0) return
    announce(this.sum.textContent)
    tell(this.form, 'uploaded', { ...this.counts })
  }

  private again(line: Line): void {
    this.counts.failed -= 1
    line.element.className = ''
    this.waiting.push(line)
    this.go()
  }
}

export function wireUpload(form: HTMLFormElement): void {
  const list = form.querySelector<HTMLElement>('.upload-list')
  if (form.dataset['wired'] || !list) return
  form.dataset['wired'] = 'yes'
  const upload = new Upload(form, list)
  const over = (yes: boolean) => (event: DragEvent): void => {
    event.preventDefault()
    form.classList.toggle('is-over', yes)
  }
  form.addEventListener('dragover', over(true))
  form.addEventListener('dragleave', over(false))
  form.addEventListener('drop', (event) => {
    over(false)(event)
    if (event.dataTransfer) void itemsOf(event.dataTransfer).then((items) => upload.add(items))
  })
  form.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement
    if (input.type !== 'file') return
    upload.add([...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name })))
    input.value = ''
  })
}
