import { expect, it } from 'vitest'
import { missingPackages } from './install-debian.mjs'

it('knows what is missing by the file that is not there', () => {
  expect(missingPackages((file) => file !== '/usr/bin/bwrap')).toEqual(['bubblewrap'])
})

it('wants PostgreSQL’s server, of whatever version, not its client alone', () => {
  expect(missingPackages((file) => !file.endsWith('/bin/initdb'))).toEqual(['postgresql'])
})

it('wants all that a Docker daemon needs to start a container with a first process of its own', () => {
  expect(missingPackages((file) => !/docker|iptables/.test(file))).toEqual(['docker.io', 'tini', 'iptables'])
})
