import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { resourcePath } from '../../src/lib/resources.ts'
import { referencePages } from './pages.ts'

// npm run docs
for (const [path, toPage] of Object.entries(referencePages)) {
  await mkdir(dirname(resourcePath(path)), { recursive: true })
  await writeFile(resourcePath(path), toPage())
  process.stdout.write(`${path}\n`)
}
