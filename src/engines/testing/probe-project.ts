import { appendFile, cp, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PrepareSpec } from '../../domain/engine.ts'
import { resourcePath } from '../../lib/resources.ts'
import { openProject } from '../../otree/project-files.ts'
import { planRequirements } from '../../otree/requirements.ts'

/** What the environment variable PROBE makes the probe project do; `end-later`, `eat-memory` and `lead-astray`
 * wait until there is a table `now`. The last puts links to ASTRAY in the place of its sockets. */
export type Behaviour = 'crash-at-boot' | 'boot-for-ever' | 'end-later' | 'eat-memory' | 'speak' | 'write' | 'lead-astray'

const behaviours = `
import os, sys, threading, time
PROBE = os.environ.get('PROBE')

def later(action):
    threading.Thread(target=action, daemon=True).start()

def wait_for_table():
    import psycopg2
    while True:
        connection = psycopg2.connect(os.environ['DATABASE_URL'])
        cursor = connection.cursor()
        cursor.execute("SELECT to_regclass('now') IS NOT NULL")
        [now] = cursor.fetchone()
        connection.close()
        if now:
            return
        time.sleep(0.1)

def end_later():
    wait_for_table()
    os._exit(7)

def eat_memory():
    wait_for_table()
    eaten = []
    while True:
        eaten.append(bytearray(os.urandom(1 << 20)) * 8)
        time.sleep(0.02)

def lead_astray():
    wait_for_table()
    run = sys.modules['__main__'].RUN
    for name in ('web', 'control'):
        os.unlink(os.path.join(run, name))
        os.symlink(os.environ['ASTRAY'], os.path.join(run, name))
    open('astray', 'w').close()

def speak():
    number = 0
    while True:
        number += 1
        print('spoken line', number, flush=True)
        time.sleep(0.1)

if PROBE == 'crash-at-boot':
    print('reading the stimuli')
    stimuli = {}['missing stimulus']
elif PROBE == 'boot-for-ever':
    time.sleep(3600)
elif PROBE == 'write' and not os.path.exists('data'):
    os.mkdir('data')
    with open('data/answers.csv', 'w') as file:
        file.write('1,2')
    os.symlink('/etc/passwd', 'data/passwd')
    os.mkfifo('data/pipe')
elif PROBE in ('end-later', 'eat-memory', 'speak', 'lead-astray'):
    later({'end-later': end_later, 'eat-memory': eat_memory, 'speak': speak, 'lead-astray': lead_astray}[PROBE])
`

export type ProbeSource = Pick<PrepareSpec, 'sourceDir' | 'requirements'>

/** A fresh copy of `test/apps/groups` whose settings misbehave on request. */
export async function makeProbeProject(otreeVersion = '6.0.15'): Promise<ProbeSource> {
  const sourceDir = await mkdtemp(join(tmpdir(), 'otm-probe-'))
  await cp(resourcePath('test', 'apps', 'groups'), sourceDir, { recursive: true })
  await writeFile(join(sourceDir, 'requirements.txt'), `otree==${otreeVersion}\npsycopg2>=2.8.4\n`)
  await appendFile(join(sourceDir, 'settings.py'), behaviours)
  return { sourceDir, requirements: planRequirements(openProject(sourceDir).read) }
}
