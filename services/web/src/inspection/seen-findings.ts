import { type DeclarationFinding, findingsOf } from '@shenbao/declaration/findings.ts'
import type { Form } from '@shenbao/form/form.ts'
import type { Beside } from '@shenbao/inspection/finding.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import type { Severity } from '../ui/mark.tsx'

/** A finding as it is read on the page: the server's and our own have the same shape. */
export type SeenFinding = DeclarationFinding

/** What the page cannot see by itself — other projects of the unit — as the server told it of the form that is saved. */
export type Told = Readonly<{ form: Form; findings: readonly SeenFinding[] }>

/** Of what the server says, that which the page does not find by itself in the same form. */
export const onlyTold = ({ form, findings }: Told, pack: PolicyPack, beside: Beside): Told => {
  const own = new Set(findingsOf(form, pack, beside).map(sameness))
  return { form, findings: findings.filter(finding => !own.has(sameness(finding))) }
}

/**
 * 体检 of a form while it is typed: by the same code as on the server, and what only the server can know (`told`), as long as the row
 * it speaks of still says what was compared. Nothing is said twice.
 */
export const findingsWhileTyping = (form: Form, pack: PolicyPack, told: Told, beside: Beside): readonly SeenFinding[] => {
  const own = findingsOf(form, pack, beside)
  const said = new Set(own.map(sameness))
  const carried = told.findings.filter(finding => !said.has(sameness(finding)) && isAsCompared(finding, told.form, form))
  return inOrder([...own, ...carried], form)
}

const sameness = ({ rule, indicatorId, field, message }: SeenFinding): string =>
  [rule, indicatorId ?? '', field ?? '', message].join('\n')

/** A row that was changed since is compared anew once it is saved. */
const isAsCompared = ({ indicatorId }: SeenFinding, then: Form, now: Form): boolean => {
  if (indicatorId === undefined) return true
  const [before, after] = [then, now].map(({ indicators }) => indicators.find(({ id }) => id === indicatorId))
  return before !== undefined && after !== undefined && before.name === after.name && before.target === after.target
}

const gravity: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** The gravest first, and of these what stops the submission; then as the form goes: its head, the goal, row by row, the whole. */
export const inOrder = (findings: readonly SeenFinding[], form: Pick<Form, 'indicators'>): readonly SeenFinding[] => {
  const places = new Map(form.indicators.map(({ id }, place) => [id, place]))
  const place = ({ indicatorId, field }: SeenFinding): number => {
    if (indicatorId !== undefined) return places.get(indicatorId) ?? form.indicators.length
    return field === undefined || field === 'indicators' || field === 'weight' ? form.indicators.length : -1
  }
  return findings.toSorted(
    (a, b) =>
      gravity[a.severity] - gravity[b.severity] ||
      Number(a.blocks === undefined) - Number(b.blocks === undefined) ||
      place(a) - place(b),
  )
}

/** Those of `before` that are there no more. A finding whose words changed with the figures in it is still there. */
export const cleared = (before: readonly SeenFinding[], now: readonly SeenFinding[]): readonly SeenFinding[] => {
  const left = [...now]
  const take = (isOne: (finding: SeenFinding) => boolean): boolean => {
    const at = left.findIndex(isOne)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }
  const reworded = before.filter(one => !take(other => sameness(other) === sameness(one)))
  return reworded.filter(
    one => !take(({ rule, indicatorId, field }) => rule === one.rule && indicatorId === one.indicatorId && field === one.field),
  )
}

const fieldWords: Readonly<Record<string, string>> = {
  annualGoal: '正文',
  overallGoal: '项目总目标',
  name: '项目名称',
  year: '年度',
  nature: '项目性质',
  category: '项目类别',
  department: '主管部门',
  unit: '实施单位',
  start: '计划开始日期',
  end: '计划完成日期',
  weight: '分值',
  indicators: '绩效指标',
}

/** Where it is, in words of the paper: 行 4, 正文, 资金. */
export const placeWords = ({ indicatorId, field }: SeenFinding, rowNumber: (id: string) => number | null): string => {
  const number = indicatorId === undefined ? null : rowNumber(indicatorId)
  if (number !== null) return `行 ${number}`
  if (field?.startsWith('funds.')) return '资金'
  return fieldWords[field ?? 'indicators'] ?? '整张表'
}

/** The message without the quoted name of the row it stands beside: the row number says it. */
export const shortMessage = ({ message, indicator }: SeenFinding): string => {
  const lead = indicator === undefined ? '' : `“${indicator}”`
  const rest =
    lead !== '' && message.startsWith(lead) && message[lead.length] !== '在'
      ? message.slice(lead.length).replace(/^的(?=指标值)/, '')
      : message
  return rest.replace(/^[，：:]/, '')
}
