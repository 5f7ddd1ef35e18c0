import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'

export const playingRoutes = (deps: ApiDeps): Handlers<'showPlaying'> => ({
  async showPlaying({ thing }) {
    const { sessions, ...playing } = await deps.guard.playing(thing)
    return { ...playing, sessions: [...sessions] }
  },
})
