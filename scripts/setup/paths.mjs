import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '')

/** @param {string[]} path */
export const inRoot = (...path) => join(root, ...path)
