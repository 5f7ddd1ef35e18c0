import type { PageStart, pageStartElementId } from '../../src/api/contract/page-start.ts'

const elementId: typeof pageStartElementId = 'otm-start'
const nobody: PageStart = {
  token: null,
  expiresAt: null,
  setupNeeded: false,
  build: '',
  nonce: '',
  encrypted: true,
  mail: false,
  language: null,
}

/** Reads the manager's data from the page and removes it, so that no later script finds the token there. */
export function takePageStart(page: Document): PageStart {
  const element = page.getElementById(elementId)
  element?.remove()
  return toPageStart(element?.textContent ?? '')
}

/** Text that is not the manager's data counts as nobody signed in. */
export function toPageStart(text: string): PageStart {
  const data = parse(text)
  return typeof data === 'object' && data !== null && 'token' in data ? { ...nobody, ...(data as PageStart) } : nobody
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
