import type { ChangeRequest } from '@shenbao/declaration/commands.ts'
import { brokenRules } from '@shenbao/declaration/rules/what-blocks-submission.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { Place } from '@shenbao/kernel/decider.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'

export const FILL_IN_REASON = '补填（演示）：原表没有，为走完全流程由演示补上，不是真实数据'

/**
 * What the walkthrough writes where a form cannot be submitted as it came: openly, as ordinary changes with this reason. A real unit
 * looks the values up instead. An empty list when nothing blocks.
 */
export const fillIns = (declaration: Declaration, policy: PolicyPack): readonly ChangeRequest[] => {
  const places = brokenRules(declaration.form, policy).flatMap(({ rule, places: found }) =>
    found.map(place => ({ rule, ...place })),
  )
  const seen = new Set<string>()
  return places.flatMap(({ rule, ...place }) => {
    const key = `${place.indicator ?? ''} ${place.field ?? ''} ${rule}`
    if (seen.has(key)) return []
    seen.add(key)
    return fillIn(declaration, rule, place)
  })
}

const fillIn = (declaration: Declaration, rule: string, { indicator, field, message }: Place): readonly ChangeRequest[] => {
  const { form, year } = declaration
  if (rule === 'annual-funds-add-up') return wholeFromAppropriation(declaration)
  if (rule === 'whole-project-funds-add-up')
    return [{ field: 'funds.total', to: yuanOfFen((form.funds.fiscal ?? 0n) + (form.funds.other ?? 0n)) }]
  if (rule === 'project-dates-fit-the-year')
    return [
      { field: 'start', to: `${year}-01-01` },
      { field: 'end', to: `${year}-12-31` },
    ]
  if (rule === 'output-and-benefit-are-both-set')
    return [message.includes('产出') ? added('产出指标', '数量指标') : added('效益指标', '社会效益指标')]
  if (rule === 'required-kinds-of-indicator-are-set') return [addedKind(message)]
  if (indicator !== undefined) return fillInRow(declaration, indicator, field ?? '')
  switch (field) {
    case 'name':
      return [{ field, to: `（演示）未写明名称的项目 ${declaration.id.slice(-6)}` }]
    case 'nature':
      return [{ field, to: '其他一次性项目' }]
    case 'category':
      return [{ field, to: '特定目标类' }]
    case 'department':
    case 'unit':
      return [{ field, to: '（演示）未写明' }]
    case 'start':
      return [{ field, to: `${year}-01-01` }]
    case 'end':
      return [{ field, to: `${year}-12-31` }]
    case 'annualGoal':
      return [{ field, to: '（演示）按计划完成年度各项工作。' }]
    case 'funds.annualRequest':
      return [{ field, to: yuanOfFen(partsOf(declaration)) }]
    default:
      return []
  }
}

const partsOf = ({ form: { funds } }: Declaration): bigint =>
  (funds.currentYearAppropriation ?? 0n) + (funds.carryover ?? 0n) + (funds.annualOther ?? 0n)

/** The parts do not make the whole: what is missing is put down as 当年财政拨款; where they make more, the whole follows them. */
const wholeFromAppropriation = (declaration: Declaration): readonly ChangeRequest[] => {
  const { annualRequest, currentYearAppropriation } = declaration.form.funds
  const gap = (annualRequest ?? 0n) - partsOf(declaration)
  return gap > 0n
    ? [{ field: 'funds.currentYearAppropriation', to: yuanOfFen((currentYearAppropriation ?? 0n) + gap) }]
    : [{ field: 'funds.annualRequest', to: yuanOfFen(partsOf(declaration)) }]
}

const fillInRow = (declaration: Declaration, id: string, field: string): readonly ChangeRequest[] => {
  const row = declaration.form.indicators.find(indicator => indicator.id === id)
  if (!row) return []
  switch (field) {
    case 'target':
      if (row.target.trim() === '') return [{ indicator: id, field, to: row.name.endsWith('率') ? '=100(%)' : '按计划完成' }]
      return [{ indicator: id, field, to: `${row.target}(项)` }]
    case 'level1':
      return [{ indicator: id, field, to: '产出指标' }]
    case 'level2':
      return [{ indicator: id, field, to: '数量指标' }]
    case 'name':
      return [
        {
          indicator: id,
          field,
          to: row.name.trim() === '' ? '（演示）未写明名称的指标' : `${row.name}（另一行 ${id.slice(-4)}）`,
        },
      ]
    default:
      return []
  }
}

const added = (level1: string, level2: string): ChangeRequest => ({
  field: 'indicator',
  to: { level1, level2, name: `（演示）补充的${level2}`, target: '=100(%)' },
})

const addedKind = (message: string): ChangeRequest => {
  if (message.includes('成本')) return added('成本指标', '经济成本指标')
  if (message.includes('满意度')) return added('满意度指标', '服务对象满意度指标')
  const level2 = ['数量指标', '质量指标', '时效指标'].find(name => message.includes(name)) ?? '数量指标'
  return added('产出指标', level2)
}
