import { UnstyledButton } from '@mantine/core'
import { languages } from '../../src/domain/person.ts'
import { changeLanguage } from '../i18n/change-language.ts'
import { languageNames } from '../i18n/languages.ts'
import { language, m } from '../i18n/messages.ts'
import classes from './language-switch.module.css'
import { usePageStart } from './page-start-context.tsx'

/** The languages, each by its own name, for somebody who is not signed in. */
export function LanguageSwitch() {
  const { secret } = usePageStart()
  return (
    <nav aria-label={m.nav.language} className={classes.languages}>
      {languages.map((one) => (
        <UnstyledButton
          key={one}
          lang={one}
          className={classes.language}
          aria-pressed={one === language}
          onClick={() => one !== language && changeLanguage(one, secret)}
        >
          {languageNames[one]}
        </UnstyledButton>
      ))}
    </nav>
  )
}
