import { settingsPage } from '../../src/config/settings-page.ts'
import { errorsPage } from './errors-page.ts'
import { otmPage } from './otm-page.ts'

/** Every page that is made from the sources, and how. */
export const referencePages: Readonly<Record<string, () => string>> = {
  'docs/reference/errors.md': errorsPage,
  'docs/reference/otm.md': otmPage,
  'docs/reference/settings.md': settingsPage,
}
