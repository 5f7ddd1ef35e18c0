/** The name in a `Host` header: lower case, without port and without the dot at the end; IPv6 literals in brackets.
 * undefined: nothing that could be a host. */
export function toHostName(header: string | undefined): string | undefined {
  if (!header) return undefined
  const [, name] = /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::\d*)?$/i.exec(header) ?? []
  return name?.toLowerCase().replace(/\.$/, '') || undefined
}
