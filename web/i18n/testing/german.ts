/** Names, units, and words that are the same in English and German. */
const shared = [
  'Browser|Code|Commit|Label|Labels|Link|Log|Name|Person|Server|Status|Terminal|Token|Version',
  'API|Docker|Engine|Gateway|Git|git|HTTPS|Internet|oTree|oTree Manager|PostgreSQL|PyCharm|Python|REST|SSH|VS Code',
  'MB|min|s',
].join('|')
const alike = new RegExp(`^(?:${shared}|[\\d\\s·.,:()/-])+$`)

/** Whether a text may be the same in both languages. */
export const mayBeSame = (text: string): boolean => alike.test(text)

/** Words that no German sentence has. */
const english =
  /\b(the|and|of|is|are|with|your|you|this|that|these|which|have|has|been|not|can|cannot|when|from|for|it|they|again|please|what|who|whose|does|did|to)\b/gi
const familiar = /\b(du|dein\w*|dich|dir|euch|euer\w*)\b/gi
/** What other programs call it, in their own language. */
const menus = /„[^“]*(→|Initialize|Source Control|Commit…)[^“]*“/g

/** What a German text has that German as it is printed has not; a check against oversight, no judgement of style. */
export function findSloppyGerman(text: string): readonly string[] {
  const own = text.replace(menus, '')
  return [
    ...(own.match(english) ?? []).map((word) => `English: ${word}`),
    ...(own.match(familiar) ?? []).map((word) => `Not “Sie”: ${word}`),
    ...(own.includes('"') ? ['Straight quotes'] : []),
    ...(own.includes('...') ? ['Three dots for …'] : []),
    ...(/[„“”]/.test(own.replace(/„[^„“”]*“/g, '')) ? ['Quotes that are not „…“'] : []),
  ]
}
