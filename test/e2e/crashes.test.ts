import { tellCrashes } from '../support/crash-story.ts'
import { findProcesses } from '../support/leftovers.ts'

tellCrashes({
  listRunning: async (dataDir, instance) =>
    (await findProcesses(dataDir)).filter((line) => line.includes(instance) && /serve\.py|postgres -D|inspect_project/.test(line)),
})
