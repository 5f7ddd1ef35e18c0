import { describe, expect, it } from 'vitest'
import { explainPythonFault, mirrorEnvironment } from './python-mirror.ts'

const direct = { httpsProxy: null, noProxy: null, extraCaFile: null }
const releases = 'https://berta:s3cret@mirror.example.edu/pythons'
const list = 'https://berta:s3cret@mirror.example.edu/pythons.json'
const archive = 'https://mirror.example.edu/pythons/20261110/cpython-3.12.16%2B20261110.tar.gz'

describe('mirrorEnvironment', () => {
  it('is that of releases, of a list, or none', () => {
    expect(mirrorEnvironment({ pythonMirrorUrl: releases })).toEqual({ UV_PYTHON_INSTALL_MIRROR: releases })
    expect(mirrorEnvironment({ pythonMirrorUrl: `${list}?v=1` })).toEqual({ UV_PYTHON_DOWNLOADS_JSON_URL: `${list}?v=1` })
    expect(mirrorEnvironment({ pythonMirrorUrl: null })).toEqual({})
  })
})

describe('explainPythonFault', () => {
  it.each([
    ['a proxy', 'cause: tunnel error: unsuccessful', releases, 'does not let this server reach mirror.example.edu. Ask those who run it'],
    [
      'what is not there',
      `cause: Failed to download \`${archive}\`\n  cause: HTTP status client error (404 Not Found) for url (${archive})`,
      releases,
      `${archive} answers 404. Correct OTM_PYTHON_MIRROR_URL.`,
    ],
    ['a list without it', 'error: No download found for request: cpython-3.12-linux-x86_64-gnu', list, 'pythons.json names no such Python'],
    ['a list that is none', 'error: Unable to parse the JSON Python download list at `x`', list, 'pythons.json is not a list of Pythons'],
    [
      'another archive',
      'cause: Hash mismatch for `cpython-3.12.16-linux-x86_64-gnu`',
      releases,
      'has another checksum than it should have',
    ],
    ['no archive', 'cause: failed to read tar data\n  cause: Invalid gzip header\n', releases, 'cannot be used (Invalid gzip header)'],
  ])('names %s', (_, output, pythonMirrorUrl, sentence) => {
    const httpsProxy = 'http://proxy.example.edu:3128'
    const said = explainPythonFault(output, { ...direct, httpsProxy, pythonMirrorUrl })
    expect(said).toContain(sentence)
    expect(said).not.toContain('s3cret')
  })

  it('names the source that was tried last', () => {
    const output = `Failed to fetch \`https://first.example.edu/a\`; falling back\n  cause: Failed to download \`https://second.example.edu/a\`\n  cause: dns error`
    expect(explainPythonFault(output, { ...direct, pythonMirrorUrl: null })).toContain('The name second.example.edu is not known here.')
  })

  it('says nothing where there is no such Python', () => {
    const output = 'error: No download found for request: cpython-3.99-linux-x86_64-gnu'
    expect(explainPythonFault(output, { ...direct, pythonMirrorUrl: null })).toBeUndefined()
  })
})
