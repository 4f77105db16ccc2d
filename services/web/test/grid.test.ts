import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { readTable, spread, writeTable } from '../src/grid/clipboard.ts'
import { levelChoices } from '../src/grid/level-choices.ts'
import { at, moved, rectangleOf } from '../src/grid/selection.ts'

t.test('what is written to the clipboard is read back, whatever stands in the cells', async t => {
  const cell = fc.string({ unit: fc.constantFrom('"', '\t', '\n', '\r', 'a', '指', ' ', ',') })
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain(columns => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 4 }))
  fc.assert(
    fc.property(table, rows => {
      // One empty cell in the last row cannot be told from the line end before it.
      fc.pre(!(rows.length > 1 && rows.at(-1)?.length === 1 && rows.at(-1)?.[0] === ''))
      assert.deepEqual(readTable(writeTable(rows)), rows)
    }),
    { seed: 2026 },
  )
  t.pass('read back')
})

t.test('as Excel writes it', async t => {
  t.same(readTable('微信推文\t≥150(条/年)\r\n上门服务\t≥3\r\n'), [
    ['微信推文', '≥150(条/年)'],
    ['上门服务', '≥3'],
  ])
  t.same(readTable('"两行\n一格"\t"他说""好"""'), [['两行\n一格', '他说"好"']])
  t.same(readTable('"云桌面"终端\t1'), [['"云桌面"终端', '1']], 'a quoted word at the beginning is a quoted word')
  t.same(readTable('a\t\tb'), [['a', '', 'b']])
  t.same(spread([['=100(%)']], 3, 1), [['=100(%)'], ['=100(%)'], ['=100(%)']])
  t.same(spread([['a', 'b']], 3, 3), [['a', 'b']])
})

t.test('the keys lead where they lead in Excel, and never out of the grid', async t => {
  const size = { rows: 3, columns: 4 }
  const none = { shift: false, ctrl: false }
  t.same(moved(at(0, 3), 'Tab', none, size), at(1, 0), 'on to the next row')
  t.same(moved(at(1, 0), 'Tab', { ...none, shift: true }, size), at(0, 3))
  t.same(moved(at(2, 3), 'Tab', none, size), at(2, 3))
  t.same(moved(at(2, 1), 'Enter', none, size), at(2, 1))
  t.same(moved(at(0, 0), 'End', { ...none, ctrl: true }, size), at(2, 3))
  t.equal(moved(at(0, 0), 'a', none, size), null)
  const wide = moved(at(1, 1), 'ArrowRight', { shift: true, ctrl: true }, size)
  t.same(wide && rectangleOf(wide), { top: 1, bottom: 1, left: 1, right: 3 })
  const key = fc.constantFrom('Tab', 'Enter', 'Home', 'End', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight')
  const held = fc.record({ shift: fc.boolean(), ctrl: fc.boolean() })
  fc.assert(
    fc.property(fc.array(fc.tuple(key, held)), walk => {
      let selection = at(0, 0)
      for (const [name, keys] of walk) selection = moved(selection, name, keys, size) ?? selection
      const { top, bottom, left, right } = rectangleOf(selection)
      assert.ok(top >= 0 && bottom < size.rows && left >= 0 && right < size.columns)
    }),
    { seed: 2026 },
  )
})

t.test('the levels offered are those of the tree the form was written for, and what stands there', async t => {
  const row = { level1: '产出指标', level2: '成本指标' }
  t.same(levelChoices('level2', row, '2015'), ['数量指标', '质量指标', '时效指标', '成本指标'])
  t.same(
    levelChoices('level2', row, '2021'),
    ['成本指标', '数量指标', '质量指标', '时效指标'],
    'canary: not of this tree, still kept',
  )
  t.notOk(levelChoices('level1', row, '2015').includes('成本指标'))
  t.equal(levelChoices('level1', { level1: null, level2: null }, '2021')[0], '', 'nothing chosen yet')
})
