import { type CommandType, commandTitles } from '@shenbao/declaration/commands.ts'
import { type Form, type Indicator, planFields, withPlan } from '@shenbao/form/form.ts'
import fc from 'fast-check'
import { sampleForm } from './sample-form.ts'

const words = fc.stringMatching(/^[\u4e00-\u9fa5a-z0-9（）、]{1,12}$/)
const levels = [
  ['产出指标', '数量指标'],
  ['产出指标', '质量指标'],
  ['产出指标', '时效指标'],
  ['成本指标', '经济成本指标'],
  ['效益指标', '社会效益指标'],
  ['满意度指标', '服务对象满意度指标'],
] as const

const targetText = fc.oneof(
  fc
    .tuple(fc.constantFrom('≥', '≤', '=', '>', '<', ''), fc.nat(999), fc.constantFrom('%', '(件)', '(条/年)', ''))
    .map(parts => parts.join('')),
  fc.constantFrom('', '优良', '零事故', '6月底前', '100.00%', '1-3(项)'),
)

const indicator = (id: string): fc.Arbitrary<Indicator> =>
  fc
    .record({
      id: fc.constant(id),
      level1: fc.constantFrom(...levels.map(([level1]) => level1), null),
      level2: fc.constantFrom(...levels.map(([, level2]) => level2), null),
      name: words,
      target: targetText,
      weight: fc.constantFrom(null, '10', '15.00', '0.5'),
      plan: fc.oneof(fc.constant({}), fc.dictionary(fc.constantFrom(...planFields), words, { maxKeys: 3 })),
      flags: fc.constantFrom([], ['value-missing'] as const, ['level-inferred'] as const),
    })
    .map(({ plan, ...row }) => withPlan(row, plan))

const fen = fc.option(fc.bigInt(0n, 999_999_999_999n), { nil: null })

/** Forms as they come in: some whole, many with gaps. */
export const forms: fc.Arbitrary<Form> = fc
  .record({
    name: fc.option(words, { nil: null }),
    overallGoal: fc.oneof(fc.constant(''), words),
    annualGoal: fc.oneof(fc.constant('-'), words),
    start: fc.constantFrom('2026-01-01', null),
    end: fc.constantFrom('2026-12-31', '2025-12-31', null),
    funds: fc.record({
      total: fen,
      fiscal: fen,
      other: fen,
      annualRequest: fen,
      currentYearAppropriation: fen,
      carryover: fen,
      annualOther: fen,
    }),
    indicators: fc.nat(6).chain(count => fc.tuple(...Array.from({ length: count }, (_, place) => indicator(`row-${place}`)))),
  })
  .map(parts => sampleForm(parts))

export const commandTypes = Object.keys(commandTitles) as readonly CommandType[]

/**
 * One try of one person: mostly something that is open to them now (`pick` chooses), sometimes anything (`wild`). What exactly is
 * sent follows from the declaration as it then stands, so that long lives come about.
 */
export type Try = Readonly<{ wild: CommandType | null; pick: number; choice: number }>

export const tries: fc.Arbitrary<readonly Try[]> = fc.array(
  fc.record({
    wild: fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...commandTypes) }),
    pick: fc.nat(1000),
    choice: fc.nat(1000),
  }),
  // Without the size, fast-check prefers short lives, and short lives never leave the center.
  { minLength: 5, maxLength: 60, size: 'max' },
)
