import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultLimits, type Limits } from '../../../domain/instance.ts'
import { atomicWrite } from '../../../lib/atomic-write.ts'
import type { InstancePaths } from '../paths.ts'

type Place = Pick<InstancePaths, 'root'>
type Allowance = Pick<Limits, 'diskMib'>

const fileOf = ({ root }: Place): string => join(root, 'disk.json')

/** Notes what an instance may take of the disk: whoever watches over it after a restart of the manager must know. */
export async function noteAllowance(paths: Place, { diskMib }: Allowance): Promise<void> {
  if ((await readNoted(paths))?.diskMib !== diskMib) await atomicWrite(fileOf(paths), JSON.stringify({ diskMib }))
}

export const readAllowance = async (paths: Place): Promise<Allowance> => (await readNoted(paths)) ?? defaultLimits

async function readNoted(paths: Place): Promise<Allowance | undefined> {
  const text = await readFile(fileOf(paths), 'utf8').catch(() => null)
  return text === null ? undefined : (JSON.parse(text) as Allowance)
}
