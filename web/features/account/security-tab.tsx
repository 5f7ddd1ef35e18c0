import { PasskeysSection } from './passkeys-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { SecondFactorSection } from './second-factor-section.tsx'
import { SignInsSection } from './sign-ins-section.tsx'

/** What lets one in, and where one is. */
export function SecurityTab() {
  return (
    <>
      <PasswordSection />
      <SecondFactorSection />
      <PasskeysSection />
      <SignInsSection />
    </>
  )
}
