import t from 'tap'
import { checkContract, fromContract, toContract } from '../src/contract.ts'

const id = (row: number) => `row-${row}`

t.test('what goes out comes back in', async t => {
  const sent = {
    name: '社会保险经办业务费',
    year: 2026,
    start: '2026-01-01',
    end: '2026-12-31',
    funds: { annualRequest: '11,010,598.00', carryover: '0' },
    annualGoal: '一\n二',
    indicators: [
      {
        level1: '产出指标',
        level2: '数量指标',
        name: '微信推文发布数',
        raw: '≥150.00(条/年)',
        flags: [],
        note: '多出的内容不妨碍',
        plan: { gradeMet: '按月发布', evidenceType: ' ', evidenceSource: null, another: '多出的栏目' },
      },
    ],
  }
  const checked = checkContract(sent)
  if (!checked.ok) return void t.fail('refused', { problems: checked.problems })
  const form = fromContract(checked.declaration, id)
  t.equal(form.funds.annualRequest, 1101059800n)
  t.equal(form.funds.total, null)
  t.equal(form.overallGoal, '')
  const shown = toContract(form)
  t.match(shown.funds, { annualRequest: '11010598.00', carryover: '0.00', total: null })
  t.match(shown.indicators[0], { id: 'row-0', op: '>=', value: '150.00', unit: '条/年', kind: 'quantitative', weight: null })
  t.same(shown.indicators[0]?.plan, { gradeMet: '按月发布' }, 'only what is written')
  const again = checkContract(shown)
  t.ok(again.ok)
  if (again.ok) t.same(fromContract(again.declaration, id), form)
})

t.test('a value without raw is put together from its reading, never lost', async t => {
  const targets = (indicators: unknown) => {
    const checked = checkContract({ indicators })
    return checked.ok ? fromContract(checked.declaration, id).indicators.map(({ target }) => target) : checked.problems
  }
  t.same(targets([{ name: '甲', target: '≥5个' }, { name: '乙', op: '>=', value: '95', unit: '%' }, { name: '丙' }]), [
    '≥5个',
    '≥95(%)',
    '',
  ])
})

t.test('everything that is wrong is named at once, by its place', async t => {
  const checked = checkContract({
    year: '2026',
    start: '2026-02-30',
    funds: { annualRequest: 5, other: '一百元' },
    indicators: [{ name: '  ' }, { name: '甲', flags: ['odd'], weight: '-1' }],
  })
  t.ok(!checked.ok)
  if (checked.ok) return
  t.same(checked.problems.map(({ path }) => path).sort(), [
    'funds.annualRequest',
    'funds.other',
    'indicators.0.name',
    'indicators.1.flags.0',
    'indicators.1.weight',
    'start',
    'year',
  ])
  for (const { message } of checked.problems) t.match(message, /[一-鿿]/)
})
