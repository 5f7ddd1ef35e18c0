import { z } from 'zod'
import { CommandError } from '../../../lib/run-command.ts'
import { bridgePrefix } from './bridge-name.ts'
import type { Machine } from './machine.ts'

const route = z.object({ type: z.string().optional(), dst: z.string(), dev: z.string().optional(), gateway: z.string().optional() })
const link = z.object({
  ifname: z.string().optional(),
  addr_info: z.array(z.object({ local: z.string(), prefixlen: z.number() })).optional(),
})

export type Route = z.output<typeof route>

/** Where the machine sends packets, in all its tables. @throws CommandError, or Error when there is no program `ip` */
export const readRoutes = async (machine: Machine): Promise<readonly Route[]> =>
  z.array(route).parse(await askIp(machine, ['route', 'show', 'table', 'all']))

/** Destinations that a network of ours must not overlap. What is wider than a /8 is a way out to everywhere (a VPN's `0.0.0.0/1`), not somebody's network. */
export const toDestinations = (routes: readonly Route[]): readonly string[] =>
  routes.filter(({ type, dst }) => type === undefined && !isWide(dst)).map(({ dst }) => dst)

const isWide = (dst: string): boolean => dst === 'default' || Number(dst.split('/')[1] ?? 32) < 8

/** What the machine reaches without a router, and its own addresses; without the networks of instances, which come and go. */
export async function readNeighbourhood(machine: Machine): Promise<readonly string[]> {
  const [routes, links] = [await readRoutes(machine), z.array(link).parse(await askIp(machine, ['address', 'show']))]
  const attached = routes.filter(({ type, gateway, dev }) => type === undefined && gateway === undefined && isOthers(dev))
  const own = links.filter(({ ifname }) => isOthers(ifname)).flatMap(({ addr_info = [] }) => addr_info)
  const all = [...toDestinations(attached), ...own.map(({ local }) => local)]
  return [...new Set(all)].sort()
}

const isOthers = (device: string | undefined): boolean => !device?.startsWith(bridgePrefix)

async function askIp(machine: Machine, what: readonly string[]): Promise<unknown> {
  const result = await machine.run('ip', ['-json', '-4', ...what])
  if (result.exitCode !== 0) throw new CommandError('ip', result)
  return JSON.parse(result.stdout || '[]') // old versions print nothing when there is nothing
}

/** Whether the machine has a network interface of this name. */
export const hasLink = async (machine: Machine, name: string): Promise<boolean> =>
  (await machine.run('ip', ['link', 'show', 'dev', name])).exitCode === 0
