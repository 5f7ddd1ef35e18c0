/** Claims a data directory, says how it went, and holds it until it is ended. Arguments: data directory, address. */
import { isManagerError } from '../../domain/error.ts'
import { claimDataDir } from '../single-manager.ts'

const [dataDir = '', address = ''] = process.argv.slice(2)
try {
  await claimDataDir(dataDir, address)
  process.stdout.write('claimed\n')
  setInterval(() => undefined, 60_000)
} catch (error) {
  process.stdout.write(`${isManagerError(error) ? error.code : error}\n`)
}
