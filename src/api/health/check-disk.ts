import { statfs } from 'node:fs/promises'
import { diskSamplesFile, forecastFull, readDiskSamples } from '../../lib/disk-samples.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Check } from '../contract/health.ts'

const gib = 1024 ** 3

/** Who runs a laboratory wants a week to get another disk. */
const soonDays = 7

/** How much room is left where the data are, and for how long. */
export async function checkDisk({ settings }: Pick<ApiDeps, 'settings'>): Promise<Check[]> {
  const { bavail, bsize, blocks } = await statfs(settings.dataDir)
  const freeGib = (bavail * bsize) / gib
  const share = bavail / blocks
  const days = forecastFull(await readDiskSamples(diskSamplesFile(settings.dataDir)))
  const isSoon = days !== null && days < soonDays
  const state = freeGib < 1 ? 'error' : freeGib < 5 || share < 0.05 || isSoon ? 'warning' : 'ok'
  const detail = `${freeGib.toFixed(1)} GiB are free where the data are (${settings.dataDir}).${toForecast(days)}`
  return [{ name: 'disk', state, detail, remedy: state === 'ok' ? null : 'Make room, or move the data directory to a larger disk.' }]
}

const toForecast = (days: number | null): string =>
  days === null || days > 365 ? '' : ` If it goes on like this, the disk is full in ${days === 1 ? 'one day' : `${days} days`}.`
