const mostCharacters = 400_000

/** Keeps the newest lines of a long text, so that a page that stays open for days does not grow. */
export function limitText(text: string, most = mostCharacters): string {
  if (text.length <= most) return text
  const cut = text.slice(-most)
  return cut.slice(cut.indexOf('\n') + 1)
}
