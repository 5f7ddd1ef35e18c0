import { NativeSelect, Switch, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { languages } from '../../../src/domain/person.ts'
import { languageNames } from '../../i18n/languages.ts'
import { m } from '../../i18n/messages.ts'
import type { PersonValues } from './person-form.ts'

const languageChoices = [
  { value: '', label: m.people.languageOfBrowser },
  ...languages.map((value) => ({ value, label: languageNames[value] })),
]

/** What a super-user says about somebody, beside the name. Whoever may create any number of instances has no number. */
export function PersonFields<V extends PersonValues>({ form }: { readonly form: UseFormReturnType<V> }) {
  return (
    <>
      <TextInput label={m.fields.email} type="email" autoComplete="off" {...form.getInputProps('email')} />
      <NativeSelect
        label={m.people.language}
        description={m.people.languageHint}
        data={languageChoices}
        {...form.getInputProps('language')}
      />
      <Switch label={m.people.superUser} description={m.people.superUserHint} {...form.getInputProps('superUser', { type: 'checkbox' })} />
      {!form.values.superUser && (
        <TextInput
          label={m.people.quota}
          description={m.people.quotaHint}
          inputMode="numeric"
          autoComplete="off"
          {...form.getInputProps('instanceQuota')}
        />
      )}
    </>
  )
}
