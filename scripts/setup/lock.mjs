import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, processIdentity } from './process-identity.mjs'

/** Runs `work` while nobody else holds the lock; waits for a living holder, takes over from a dead one.
 * @template T @param {string} file @param {() => Promise<T>} work @param {{ onWait?: (pid: number) => void }} options @returns {Promise<T>} */
export async function withLock(file, work, { onWait = () => undefined } = {}) {
  mkdirSync(dirname(file), { recursive: true })
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, JSON.stringify(processIdentity(process.pid)))
  try {
    await acquire(file, mine, onWait)
    try {
      removeNamesOfTheDead(file)
      return await work()
    } finally {
      rmSync(file, { force: true })
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

async function acquire(file, mine, onWait) {
  let told = false
  while (!tryLink(mine, file)) {
    const holder = readHolder(file)
    if (holder !== null && isAlive(holder)) {
      if (!told) onWait(holder.pid)
      told = true
      await sleep(200)
    } else if (await takeOver(file, mine)) {
      return
    }
  }
}

/** A link is made whole or not at all, so a lock never stands there without its holder's name. */
function tryLink(mine, file) {
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Puts our name in the place of a dead holder's. Two may do so at once: the last one's name stays, which both see after a moment. */
async function takeOver(file, mine) {
  const copy = `${mine}.take`
  writeFileSync(copy, readFileSync(mine))
  renameSync(copy, file)
  await sleep(150)
  return readHolder(file)?.pid === process.pid
}

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

/** What killed ones left beside the lock. */
function removeNamesOfTheDead(file) {
  for (const name of readdirSync(dirname(file))) {
    const path = join(dirname(file), name)
    const holder = name.startsWith(`${basename(file)}.`) ? readHolder(path) : null
    if (holder !== null && !isAlive(holder)) rmSync(path, { force: true })
  }
}
