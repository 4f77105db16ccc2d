import type { Form } from '@shenbao/form/form.ts'
import type { LastYearRow } from '@shenbao/inspection/finding.ts'
import { type GoalMark, goalMarks } from '@shenbao/inspection/goal-marks.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { findPack } from '@shenbao/policy/packs.ts'
import type { DeclarationOut } from '../api/queries.ts'
import { type EditedForm, editedForm } from '../editing/edits.ts'
import { formBeingTyped } from './edited-form.ts'
import { type FundLine, fundLines } from './fund-lines.ts'
import type { MemoryOut } from './queries.ts'
import { findingsWhileTyping, inOrder, type SeenFinding } from './seen-findings.ts'

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

/** As it is being typed. Where the pack is not one of ours, the server's findings stand until it is saved. */
export const inspectionWhileTyping = (declaration: DeclarationOut, edited: EditedForm, memory: MemoryOut | null): Inspection => {
  const saved = editedForm(declaration.form)
  const told = { form: formBeingTyped(declaration.form, saved), findings: declaration.findings as readonly SeenFinding[] }
  const form = formBeingTyped(declaration.form, edited)
  const pack = packOf(declaration.policy)
  const beside = { others: [], lastYear: memory && { indicators: lastYearRows(memory, edited) } }
  const findings = pack ? findingsWhileTyping(form, pack, told, beside) : inOrder(told.findings, form)
  return inspectionWith(form, { edited, pack, findings })
}

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
