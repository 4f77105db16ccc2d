import assert from 'node:assert/strict'
import { findPack } from '@shenbao/policy/packs.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import { ROW, sampleForm } from '@shenbao/testkit/sample-form.ts'
import { after, type Step } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration } from '@shenbao/testkit/world.ts'
import fc from 'fast-check'
import t from 'tap'
import { livedYearOf } from '../src/lived-year.ts'
import { lastYearBeside, memoryOf, yearBefore } from '../src/memory.ts'

fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const pack = findPack('CN-CENTRAL-2021')
if (!pack) throw new Error('no pack')

const before = { id: 'x', year: 2026, name: '2026年窗口服务费' }
const asking = (name: string | null, from: string | null = null) => ({
  year: 2027,
  form: sampleForm({ name }),
  origin: from === null ? { kind: 'form' as const } : { kind: 'copy' as const, from },
})

t.test('which declaration is the year before', async t => {
  t.equal(yearBefore(asking('窗口服务费（2027年度）'), [before]), before, 'the same name, years aside')
  t.equal(yearBefore(asking('全新的名称', 'x'), [before]), before, 'what it was copied from')
  t.equal(yearBefore(asking('全新的名称', 'x'), [{ ...before, year: 2025 }]), null, 'nearly: copied from another year')
  t.equal(yearBefore(asking('窗口建设费'), [before]), null)
  t.equal(yearBefore(asking(null), [{ ...before, name: null }]), null, 'no name is nobody’s name')
  const twin = { ...before, id: 'y', name: '窗口服务费' }
  t.equal(yearBefore(asking('窗口服务费2027'), [before, twin]), null, 'of two of one name neither is taken')
  t.equal(yearBefore(asking('窗口服务费'), [before, twin]), twin, 'unless one bears it to the letter')
})

const approval: readonly Step[] = [
  ['drafter', { type: 'submit' }],
  ['section-chief', { type: 'approve' }],
  ['center-finance', { type: 'approve' }],
  ['center-leader', { type: 'approve' }],
  ['bureau-reviewer', { type: 'review', grade: '优', comment: '明确' }],
  ['bureau-reviewer', { type: 'approve' }],
  ['bureau-finance', { type: 'approve' }],
  ['bureau-approver', { type: 'approve', documentNumber: '批复〔2026〕1号' }],
]

t.test('a year that is still being lived shows what monitoring knows', async t => {
  const progress = (period: string, executed: string, actual: string): Step => [
    'drafter',
    {
      type: 'record-progress',
      period,
      executed,
      progress: [{ indicator: ROW.quantity, actual, forecast: '160', likelihood: 'certain' }],
    },
  ]
  const lived = livedYearOf(
    after(openedDeclaration(), [...approval, progress('2026-07', '50000.00', '80'), progress('2026-03', '20000.00', '30')]),
  )
  t.match(lived, { total: null, grade: null, confirmed: false, requested: '100000.00', executed: '50000.00', rate: null })
  t.match(
    lived.rows.find(({ id }) => id === ROW.quantity),
    { actual: null, score: null, progress: { period: '2026-07', actual: '80', forecast: '160' } },
    'the later month counts, whichever was recorded last',
  )
})

t.test('an inspection is given what goes on beyond doubt, under this year’s names', async t => {
  const last = after(openedDeclaration(), approval)
  const rows = last.form.indicators.map(row => {
    if (row.id === ROW.quantity) return { ...row, id: 'now', name: '2027年微信推文发布数' }
    return row.id === ROW.timeliness ? { ...row, name: '业务按期办结率' } : row
  })
  const next = { ...last, year: 2027, form: { ...last.form, indicators: rows } }
  const memory = memoryOf(next, last, pack)
  t.match(
    memory.rows.map(({ indicator, certainty }) => `${indicator} ${certainty}`),
    ['now same', `${ROW.quality} same`, `${ROW.timeliness} alike`],
  )
  const beside = lastYearBeside(memory, next)
  t.equal(beside?.indicators[0]?.name, '2027年微信推文发布数')
  t.equal(beside?.indicators.length, rows.length - 1, 'what is only alike is left out')
})

t.test('any two forms can be put beside each other', async () => {
  const last = after(openedDeclaration(), approval)
  const text = fc.oneof(fc.constantFrom('≥90(%)', '≤1(%)', '及时', '', '2027年6月底前', '90-95%', '≥-3', '0'), fc.string())
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ name: fc.oneof(fc.constantFrom('业务办理准确率', '项目总成本'), fc.string()), target: text, actual: text }),
      ),
      rows => {
        const indicators = rows.map(({ name, target }, at) => ({
          id: `r${at}`,
          level1: null,
          level2: null,
          name,
          target,
          weight: null,
          flags: [],
        }))
        const results = Object.fromEntries(
          last.form.indicators.map(({ id }, at) => [
            id,
            { indicatorId: id, actual: rows[at]?.actual ?? '', judgement: null, score: null, reason: '' },
          ]),
        )
        const lived = { ...last, results: { ...last.results, indicators: results } }
        const memory = memoryOf({ ...last, year: 2027, form: { ...last.form, indicators } }, lived, pack, lived)
        assert.equal(memory.rows.length + memory.fresh.length, indicators.length)
        assert.equal(memory.rows.length + memory.gone.length, last.form.indicators.length)
      },
    ),
    { numRuns: runs(150) },
  )
})
