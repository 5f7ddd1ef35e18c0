import { resourcePath } from '../../src/lib/resources.ts'
import { OtreeApi } from '../../test/support/otree-api.ts'
import { Participant } from '../../test/support/participant.ts'
import type { RunningManager } from '../../test/support/running-manager.ts'

const running = { name: 'bargaining', owner: 'berta', app: 'groups', config: 'bargaining' }
const empty = { name: 'lab-course', owner: 'carl' }
/** How many pages each participant has sent in; the last one has not come. */
const progress = [3, 3, 2, 1, 0]

/** One instance in the middle of an experiment, one that is ready for deployment. */
export async function makeInstances(manager: RunningManager, tell: (what: string) => void): Promise<void> {
  tell(`making the instance ${empty.name}, which is ready for deployment`)
  await manager.otmJson('instances', 'create', empty.name, '--owner', empty.owner)
  tell(`making the instance ${running.name}`)
  await manager.otmJson('instances', 'create', running.name, '--owner', running.owner)
  tell(`deploying an experiment to ${running.name}`)
  await manager.otmJson('deploy', running.name, resourcePath('test/apps', running.app))
  tell('letting participants begin')
  await beginSession(manager)
}

async function beginSession(manager: RunningManager): Promise<void> {
  const { url } = await manager.otmJson<{ url: string }>('instances', 'show', running.name)
  const { restKey } = await manager.otmJson<{ restKey: string }>('instances', 'secrets', running.name)
  const origin = new URL(url).origin
  const { joinPath } = await new OtreeApi(origin, restKey).createSession(running.config, progress.length + 1)
  await Promise.all(progress.map((maxPages) => playSome(origin, joinPath, maxPages)))
}

async function playSome(origin: string, joinPath: string, maxPages: number): Promise<void> {
  const participant = new Participant(origin)
  try {
    // whoever waits for a partner at the end of this time goes on waiting, as in a real session
    await participant.play(joinPath, { maxPages, deadlineMs: 3000 })
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('time ran out')) throw error
  } finally {
    participant.close()
  }
}
