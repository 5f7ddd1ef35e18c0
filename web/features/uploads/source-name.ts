import { m } from '../../i18n/messages.ts'
import type { Source } from './source.ts'

/** In the quotes of the page's language, e.g. `“trust-game”`. */
export const toSourceName = ({ name }: Source): string => (name === '' ? m.upload.contents : m.upload.named(name))
