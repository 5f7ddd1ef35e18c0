import { describe, it } from 'vitest'
import { tellCrashes } from '../support/crash-story.ts'
import { listContainers, onDocker } from '../support/docker/docker-laboratory.ts'
import { shareDocker } from '../support/docker/shared-docker.ts'

const docker = await shareDocker()
if (docker.hindrance === undefined) {
  tellCrashes({
    env: onDocker(docker),
    kinds: ['restart-instance', 'deploy-instance', 'create-instance'], // where containers are made; the rest takes minutes more
    // all containers of the manager but databases of other instances: what belongs to nobody, or has ended, is told, too
    listRunning: async (dataDir, instance) =>
      (await listContainers(docker, dataDir))
        .filter((each) => each.instance === instance || each.kind !== 'database')
        .map(({ kind, process, isRunning }) => `${kind} ${process} ${isRunning}`),
  })
} else describe('on Docker', () => it('the death of the manager is survived', ({ skip }) => skip(docker.hindrance)))
