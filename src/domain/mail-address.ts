/** Somebody who gets or sends mail. */
export interface MailAddress {
  /** As people read it; may be empty. */
  readonly name: string
  readonly address: string
}

/** One mailbox and nothing beside it: no second address, no quotes, no spaces, nothing that could begin a new line of a mail's head. */
const addressPattern = /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Zl}\p{Zp}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}\p{Zl}\p{Zp}]{1,255}$/u

export const isMailAddress = (text: string): boolean => addressPattern.test(text)

/** Reads `lab@example.edu` or `oTree lab <lab@example.edu>`. @returns undefined when it is neither */
export function toMailAddress(text: string): MailAddress | undefined {
  const [, name = '', inBrackets] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? []
  const address = (inBrackets ?? text).trim()
  return isMailAddress(address) ? { name: toOneLine(name.replaceAll('"', '')), address } : undefined
}

/** Text as it may stand in one line of a mail: whatever would begin another line, or cannot be seen, becomes a space. */
export const toOneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
