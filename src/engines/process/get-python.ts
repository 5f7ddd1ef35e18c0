import { join } from 'node:path'
import type { LogLine, RequirementsPlan } from '../../domain/engine.ts'
import { ManagerError } from '../../domain/error.ts'
import type { Settings } from '../../domain/settings.ts'
import { atomicWrite } from '../../lib/atomic-write.ts'
import { trustedCertificates } from '../../lib/certificates.ts'
import { passwordScrubber } from '../../lib/proxy-address.ts'
import { plainEnv, runToEnd } from '../../lib/run-command.ts'
import { networkEnvironment } from '../local/environments/network-environment.ts'
import type { Python } from '../local/environments/python.ts'
import { getTool, type ToolSettings, toolsDirectory } from '../local/tools.ts'
import { explainPythonFault, mirrorEnvironment } from './python-mirror.ts'
import { findPython, installedPythons, listPythons, type PythonSearch } from './pythons.ts'

export interface PythonRequest extends PythonSearch {
  readonly settings: Pick<Settings, 'pythons' | 'pythonMirrorUrl'> & ToolSettings
  readonly signal: AbortSignal
}

/** The Pythons of this machine that suit a plan, best first, each looked for when it is asked for; if there is none, uv installs the best one.
 * @throws ManagerError `project.no_python` */
export async function* suitingPythons(
  plan: Pick<RequirementsPlan, 'pythons'>,
  request: PythonRequest,
  log: LogLine,
): AsyncGenerator<Python> {
  let any = false
  for (const minor of plan.pythons) {
    const python = await findPython(minor, request)
    if (!python) continue
    any = true
    yield python
  }
  const [best] = plan.pythons
  if (any || best === undefined) return
  log(`Python ${best} is not on this machine; trying to install it …`)
  yield await installPython(best, plan, request)
}

async function installPython(minor: string, plan: Pick<RequirementsPlan, 'pythons'>, request: PythonRequest): Promise<Python> {
  const { settings, signal } = request
  const uv = join(await getTool('uv', settings, signal), 'uv')
  const { stderr } = await runToEnd(uv, ['python', 'install', '--no-bin', '--no-config', '--no-cache', minor], {
    env: {
      ...plainEnv(),
      UV_PYTHON_INSTALL_DIR: installedPythons(toolsDirectory(settings)),
      ...mirrorEnvironment(settings),
      ...networkEnvironment(settings, await writeCertificates(settings)),
    },
    timeoutMs: 5 * 60_000,
    signal,
  })
  signal.throwIfAborted()
  const python = await findPython(minor, request)
  if (!python) throw await noPython(plan, request, passwordScrubber([settings.httpsProxy, settings.pythonMirrorUrl])(stderr))
  return python
}

async function noPython({ pythons }: Pick<RequirementsPlan, 'pythons'>, request: PythonRequest, log: string): Promise<ManagerError> {
  const there = await listPythons(request)
  const why = explainPythonFault(log, request.settings)
  const has = there.length === 0 ? 'has none that instances can run' : `has ${there.join(', ')}`
  return new ManagerError(
    'project.no_python',
    [
      `This oTree needs Python ${pythons.join(', ')}; the server ${has}, and Python ${pythons[0]} could not be downloaded.`,
      ...(why === undefined ? [] : [why]),
      `The server's administrator can install it where all users may read it (on Debian and Ubuntu: apt install python${pythons[0]}; or below /opt), and name its directory in the setting OTM_PYTHONS.`,
    ].join(' '),
    { log: log.slice(-4000) },
  )
}

/** uv outside of a build's room needs a file of its own. @returns its path; null: what the system trusts is enough */
async function writeCertificates(settings: ToolSettings): Promise<string | null> {
  if (settings.extraCaFile === null) return null
  const file = join(toolsDirectory(settings), 'certificates.pem')
  await atomicWrite(file, `${(await trustedCertificates(settings.extraCaFile)).join('\n')}\n`)
  return file
}
