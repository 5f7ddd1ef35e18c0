import { bridgePrefix } from './bridge-name.ts'
import { type FilterTable, type Rule, rulesOf } from './filter-table.ts'
import type { Chains } from './firewall-rules.ts'

/** What one address and port outside may be reached at by builds, though it is near. */
export interface Way {
  readonly address: string
  readonly port: number
}

export interface WantedFirewall {
  /** The same for all installations. */
  readonly rules: Chains
  /** Bridge of this installation's builds. */
  readonly buildBridge: string
}

const jumpIn = `-i ${bridgePrefix}+ -j OTM-IN`
const jumpOut = '-j OTM-OUT'

/** Whether everything is in its place. The ways of builds are not looked at: without them less is open. */
export const isUp = (table: FilterTable, wanted: WantedFirewall): boolean =>
  toPairs(wanted.rules).every(([chain, rules]) => isWhole(rulesOf(table, chain), rules)) &&
  ['OTM-IN', 'OTM-OUT'].every((chain) => rulesOf(table, chain).includes(toWayJump(wanted.buildBridge))) &&
  toJumps(table).every(({ chain, text }) => isOnceAndFirst(rulesOf(table, chain), text))

function isWhole(there: readonly string[], wanted: readonly string[]): boolean {
  const mark = wanted[0]?.split(' ').at(-1) ?? ''
  return there.filter((text) => !isWayJump(text)).length === wanted.length && there[0]?.includes(mark) === true
}

const isOnceAndFirst = (there: readonly string[], text: string): boolean => there.indexOf(text) === 0 && there.lastIndexOf(text) === 0

/** The input of one run of `iptables-restore --noflush`, which does all of it or nothing.
 * @param table  as it is: what other installations have in it stays */
export function toRestoreInput(table: FilterTable, { rules, buildBridge }: WantedFirewall, ways: readonly Way[]): string {
  const wayJumps = [...new Set([...table.rules.map(({ text }) => text).filter(isWayJump), toWayJump(buildBridge)])].sort()
  const ownChain = [toWayChain(buildBridge), [...ways.map(toWayRule), '-j RETURN']] as const
  const chains = [
    ...toPairs(rules).map(([chain, texts]) => [chain, chain === 'OTM-NO' ? texts : withWays(texts, wayJumps)] as const),
    ownChain,
  ]
  return [
    '*filter',
    ...chains.map(([chain]) => `:${chain} - [0:0]`), // makes it, or empties it
    ...chains.flatMap(([chain, texts]) => texts.map((text) => `-A ${chain} ${text}`)),
    ...findJumps(table).map(({ chain, text }) => `-D ${chain} ${text}`),
    ...toJumps(table).map(({ chain, text }) => `-I ${chain} 1 ${text}`),
    'COMMIT',
    '',
  ].join('\n')
}

const toPairs = (rules: Chains): readonly (readonly [string, readonly string[]])[] => Object.entries(rules)

/** Where our chains have to be called from. Docker puts new rules above those of others in FORWARD, and keeps DOCKER-USER before its own;
 * where something else has come before DOCKER-USER we come before that. */
function toJumps(table: FilterTable): readonly Rule[] {
  const hasDockerChain = table.chains.has('DOCKER-USER')
  const isDockerFirst = rulesOf(table, 'FORWARD').find((text) => text !== jumpOut) === '-j DOCKER-USER'
  return [
    { chain: 'INPUT', text: jumpIn },
    ...(hasDockerChain ? [{ chain: 'DOCKER-USER', text: jumpOut }] : []),
    ...(hasDockerChain && isDockerFirst ? [] : [{ chain: 'FORWARD', text: jumpOut }]),
  ]
}

const findJumps = ({ rules }: FilterTable): readonly Rule[] =>
  rules.filter(({ chain, text }) => !chain.startsWith('OTM-') && / -j OTM-(IN|OUT)$/.test(` ${text}`))

/** Behind the mark, before everything that closes. */
const withWays = ([mark = '', ...rest]: readonly string[], wayJumps: readonly string[]): readonly string[] => [mark, ...wayJumps, ...rest]

const toWayChain = (bridge: string): string => `OTM-${bridge}`
const toWayJump = (bridge: string): string => `-i ${bridge} -j ${toWayChain(bridge)}`
const isWayJump = (text: string): boolean => /^-i (om-[0-9a-f]+) -j OTM-\1$/.test(text)
const toWayRule = ({ address, port }: Way): string => `-d ${address} -p tcp -m tcp --dport ${port} -j ACCEPT`
