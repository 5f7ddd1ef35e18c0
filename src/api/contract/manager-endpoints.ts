import { z } from 'zod'
import { auditFilter, auditList, auditQuery } from './audit.ts'
import { row } from './endpoint.ts'
import { health, healthQuery } from './health.ts'
import { idParams } from './key.ts'
import { logQuery, operation, operationAccepted, operationList, operationQuery } from './operation.ts'

/** Operations, audit log, health, and the interface itself. */
export const managerEndpoints = {
  listOperations: row({
    method: 'GET',
    path: '/operations',
    action: 'operation.list',
    thing: 'none',
    summary: 'Operations on instances that the caller may see, newest first',
    query: operationQuery,
    status: 200,
    response: operationList,
  }),
  showOperation: row({
    method: 'GET',
    path: '/operations/:id',
    action: 'operation.read',
    thing: 'operation',
    summary: 'One operation',
    params: idParams,
    status: 200,
    response: operation,
  }),
  operationLog: row({
    method: 'GET',
    path: '/operations/:id/log',
    action: 'operation.read',
    thing: 'operation',
    summary: 'Log of an operation, live until it ends',
    params: idParams,
    query: logQuery,
    status: 200,
    response: 'text',
  }),
  cancelOperation: row({
    method: 'POST',
    path: '/operations/:id/cancel',
    action: 'operation.cancel',
    thing: 'operation',
    summary: 'Cancels an operation before its point of no return',
    params: idParams,
    status: 202,
    response: operationAccepted,
  }),
  listAudit: row({
    method: 'GET',
    path: '/audit',
    action: 'audit.read',
    thing: 'none',
    summary: 'Who did what, newest first',
    query: auditQuery,
    status: 200,
    response: auditList,
  }),
  downloadAudit: row({
    method: 'GET',
    path: '/audit.csv',
    action: 'audit.read',
    thing: 'none',
    summary: 'The same as CSV, all of it',
    query: auditFilter,
    status: 200,
    response: 'csv',
  }),
  health: row({
    method: 'GET',
    path: '/health',
    action: 'health.read',
    thing: 'none',
    summary: 'What is wrong with the installation and how to mend it',
    query: healthQuery,
    status: 200,
    response: health,
  }),
  openapi: row({
    method: 'GET',
    path: '/openapi.json',
    action: 'openapi.read',
    thing: 'none',
    summary: 'This table as OpenAPI',
    status: 200,
    response: z.looseObject({ openapi: z.string() }),
  }),
  live: row({
    method: 'GET',
    path: '/live',
    action: 'live.open',
    thing: 'none',
    summary: 'Events over a WebSocket; the first message is { token }',
    status: 200,
    response: 'live',
  }),
}
