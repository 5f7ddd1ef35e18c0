import { appendFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { runCommand } from '../../src/lib/run-command.ts'
import type { GitClient } from '../support/git-client.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'

let laboratory: Laboratory
let client: GitClient

beforeAll(async () => {
  laboratory = await openLaboratory()
  await laboratory.createInstance('otree1')
  const repository = join(laboratory.scratch, 'monorepo')
  await mkdir(repository)
  for (const name of ['pages', 'groups']) await cp(resourcePath('test', 'apps', name), join(repository, 'games', name), { recursive: true })
  await writeFile(join(repository, 'README.md'), 'Our experiments')
  client = await laboratory.clone('otree1', repository)
})
afterAll(() => laboratory?.close())

interface Shown {
  readonly state: string
  readonly projectFolder: string | null
  readonly sessionConfigs: readonly { readonly name: string }[]
  readonly activeDeployment: { readonly projectFolder: string | null } | null
}
const show = (): Promise<Shown> => laboratory.manager.otmJson<Shown>('instances', 'show', 'otree1')
const push = (...args: readonly string[]) => client.git('push', ...args, 'otree1', 'main')
const plain = (text: string): string => text.replaceAll(/\s*\n(?:remote:)?\s*/g, ' ')

describe('a repository with several projects', () => {
  it('is declined with the list, for people and for pages', async () => {
    const { exitCode, stderr } = await push()
    expect(exitCode).toBe(1)
    expect(plain(stderr)).toContain(
      'These folders have one: "games/groups", "games/pages". Choose one: "git push -o folder=FOLDER otree1 main"',
    )
    const { items } = await laboratory.manager.otmJson<{ items: readonly { readonly error: unknown }[] }>('operations')
    expect(items[0]?.error).toMatchObject({ code: 'project.no_settings', facts: { folders: ['games/groups', 'games/pages'] } })
    expect(await show()).toMatchObject({ state: 'ready-for-deployment', projectFolder: null })
  })

  it('does not remember a choice that did not succeed', async () => {
    const { exitCode, stderr } = await push('-o', 'folder=games/none')
    expect(exitCode).toBe(1)
    expect(plain(stderr)).toContain('no settings.py in the folder "games/none"')
    expect((await show()).projectFolder).toBeNull()
  })

  it('runs the folder that was chosen, and nothing else of the repository', async () => {
    expect((await push('-o', 'folder=games/pages')).exitCode).toBe(0)
    const shown = await show()
    expect(shown).toMatchObject({ state: 'ready', projectFolder: 'games/pages', activeDeployment: { projectFolder: 'games/pages' } })
    expect(shown.sessionConfigs.map(({ name }) => name)).toEqual(['questions'])
    expect((await request(`${laboratory.origin('otree1')}/login`)).status).toBe(200)
  })

  it('remembers the choice for the next push', async () => {
    await client.commit('README.md', 'Our experiments, explained', 'Explain')
    expect((await push()).exitCode).toBe(0)
    expect((await show()).activeDeployment).toMatchObject({ projectFolder: 'games/pages' })
  })

  it('runs another folder of the same commit, and goes back', async () => {
    await laboratory.manager.otmJson('instances', 'reset-database', 'otree1')
    await laboratory.manager.otmJson('deploy', 'otree1', '--again', '--folder', 'games/groups')
    const names = async () => (await show()).sessionConfigs.map(({ name }) => name)
    expect(await names()).toEqual(['bargaining'])
    await laboratory.manager.otmJson('deploy', 'otree1', '--again', '--folder', 'games/pages')
    expect(await names()).toEqual(['questions'])
  })

  it('is declined with the list when the remembered folder is gone, and what ran runs on', async () => {
    await client.git('mv', 'games/pages', 'games/questions')
    await client.git('commit', '--quiet', '--message', 'Another name')
    const { exitCode, stderr } = await push()
    expect(exitCode).toBe(1)
    expect(plain(stderr)).toContain('no settings.py in the folder "games/pages", which was chosen as the project of "otree1"')
    expect(plain(stderr)).toContain('"games/groups", "games/questions"')
    expect((await request(`${laboratory.origin('otree1')}/login`)).status).toBe(200)
    expect((await push('-o', 'folder=games/questions')).exitCode).toBe(0)
  })

  it('has an option that is unknown declined', async () => {
    await client.commit('README.md', 'Once more', 'Explain again')
    const { exitCode, stderr } = await push('-o', 'floder=games/groups')
    expect(exitCode).toBe(1)
    expect(plain(stderr)).toContain('There is: -o folder=FOLDER')
  })
})

describe('what a project writes', () => {
  it('is kept over a deployment, told, and can be downloaded', async () => {
    const settings = join(client.directory, 'games', 'questions', 'settings.py')
    await appendFile(settings, "\nwith open('visits.txt', 'a') as visits:\n    visits.write('started')\n")
    await client.commit('README.md', 'It counts', 'Count')
    expect((await push()).exitCode).toBe(0)
    expect((await laboratory.manager.otm('files', 'otree1')).stdout).toMatch(/running since [\s\S]*visits\.txt/)

    await client.commit('README.md', 'It still counts', 'Count on')
    const { exitCode, stderr } = await push()
    expect(exitCode).toBe(0)
    const [, id = ''] = /Kept 1 file that the version before had written \((w\w+)\)/.exec(plain(stderr)) ?? []
    expect(plain(stderr)).toContain('otm files otree1')

    const archive = join(laboratory.scratch, 'files.tar')
    await laboratory.manager.otmJson('files', 'otree1', 'download', '--of', id, '-o', archive)
    await runCommand('tar', ['-xf', archive, '-C', laboratory.scratch])
    expect(await readFile(join(laboratory.scratch, id, 'visits.txt'), 'utf8')).toMatch(/^(started)+$/)
    await rm(archive)
  })
})

describe('an upload of one folder that is all there is', () => {
  it('is deployed by its name, then without it, then as a push of the same files', async () => {
    const directory = join(laboratory.scratch, 'alone')
    await cp(join(client.directory, 'games', 'questions'), join(directory, 'questions'), { recursive: true })
    for (const choice of [['--folder', 'questions'], []]) {
      await laboratory.manager.otmJson('deploy', 'otree1', directory, ...choice)
      expect(await show()).toMatchObject({ projectFolder: 'questions', activeDeployment: { projectFolder: 'questions' } })
      await writeFile(join(directory, 'questions', 'notes.txt'), 'Once more')
    }
    await client.git('fetch', '--quiet', 'otree1', 'main')
    await client.git('reset', '--quiet', '--hard', 'FETCH_HEAD')
    await client.commit('README.md', 'As it was uploaded', 'Explain')
    expect((await push()).exitCode).toBe(0)
    expect((await show()).activeDeployment).toMatchObject({ projectFolder: 'questions' })
  })
})
