import type { FastifyRequest } from 'fastify'
import { ManagerError } from '../domain/error.ts'

/** Browsers say from which page a changing request or a WebSocket comes; only the dashboard's own may. Programs say nothing. */
export function isOwnOrigin(publicUrl: string, { headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers.origin === undefined || headers.origin === new URL(publicUrl).origin
}

/** @throws ManagerError `not_allowed` */
export function refuseForeignOrigin(publicUrl: string): never {
  throw new ManagerError('not_allowed', `Requests of other pages are refused. Open the manager at ${publicUrl}/ and try again.`)
}
