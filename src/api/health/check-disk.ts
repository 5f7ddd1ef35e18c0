import { statfs } from 'node:fs/promises'
import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'

const gib = 1024 ** 3

/** How much room is left where the data are. */
export async function checkDisk({ settings }: Pick<ApiDeps, 'settings'>): Promise<Check[]> {
  const { bavail, bsize, blocks } = await statfs(settings.dataDir)
  const freeGib = (bavail * bsize) / gib
  const share = bavail / blocks
  const state = freeGib < 1 ? 'error' : freeGib < 5 || share < 0.05 ? 'warning' : 'ok'
  const detail = `${freeGib.toFixed(1)} GiB are free where the data are (${settings.dataDir}).`
  return [{ name: 'disk', state, detail, remedy: state === 'ok' ? null : 'Make room, or move the data directory to a larger disk.' }]
}
