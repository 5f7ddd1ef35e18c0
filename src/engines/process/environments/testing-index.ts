import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import { defaultPackageIndexUrl } from '../../../lib/package-index.ts'

/** A package index on loopback, for tests: it has the given packages in source form, and sends whoever asks for another one to the usual index. */
export interface TestIndex {
  readonly url: string
  readonly server: Server
}

/** @param packages what runs when a package is resolved (Python), by its name; its version is 1.0 */
export async function startIndex(packages: Readonly<Record<string, string>>): Promise<TestIndex> {
  const server = createServer((request, response) => {
    const [, kind, name = ''] = (request.url ?? '').split('/')
    const code = Object.hasOwn(packages, name) ? packages[name] : undefined
    if (code === undefined) return response.writeHead(302, { location: `${defaultPackageIndexUrl}/${name}/` }).end()
    if (kind === 'simple')
      return response.setHeader('content-type', 'text/html').end(`<a href="/files/${name}/${name}-1.0.tar.gz">${name}-1.0.tar.gz</a>`)
    return void sourcePackage(name, code).then((archive) => response.end(archive))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`, server }
}

/** A package that is its own build program, so that nothing else needs to be fetched for it. */
function sourcePackage(name: string, code: string): Promise<Buffer> {
  const archive = pack()
  const add = (path: string, content: string): void => void archive.entry({ name: `${name}-1.0/${path}`, mtime: new Date(0) }, content)
  add('pyproject.toml', '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n')
  add('PKG-INFO', `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`)
  add('backend.py', backend(name, code))
  archive.finalize()
  return buffer(archive.pipe(createGzip()))
}

const backend = (name: string, code: string): string => `
import os, zipfile

def before():
${code
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}

METADATA = 'Metadata-Version: 2.1\\nName: ${name}\\nVersion: 1.0\\n'

def build_wheel(directory, config_settings=None, metadata_directory=None):
    before()
    file = '${name}-1.0-py3-none-any.whl'
    info = '${name}-1.0.dist-info/'
    with zipfile.ZipFile(os.path.join(directory, file), 'w') as wheel:
        wheel.writestr('${name}.py', 'value = 1\\n')
        wheel.writestr(info + 'METADATA', METADATA)
        wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
        wheel.writestr(info + 'RECORD', '')
    return file

def build_sdist(directory, config_settings=None):
    raise NotImplementedError
`
