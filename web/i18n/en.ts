import { account } from './en/account.ts'
import { activity } from './en/activity.ts'
import { app, live, nav, notFound } from './en/app.ts'
import { audit } from './en/audit.ts'
import { auditDetails } from './en/audit-details.ts'
import { dashboard } from './en/dashboard.ts'
import { code } from './en/deployments.ts'
import { common, confirm, fields, problem, reload, time } from './en/everywhere.ts'
import { files } from './en/files.ts'
import { git } from './en/git.ts'
import { health } from './en/health.ts'
import { helpers } from './en/helpers.ts'
import { create, engines, instance, instances, logs, otree, rooms, states } from './en/instances.ts'
import { labels } from './en/labels.ts'
import { machine } from './en/machine.ts'
import { forgotten, mail } from './en/mail.ts'
import { copies, naming } from './en/naming.ts'
import { packages } from './en/packages.ts'
import { passkeys } from './en/passkeys.ts'
import { people } from './en/people.ts'
import { playing } from './en/playing.ts'
import { reasons } from './en/reasons.ts'
import { secondFactor } from './en/second-factor.ts'
import { settings } from './en/settings.ts'
import { invitation, setup, signIn } from './en/sign-in.ts'
import { signIns } from './en/sign-ins.ts'
import { steps } from './en/steps.ts'
import { kinds, tasks, toasts } from './en/tasks.ts'
import { upload } from './en/uploads.ts'

/** Every text of the dashboard, in English, one file per feature. Another language is another such object (`Messages`). */
export const en = {
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

export type Messages = typeof en
