/** Asks the browser for a passkey and hands what it gives to the form around the button. Nothing of it is kept here. */

export function wirePasskey(form: HTMLFormElement): void {
  if (form.dataset['wired']) return
  form.dataset['wired'] = 'yes'
  form.addEventListener('submit', (event) => {
    const field = form.elements.namedItem('credential')
    if (!(field instanceof HTMLInputElement) || field.value) return
    event.preventDefault()
    void fill(form, field)
  })
}

async function fill(form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
  const trouble = form.querySelector<HTMLElement>('[data-trouble]')
  trouble?.toggleAttribute('hidden', true)
  try {
    field.value = JSON.stringify(await credential(form))
    form.requestSubmit()
  } catch {
    trouble?.removeAttribute('hidden')
  }
}

async function credential(form: HTMLFormElement): Promise<unknown> {
  const { publicKey } = JSON.parse(form.dataset['options'] ?? '{}') as { publicKey: never }
  const given =
    form.dataset['passkey'] === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) })
  return (given as PublicKeyCredential).toJSON()
}
