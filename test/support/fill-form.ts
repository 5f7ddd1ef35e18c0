/** A plausible answer to the form of an oTree page, URL-encoded; null when the page has no form, which is where an experiment ends. */
export function fillForm(html: string): string | null {
  if (!/<form\b/i.test(html) || !/<(?:button|input)\b/i.test(html)) return null
  const fields = new URLSearchParams()
  for (const [tag] of html.matchAll(/<input\b[^>]*>/gi)) fillInput(fields, tag)
  for (const [, tag, options] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi)) fillSelect(fields, tag ?? '', options ?? '')
  for (const [, tag] of html.matchAll(/<textarea\b([^>]*)>/gi)) setOnce(fields, attribute(tag ?? '', 'name'), 'text')
  return fields.toString()
}

function fillInput(fields: URLSearchParams, tag: string): void {
  const name = attribute(tag, 'name')
  const value = attribute(tag, 'value')
  const type = attribute(tag, 'type') ?? 'text'
  if (type === 'submit' || type === 'button') return
  if (type === 'hidden' || type === 'radio' || type === 'checkbox') setOnce(fields, name, value ?? '')
  else if (type === 'number' || attribute(tag, 'inputmode') !== undefined) setOnce(fields, name, value || attribute(tag, 'min') || '1')
  else setOnce(fields, name, value || 'text')
}

function fillSelect(fields: URLSearchParams, tag: string, options: string): void {
  const values = [...options.matchAll(/<option\b[^>]*value="([^"]*)"/gi)].map(([, value]) => value ?? '')
  setOnce(fields, attribute(tag, 'name'), values.find((value) => value !== '') ?? '')
}

function setOnce(fields: URLSearchParams, name: string | undefined, value: string): void {
  if (name !== undefined && !fields.has(name)) fields.set(name, value)
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1]
