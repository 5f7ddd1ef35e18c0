import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from '../../domain/settings.ts'
import { atomicWrite } from '../../lib/atomic-write.ts'
import type { CommandResult } from '../../lib/run-command.ts'
import type { Image } from '../local/sandbox-spec.ts'

/** What a command of an image prints, which is the same every time: asked once, then remembered. @returns empty when it fails */
export type ProbeImage = (image: Image, command: readonly [string, ...string[]]) => Promise<string>

/** @param run  runs a command in an image, with the image's own PATH */
export function rememberProbes(
  { dataDir }: Pick<Settings, 'dataDir'>,
  run: (image: Image, command: readonly string[]) => Promise<CommandResult>,
): ProbeImage {
  const directory = join(dataDir, 'images')
  return async (image, command) => {
    const file = join(
      directory,
      createHash('sha256')
        .update(JSON.stringify([image.id, command]))
        .digest('hex')
        .slice(0, 32),
    )
    const known = await readFile(file, 'utf8').catch(() => null)
    if (known !== null) return known
    const { exitCode, stdout } = await run(image, command)
    if (exitCode !== 0) return ''
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await atomicWrite(file, stdout)
    return stdout
  }
}
