import { account } from './de/account.ts'
import { activity } from './de/activity.ts'
import { app, live, nav, notFound } from './de/app.ts'
import { audit } from './de/audit.ts'
import { auditDetails } from './de/audit-details.ts'
import { dashboard } from './de/dashboard.ts'
import { code } from './de/deployments.ts'
import { common, confirm, fields, problem, reload, time } from './de/everywhere.ts'
import { files } from './de/files.ts'
import { git } from './de/git.ts'
import { health } from './de/health.ts'
import { helpers } from './de/helpers.ts'
import { create, engines, instance, instances, logs, otree, rooms, states } from './de/instances.ts'
import { labels } from './de/labels.ts'
import { machine } from './de/machine.ts'
import { forgotten, mail } from './de/mail.ts'
import { copies, naming } from './de/naming.ts'
import { packages } from './de/packages.ts'
import { passkeys } from './de/passkeys.ts'
import { people } from './de/people.ts'
import { playing } from './de/playing.ts'
import { reasons } from './de/reasons.ts'
import { secondFactor } from './de/second-factor.ts'
import { settings } from './de/settings.ts'
import { invitation, setup, signIn } from './de/sign-in.ts'
import { signIns } from './de/sign-ins.ts'
import { steps } from './de/steps.ts'
import { kinds, tasks, toasts } from './de/tasks.ts'
import { upload } from './de/uploads.ts'
import type { Messages } from './en.ts'

export { translateServer } from './de/server.ts'

/** Every text of the dashboard, in German. Which words it uses for what: `GLOSSARY.md`. */
export const de: Messages = {
  app,
  nav,
  common,
  time,
  problem,
  reload,
  reasons,
  live,
  notFound,
  setup,
  signIn,
  invitation,
  forgotten,
  fields,
  states,
  kinds,
  tasks,
  steps,
  instances,
  dashboard,
  create,
  instance,
  engines,
  confirm,
  code,
  packages,
  playing,
  files,
  git,
  upload,
  toasts,
  otree,
  settings,
  rooms,
  logs,
  activity,
  people,
  account,
  passkeys,
  secondFactor,
  signIns,
  audit,
  auditDetails,
  health,
  machine,
  mail,
  helpers,
  labels,
  naming,
  copies,
}
