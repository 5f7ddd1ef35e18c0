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
  /** Adds a version. */
  publish(name: string, version: string): void
  /** Takes a version away, as if it had never been. */
  withdraw(name: string, version: string): void
}

/** @param packages what runs when a package is resolved (Python), by its name; its version is 1.0 */
export async function startIndex(packages: Readonly<Record<string, string>>): Promise<TestIndex> {
  const versions = new Map(Object.keys(packages).map((name) => [name, new Set(['1.0'])]))
  const server = createServer((request, response) => {
    const [, kind, name = '', file = ''] = (request.url ?? '').split('/')
    const known = versions.get(name)
    if (known === undefined) return response.writeHead(302, { location: `${defaultPackageIndexUrl}/${name}/` }).end()
    if (kind === 'simple')
      return response.setHeader('content-type', 'text/html').end([...known].map((version) => toLink(name, version)).join(''))
    const version = file.slice(name.length + 1, -'.tar.gz'.length)
    return void sourcePackage({ name, version, code: packages[name] ?? 'pass' }).then((archive) => response.end(archive))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`,
    server,
    publish: (name, version) => void versions.set(name, new Set([...(versions.get(name) ?? []), version])),
    withdraw: (name, version) => void versions.get(name)?.delete(version),
  }
}

const toLink = (name: string, version: string): string => `<a href="/files/${name}/${name}-${version}.tar.gz">${name}-${version}.tar.gz</a>`

interface SourcePackage {
  readonly name: string
  readonly version: string
  readonly code: string
}

/** A package that is its own build program, so that nothing else needs to be fetched for it. */
function sourcePackage({ name, version, code }: SourcePackage): Promise<Buffer> {
  const archive = pack()
  const add = (path: string, content: string): void =>
    void archive.entry({ name: `${name}-${version}/${path}`, mtime: new Date(0) }, content)
  add('pyproject.toml', '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n')
  add('PKG-INFO', `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`)
  add('backend.py', backend({ name, version, code }))
  archive.finalize()
  return buffer(archive.pipe(createGzip()))
}

const backend = ({ name, version, code }: SourcePackage): string => `
import os, zipfile

def before():
${code
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}

METADATA = 'Metadata-Version: 2.1\\nName: ${name}\\nVersion: ${version}\\n'

def build_wheel(directory, config_settings=None, metadata_directory=None):
    before()
    file = '${name}-${version}-py3-none-any.whl'
    info = '${name}-${version}.dist-info/'
    with zipfile.ZipFile(os.path.join(directory, file), 'w') as wheel:
        wheel.writestr('${name}.py', 'value = 1\\n')
        wheel.writestr(info + 'METADATA', METADATA)
        wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
        wheel.writestr(info + 'RECORD', '')
    return file

def build_sdist(directory, config_settings=None):
    raise NotImplementedError
`
