import { readFileSync } from 'node:fs'
import { resourcePath } from '../lib/resources.ts'

/** The version of oTree Manager, e.g. `0.1.0`. */
export const version: string = (JSON.parse(readFileSync(resourcePath('package.json'), 'utf8')) as { version: string }).version
