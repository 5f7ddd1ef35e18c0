import { tellCrashes } from '../support/crash-story.ts'
import { findProcesses } from '../support/leftovers.ts'

tellCrashes({
  listRunning: async (dataDir, instance) => {
    const lines = (await findProcesses(dataDir)).filter((line) => line.includes(instance))
    return lines.filter((line) => /serve\.py|postgres -D/.test(line) && !/^\S*bwrap/.test(line))
  },
})
