import { createTranslator, type Phrases } from '../sentences/translator.ts'
import { access } from './server/access.ts'
import { deployments } from './server/deployments.ts'
import { engines } from './server/engines.ts'
import { fetching } from './server/fetching.ts'
import { health } from './server/health.ts'
import { instances } from './server/instances.ts'
import { keys } from './server/keys.ts'
import { kinds } from './server/kinds.ts'
import { mail } from './server/mail.ts'
import { names } from './server/names.ts'
import { people } from './server/people.ts'
import { projects } from './server/projects.ts'
import { requests } from './server/requests.ts'
import { uploads } from './server/uploads.ts'
import { variables } from './server/variables.ts'

/** Every sentence of the server that a page can show, by the server's own words. */
export const sentences: Phrases = {
  ...access,
  ...people,
  ...keys,
  ...mail,
  ...instances,
  ...names,
  ...variables,
  ...deployments,
  ...uploads,
  ...projects,
  ...engines,
  ...fetching,
  ...health,
  ...requests,
}

/** What the server says, in German; undefined: not all of it is known. */
export const translateServer = createTranslator({ sentences, kinds })
