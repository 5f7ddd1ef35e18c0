import { readdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { resourcePath } from '../src/lib/resources.ts'
import { type BenchResult, toTable } from './table.ts'

// npm run bench [-- --write] [-- name …]: runs every bench/*.ts that exports `bench`, one after the other.
const options = process.argv.slice(2)
const wanted = options.filter((option) => !option.startsWith('--'))
const results: BenchResult[] = []

for (const name of await listBenches()) {
  const { bench } = (await import(join(import.meta.dirname, `${name}.ts`))) as { bench?: () => Promise<BenchResult> }
  if (!bench) continue
  process.stderr.write(`  … ${name}\n`)
  results.push(await bench())
}
const table = results.map(toTable).join('\n')
process.stdout.write(`\n${table}`)
if (options.includes('--write')) await writeFile(resourcePath('bench/RESULTS.md'), toPage(table))

async function listBenches(): Promise<string[]> {
  const names = (await readdir(import.meta.dirname)).filter((file) => /^[a-z-]+\.ts$/.test(file)).map((file) => file.slice(0, -3))
  return names.filter((name) => !['run', 'table', 'places'].includes(name) && (wanted.length === 0 || wanted.includes(name))).sort()
}

function toPage(body: string): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 1024 ** 3)} GiB, ${process.platform}`
  return `# What was measured\n\nWritten by \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}: ${machine}, Node ${process.version}.
Every figure is measured against the other way on the same machine in the same run; ratios are what counts.\n\n${body}`
}
