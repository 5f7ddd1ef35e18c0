import { once } from 'node:events'
import { startDockerDaemon } from './docker-daemon.ts'

// What `scripts/docker-daemon.mjs` runs: a daemon with the images of the tests, until it is told to end.
const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
const daemon = await startDockerDaemon({ firewall: !process.argv.includes('--no-firewall') })
const { python, postgres, pythons } = daemon.images
const settings = {
  OTM_ENGINE: 'docker',
  OTM_DOCKER_SOCKET: daemon.socketPath,
  OTM_DOCKER_PYTHON_IMAGE: python,
  OTM_DOCKER_POSTGRES_IMAGE: postgres,
}
const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
process.stdout.write(`${lines.join(' ')}\n`)
process.stderr.write(`Images with Python ${pythons.join(', ')}. Ctrl-C ends the daemon and removes all that it has.\n`)
const staying = setInterval(() => undefined, 60_000) // to wait for a signal alone keeps no program alive
await stopped
clearInterval(staying)
await daemon.stop()
