import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doOverlap, isWithin, toAddress, toRange, toRanges } from './ranges.ts'
import { pickSubnet } from './subnets.ts'

const pool = '10.210.0.0/24'

describe('the subnet of a new network', () => {
  it.each([
    ['the first, when nothing is used', [], [], '10.210.0.0/28'],
    ['the lowest gap', ['10.210.0.0/28', '10.210.0.32/28'], [], '10.210.0.16/28'],
    ['behind a larger network', ['10.210.0.0/26'], [], '10.210.0.64/28'],
    ['behind a network that ends within 16 addresses', ['10.210.0.0/28', '10.210.0.20/30'], [], '10.210.0.32/28'],
    ['beside a route of the machine', [], ['10.210.0.7', '10.210.0.16/28'], '10.210.0.32/28'],
    ['whatever is elsewhere', ['172.17.0.0/16', '2001:db8::/64', 'nonsense'], ['192.168.1.0/24'], '10.210.0.0/28'],
  ])('%s', (_, taken, routes, wanted) => {
    expect(pickSubnet(pool, taken, routes)).toBe(wanted)
  })

  it.each([
    ['all is taken', [], ['10.0.0.0/8']],
    ['the last is taken', Array.from({ length: 16 }, (_, index) => `10.210.0.${index * 16}/28`), []],
  ])('%s: a sentence names the setting', (_, taken, routes) => {
    expect(() => pickSubnet(pool, taken, routes)).toThrow(
      expect.objectContaining({ code: 'engine.unavailable', message: expect.stringContaining('OTM_DOCKER_SUBNETS') }),
    )
  })

  it('is of the pool, overlaps nothing, and every lower one does', () => {
    const used = fc.tuple(fc.nat({ max: 255 }), fc.integer({ min: 25, max: 32 })).map(([last, bits]) => `10.210.0.${last}/${bits}`)
    const blocks = Array.from({ length: 16 }, (_, index) => `10.210.0.${index * 16}/28`)
    const isFree = (block: string, others: readonly string[]): boolean =>
      toRanges([block]).every((each) => toRanges(others).every((other) => !doOverlap(each, other)))
    fc.assert(
      fc.property(fc.array(used, { maxLength: 12 }), fc.array(used, { maxLength: 6 }), (taken, routes) => {
        const wanted = blocks.find((block) => isFree(block, [...taken, ...routes]))
        if (wanted === undefined) expect(() => pickSubnet(pool, taken, routes)).toThrow('OTM_DOCKER_SUBNETS')
        else expect(pickSubnet(pool, taken, routes)).toBe(wanted)
      }),
    )
  })

  it('networks made one after the other never meet, and fill the pool', () => {
    const taken: string[] = []
    for (let count = 0; count < 16; count += 1) taken.push(pickSubnet(pool, taken, []))
    expect(new Set(taken).size).toBe(16)
    expect(() => pickSubnet(pool, taken, [])).toThrow('OTM_DOCKER_SUBNETS')
  })
})

describe('ranges', () => {
  it('every address is read as it was written', () => {
    fc.assert(fc.property(fc.ipV4(), (address) => toAddress(toRange(address)?.from ?? -1) === address))
    expect(toAddress(toRange('203.0.113.9')?.from ?? 0)).toBe('203.0.113.9')
    expect(toRange('10.1.2.3/8')).toEqual(toRange('10.0.0.0/8'))
  })

  it.each(['', '10.0.0', '10.0.0.256', '10.0.0.0/33', 'fe80::1', '10.0.0.0/8 '])('"%s" is none', (text) => {
    expect(toRange(text)).toBeUndefined()
  })

  it('lies within another only whole', () => {
    const [inner, half] = toRanges(['10.1.0.0/16', '8.0.0.0/6'])
    expect(inner && isWithin(inner, toRanges(['10.0.0.0/8']))).toBe(true)
    expect(half && isWithin(half, toRanges(['10.0.0.0/8']))).toBe(false)
  })
})
