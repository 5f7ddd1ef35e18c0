import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTables, type Tables } from './schema.ts'

const wanted: Tables = {
  effort_player: {
    id: { type: 'INTEGER', nullable: false },
    answer: { type: 'INTEGER', nullable: true },
    note: { type: 'VARCHAR(10000)', nullable: true },
  },
}
const live: Tables = {
  effort_player: {
    id: { type: 'integer', nullable: false },
    answer: { type: 'integer', nullable: true },
    note: { type: 'character varying(10000)', nullable: true },
  },
}
const player = wanted.effort_player ?? {}
const livePlayer = live.effort_player ?? {}

describe('compareTables', () => {
  it('finds nothing to do when all is there', () => {
    expect(compareTables(wanted, live)).toEqual({ verdict: 'compatible', newTables: [], addColumns: [], reasons: [] })
  })

  it('leaves new tables to oTree', () => {
    expect(compareTables(wanted, {})).toMatchObject({ verdict: 'compatible', newTables: ['effort_player'] })
  })

  it('adds columns that may be empty', () => {
    const more = { effort_player: { ...player, 'extra"field': { type: 'FLOAT', nullable: true } } }
    expect(compareTables(more, live)).toMatchObject({
      verdict: 'additive',
      addColumns: ['ALTER TABLE "effort_player" ADD COLUMN "extra""field" FLOAT'],
    })
  })

  it('needs a reset for a column that must not be empty', () => {
    const more = { effort_player: { ...player, status: { type: 'VARCHAR(50)', nullable: false } } }
    expect(compareTables(more, live)).toMatchObject({
      verdict: 'reset',
      reasons: ['effort_player.status is missing and must not be empty'],
    })
  })

  it('needs a reset for a type that changed, which no other check would notice', () => {
    const changed = { effort_player: { ...player, answer: { type: 'FLOAT', nullable: true } } }
    expect(compareTables(changed, live)).toMatchObject({
      verdict: 'reset',
      reasons: ['the type of effort_player.answer changed from INTEGER to FLOAT'],
    })
    const longer = { effort_player: { ...player, note: { type: 'VARCHAR(255)', nullable: true } } }
    expect(compareTables(longer, live).reasons).toEqual(['the type of effort_player.note changed from VARCHAR(10000) to VARCHAR(255)'])
  })

  it('tolerates columns and tables that are too many, unless they must not be empty', () => {
    const extra = { old_player: {}, effort_player: { ...livePlayer, old: { type: 'text', nullable: true } } }
    expect(compareTables(wanted, extra).verdict).toBe('compatible')
    const strict = { effort_player: { ...livePlayer, old: { type: 'text', nullable: false } } }
    expect(compareTables(wanted, strict).reasons).toEqual(['effort_player.old was removed and must not be empty'])
  })

  it('takes the names of JavaScript’s own properties as any others', () => {
    const odd = { constructor: { toString: { type: 'TEXT', nullable: true } } }
    expect(compareTables(odd, { constructor: {} })).toMatchObject({
      verdict: 'additive',
      addColumns: ['ALTER TABLE "constructor" ADD COLUMN "toString" TEXT'],
    })
    expect(compareTables(odd, {})).toMatchObject({ verdict: 'compatible', newTables: ['constructor'] })
  })

  it('lets nothing but a type into SQL', () => {
    for (const type of ['TEXT; DROP TABLE x', "TEXT DEFAULT 'x'", 'TEXT --', '']) {
      expect(() => compareTables({ t: { c: { type, nullable: true } } }, { t: {} })).toThrow('is not a column type')
    }
    for (const type of ['TEXT', 'VARCHAR(50)', 'NUMERIC(10, 2)', 'DOUBLE PRECISION', 'TIMESTAMP WITHOUT TIME ZONE']) {
      expect(compareTables({ t: { c: { type, nullable: true } } }, { t: {} }).verdict).toBe('additive')
    }
  })

  it('is compatible with itself, and never both additive and without statements', () => {
    const type = fc.constantFrom('INTEGER', 'TEXT', 'VARCHAR(50)', 'FLOAT', 'BOOLEAN')
    const tables = fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.record({ type, nullable: fc.boolean() })))
    fc.assert(
      fc.property(tables, tables, (one, other) => {
        expect(compareTables(one, one).verdict).toBe('compatible')
        const { verdict, addColumns } = compareTables(one, other)
        expect(verdict === 'additive' ? addColumns.length > 0 : true).toBe(true)
      }),
    )
  })
})
