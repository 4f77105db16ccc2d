import type { Form, IndicatorFlag } from '@shenbao/form/form.ts'
import type { Beside, Finding } from '@shenbao/inspection/finding.ts'
import { inspect } from '@shenbao/inspection/inspect.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { type FormFinding, formFindings } from './form-findings.ts'

/** One thing to look at in a declaration, with the row by name and by id, as people and as programs ask for it. */
export type DeclarationFinding = FormFinding &
  Readonly<{
    /** What to do about it; absent where the message says so itself. */
    repair?: string
  }>

export type FindingCounts = Readonly<Record<FormFinding['severity'], number>>

/** Which check of an inspection says the same as a mark of the reader or as a rule of submission. */
const saidBy: Readonly<Record<string, string>> = {
  'value-missing': 'C1',
  'every-required-field-is-filled': 'C1',
  'goal-says-something': 'C1',
  'every-indicator-has-name-value-and-unit': 'C1',
  'output-and-benefit-are-both-set': 'C2',
  'required-kinds-of-indicator-are-set': 'C2',
  'level-conflict': 'L1',
  'level-inferred': 'L1',
  'split-row': 'L1',
  'shifted-row': 'L1',
  'no-indicator-stands-twice': 'R1',
} satisfies Partial<Record<IndicatorFlag, string>> & Record<string, string>

/**
 * Everything to look at in a form: what the inspection sees, what the reader was unsure of, and what blocks its submission. What two
 * of them see is said once, in the words of the inspection, and is an error where it blocks.
 */
export const findingsOf = (form: Form, pack: PolicyPack, beside: Beside = { others: [] }): readonly DeclarationFinding[] => {
  const own = formFindings(form, pack)
  const names = new Map(form.indicators.map(({ id, name }) => [id, name]))
  const inspected = inspect(form, beside)
  const told = new Set<FormFinding>()
  const merged = inspected.map((finding): DeclarationFinding => {
    const same = own.filter(other => saysTheSame(finding, other))
    for (const one of same) told.add(one)
    const blocking = same.find(one => one.blocks !== undefined)
    return { ...named(finding, names), ...(blocking?.blocks ? { severity: 'error', blocks: blocking.blocks } : {}) }
  })
  return [...own.filter(one => !told.has(one)), ...merged]
}

export const countsOfFindings = (findings: readonly Pick<FormFinding, 'severity'>[]): FindingCounts => {
  const count = (severity: FormFinding['severity']): number => findings.filter(one => one.severity === severity).length
  return { error: count('error'), warning: count('warning'), info: count('info') }
}

const saysTheSame = (finding: Finding, own: FormFinding): boolean => {
  if (saidBy[own.rule] !== finding.rule) return false
  if (own.indicatorId === undefined && own.field !== 'indicators')
    return finding.indicator === undefined && finding.field === own.field
  if (own.indicatorId === undefined) return dimensionIn(own.message) === dimensionIn(finding.message)
  return finding.indicator === own.indicatorId || (finding.indicator === undefined && finding.field === 'indicators')
}

/** Missing branches have no row to go by: both sentences name the branch. */
const dimensionIn = (message: string): string | undefined => /数量|质量|时效|成本|产出|效益|满意度/.exec(message)?.[0]

const named = ({ indicator, ...finding }: Finding, names: ReadonlyMap<string, string>): DeclarationFinding =>
  indicator === undefined ? finding : { ...finding, indicator: names.get(indicator) ?? indicator, indicatorId: indicator }
