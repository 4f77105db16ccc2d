// Shows how rows are set on pages: all of them, in order, none broken, no page left half empty without need.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { onPages, paginate } from '../src/print/paginate.ts'

const OTHERS = 100
const sheets = fc.record({
  first: fc.integer({ min: -50, max: OTHERS }),
  rows: fc.array(fc.integer({ min: 1, max: 140 }), { maxLength: 60 }),
})
const sumOf = (heights: readonly number[]): number => heights.reduce((sum, height) => sum + height, 0)

t.test('rows on pages', async t => {
  t.test('all are there once and in order', async t => {
    fc.assert(
      fc.property(sheets, ({ first, rows }) => {
        const numbered = rows.map((_, at) => at)
        assert.deepEqual(onPages(numbered, paginate({ first, others: OTHERS, rows })).flat(), numbered)
      }),
    )
    t.pass()
  })

  t.test('no page is fuller than it can be, but for a row that is higher than a page', async t => {
    fc.assert(
      fc.property(sheets, ({ first, rows }) => {
        for (const [page, heights] of onPages(rows, paginate({ first, others: OTHERS, rows })).entries()) {
          const room = page === 0 ? first : OTHERS
          assert.ok(sumOf(heights) <= room || (page === 0 ? heights.length === 0 : heights.length === 1))
        }
      }),
    )
    t.pass()
  })

  t.test('a page ends only where the next row would not have fitted, and only the first may be without rows', async t => {
    fc.assert(
      fc.property(sheets, ({ first, rows }) => {
        const pages = onPages(rows, paginate({ first, others: OTHERS, rows }))
        for (const [page, heights] of pages.entries()) {
          assert.ok(page === 0 || heights.length > 0)
          const next = pages[page + 1]?.[0]
          if (next !== undefined) assert.ok(sumOf(heights) + next > (page === 0 ? first : OTHERS))
        }
      }),
    )
    t.pass()
  })

  t.same(paginate({ first: 50, others: 100, rows: [] }), [0], 'a form without rows is one page')
  t.same(paginate({ first: -10, others: 100, rows: [20] }), [0, 1], 'goals that fill a page leave the rows to the next')
  t.same(paginate({ first: 20, others: 100, rows: [20, 20, 150, 20] }), [1, 1, 1, 1])
})
