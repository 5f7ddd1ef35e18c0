import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { engineKinds } from '../domain/engine-kind.ts'
import { languages } from '../domain/person.ts'
import { isAddressRange } from '../lib/address-ranges.ts'
import { toProxyAddress } from '../lib/proxy-address.ts'
import { healthSettingsShape } from './health-settings-schema.ts'
import { mailSettingsShape } from './mail-settings-schema.ts'
import { existing, type SettingFacts, webUrl, wholeNumber } from './setting-facts.ts'

const hostName = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/)
const portRange = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/)
  .transform((text) => {
    const [from = 0, to = 0] = text.split('-').map(Number)
    return { from, to }
  })
  .refine(({ from, to }) => from >= 1 && from <= to && to <= 65_535)
const publicUrl = z
  .string()
  .transform((text) => text.replace(/\/$/, ''))
  .refine(isOrigin)
/** A private range that holds at least one subnet of /28. */
const subnets = z.cidrv4().refine((range) => Number(range.split('/')[1]) <= 28 && /^(10|172\.(1[6-9]|2\d|3[01])|192\.168)\./.test(range))
const addressRanges = z
  .string()
  .transform((text) => text.split(',').map((range) => range.trim()))
  .pipe(z.array(z.string().refine(isAddressRange)))
const imageName = /^[a-z0-9][\w./:@-]{0,250}$/
const proxyUrl = z.string().transform((text, context) => {
  const address = toProxyAddress(text)
  if (address === undefined) context.addIssue('It is no address of an HTTP proxy.')
  return address ?? z.NEVER
})

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.origin === text.toLowerCase() && url.hostname !== ''
}

/** Every setting of the manager: type, default, name, check and manual page. Values arrive as text, as the environment gives them.
 * @see docs/reference/settings.md, which is made from this */
export const settingsSchema = z.object({
  dataDir: z
    .string()
    .optional()
    .meta({
      name: 'OTM_DATA_DIR',
      description: 'Everything that must be kept. A relative path is relative to the checkout.',
      allowed: 'the path of a directory',
      shownDefault: '`data` in the checkout',
    } satisfies SettingFacts),
  httpPort: wholeNumber(1, 65_535)
    .default(8000)
    .meta({
      name: 'OTM_HTTP_PORT',
      description: 'The gateway listens here: dashboard, API and instances.',
      allowed: 'a whole number from 1 to 65535',
      shownDefault: '`8000`',
    } satisfies SettingFacts),
  sshPort: wholeNumber(1, 65_535)
    .default(2222)
    .meta({
      name: 'OTM_SSH_PORT',
      description: 'The SSH server for `git push` listens here.',
      allowed: 'a whole number from 1 to 65535',
      shownDefault: '`2222`',
    } satisfies SettingFacts),
  host: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1')
    .meta({
      name: 'OTM_HOST',
      description: 'The address to listen on. `0.0.0.0` (or `::`) is every address of the machine.',
      allowed: 'an IP address or the name of one',
      shownDefault: '`127.0.0.1`',
    } satisfies SettingFacts),
  publicUrl: publicUrl.optional().meta({
    name: 'OTM_PUBLIC_URL',
    description:
      "The dashboard's address as people see it. Scheme and visible port of all addresses come from it, never from the listening port.",
    allowed: 'http:// or https://, a host in lower case, and a port where it is not the usual one; no path',
    shownDefault: '`http://localhost:<OTM_HTTP_PORT>`',
  } satisfies SettingFacts),
  trustedProxies: addressRanges.default([]).meta({
    name: 'OTM_TRUSTED_PROXIES',
    description:
      'Web servers in front that say with `X-Forwarded-For` where a visitor is, which then counts in the audit log, in limits, and for instances that are told addresses. What others say of themselves never counts.',
    allowed: 'IP addresses and ranges separated by commas, e.g. 127.0.0.1, 10.1.0.0/16',
    shownDefault: 'none',
  } satisfies SettingFacts),
  addressMode: z
    .enum(['subdomain', 'port', 'path'])
    .default('subdomain')
    .meta({
      name: 'OTM_ADDRESS_MODE',
      description: 'How instances are addressed unless they choose for themselves: `NAME.<domain>`, `<domain>:PORT` or `<domain>/e/NAME/`.',
      allowed: 'subdomain, port or path',
      shownDefault: '`subdomain`',
    } satisfies SettingFacts),
  instanceDomain: hostName.default('localhost').meta({
    name: 'OTM_INSTANCE_DOMAIN',
    description: 'The domain below which instances are.',
    allowed: 'a host name without port',
    shownDefault: '`localhost`',
  } satisfies SettingFacts),
  portRange: portRange.default({ from: 9001, to: 9999 }).meta({
    name: 'OTM_PORT_RANGE',
    description: 'The ports that instances get in port mode.',
    allowed: 'two ports with a hyphen between them, the smaller one first',
    shownDefault: '`9001-9999`',
  } satisfies SettingFacts),
  engine: z
    .enum(engineKinds)
    .default('process')
    .meta({
      name: 'OTM_ENGINE',
      description: 'Where new instances run; those that are there stay where they are until a super-user moves them.',
      allowed: 'process, docker or swarm',
      shownDefault: '`process`',
    } satisfies SettingFacts),
  uidBase: wholeNumber(1000, 4_000_000_000)
    .default(700_000)
    .meta({
      name: 'OTM_UID_BASE',
      description: 'When the manager is root, instances run as uids from here on, without entries in /etc/passwd.',
      allowed: 'a whole number from 1000 to 4000000000',
      shownDefault: '`700000`',
    } satisfies SettingFacts),
  maxPushMib: wholeNumber(1, 100_000)
    .default(200)
    .meta({
      name: 'OTM_MAX_PUSH_MIB',
      description: 'The largest push or upload, in MiB.',
      allowed: 'a whole number from 1 to 100000',
      shownDefault: '`200`',
    } satisfies SettingFacts),
  idleSleepMinutes: wholeNumber(0, 525_600)
    .default(0)
    .meta({
      name: 'OTM_IDLE_SLEEP_MINUTES',
      description: 'After so many minutes without visitors an instance falls asleep; whoever opens it wakes it. `0`: nothing falls asleep.',
      allowed: 'a whole number from 0 to 525600',
      shownDefault: '`0` (never)',
    } satisfies SettingFacts),
  auditMonths: wholeNumber(1, 120)
    .default(12)
    .meta({
      name: 'OTM_AUDIT_MONTHS',
      description: 'How long the audit log is kept, in months. What is older is removed daily.',
      allowed: 'a whole number from 1 to 120',
      shownDefault: '`12`',
    } satisfies SettingFacts),
  trashDays: wholeNumber(30, 3650)
    .default(30)
    .meta({
      name: 'OTM_TRASH_DAYS',
      description: 'After so many days in the trash an instance is deleted for good.',
      allowed: 'a whole number from 30 to 3650',
      shownDefault: '`30`',
    } satisfies SettingFacts),
  extraCaFile: existing
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_EXTRA_CA_FILE',
      description:
        "A file with certificates (PEM) to trust beside the usual ones and the system's, for every fetch, e.g. of a proxy's own CA.",
      allowed: 'the absolute path of a file that exists',
      shownDefault: 'none',
    } satisfies SettingFacts),
  packageIndexUrl: webUrl
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_PACKAGE_INDEX_URL',
      description: 'Where Python packages come from, e.g. a mirror of PyPI at the university.',
      allowed: 'an address that begins with http:// or https://',
      shownDefault: 'none (PyPI)',
      secret: true,
    } satisfies SettingFacts),
  pythonMirrorUrl: webUrl
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_PYTHON_MIRROR_URL',
      description:
        'Where Pythons that the machine lacks come from: a copy of the releases of python-build-standalone, or, when it ends in `.json`, a list of Pythons in the form that uv reads.',
      allowed: 'an address that begins with http:// or https://',
      shownDefault: "none (uv's own sources)",
      secret: true,
    } satisfies SettingFacts),
  httpsProxy: proxyUrl
    .nullable()
    .default(null)
    .meta({
      name: 'HTTPS_PROXY',
      description:
        'The proxy through which everything is fetched, http:// addresses, too. `https_proxy` means the same; `HTTP_PROXY` and `ALL_PROXY` are not looked at.',
      allowed:
        'an HTTP proxy, e.g. proxy.example.edu:3128 or http://user:password@proxy.example.edu:3128 with signs such as @ / # % percent-encoded; not SOCKS',
      shownDefault: 'none',
      secret: true,
    } satisfies SettingFacts),
  noProxy: z
    .string()
    .nullable()
    .default(null)
    .meta({
      name: 'NO_PROXY',
      description:
        'What is reached without the proxy, separated by commas: a domain with all below it (`example.edu`, `.example.edu`), an address, a range (`10.0.0.0/8`), one port (`host:8443`; uv, git and npm then take the whole host), or `*`. `no_proxy` means the same.',
      allowed: 'hosts and ranges separated by commas',
      shownDefault: 'none',
    } satisfies SettingFacts),
  postgresBinDir: existing
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_POSTGRES_BIN_DIR',
      description: "The directory with PostgreSQL's programs (`initdb`, `postgres` …), version 13 or later.",
      allowed: 'the absolute path of a directory that exists',
      shownDefault: "none: the system's newest, else they are fetched",
    } satisfies SettingFacts),
  pythons: z
    .string()
    .transform((text) => text.split(':'))
    .pipe(z.array(existing))
    .default([])
    .meta({
      name: 'OTM_PYTHONS',
      description: 'Directories with Python interpreters to prefer, separated by colons.',
      allowed: 'absolute paths of directories that exist, separated by colons',
      shownDefault: 'none: those in `PATH`, those of pyenv, else they are fetched',
    } satisfies SettingFacts),
  dockerSocket: z
    .string()
    .refine(isAbsolute)
    .default('/var/run/docker.sock')
    .meta({
      name: 'OTM_DOCKER_SOCKET',
      description: 'With `OTM_ENGINE=docker`: the socket of the Docker daemon, which must be on this machine.',
      allowed: 'the absolute path of a Unix socket',
      shownDefault: '`/var/run/docker.sock`',
    } satisfies SettingFacts),
  dockerPythonImage: z
    .string()
    .refine((name) => imageName.test(name.replace('{version}', '3.12')))
    .default('python:{version}')
    .meta({
      name: 'OTM_DOCKER_PYTHON_IMAGE',
      description: 'The image in which instances run; `{version}` stands for the Python that their oTree needs, e.g. `3.12`.',
      allowed: 'the name of an image, with `{version}` in it unless there is only one',
      shownDefault: '`python:{version}`',
    } satisfies SettingFacts),
  dockerPostgresImage: z
    .string()
    .regex(imageName)
    .default('postgres:18')
    .meta({
      name: 'OTM_DOCKER_POSTGRES_IMAGE',
      description:
        'The image in which the databases of new instances run, PostgreSQL 13 or later. An instance keeps the one with which it was made.',
      allowed: 'the name of an image',
      shownDefault: '`postgres:18`',
    } satisfies SettingFacts),
  dockerSubnets: subnets.default('10.210.0.0/16').meta({
    name: 'OTM_DOCKER_SUBNETS',
    description: 'The range from which instances with access to the Internet get networks of their own, 16 addresses each.',
    allowed: 'a private range that the machine does not use otherwise, e.g. 10.210.0.0/16, at least a /28',
    shownDefault: '`10.210.0.0/16`',
  } satisfies SettingFacts),
  language: z
    .enum(languages)
    .default('en')
    .meta({
      name: 'OTM_LANGUAGE',
      description: 'The language of mails to people who have chosen none. Pages are in the one that the browser asks for.',
      allowed: languages.join(' or '),
      shownDefault: '`en`',
    } satisfies SettingFacts),
  ...mailSettingsShape,
  ...healthSettingsShape,
})

export type ParsedSettings = z.output<typeof settingsSchema>
export type SettingKey = keyof ParsedSettings
export type MailSettingKey = keyof typeof mailSettingsShape
export type HealthSettingKey = keyof typeof healthSettingsShape

const entries = Object.entries(settingsSchema.shape) as readonly (readonly [SettingKey, z.ZodType])[]

/** All settings in the order of the reference page. */
export const settingFacts: readonly (SettingFacts & { readonly key: SettingKey })[] = entries.map(([key, schema]) => ({
  ...(schema.meta() as unknown as SettingFacts),
  key,
}))
