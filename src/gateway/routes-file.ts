import { existsSync, readFileSync } from 'node:fs'
import type { RouteTable } from '../domain/gateway.ts'
import { atomicWrite } from '../lib/atomic-write.ts'
import { parseRouteTable } from './parse-routes.ts'

/** Where the gateway keeps the table that it was given last. */
export interface RoutesFile {
  /** @returns null when there is none @throws Error when it cannot be understood */
  readonly read: () => RouteTable | null
  /** Resolves when the newest table is on disk; tables that were replaced meanwhile are never written. */
  readonly write: (table: RouteTable) => Promise<void>
}

/** The route table in `file`, 0600 (it holds the keys of cookies), replaced whole. */
export function openRoutesFile(file: string): RoutesFile {
  let written = ''
  let wanted = ''
  let writing: Promise<void> = Promise.resolve()
  const writeNewest = async (): Promise<void> => {
    const text = wanted
    if (text === written) return
    await atomicWrite(file, text)
    written = text
  }
  return {
    read: () => (existsSync(file) ? parseRouteTable(JSON.parse(readFileSync(file, 'utf8'))) : null),
    write: (table) => {
      wanted = JSON.stringify(table)
      writing = writing.then(writeNewest, writeNewest)
      return writing
    },
  }
}
