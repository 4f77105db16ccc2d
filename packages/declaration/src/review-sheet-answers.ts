import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import type { EventOf } from '@shenbao/kernel/event.ts'
import type { Told } from '@shenbao/workflow/work.ts'
import { cellsAt, isField } from './cells.ts'
import type { DeclarationFinding } from './findings.ts'
import type { FindingAnswered, SectionsGraded } from './review-sheet-facts.ts'
import type { Declaration } from './state.ts'

export type FindingAnswer = Readonly<EventOf<typeof FindingAnswered>['data']> & Readonly<{ told: Told }>

/** What was said on review sheets besides their grade. */
export type SheetRemarks = Readonly<{
  /** The last answer to each finding, whichever round it was given in; the newest at the end. */
  answers: readonly FindingAnswer[]
  /** Of the sheet filled last; `null` where that one has none. */
  sections: EventOf<typeof SectionsGraded>['data']['sections'] | null
}>

export const noRemarks: SheetRemarks = { answers: [], sections: null }

export const evolveRemarks = (
  before: SheetRemarks,
  event: EventOf<typeof FindingAnswered | typeof SectionsGraded>,
  told: Told,
): SheetRemarks =>
  event.type === 'sections-graded'
    ? { ...before, sections: event.data.sections }
    : { ...before, answers: [...before.answers.filter(({ key }) => key !== event.data.key), { ...event.data, told }] }

const KEY_DIGITS = 16

/** The same finding in the same words about the same place has the same key, in every round and on every machine. */
export const findingKey = (
  digest: Digest,
  { rule, indicatorId, field, message }: Pick<DeclarationFinding, 'rule' | 'indicatorId' | 'field' | 'message'>,
): string => `${rule}.${digest(canonicalJson([rule, indicatorId ?? null, field ?? null, message])).slice(0, KEY_DIGITS)}`

/**
 * What the finding points at as it stands: level, name and target of a row (a changed 分值 says nothing about them), the text of a
 * field. `null` for a finding about the form as a whole: its own words say what it is about.
 */
export const seenAt = (
  digest: Digest,
  form: Declaration['form'],
  { indicatorId, field }: Pick<DeclarationFinding, 'indicatorId' | 'field'>,
): string | null => {
  const row = form.indicators.find(({ id }) => id === indicatorId)
  if (row) return digest(canonicalJson([row.level1, row.level2, row.name, row.target]))
  if (indicatorId !== undefined || field === undefined || !isField(field)) return null
  return digest(canonicalJson(cellsAt({ form, results: {}, rescores: {} }, field)))
}

/** The answer that stands for a finding: given to these very words, and what it points at is as it was. */
export const standingAnswer = (
  digest: Digest,
  form: Declaration['form'],
  { answers }: SheetRemarks,
  finding: DeclarationFinding,
): FindingAnswer | null => {
  const key = findingKey(digest, finding)
  const answer = answers.find(one => one.key === key)
  return answer && answer.seen === seenAt(digest, form, finding) ? answer : null
}

/** What was last said of this place under this rule: where it changed since, the finding is open again. */
export const earlierAnswer = (
  { answers }: SheetRemarks,
  { rule, indicatorId, field }: DeclarationFinding,
): FindingAnswer | null =>
  answers.findLast(
    ({ finding }) => finding.rule === rule && finding.indicatorId === (indicatorId ?? null) && finding.field === (field ?? null),
  ) ?? null
