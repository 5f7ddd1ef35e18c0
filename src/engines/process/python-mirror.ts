import { explainNetworkFault, toNetworkFault } from '../../lib/network-fault.ts'
import type { NetworkSettings } from '../../lib/network-settings.ts'
import { toShownAddress } from '../../lib/proxy-address.ts'

export type MirrorSettings = NetworkSettings & { readonly pythonMirrorUrl: string | null }

/** How uv is told where Pythons come from. A list names each with its address and checksum; a copy of the releases is held against the checksums that uv knows. */
export function mirrorEnvironment({ pythonMirrorUrl }: Pick<MirrorSettings, 'pythonMirrorUrl'>): Record<string, string> {
  if (pythonMirrorUrl === null) return {}
  return isList(pythonMirrorUrl) ? { UV_PYTHON_DOWNLOADS_JSON_URL: pythonMirrorUrl } : { UV_PYTHON_INSTALL_MIRROR: pythonMirrorUrl }
}

const isList = (mirror: string): boolean => new URL(mirror).pathname.endsWith('.json')

/** Why uv could not download a Python, in a sentence with the setting to mend. @param output  what uv said @returns undefined: nothing is wrong here, there is no such Python */
export function explainPythonFault(output: string, settings: MirrorSettings): string | undefined {
  const mirror = settings.pythonMirrorUrl === null ? null : toShownAddress(settings.pythonMirrorUrl)
  const address = lastAddress(output) ?? settings.pythonMirrorUrl
  const fault = toNetworkFault(output)
  if (fault !== undefined && address !== null) return explainNetworkFault(fault, new URL(address), settings)
  const status = /HTTP status \w+ error \((\d+)/.exec(output)?.[1]
  if (status !== undefined && address !== null) return `${toShownAddress(address)} answers ${status}.${mirror === null ? '' : correct}`
  return mirror === null ? undefined : explainMirrorFault(output, mirror)
}

/** uv tries one source after the other; what it names last is what it gave up on. */
const lastAddress = (output: string): string | undefined =>
  (output.match(/https?:\/\/[^\s'"`)]+/g) ?? []).findLast((text) => URL.canParse(text))

const correct = ' Correct OTM_PYTHON_MIRROR_URL.'

function explainMirrorFault(output: string, mirror: string): string {
  if (output.includes('No download found'))
    return `The list ${mirror} names no such Python for this machine. Add it there, or correct OTM_PYTHON_MIRROR_URL.`
  if (output.includes('Unable to parse')) return `${mirror} is not a list of Pythons as uv reads it.${correct}`
  if (/hash mismatch/i.test(output))
    return `What ${mirror} gave has another checksum than it should have. Mend the mirror, or correct OTM_PYTHON_MIRROR_URL.`
  return `What ${mirror} gave cannot be used (${lastCause(output)}).${correct}`
}

const lastCause = (output: string): string => (output.trim().split('\n').at(-1) ?? '').trim().replace(/^(cause|error): /, '')
