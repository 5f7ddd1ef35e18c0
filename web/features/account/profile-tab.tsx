import { Button, NativeSelect, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { type Language, languages } from '../../../src/domain/person.ts'
import { usePreferences } from '../../app/preferences.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { useUpdateMe } from '../../app/use-update-me.ts'
import { languageNames } from '../../i18n/languages.ts'
import { m } from '../../i18n/messages.ts'
import { Facts } from '../../ui/facts.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Section } from '../../ui/section.tsx'
import { showProblem } from '../../ui/to-issues.ts'

/** Who one is, and how one wants the pages. */
export function ProfileTab() {
  const { username, person, superUser } = useMe()
  return (
    <>
      <Section title={m.account.details}>
        <Stack gap="lg">
          <Facts
            facts={[
              [m.fields.username, username],
              [m.fields.email, person?.email ?? m.common.none],
              [m.people.role, m.people.roles[superUser ? 'super-user' : 'experimenter']],
            ]}
          />
          <NameForm name={person?.name ?? username} />
        </Stack>
      </Section>
      <Appearance />
    </>
  )
}

function NameForm({ name }: { readonly name: string }) {
  const { mutate, isPending, isSuccess, error } = useUpdateMe()
  const form = useForm({ initialValues: { name }, validate: { name: isNotEmpty(m.common.required) } })
  const saved = isSuccess && form.values.name.trim() === name
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values, { onError: (problem) => showProblem(form, problem) }))} noValidate>
      <Stack gap="md" maw="26rem" align="stretch">
        <TextInput
          label={m.fields.name}
          description={m.fields.nameHint}
          autoComplete="name"
          maxLength={120}
          {...form.getInputProps('name')}
        />
        <FormProblem error={error} fields={['name']} />
        <Button type="submit" style={{ alignSelf: 'flex-start' }} loading={isPending}>
          {m.account.save}
        </Button>
        <span role="status">{saved ? m.account.saved : ''}</span>
      </Stack>
    </form>
  )
}

const asBrowser = 'browser'
const tongues = [
  { value: asBrowser, label: m.account.languageOfBrowser },
  ...languages.map((value) => ({ value, label: languageNames[value] })),
]

/** They go with the person from one computer to the next. */
function Appearance() {
  const { person } = useMe()
  const { scheme, chooseTheme, chooseLanguage, error } = usePreferences()
  const schemes = [
    { value: 'auto', label: m.nav.themeAuto },
    { value: 'light', label: m.nav.themeLight },
    { value: 'dark', label: m.nav.themeDark },
  ] as const
  return (
    <Section title={m.account.appearance}>
      <Stack gap="md" maw="26rem">
        <NativeSelect
          label={m.nav.language}
          data={tongues}
          value={person?.language ?? asBrowser}
          onChange={({ currentTarget: { value } }) => chooseLanguage(value === asBrowser ? null : (value as Language))}
        />
        <NativeSelect
          label={m.nav.theme}
          data={[...schemes]}
          value={scheme}
          onChange={({ currentTarget: { value } }) => chooseTheme(value as typeof scheme)}
        />
        <ProblemAlert error={error} />
      </Stack>
    </Section>
  )
}
