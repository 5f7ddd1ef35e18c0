import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isFiltered, toAuditQuery, toAuditSearch } from './filter-audit.ts'

describe('what stands in the address', () => {
  it.each([
    [
      { who: 'ada', action: 'sign-in', result: 'refused', since: '2026-11-01', until: '2026-11-02', text: 'otree1' },
      { who: 'ada', action: 'sign-in', result: 'refused', since: '2026-11-01', until: '2026-11-02', text: 'otree1' },
    ],
    [{ text: 17 }, { text: '17' }],
    [{ who: '', action: ' ', result: 'good', since: 'yesterday', until: 5, text: ['x'], other: 1 }, {}],
  ])('is read as far as it makes sense: %j', (address, search) => {
    expect(toAuditSearch(address)).toEqual(search)
  })

  it('is a filter when there is anything', () => {
    expect([isFiltered({}), isFiltered({ who: 'ada' })]).toEqual([false, true])
  })
})

describe('what the API is asked', () => {
  const before = process.env.TZ
  beforeEach(() => {
    process.env.TZ = 'Europe/Berlin'
  })
  afterEach(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })

  it('has days from midnight to midnight where the reader is, also when clocks are changed', () => {
    expect(toAuditQuery({ since: '2026-10-25', until: '2026-10-25' })).toEqual({
      since: '2026-10-24T22:00:00.000Z',
      until: '2026-10-25T23:00:00.000Z',
    })
  })

  it('leaves out what is not asked for', () => {
    expect(toAuditQuery({ who: 'ada', text: '  ' })).toEqual({ who: 'ada' })
    expect(toAuditQuery({ text: ` ${'x'.repeat(300)}` }).text).toHaveLength(200)
  })
})
