import type { Form } from '@shenbao/form/form.ts'
import type { Beside, LastYearRow } from '@shenbao/inspection/finding.ts'
import { type GoalMark, goalMarks } from '@shenbao/inspection/goal-marks.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { findPack } from '@shenbao/policy/packs.ts'
import type { DeclarationOut } from '../api/queries.ts'
import { type EditedForm, editedForm } from '../editing/edits.ts'
import { formBeingTyped } from './edited-form.ts'
import { type FundLine, fundLines } from './fund-lines.ts'
import type { MemoryOut } from './queries.ts'
import { findingsWhileTyping, inOrder, onlyTold, type SeenFinding, type Told } from './seen-findings.ts'

/** Everything an inspection says of the form on the screen, for the panel, the margins and the goal text. */
export type Inspection = Readonly<{
  form: Form
  edited: EditedForm
  pack: PolicyPack | null
  findings: readonly SeenFinding[]
  byAnchor: ReadonlyMap<string, readonly SeenFinding[]>
  marks: readonly GoalMark[]
  funds: readonly FundLine[]
  /** From 1, as the margin shows it; `null` for a row that is not there. */
  rowNumber: (id: string) => number | null
}>

/** As it is saved: the server has inspected it, with all it may be compared with. */
export const inspectionAsSaved = ({ form: served, findings, policy }: DeclarationOut): Inspection => {
  const edited = editedForm(served)
  const form = formBeingTyped(served, edited)
  return inspectionWith(form, { edited, pack: packOf(policy), findings: inOrder(findings as readonly SeenFinding[], form) })
}

/** What stays while a saved form is typed on: worked out once for each version of it. */
export type Basis = Readonly<{ served: DeclarationOut['form']; pack: PolicyPack | null; told: Told; memory: MemoryOut | null }>

export const basisOf = ({ form: served, findings, policy }: DeclarationOut, memory: MemoryOut | null): Basis => {
  const saved = editedForm(served)
  const told = { form: formBeingTyped(served, saved), findings: findings as readonly SeenFinding[] }
  const pack = packOf(policy)
  return { served, pack, memory, told: pack ? onlyTold(told, pack, besideOf(memory, saved)) : told }
}

/** As it is being typed. Where the pack is not one of ours, the server's findings stand until it is saved. */
export const inspectionWhileTyping = ({ served, pack, told, memory }: Basis, edited: EditedForm): Inspection => {
  const form = formBeingTyped(served, edited)
  const findings = pack ? findingsWhileTyping(form, pack, told, besideOf(memory, edited)) : inOrder(told.findings, form)
  return inspectionWith(form, { edited, pack, findings })
}

const besideOf = (memory: MemoryOut | null, edited: EditedForm): Beside => ({
  others: [],
  lastYear: memory && { indicators: lastYearRows(memory, edited) },
})

const packOf = ({ id, version }: DeclarationOut['policy']): PolicyPack | null => findPack(id, version)

/** Rows that surely go on from last year, under the name they have now. */
const lastYearRows = ({ rows }: MemoryOut, { rows: now }: EditedForm): readonly LastYearRow[] =>
  rows.flatMap(({ indicator, certainty, target, actual, score }) => {
    const row = now.find(({ key }) => key === indicator)
    return row && certainty === 'same' ? [{ name: row.name ?? '', level2: row.level2, target, actual, score }] : []
  })

const inspectionWith = (form: Form, { edited, pack, findings }: Pick<Inspection, 'edited' | 'pack' | 'findings'>): Inspection => {
  const numbers = new Map(form.indicators.map(({ id }, place) => [id, place + 1]))
  return {
    form,
    edited,
    pack,
    findings,
    byAnchor: Map.groupBy(findings, anchorOf),
    marks: goalMarks(form),
    funds: pack ? fundLines(form, pack) : [],
    rowNumber: id => numbers.get(id) ?? null,
  }
}

/** The line of the paper that a finding stands beside. */
const anchors: Readonly<Record<string, string>> = {
  nature: 'name',
  category: 'name',
  end: 'start',
  overallGoal: 'annualGoal',
  'funds.total': 'funds.annualRequest',
  'funds.fiscal': 'funds.currentYearAppropriation',
  'funds.other': 'funds.annualOther',
}
export const lineOf = (field: string): string => anchors[field] ?? field

const anchorOf = ({ indicatorId, field = 'indicators' }: SeenFinding): string => indicatorId ?? lineOf(field)
