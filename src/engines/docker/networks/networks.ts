import type Docker from 'dockerode'
import { ManagerError } from '../../../domain/error.ts'
import type { InstanceId } from '../../../domain/names.ts'
import type { Settings } from '../../../domain/settings.ts'
import { inTurn } from '../../../lib/in-turn.ts'
import { waitUntil } from '../../../lib/wait-until.ts'
import { bridgeName, type NetworkOwner, networkName } from './bridge-name.ts'
import { type Machine, thisMachine } from './machine.ts'
import { hasLink, readRoutes, toDestinations } from './routes.ts'
import { pickSubnet } from './subnets.ts'

export interface InstanceNetwork {
  /** What `HostConfig.NetworkMode` takes. */
  readonly name: string
  /** Its interface on the machine. */
  readonly bridge: string
  /** e.g. `10.210.0.16/28` */
  readonly subnet: string
  /** null: the one of builds. */
  readonly owner: NetworkOwner
}

/** The networks of one installation: one for each instance that may use the Internet, one for builds. */
export interface Networks {
  /** Makes it unless it is there. @throws ManagerError `engine.unavailable` */
  ensure(owner: NetworkOwner): Promise<InstanceNetwork>
  /** Whatever is still connected loses it. It need not be there. */
  remove(owner: NetworkOwner): Promise<void>
  list(): Promise<readonly InstanceNetwork[]>
}

export interface NetworkPlace {
  readonly docker: Docker
  /** What tells this data directory's things from those of others; letters, digits and hyphens. */
  readonly installation: string
  readonly settings: Pick<Settings, 'dockerSubnets'>
  /** Where the daemon's bridges are; default: here. */
  readonly machine?: Machine
}

const bridgeOption = 'com.docker.network.bridge.name'
const labels = { installation: 'otm.installation', instance: 'otm.instance' } as const

/** What another program makes at the same moment has its subnet before it is listed. */
const attempts = 20

export function createNetworks(place: NetworkPlace): Networks {
  const next = inTurn()
  return {
    ensure: (owner) => next(() => ensureNetwork(place, owner)),
    remove: (owner) => next(() => removeNetwork(place, owner)),
    list: async () => (await listOurs(place)).map(toInstanceNetwork),
  }
}

async function ensureNetwork(place: NetworkPlace, owner: NetworkOwner): Promise<InstanceNetwork> {
  const there = (await findNetwork(place, owner)) ?? (await makeNetwork(place, owner))
  const network = toInstanceNetwork(there)
  assertIsOurs(place, owner, there)
  await assertIsHere(place, network)
  return network
}

async function makeNetwork(place: NetworkPlace, owner: NetworkOwner): Promise<Docker.NetworkInspectInfo> {
  const tried: string[] = []
  for (;;) {
    const subnet = await findSubnet(place, tried)
    tried.push(subnet)
    try {
      return await (await place.docker.createNetwork(toOptions(place, owner, subnet))).inspect()
    } catch (error) {
      const there = await findQuicker(place, owner, error)
      if (there) return there
      if (tried.length === attempts || !/overlap/i.test(String(error))) throw cannotMake(place, owner, error)
    }
  }
}

/** What another program has made meanwhile; its bridge is taken a moment before Docker lists its network. */
async function findQuicker(place: NetworkPlace, owner: NetworkOwner, error: unknown): Promise<Docker.NetworkInspectInfo | undefined> {
  const find = (): Promise<Docker.NetworkInspectInfo | undefined> => findNetwork(place, owner)
  if (!/same bridge name/i.test(String(error))) return find()
  return waitUntil(`Docker lists the network ${networkName(place.installation, owner)}`, find, { timeoutMs: 10_000 }).catch(() => undefined)
}

async function findSubnet({ docker, settings, machine = thisMachine }: NetworkPlace, tried: readonly string[]): Promise<string> {
  const [networks, routes] = await Promise.all([docker.listNetworks(), readRoutes(machine)])
  return pickSubnet(settings.dockerSubnets, [...networks.flatMap(toSubnets), ...tried], toDestinations(routes))
}

function toOptions({ installation }: NetworkPlace, owner: NetworkOwner, subnet: string): Docker.NetworkCreateOptions {
  return {
    Name: networkName(installation, owner),
    CheckDuplicate: true,
    Driver: 'bridge',
    EnableIPv6: false,
    IPAM: { Driver: 'default', Config: [{ Subnet: subnet }] },
    Options: {
      [bridgeOption]: bridgeName(installation, owner),
      // in the network of builds, containers of different people meet
      'com.docker.network.bridge.enable_icc': String(owner !== null),
    },
    Labels: { [labels.installation]: installation, ...(owner === null ? {} : { [labels.instance]: owner }) },
  }
}

async function removeNetwork(place: NetworkPlace, owner: NetworkOwner): Promise<void> {
  const there = await findNetwork(place, owner)
  if (!there) return
  assertIsOurs(place, owner, there)
  const network = place.docker.getNetwork(there.Id)
  const { Containers = {} } = (await network.inspect()) as Docker.NetworkInspectInfo
  await Promise.all(Object.keys(Containers).map((id) => network.disconnect({ Container: id, Force: true }).catch(unlessGone)))
  await network.remove().catch(unlessGone)
}

/** Docker's filter by name also finds parts of names. */
async function findNetwork({ docker, installation }: NetworkPlace, owner: NetworkOwner): Promise<Docker.NetworkInspectInfo | undefined> {
  const name = networkName(installation, owner)
  const found = await docker.listNetworks({ filters: { name: [name] } })
  return found.find(({ Name }) => Name === name)
}

const listOurs = ({ docker, installation }: NetworkPlace): Promise<Docker.NetworkInspectInfo[]> =>
  docker.listNetworks({ filters: { label: [`${labels.installation}=${installation}`] } })

const toSubnets = ({ IPAM }: Docker.NetworkInspectInfo): readonly string[] => (IPAM?.Config ?? []).flatMap(({ Subnet }) => Subnet ?? [])

const toInstanceNetwork = (network: Docker.NetworkInspectInfo): InstanceNetwork => ({
  name: network.Name,
  bridge: network.Options?.[bridgeOption] ?? '',
  subnet: toSubnets(network)[0] ?? '',
  owner: (network.Labels?.[labels.instance] as InstanceId | undefined) ?? null,
})

/** The firewall goes by the bridge's name. */
function assertIsOurs({ installation }: NetworkPlace, owner: NetworkOwner, { Name, Labels, Options }: Docker.NetworkInspectInfo): void {
  if (Labels?.[labels.installation] === installation && Options?.[bridgeOption] === bridgeName(installation, owner)) return
  throw new ManagerError(
    'engine.unavailable',
    `Docker has a network named ${Name} that oTree Manager has not made. Remove it with "docker network rm ${Name}", then try again.`,
  )
}

/** A daemon elsewhere (another machine, Docker Desktop, rootless) has its bridges where our firewall is not. */
async function assertIsHere({ machine = thisMachine }: NetworkPlace, { bridge, name }: InstanceNetwork): Promise<void> {
  if (await hasLink(machine, bridge)) return
  throw new ManagerError(
    'engine.unavailable',
    `The Docker daemon did not make the network ${name} on this machine, so no firewall could guard it. Use a daemon that runs as root on this machine itself, or let instances do without the Internet.`,
  )
}

const cannotMake = ({ installation }: NetworkPlace, owner: NetworkOwner, error: unknown): ManagerError =>
  new ManagerError(
    'engine.unavailable',
    `Docker could not make the network ${networkName(installation, owner)}: ${error instanceof Error ? error.message : String(error)}. See what "docker network ls" shows and what the daemon's log says, then try again.`,
    {},
    { cause: error },
  )

function unlessGone(error: unknown): void {
  if ((error as { statusCode?: number }).statusCode !== 404) throw error
}
