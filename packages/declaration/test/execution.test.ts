/** Monitoring while the project runs, and the end of its year. */
import { commandTable } from '@shenbao/testkit/command-table.ts'
import { until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, scenario } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration } from '@shenbao/testkit/world.ts'
import t from 'tap'
import type { CommandOf, DeclarationCommand } from '../src/commands.ts'

type Progress = NonNullable<CommandOf<'record-progress'>['progress']>[number]
const { executing } = until
const progress = (row: Partial<Progress>, period = '2026-07'): DeclarationCommand => ({
  type: 'record-progress',
  period,
  progress: [{ indicator: ROW.quantity, actual: '90', ...row }],
})
const recorded = ['indicator-progress-recorded'] as const
const incomplete = { refused: 'progress-incomplete' }

commandTable(t, [
  ['what was reached so far', executing, 'drafter', progress({}), recorded],
  [
    'money alone',
    executing,
    'drafter',
    { type: 'record-progress', period: '2026-06', executed: '55,000.5' },
    ['budget-progress-recorded'],
  ],
  [
    'money and targets',
    executing,
    'drafter',
    { ...progress({}), executed: '1' } as DeclarationCommand,
    ['budget-progress-recorded', 'indicator-progress-recorded'],
  ],
  ['certain to be met', executing, 'drafter', progress({ forecast: '150', likelihood: 'certain' }), recorded],
  ['possibly met, unexplained', executing, 'drafter', progress({ likelihood: 'possible' }), incomplete],
  ['impossible, half explained', executing, 'drafter', progress({ likelihood: 'impossible', cause: '平台停用' }), incomplete],
  [
    'impossible, explained',
    executing,
    'drafter',
    progress({ likelihood: 'impossible', cause: '平台停用', remedy: '转其他平台' }),
    recorded,
  ],
  ['forecast short of the target, unexplained', executing, 'drafter', progress({ forecast: '149' }), incomplete],
  [
    'forecast short of the target, explained',
    executing,
    'drafter',
    progress({ forecast: '149', cause: '排期减少', remedy: '补发' }),
    recorded,
  ],
  ['a row that is not there', executing, 'drafter', progress({ indicator: 'nowhere' }), incomplete],
  ['a month of another year', executing, 'drafter', progress({}, '2025-12'), { refused: 'period-outside-the-year' }],
  ['nothing', executing, 'drafter', { type: 'record-progress', period: '2026-07' }, { refused: 'nothing-recorded' }],
  ['before the 批复', [], 'drafter', progress({}), { refused: 'not-now' }],
  ['not by finance', executing, 'center-finance', progress({}), { forbidden: 'not-yours' }],
  ['by finance', executing, 'center-finance', { type: 'close-year' }, ['year-closed']],
  ['not by the drafter', executing, 'drafter', { type: 'close-year' }, { forbidden: 'not-yours' }],
  ['not before the 批复', [], 'center-finance', { type: 'close-year' }, { refused: 'not-now' }],
  ['not twice', until.evaluationDraft, 'center-finance', { type: 'close-year' }, { refused: 'not-now' }],
])

t.test('closed before 31 December is recorded as early, on the day itself it is not', t => {
  const early = (today: string) => {
    const { answer } = scenario(t)
      .given(...executing)
      .when('center-finance', { type: 'close-year' }, { today })
    const [closed] = answer.outcome === 'recorded' ? answer.events : []
    return closed?.type === 'year-closed' ? closed.data.beforeYearEnd : null
  }
  t.same(['2026-12-30', '2026-12-31', '2027-01-15'].map(early), [true, false, false])
  t.end()
})

t.test('figures of one month are kept apart from those of another, and a later one of the same month stands', t => {
  const declaration = after(openedDeclaration(), [
    ...executing,
    ['drafter', progress({ actual: '50' }, '2026-06')],
    ['drafter', progress({ actual: '90' })],
    ['drafter', progress({ actual: '91' })],
  ])
  t.same(
    Object.entries(declaration.progress).map(([period, { indicators }]) => [period, indicators[ROW.quantity]?.actual]),
    [
      ['2026-06', '50'],
      ['2026-07', '91'],
    ],
  )
  t.end()
})
