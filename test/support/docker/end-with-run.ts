import { endSharedDocker } from './shared-docker.ts'

/** Vitest calls it in the run's main process when all files are done. A run that is killed leaves it to `guard.ts`. */
export const teardown = (): Promise<void> => endSharedDocker(process.pid)
