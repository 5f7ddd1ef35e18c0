import type { Migration } from 'kysely'
import { first } from './0001-first.ts'
import { versions } from './0002-versions.ts'
import { projectFolder } from './0003-project-folder.ts'
import { engine } from './0004-engine.ts'
import { personSettings } from './0005-person-settings.ts'
import { helpers } from './0006-helpers.ts'
import { peopleAndAudit } from './0007-people-and-audit.ts'
import { secondFactor } from './0008-second-factor.ts'
import { mail } from './0009-mail.ts'
import { openUntil } from './0011-open-until.ts'
import { instanceSettings } from './0012-instance-settings.ts'
import { names } from './0013-names.ts'
import { tasksToTell } from './0016-tasks-to-tell.ts'
import { purgeBegun } from './0017-purge-begun.ts'
import { createdBy } from './0018-created-by.ts'
import { whatFailed } from './0019-what-failed.ts'
import { sources } from './0020-sources.ts'

/** In their order, which is that of their names. A migration that was ever released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-versions': versions,
  '0003-project-folder': projectFolder,
  '0004-engine': engine,
  '0005-person-settings': personSettings,
  '0006-helpers': helpers,
  '0007-people-and-audit': peopleAndAudit,
  '0008-second-factor': secondFactor,
  '0009-mail': mail,
  '0011-open-until': openUntil,
  '0012-instance-settings': instanceSettings,
  '0013-names': names,
  '0016-tasks-to-tell': tasksToTell,
  '0017-purge-begun': purgeBegun,
  '0018-created-by': createdBy,
  '0019-what-failed': whatFailed,
  '0020-sources': sources,
}
