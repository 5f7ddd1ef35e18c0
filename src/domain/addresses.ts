import type { Settings } from './settings.ts'

type AddressSettings = Pick<Settings, 'publicUrl' | 'instanceDomain' | 'sshPort'>

/** e.g. `otree1.localhost` */
export const toInstanceHost = (settings: AddressSettings, name: string): string => `${name}.${settings.instanceDomain}`

/** Scheme, host and visible port, e.g. `http://otree1.localhost:8000`; scheme and port come from the public address. */
export function toInstanceOrigin(settings: AddressSettings, name: string): string {
  const { protocol, port } = new URL(settings.publicUrl)
  return `${protocol}//${toInstanceHost(settings, name)}${port ? `:${port}` : ''}`
}

/** e.g. `http://otree1.localhost:8000/`; ends in a slash. */
export const toInstanceUrl = (settings: AddressSettings, name: string): string => `${toInstanceOrigin(settings, name)}/`

/** Its page on the dashboard, e.g. `http://localhost:8000/instances/otree1` */
export const toInstancePageUrl = ({ publicUrl }: Pick<Settings, 'publicUrl'>, name: string): string => `${publicUrl}/instances/${name}`

/** e.g. `ssh://git@localhost:2222/otree1` */
export const toGitSshUrl = (settings: AddressSettings, name: string): string =>
  `ssh://git@${new URL(settings.publicUrl).hostname}:${settings.sshPort}/${name}`

/** e.g. `http://localhost:8000/git/otree1` */
export const toGitHttpsUrl = (settings: AddressSettings, name: string): string => `${settings.publicUrl}/git/${name}`

/** e.g. `http://localhost:8000/lobby/otree1/econ/` */
export const toLobbyUrl = (settings: AddressSettings, name: string, room: string): string =>
  `${settings.publicUrl}/lobby/${name}/${encodeURIComponent(room)}/`
