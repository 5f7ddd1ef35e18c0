#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { inRoot } from './setup/paths.mjs'
import { runHere } from './setup/run.mjs'
import { runMain } from './setup/steps.mjs'
import { findToolchain } from './setup/toolchain.mjs'
import { setUp } from './setup.mjs'

const program = inRoot('build/otm.mjs')

await runMain(async () => {
  const toolchain = (existsSync(program) && findToolchain()) || (await setUp())
  return runHere(toolchain.node, ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)], {
    cwd: process.cwd(),
    // Ctrl-C reaches the command from the terminal; we wait for what it makes of it
    onStart: () => process.on('SIGINT', () => undefined),
  })
})
