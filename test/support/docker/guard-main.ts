import { existsSync } from 'node:fs'
import { isAlive, type ProcessIdentity } from '../../../src/lib/process-identity.ts'
import { waitUntil } from '../../../src/lib/wait-until.ts'
import { removeDaemon } from './remove-daemon.ts'

// node guard-main.ts DIRECTORY OWNER: see guard.ts
const [directory = '', owner = ''] = process.argv.slice(2)
const identity: ProcessIdentity = JSON.parse(owner)
const weekMs = 7 * 24 * 3_600_000
await waitUntil('the owner ends', () => !isAlive(identity) || !existsSync(directory), { timeoutMs: weekMs, intervalMs: 200 })
await removeDaemon(directory)
