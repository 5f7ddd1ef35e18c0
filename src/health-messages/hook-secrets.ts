/** What is shorter is no secret, and would take ordinary words out of sentences. */
const shortestSecret = 6

/** Makes what takes everything that is secret in the address of a web hook out of a text: services quote what they do not know. */
export function toHookScrubber({ pathname, search, username, password }: URL): (text: string) => string {
  const parts = [...`${pathname}${search}`.split(/[/?&=]/), username, password].filter(({ length }) => length >= shortestSecret)
  const secrets = [...new Set(parts.flatMap((part) => [part, decode(part)]))].sort((one, other) => other.length - one.length)
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // a bare %
  }
}
