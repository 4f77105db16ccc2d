/** What was read from a file and corrected by a person goes to the server as that person left it. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { checkContract, fromContract, toContract } from '@shenbao/form/contract.ts'
import { readForms } from '@shenbao/server/read-forms.ts'
import fc from 'fast-check'
import t from 'tap'
import type { Edit, RowField } from '../src/editing/edits.ts'
import { copyNamed } from '../src/import/creating.ts'
import {
  byFile,
  changed,
  confirmed,
  contentOf,
  judged,
  nothingRead,
  type ReadForm,
  redone,
  type SentForm,
  sentForm,
  shownOf,
  typed,
  undone,
  withRead,
} from '../src/import/intake.ts'
import { newIntakeStore } from '../src/import/intake-store.ts'
import { itemsOf, lookedAt, troubledRows } from '../src/import/looking.ts'
import { withRegistered } from '../src/import/use-registering.ts'

const read = (): readonly SentForm[] => {
  const result = readForms(readFileSync(new URL('../../../test/browser/fixtures/damaged-form.txt', import.meta.url)))
  assert.ok(result.ok)
  return result.forms.map(form => toContract(form) as SentForm)
}
const keys = () => {
  let last = 0
  return () => {
    last += 1
    return `key-${last}`
  }
}
const [original] = read()
assert.ok(original)
const begin = (): ReadForm => {
  const [form] = withRead(nothingRead, '表.txt', [original], keys()).intake.forms
  assert.ok(form)
  return form
}
const row = (name: string) => {
  const found = original.indicators.find(one => one.name === name)
  assert.ok(found)
  return found
}
const cell = (name: string, field: RowField, to: string): Edit => ({
  kind: 'cell',
  row: row(name).id,
  field,
  from: field === 'target' ? row(name).raw : (row(name)[field] ?? null),
  to,
})
const received = (form: ReadForm): SentForm => {
  const checked = checkContract(JSON.parse(JSON.stringify(sentForm(form))))
  assert.ok(checked.ok)
  return toContract(fromContract(checked.declaration, at => checked.declaration.indicators[at]?.id ?? '')) as SentForm
}

t.test('untouched, the server receives what the reader saw, doubts included', async t => {
  t.strictSame(received(begin()), original)
})

t.test('whatever is typed arrives, and nothing else changes', async t => {
  const fields = fc.constantFrom<RowField>('level1', 'level2', 'name', 'target')
  const edits = fc.array(
    fc.record({
      at: fc.nat({ max: original.indicators.length - 1 }),
      field: fields,
      to: fc.stringMatching(/^[一-龥≥%0-9]{1,12}$/),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(edits, all => {
      const form = all.reduce((now, { at, field, to }) => {
        const { key, ...contents } = shownOf(now).rows[at] ?? { key: '' }
        return typed(now, [
          { kind: 'cell', row: key, field, from: (contents as Record<string, string | null>)[field] ?? null, to },
        ])
      }, begin())
      const arrived = received(form)
      const expected = shownOf(form).rows.map(({ key, target, ...rest }) => ({ id: key, ...rest, raw: target }))
      assert.deepEqual(
        arrived.indicators.map(({ id, level1, level2, name, raw, weight }) => ({ id, level1, level2, name, weight, raw })),
        expected.map(({ id, level1, level2, name, raw, weight }) => ({ id, level1, level2, name, weight, raw })),
      )
      assert.deepEqual({ ...arrived, indicators: [] }, { ...original, indicators: [] })
      const back = form.acts.reduce(undone, form)
      assert.deepEqual(received(back), original)
      assert.deepEqual(received(form.acts.reduce(redone, back)), arrived)
    }),
    { seed: 2026 },
  )
  t.pass('as typed')
})

t.test('a doubt ends when a person settles it or writes what it was about; a missing value only when it is written', async t => {
  const flagsOf = (form: ReadForm, name: string) => received(form).indicators.find(one => one.id === row(name).id)?.flags
  t.strictSame(flagsOf(begin(), '读者满意度'), ['level-inferred'])
  t.strictSame(flagsOf(confirmed(begin(), row('读者满意度').id), '读者满意度'), [])
  t.strictSame(flagsOf(typed(begin(), [cell('读者满意度', 'level2', '数量指标')]), '读者满意度'), [])
  t.strictSame(
    flagsOf(typed(begin(), [cell('读者满意度', 'target', '≥95(%)')]), '读者满意度'),
    ['level-inferred'],
    'not its doubt',
  )
  t.strictSame(flagsOf(confirmed(begin(), row('图书编目准确率').id), '图书编目准确率'), ['value-missing'], 'canary')
  t.strictSame(flagsOf(typed(begin(), [cell('图书编目准确率', 'target', '≥98(%)')]), '图书编目准确率'), [])
})

t.test('what is to be looked at follows what is typed', async t => {
  const look = (form: ReadForm) => {
    const looked = lookedAt([form]).get(form.key)
    assert.ok(looked)
    return looked
  }
  const before = look(begin())
  t.equal(before.counts.error, 1)
  t.same(
    before.doubts.map(({ name, number }) => [name, number]),
    [
      ['预约到书通知及时率', 6],
      ['读者满意度', 8],
    ],
  )
  t.match(itemsOf(before)[0], { severity: 'error', place: '行 4', anchor: row('图书编目准确率').id })
  t.same([...troubledRows(before)].length, 3)
  const after = look(typed(begin(), [cell('图书编目准确率', 'target', '≥98.00(%)')]))
  t.equal(after.counts.error, 0)
  t.notOk(
    after.findings.some(({ message }) => message.includes('98%')),
    'the goal has its row now',
  )

  const amount = typed(begin(), [{ kind: 'field', field: 'funds.annualRequest', from: '386500.00', to: '三十万' }])
  t.match(look(amount).wrong, [{ row: null, field: 'funds.annualRequest' }])
  t.ok(look(amount).findings.length > 0, 'the rest is looked at all the same')
  const nameless = judged(typed(begin(), [cell('读者满意度', 'name', '')]))
  t.match(nameless.wrong, [{ row: row('读者满意度').id, field: 'name' }])
  t.equal(nameless.form.indicators.length, original.indicators.length)
  t.match(judged(typed(begin(), [{ kind: 'field', field: 'year', from: '2026', to: '去年' }])).wrong, [{ field: 'year' }])
  t.equal(received(typed(begin(), [{ kind: 'field', field: 'year', from: '2026', to: '2027' }])).year, 2027)
})

t.test('the same form is not read twice; files go in whole, without what was left out; a reload keeps all of it', async t => {
  const newKey = keys()
  const once = withRead(nothingRead, 'a.txt', [original], newKey)
  const twice = withRead(once.intake, 'b.txt', [original, { ...original, name: '另一份' }], newKey)
  t.match([once.added, twice.added, twice.known], [1, 1, 1])
  const left = changed(twice.intake, 'key-1', form => ({ ...form, isLeftOut: true }))
  t.same(
    byFile(left.forms).map(({ file, forms }) => [file, forms.length]),
    [['b.txt', 1]],
  )
  t.not(contentOf(original), contentOf({ ...original, annualGoal: '别的目标' }))
  t.equal(contentOf(original), contentOf({ ...original, flags: ['incomplete'], name: ` ${original.name} ` }))

  let memory: string | null = null
  const place = {
    read: () => memory,
    write: (kept: string | null) => {
      memory = kept
    },
  }
  newIntakeStore(place).change(() => left)
  t.strictSame(newIntakeStore(place).snapshot(), left)
  const done = withRegistered(left, byFile(left.forms)[0]?.forms ?? [], [{ id: 'x', name: '另一份', findings: [] }])
  t.same(done, { forms: [], registered: [{ id: 'x', name: '另一份', errors: 0, warnings: 0 }] })
  newIntakeStore(place).change(() => nothingRead)
  t.equal(memory, null)
  memory = '{broken'
  t.strictSame(newIntakeStore(place).snapshot(), nothingRead)
})

t.test('a copy under another name: dates move, amounts are blank, the rest stands', async t => {
  const copy = copyNamed(original, 2026, 2027, '社区图书借阅服务（续）')
  t.match(copy, { name: '社区图书借阅服务（续）', year: 2027, start: '2027-01-01', end: '2027-12-31' })
  t.equal(copy.funds.annualRequest, null)
  t.same(
    copy.indicators.map(({ name, raw }) => [name, raw]),
    original.indicators.map(({ name, raw }) => [name, raw]),
  )
})
