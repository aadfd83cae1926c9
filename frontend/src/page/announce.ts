/** Said by screen readers, shown to nobody. */
export function announce(sentence: string): void {
  const region = document.getElementById('announce')
  if (region) region.textContent = sentence
}
