// Loaded with --import: holds an operation at the moment that stands in a file (`hold.ts`), once, until it is let go; the manager itself goes on.
import { subscribe } from 'node:diagnostics_channel'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const { OTM_DATA_DIR: dataDir } = process.env
const [wantedFile, heldFile] = ['hold-at', 'held'].map((name) => join(dataDir, '..', name))

function readWanted() {
  try {
    return readFileSync(wantedFile, 'utf8')
  } catch {
    return '' // nothing is to be held
  }
}

async function untilLetGo() {
  while (existsSync(heldFile)) await sleep(5)
}

subscribe('otm:step', ({ operationId, kind, step, index, holds }) => {
  if (readWanted() !== `${kind}:${index < 0 ? step : index}`) return
  try {
    renameSync(wantedFile, `${heldFile}.new`)
  } catch {
    return // it was let go at this very moment
  }
  writeFileSync(`${heldFile}.new`, operationId)
  renameSync(`${heldFile}.new`, heldFile)
  holds.push(untilLetGo())
})
