/** The table `filter` as `iptables-save` prints it. */
export interface FilterTable {
  readonly chains: ReadonlySet<string>
  readonly rules: readonly Rule[]
}

export interface Rule {
  readonly chain: string
  /** e.g. `-i om-+ -j OTM-IN` */
  readonly text: string
}

export function parseFilterTable(printed: string): FilterTable {
  const lines = printed.split('\n')
  const chains = lines.flatMap((line) => /^:(\S+)/.exec(line)?.[1] ?? [])
  const rules = lines.flatMap((line) => {
    const [, chain, text] = /^-A (\S+) (.*\S)/.exec(line) ?? []
    return chain && text ? [{ chain, text }] : []
  })
  return { chains: new Set(chains), rules }
}

/** The rules of one chain, first to last. */
export const rulesOf = ({ rules }: FilterTable, chain: string): readonly string[] =>
  rules.filter((rule) => rule.chain === chain).map(({ text }) => text)
