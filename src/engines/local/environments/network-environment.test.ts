import { expect, it } from 'vitest'
import { networkEnvironment } from './network-environment.ts'

const proxy = 'http://berta:word@proxy.example.edu:3128'
const direct = { httpsProxy: null, noProxy: null, extraCaFile: null }
const always = { UV_SYSTEM_CERTS: '1', GIT_TERMINAL_PROMPT: '0', GIT_HTTP_PROXY_AUTHMETHOD: 'basic' }

it('is what uv and git need, each under its own names', () => {
  expect(networkEnvironment({ ...direct, httpsProxy: proxy, noProxy: '.example.edu,host:81' }, '/in/certificates.pem')).toEqual({
    ...always,
    SSL_CERT_FILE: '/in/certificates.pem',
    GIT_SSL_CAINFO: '/in/certificates.pem',
    ...{ HTTPS_PROXY: proxy, https_proxy: proxy, HTTP_PROXY: proxy, http_proxy: proxy },
    ...{ NO_PROXY: 'example.edu,host', no_proxy: 'example.edu,host' },
  })
})

it('names no proxy where none is to be used', () => {
  expect(networkEnvironment(direct, null)).toEqual(always)
  expect(networkEnvironment({ ...direct, httpsProxy: proxy, noProxy: '*' }, null)).toEqual(always)
})
