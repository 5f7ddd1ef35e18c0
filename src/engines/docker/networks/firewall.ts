import { inTurn } from '../../../lib/in-turn.ts'
import { bridgeName } from './bridge-name.ts'
import { type BuildSettings, findBuildWays } from './build-ways.ts'
import { toFault } from './firewall-fault.ts'
import { isUp, toRestoreInput, type WantedFirewall, type Way } from './firewall-plan.ts'
import { type Chains, rulesOfVersion6, toClosedRanges, toRules } from './firewall-rules.ts'
import { type Family, hasVersion6, readTable, restore } from './iptables.ts'
import { type Machine, thisMachine } from './machine.ts'
import { findResolvers } from './resolvers.ts'
import { readNeighbourhood } from './routes.ts'

/** Without it, nothing of an instance or of a build may get a network. */
export type FirewallState =
  | { readonly isUp: true /** Sentences about what builds cannot reach. */; readonly warnings: readonly string[] }
  | { readonly isUp: false /** A sentence: why, and the next step. */; readonly reason: string }

/** The rules around the networks of all instances and builds on this machine. */
export interface Firewall {
  /** Puts up whatever is missing; twice is the same as once. */
  apply(): Promise<FirewallState>
  /** Looks only. */
  isUp(): Promise<boolean>
}

export interface FirewallPlace {
  readonly installation: string
  readonly settings: BuildSettings
  /** Where the daemon's bridges are; default: here. */
  readonly machine?: Machine
  /** The machine's name servers; default: as it says. */
  readonly resolvers?: () => Promise<readonly string[]>
}

interface Surroundings {
  readonly machine: Machine
  readonly closed: readonly string[]
  readonly wanted: Readonly<Record<Family, WantedFirewall | undefined>>
}

/** Another installation may write at the same moment. */
const attempts = 4

export function createFirewall(place: FirewallPlace): Firewall {
  const next = inTurn()
  return {
    apply: () => next(() => apply(place).catch((error) => ({ isUp: false, reason: toFault(error) }))),
    isUp: () => next(async () => await isAllUp(await lookAround(place))).catch(() => false),
  }
}

async function apply(place: FirewallPlace): Promise<FirewallState> {
  const around = await lookAround(place)
  const { ways, warnings } = await findBuildWays(place.settings, around.closed)
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const isLast = attempt === attempts
    await putUp(around, ways).catch((error) => {
      if (isLast) throw error
    })
    if (await isAllUp(around)) return { isUp: true, warnings }
  }
  throw new Error('Another program removes its rules at once.')
}

async function lookAround({ installation, machine = thisMachine, resolvers = findResolvers }: FirewallPlace): Promise<Surroundings> {
  const [neighbourhood, servers, has6] = await Promise.all([readNeighbourhood(machine), resolvers(), hasVersion6()])
  const toWanted = (rules: Chains): WantedFirewall => ({ rules, buildBridge: bridgeName(installation, null) })
  const wanted = { 4: toWanted(toRules({ neighbourhood, resolvers: servers })), 6: has6 ? toWanted(rulesOfVersion6) : undefined }
  return { machine, closed: toClosedRanges(neighbourhood), wanted }
}

async function putUp({ machine, wanted }: Surroundings, ways: readonly Way[]): Promise<void> {
  for (const family of [6, 4] as const) {
    const rules = wanted[family]
    if (rules) await restore(machine, family, toRestoreInput(await readTable(machine, family), rules, family === 4 ? ways : []))
  }
}

async function isAllUp({ machine, wanted }: Surroundings): Promise<boolean> {
  for (const family of [4, 6] as const) {
    const rules = wanted[family]
    if (rules && !isUp(await readTable(machine, family), rules)) return false
  }
  return true
}
