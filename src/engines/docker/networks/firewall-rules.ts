import { createHash } from 'node:crypto'
import { bridgePrefix } from './bridge-name.ts'
import { isWithin, toRanges } from './ranges.ts'

/** What the rules of all installations on a machine have in common. */
export interface MachineFacts {
  /** The machine's own addresses and what it reaches without a router, beside the networks of instances. */
  readonly neighbourhood: readonly string[]
  /** Name servers of the machine, IPv4. */
  readonly resolvers: readonly string[]
}

/** The contents of our chains. */
export interface Chains {
  /** What comes to the machine itself. */
  readonly 'OTM-IN': readonly string[]
  /** What the machine passes on. */
  readonly 'OTM-OUT': readonly string[]
  /** How to say no. */
  readonly 'OTM-NO': readonly string[]
}

/** Nobody's public addresses; the machine's cloud answers at one of them (169.254.169.254). */
const closedRanges = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

const mailPorts = '25,465,587'

/** Everything that containers may not reach. */
export function toClosedRanges(neighbourhood: readonly string[]): readonly string[] {
  const closed = toRanges(closedRanges)
  return [...closedRanges, ...neighbourhood.filter((range) => toRanges([range]).every((each) => !isWithin(each, closed)))]
}

/** Of IPv4. Order matters: the first rule that fits decides; RETURN leaves the packet to the rules of Docker and the machine. */
export function toRules(facts: MachineFacts): Chains {
  const answers = ['-m conntrack --ctstate ESTABLISHED -j RETURN', '-p icmp -m conntrack --ctstate RELATED -j RETURN']
  return withMark({
    'OTM-NO': ['-p tcp -j REJECT --reject-with tcp-reset', '-j REJECT'], // Linux sends only few of the other answers in a second
    'OTM-IN': [...answers, ...toResolverRules(facts.resolvers), '-j OTM-NO'],
    'OTM-OUT': [
      ...answers,
      `-o ${bridgePrefix}+ -j OTM-NO`, // nobody begins to talk to a container: what runs in it listens on Unix sockets
      `! -i ${bridgePrefix}+ -j RETURN`,
      ...toResolverRules(facts.resolvers),
      ...toClosedRanges(facts.neighbourhood).map((range) => `-d ${range} -j OTM-NO`),
      `-p tcp -m multiport --dports ${mailPorts} -j OTM-NO`,
      '-j RETURN',
    ],
  })
}

/** Of IPv6, which the networks do not have. */
export const rulesOfVersion6: Chains = withMark({
  'OTM-NO': ['-j REJECT'],
  'OTM-IN': ['-j OTM-NO'],
  'OTM-OUT': [`-i ${bridgePrefix}+ -j OTM-NO`, `-o ${bridgePrefix}+ -j OTM-NO`, '-j RETURN'],
})

/** Docker's own name server asks those of the machine out of the container's network. */
const toResolverRules = (resolvers: readonly string[]): readonly string[] =>
  resolvers.flatMap((address) => ['udp', 'tcp'].map((protocol) => `-d ${address} -p ${protocol} -m ${protocol} --dport 53 -j ACCEPT`))

/** Each version of iptables prints rules in a way of its own, so that they are told by this mark only. */
function withMark(chains: Chains): Chains {
  const mark = `-m comment --comment otm-${createHash('sha256').update(JSON.stringify(chains)).digest('hex').slice(0, 16)}`
  return { 'OTM-NO': [mark, ...chains['OTM-NO']], 'OTM-IN': [mark, ...chains['OTM-IN']], 'OTM-OUT': [mark, ...chains['OTM-OUT']] }
}
