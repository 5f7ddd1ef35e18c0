import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ManagerError } from '../../domain/error.ts'

/** @throws ManagerError `unreachable` when the pages are not built */
export async function readBuiltPage(webDir: string): Promise<string> {
  try {
    return await readFile(join(webDir, 'index.html'), 'utf8')
  } catch (error) {
    throw new ManagerError('unreachable', 'The pages of the dashboard are not built. Build them with: npm run build', {}, { cause: error })
  }
}

/** Names one build of the pages: their HTML names the files that it begins with by their content, and these the others. */
export const toPageBuild = (html: string): string => createHash('sha256').update(html).digest('hex').slice(0, 16)

/** The build that whoever opens the dashboard now gets; null: there is none. */
export const findPageBuild = (webDir: string): Promise<string | null> => readBuiltPage(webDir).then(toPageBuild, () => null)
