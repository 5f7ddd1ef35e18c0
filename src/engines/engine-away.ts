import type { EngineKind } from '../domain/engine-kind.ts'
import { ManagerError } from '../domain/error.ts'

const nextSteps: Readonly<Record<EngineKind, string>> = {
  process: "Look at the manager's log, then start the manager again.",
  docker: 'Start the Docker daemon (systemctl start docker), and look at OTM_DOCKER_SOCKET; the manager tries again by itself.',
  swarm: 'This version of oTree Manager cannot run instances on several machines.',
}

/** Why nothing can be asked of an engine that an instance belongs to. @param instance what people call it; null: none yet @param why a sentence, when it is known */
export const engineAway = (kind: EngineKind, instance: string | null, why: string | undefined): ManagerError =>
  new ManagerError(
    'engine.unavailable',
    `The engine "${kind}", to which ${instance === null ? 'new instances belong' : `"${instance}" belongs`}, cannot be reached. ${why === undefined ? '' : `${why} `}${nextSteps[kind]}`,
    { engine: kind },
  )
