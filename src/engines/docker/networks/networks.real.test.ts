import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toInstanceId } from '../../../domain/names.ts'
import { bridgeName } from './bridge-name.ts'
import type { BuildSettings } from './build-ways.ts'
import { createFirewall, type Firewall } from './firewall.ts'
import { createNetworks, type Networks } from './networks.ts'
import { readNeighbourhood } from './routes.ts'
import { type DaemonInWorld, startDaemonIn, type TestContainer, whyNoDaemon } from './testing/daemon-in-world.ts'
import { makeSmallWorld, places, type SmallWorld } from './testing/small-world.ts'

const why = await whyNoDaemon()
if (why) console.warn(`networks of Docker are not tested: ${why}`)

const [ida, idb] = [toInstanceId('iaaaaaaaa'), toInstanceId('ibbbbbbbb')]
const settings = { dockerSubnets: '10.210.0.0/24', packageIndexUrl: null, pythonMirrorUrl: null, httpsProxy: null }
const buildSettings = {
  ...settings,
  httpsProxy: `http://user:secret@${places.machine}:3128`,
  packageIndexUrl: `http://${places.lab}:3128/simple`,
}
const installation = 'test'

describe.skipIf(why !== undefined)('networks of Docker and the firewall around them', () => {
  let world: SmallWorld
  let daemon: DaemonInWorld
  let networks: Networks
  let firewall: Firewall
  let ada: TestContainer
  let bob: TestContainer
  let build: TestContainer
  let otherBuild: TestContainer

  const run = async (...command: readonly string[]): Promise<string> => {
    const [file = '', ...args] = command
    const { exitCode, stdout, stderr } = await world.machine.run(file, args)
    expect([exitCode, stderr]).toEqual([0, ''])
    return stdout
  }
  const rules = async (): Promise<readonly string[]> => (await run('iptables', '-S')).split('\n')
  const from = (who: TestContainer, ...targets: readonly string[]): Promise<readonly string[]> =>
    who.probe(...targets).then((found) => targets.map((target) => found[target] ?? ''))
  const newFirewall = (name = installation, ofBuilds: BuildSettings = buildSettings): Firewall =>
    createFirewall({
      installation: name,
      settings: ofBuilds,
      machine: world.machine,
      resolvers: async () => [places.nameServer, places.machine],
    })

  /** What nobody in a container has any business with. */
  const closed = (): readonly string[] => [
    ...['10.210.0.1', '10.210.0.17', places.machine, places.machineInLab].map((address) => `${address}:8080`),
    `${places.lab}:80`,
    `${places.router}:80`,
    `${places.cloud}:80`,
    ...[25, 465, 587].map((port) => `${places.far}:${port}`),
  ]

  beforeAll(async () => {
    world = await makeSmallWorld()
    await world.listen('0.0.0.0:8080', '127.0.0.1:8081', ...[53, 3128, 3129].map((port) => `${places.machine}:${port}`))
    daemon = await startDaemonIn(world)
    networks = createNetworks({ docker: daemon.docker, installation, settings, machine: world.machine })
    const names = await Promise.all([ida, idb, null].map((owner) => networks.ensure(owner)))
    const start = (index: number): Promise<TestContainer> => daemon.startContainer(names[index]?.name ?? '')
    ;[ada, bob, build, otherBuild] = await Promise.all([start(0), start(1), start(2), start(2)])
    firewall = newFirewall()
  })

  afterAll(async () => {
    await daemon?.close()
    await world?.close()
  })

  it('without the firewall a container reaches the machine, its neighbours, the cloud and mail servers', async () => {
    expect(await firewall.isUp()).toBe(false)
    expect(await from(ada, ...closed())).toEqual(closed().map(() => 'reached'))
  })

  it('with it, nothing of that, but the Internet', async () => {
    expect(await firewall.apply()).toEqual({ isUp: true, warnings: [] })
    expect(await firewall.isUp()).toBe(true)
    expect(await from(ada, ...closed())).toEqual(closed().map(() => 'refused'))
    expect(await from(build, ...closed())).toEqual(closed().map(() => 'refused'))
    expect(await from(ada, `${places.far}:80`, `${places.far}:8443`, '127.0.0.1:8081')).toEqual(['reached', 'reached', 'refused'])
  })

  it('names are found, by asking the name server of the machine, which is in a private network', async () => {
    expect(await from(ada, 'somewhere.example.edu:443')).toEqual(['reached'])
    expect(await from(build, 'elsewhere.example.edu:443')).toEqual(['reached'])
    expect(world.askers).toContain(places.machineInLab)
    expect(await from(ada, `${places.machine}:53`, `${places.nameServer}:80`, `${places.machineInLab}:53`)).toEqual([
      'reached',
      'refused',
      'refused',
    ])
  })

  it('instances do not reach each other, nor builds, nor builds each other', async () => {
    expect(await from(ada, `${bob.address}:7000`, `${build.address}:7000`)).not.toContain('reached')
    expect(await from(bob, `${ada.address}:7000`)).not.toContain('reached')
    expect(await from(build, `${otherBuild.address}:7000`, `${ada.address}:7000`)).not.toContain('reached')
    expect(await from(otherBuild, `${build.address}:7000`)).not.toContain('reached')
  })

  it('builds reach the proxy and the index that are near, and nothing else there; instances reach neither', async () => {
    const ways = [`${places.machine}:3128`, `${places.lab}:3128`]
    const beside = [`${places.machine}:3129`, `${places.lab}:3129`, `${places.lab}:80`, `${places.machineInLab}:3128`]
    expect(await from(build, ...ways)).toEqual(['reached', 'reached'])
    expect(await from(build, ...beside)).toEqual(beside.map(() => 'refused'))
    expect(await from(ada, ...ways)).toEqual(['refused', 'refused'])
  })

  it('there is no IPv6 in a container', async () => {
    expect((await run('ip6tables', '-S')).split('\n')).toContain('-A INPUT -i om-+ -j OTM-IN')
    const info = await daemon.docker.getNetwork(`otm-${installation}-${ida}`).inspect()
    expect(info).toMatchObject({ EnableIPv6: false })
  })

  it('twice is once', async () => {
    const once = await rules()
    await Promise.all([firewall.apply(), newFirewall().apply()])
    await firewall.apply()
    expect(await rules()).toEqual(once)
    expect(once.filter((rule) => /-j OTM-(IN|OUT)$/.test(rule))).toEqual(['-A INPUT -i om-+ -j OTM-IN', '-A DOCKER-USER -j OTM-OUT'])
  })

  it.each([
    ['everything was flushed', [['-F'], ['-X', 'OTM-IN'], ['-X', 'OTM-OUT']]],
    ['one of our rules was taken out', [['-D', 'OTM-OUT', '-d', '169.254.0.0/16', '-j', 'OTM-NO']]],
    ['a jump is there twice', [['-I', 'INPUT', '1', '-i', 'om-+', '-j', 'OTM-IN']]],
    [
      'somebody lets everything in before',
      [
        ['-I', 'INPUT', '1', '-j', 'ACCEPT'],
        ['-I', 'DOCKER-USER', '1', '-j', 'ACCEPT'],
      ],
    ],
    ['somebody lets everything through before Docker asks', [['-I', 'FORWARD', '1', '-j', 'ACCEPT']]],
  ])('%s: it is seen, and mended', async (_, commands) => {
    for (const command of commands) await run('iptables', ...command)
    expect(await firewall.isUp()).toBe(false)
    expect(await firewall.apply()).toMatchObject({ isUp: true })
    expect(await firewall.isUp()).toBe(true)
    expect(await from(ada, ...closed())).toEqual(closed().map(() => 'refused'))
    for (const chain of ['INPUT', 'DOCKER-USER', 'FORWARD']) await world.machine.run('iptables', ['-D', chain, '-j', 'ACCEPT'])
  })

  it('a daemon that starts anew leaves it in force, or one more call does', async () => {
    await daemon.restart()
    const owner = toInstanceId('icccccccc')
    const { name } = await networks.ensure(owner)
    expect(await firewall.apply()).toMatchObject({ isUp: true }) // the daemon may have made its chains only now
    const container = await daemon.startContainer(name)
    expect(await firewall.isUp()).toBe(true)
    expect(await from(container, ...closed())).toEqual(closed().map(() => 'refused'))
    expect(await from(container, `${places.far}:80`)).toEqual(['reached'])
    await networks.remove(owner)
  })

  it('another installation on the machine keeps its way out, and opens none for us', async () => {
    const other = newFirewall('other', { ...buildSettings, httpsProxy: null, packageIndexUrl: `http://${places.lab}:3129/` })
    await other.apply()
    expect([await firewall.isUp(), await other.isUp()]).toEqual([true, true])
    await firewall.apply()
    const all = await rules()
    expect(all).toContain(`-A OTM-${bridgeName('other', null)} -d ${places.lab}/32 -p tcp -m tcp --dport 3129 -j ACCEPT`)
    expect(all.filter((rule) => rule.endsWith(`-j OTM-${bridgeName('other', null)}`))).toHaveLength(2)
  })

  it('a proxy on the loopback interface is said to be out of reach', async () => {
    const state = await newFirewall('loop', { ...buildSettings, httpsProxy: 'http://127.0.0.1:3128' }).apply()
    expect(state).toMatchObject({ isUp: true, warnings: [expect.stringContaining('HTTPS_PROXY names 127.0.0.1')] })
  })

  it('where it cannot be applied, it says why', async () => {
    const refused = {
      exitCode: 4,
      signal: null,
      stdout: '',
      stderr: 'Permission denied (you must be root)',
      timedOut: false,
      aborted: false,
    }
    const unprivileged = createFirewall({
      installation,
      settings,
      machine: { run: (file, args, input) => (file === 'ip' ? world.machine.run(file, args, input) : Promise.resolve(refused)) },
    })
    expect(await unprivileged.apply()).toMatchObject({ isUp: false, reason: expect.stringContaining('Run the manager as root.') })
    expect(await unprivileged.isUp()).toBe(false)
    const bare = createFirewall({
      installation,
      settings,
      machine: { run: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOENT', path: 'ip' })) },
    })
    expect(await bare.apply()).toMatchObject({ isUp: false, reason: expect.stringContaining('the program ip is missing') })
  })

  it('a network is made once, however often it is asked for, also by two at once', async () => {
    const twin = createNetworks({ docker: daemon.docker, installation, settings, machine: world.machine })
    const ids = ['idddddddd', 'ieeeeeeee', 'ifffffff2'].map(toInstanceId)
    const made = await Promise.all([...ids, ...ids].map((id, index) => (index % 2 ? twin : networks).ensure(id)))
    expect(made.slice(3)).toEqual(made.slice(0, 3))
    expect(new Set(made.map(({ subnet }) => subnet)).size).toBe(3)
    expect((await networks.list()).map(({ owner }) => owner)).toEqual(expect.arrayContaining([ida, idb, null, ...ids]))
    await Promise.all(ids.map((id) => networks.remove(id)))
  })

  it('a network of that name that is not ours is named, not used and not removed', async () => {
    const owner = toInstanceId('iggggggg2')
    const foreign = await daemon.docker.createNetwork({
      Name: `otm-${installation}-${owner}`,
      IPAM: { Driver: 'default', Config: [{ Subnet: '10.77.0.0/28' }] },
    })
    await expect(networks.ensure(owner)).rejects.toThrow('that oTree Manager has not made')
    await expect(networks.remove(owner)).rejects.toThrow('that oTree Manager has not made')
    await foreign.remove()
  })

  it('a daemon whose bridges are elsewhere is not trusted', async () => {
    const machine = {
      run: (file: string, args: readonly string[]) =>
        world.machine.run(file, args[0] === 'link' ? ['link', 'show', 'dev', 'nowhere'] : args),
    }
    const elsewhere = createNetworks({ docker: daemon.docker, installation, settings, machine })
    await expect(elsewhere.ensure(ida)).rejects.toThrow('did not make the network')
  })

  it('removing leaves no bridge, whatever is still connected, and the rules are unharmed', async () => {
    const connected = await daemon.startContainer((await networks.ensure(idb)).name)
    const before = (await rules()).filter((rule) => rule.includes('OTM'))
    for (const { owner } of await networks.list()) await networks.remove(owner)
    await networks.remove(ida)
    expect(await networks.list()).toEqual([])
    expect(await from(connected, `${places.far}:80`)).not.toEqual(['reached'])
    expect(await run('ip', '-o', 'link', 'show', 'type', 'bridge')).toBe('')
    expect((await rules()).filter((rule) => rule.includes('OTM'))).toEqual(before)
    expect(await readNeighbourhood(world.machine)).not.toContain('10.210.0.1')
    expect(await firewall.isUp()).toBe(true)
  })
})
