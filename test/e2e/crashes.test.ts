import { tellCrashes } from '../support/crash-story.ts'
import { findProcessesOf } from '../support/leftovers.ts'

tellCrashes({ listRunning: findProcessesOf })
