import { Button } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { useMe } from '../../app/sign-in-state.tsx'
import { useSignOut } from '../../app/use-sign-out.ts'
import { m } from '../../i18n/messages.ts'
import { Facts } from '../../ui/facts.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Section } from '../../ui/section.tsx'
import { KeysSection } from './keys-section.tsx'
import { TokensSection } from './tokens-section.tsx'

/** One's own things: who one is, keys, tokens, the way out. */
export function AccountPage() {
  const { username, person, superUser } = useMe()
  const signOut = useSignOut()
  return (
    <>
      <PageHeader
        title={m.account.title}
        actions={
          <Button variant="default" leftSection={<IconLogout size={18} aria-hidden="true" />} onClick={signOut}>
            {m.nav.signOut}
          </Button>
        }
      />
      <KeysSection />
      <TokensSection />
      <Section title={m.account.details}>
        <Facts
          facts={[
            [m.fields.name, person?.name ?? username],
            [m.fields.username, username],
            [m.fields.email, person?.email ?? m.common.none],
            [m.people.role, m.people.roles[superUser ? 'super-user' : 'experimenter']],
          ]}
        />
      </Section>
    </>
  )
}
