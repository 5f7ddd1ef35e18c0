import { ensureBuild } from '../setup/build.mjs'
import { takingTurns } from '../setup/set-up-lock.mjs'

/** Vitest calls it before the first file: the managers that tests start, and the pages that they look at, are built from the sources as they are. */
export const setup = () => takingTurns(() => ensureBuild({ node: process.execPath }))
