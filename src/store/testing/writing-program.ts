/** Adds instances without end and says the name of each as soon as the store has it. Argument: data directory. */
import { openStore } from '../open-store.ts'
import { newInstance } from './temporary-store.ts'

const { store } = await openStore({ dataDir: process.argv[2] ?? '' })
for (let index = 0; ; index++) {
  const { name } = await store.instances.create(newInstance(`otree${index}`))
  process.stdout.write(`${name}\n`)
}
