// Runs under Node 24 with the npm packages installed: bundles the programs (rolldown) and the pages (Vite) into `build/`.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { rolldown } from 'rolldown'
import { build } from 'vite'
import { inRoot } from './paths.mjs'

const programs = { manager: 'src/manager.ts', gateway: 'src/gateway.ts', otm: 'src/cli/otm.ts' }
const outDir = inRoot('build')
const temporary = inRoot('build/.new')
const keepUnusedDays = 14

process.env.NODE_ENV = 'production' // whoever asks for it: a test's environment would bring React as developers need it
rmSync(temporary, { recursive: true, force: true })
await bundlePrograms()
await buildPages()
for (const file of listFiles(temporary)) replace(file)
rmSync(temporary, { recursive: true, force: true })
removeLongUnused()

async function bundlePrograms() {
  const input = Object.fromEntries(
    Object.entries(programs).flatMap(([name, file]) => (existsSync(inRoot(file)) ? [[name, inRoot(file)]] : [])),
  )
  if (Object.keys(input).length === 0) return
  const bundle = await rolldown({
    input,
    platform: 'node',
    tsconfig: inRoot('tsconfig.json'),
    // native parts are optional everywhere, and are not compiled on the laboratory's machine
    external: [/\.node$/, 'cpu-features', 'pg-native'],
    transform: { define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' } },
    logLevel: 'warn',
    onLog(level, log, print) {
      if (!['EVAL', 'COMMONJS_VARIABLE_IN_ESM'].includes(log.code ?? '')) print(level, log)
    },
  })
  await bundle.write({
    dir: temporary,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/[name]-[hash].mjs',
  })
  await bundle.close()
}

async function buildPages() {
  if (!existsSync(inRoot('web/index.html'))) return
  await build({
    root: inRoot('web'),
    configFile: inRoot('web/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(temporary, 'web'), emptyOutDir: true },
  })
}

/** Whatever loads late from an older build (a running manager, an open dashboard) still finds its parts: they have their hash in their names. */
function replace(file) {
  mkdirSync(dirname(join(outDir, file)), { recursive: true })
  renameSync(join(temporary, file), join(outDir, file))
}

function removeLongUnused() {
  const oldest = Date.now() - keepUnusedDays * 86_400_000
  for (const file of listFiles(outDir)) {
    if (/^(chunks|web\/assets)\//.test(file) && statSync(join(outDir, file)).mtimeMs < oldest) rmSync(join(outDir, file))
  }
}

/** @returns {string[]} paths relative to `directory` */
function listFiles(directory) {
  if (!existsSync(directory)) return []
  return readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name).slice(directory.length + 1)] : [],
  )
}
