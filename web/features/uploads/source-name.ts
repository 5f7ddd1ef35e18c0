import { m } from '../../i18n/messages.ts'
import type { Source } from './source.ts'

/** e.g. `“trust-game”` */
export const toSourceName = ({ name }: Source): string => (name === '' ? m.upload.contents : `“${name}”`)
