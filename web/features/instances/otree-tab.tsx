import { Text } from '@mantine/core'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Section } from '../../ui/section.tsx'
import { CopiesSection } from '../copies/copies-section.tsx'
import { OtreeSecrets } from './otree-secrets.tsx'

/** How to get into oTree, and how it runs. */
export function OtreeTab({ instance }: { readonly instance: InstanceDetail }) {
  const { name, url, authLevel, production, otreeVersion, pythonVersion, owner, allowedActions, engine, network, adminUser } = instance
  const maySignIn = allowedActions.includes('instance.secrets')
  return (
    <>
      <Section title={maySignIn ? m.otree.access : m.helpers.address}>
        <Text c="dimmed" mb="lg" maw="42rem">
          {maySignIn ? m.otree.accessText : m.helpers.addressText}
        </Text>
        <Facts
          facts={[
            [m.otree.address, <CopyField key="url" value={url} thing={m.otree.address} href={url} />],
            ...(maySignIn && adminUser !== null
              ? [[m.otree.user, <CopyField key="user" value={adminUser} thing={m.otree.user} />] as const]
              : []),
          ]}
        />
        {maySignIn && <OtreeSecrets name={name} />}
      </Section>
      <Section title={m.otree.settings}>
        <Facts
          facts={[
            [m.instance.owner, owner],
            [m.otree.authLevel, `${authLevel} – ${m.otree.authLevelHint[authLevel]}`],
            [m.otree.production, production ? m.otree.productionOn : m.otree.productionOff],
            [m.otree.otreeVersion, otreeVersion ?? m.otree.afterDeployment],
            [m.otree.pythonVersion, pythonVersion ?? m.otree.afterDeployment],
            [m.otree.network, m.otree.networks[network]],
            ...(allowedActions.includes('instance.move') ? [[m.otree.engine, m.engines[engine]] as const] : []),
          ]}
        />
      </Section>
      <CopiesSection instance={instance} />
    </>
  )
}
