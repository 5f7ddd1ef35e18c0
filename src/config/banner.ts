import { toGitSshUrl } from '../domain/addresses.ts'
import type { Settings } from '../domain/settings.ts'

type BannerSettings = Pick<Settings, 'publicUrl' | 'instanceDomain' | 'sshPort' | 'dataDir'>

/** What `npm start` ends with.
 * @param setupUrl  one-time link that makes the first super-user; null when there is one */
export function toBanner(settings: BannerSettings, setupUrl: string | null): string {
  const lines = [
    '',
    '  oTree Manager is ready.',
    '',
    `  Dashboard   ${settings.publicUrl}`,
    `  Git         ${toGitSshUrl(settings, 'NAME')}`,
    `  Data        ${settings.dataDir}`,
    ...(setupUrl === null ? [] : ['', '  There is no super-user yet. Open this link once to become the first:', `  ${setupUrl}`]),
    '',
    '  Ctrl-C stops everything; what runs now comes back at the next start.',
    '',
  ]
  return `${lines.join('\n')}\n`
}
