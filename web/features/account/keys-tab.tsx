import { KeysSection } from './keys-section.tsx'
import { TokensSection } from './tokens-section.tsx'

/** With what programs act in one's name. */
export function KeysTab() {
  return (
    <>
      <KeysSection />
      <TokensSection />
    </>
  )
}
