import type { IncomingMessage } from 'node:http'

/** Whether a browser asks for the script of a service worker, or looks whether there is a newer one: it says so each time, and pages cannot.
 * A worker would go on at an address after it has passed to another instance. */
export const isWorkerScript = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean => headers['service-worker'] !== undefined
