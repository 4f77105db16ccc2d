import { yuanOfFen } from '@shenbao/kernel/money.ts'
import { deadlineSentence } from './deadline-words.ts'
import type { DeclarationEvent } from './events.ts'
import { groundWords } from './rectification.ts'

/**
 * One changed field, as audit and history show it. `indicator` is an indicator id; values are texts as written, amounts yuan
 * text.
 */
export type FieldChange = Readonly<{ indicator: string | null; field: string; from: string | null; to: string | null }>

/** The fields a fact changed, read off the fact itself: nobody has to compare documents. */
export const changesOf = (event: DeclarationEvent): readonly FieldChange[] => {
  switch (event.type) {
    case 'indicator-added':
      return [{ indicator: event.data.indicatorId, field: 'indicator', from: null, to: rowText(event.data) }]
    case 'indicator-removed':
      return [{ indicator: event.data.indicatorId, field: 'indicator', from: rowText(event.data), to: null }]
    case 'indicator-target-revised':
      return [{ indicator: event.data.indicatorId, field: 'target', from: event.data.from, to: event.data.to }]
    case 'indicator-renamed':
      return [{ indicator: event.data.indicatorId, field: 'name', from: event.data.from, to: event.data.to }]
    case 'indicator-placed':
    case 'indicator-plan-revised':
      return [{ indicator: event.data.indicatorId, field: event.data.field, from: event.data.from, to: event.data.to }]
    case 'indicator-weighted':
      return [{ indicator: event.data.indicatorId, field: 'weight', from: event.data.from, to: event.data.to }]
    case 'name-revised':
      return [{ indicator: null, field: 'name', from: event.data.from, to: event.data.to }]
    case 'goal-revised':
      return [{ indicator: null, field: event.data.goal, from: event.data.from, to: event.data.to }]
    case 'period-revised':
      return [{ indicator: null, field: event.data.bound, from: event.data.from, to: event.data.to }]
    case 'fund-revised':
      return [{ indicator: null, field: `funds.${event.data.fund}`, from: yuan(event.data.from), to: yuan(event.data.to) }]
    case 'classification-revised':
    case 'organisation-revised':
      return [{ indicator: null, field: event.data.field, from: event.data.from, to: event.data.to }]
    case 'result-rescored':
      return [{ indicator: event.data.indicatorId, field: 'score', from: event.data.from, to: event.data.to }]
    case 'adjustment-requested':
    case 'correction-recorded':
      return event.data.changes.map(({ indicatorId, field, from, to }) => ({
        indicator: indicatorId,
        field,
        from: asText(from),
        to: asText(to),
      }))
    default:
      return []
  }
}

/** Whether the changes of this fact are part of the form now. A requested adjustment and a correction only say what should be. */
export const takesEffect = (event: DeclarationEvent): boolean =>
  event.type !== 'adjustment-requested' && event.type !== 'correction-recorded'

/** What was said with it: the reason, the opinion, the question, the answer; of the clock's facts, what they say. */
export const reasonOf = (event: DeclarationEvent): string | null => {
  const said = saidIn(event)
  return said === '' ? null : said
}

const saidIn = (event: DeclarationEvent): string | null => {
  const { type, data } = event
  switch (type) {
    case 'opinion-given':
    case 'delegation-answered':
      return data.opinion
    case 'review-sheet-filled':
      return data.comment
    case 'finding-answered':
      return data.reason === null ? data.finding.message : `${data.finding.message}——${data.reason}`
    case 'sections-graded':
      return data.sections.map(({ section, grade, comment }) => `${section}：${grade}${comment && `（${comment}）`}`).join('；')
    case 'urged':
      return data.message
    case 'copied':
      return data.note
    case 'consulted':
      return data.question
    case 'consultation-answered':
      return data.answer
    case 'rectification-issued':
      return data.findings
    case 'rectification-closed':
      return data.opinion
    case 'adjustment-grounded':
      return groundWords(data.ground)
    case 'rectification-answered':
    case 'comment-made':
    case 'comment-answered':
      return data.text
    case 'stage-unstaffed':
      return unstaffedBecause[data.because]
    default:
      return 'reason' in data ? data.reason : deadlineSentence(event)
  }
}

const unstaffedBecause = {
  'nobody-holds-the-seat': '没有人在这个岗位上',
  'only-authors-hold-the-seat': '在岗的都是起草人，不能审核自己起草的内容',
  'only-the-last-approver-holds-the-seat': '在岗的是上一环节的审核人，相邻两级由不同的人审核',
  'only-signers-hold-the-seat': '在岗的人已经在这个环节签署，同一环节每人只签一次',
} as const

const rowText = (row: Readonly<{ level1: string | null; level2: string | null; name: string; target: string }>): string =>
  [row.level1 ?? '', row.level2 ?? '', row.name, row.target].join(' / ')

const asText = (value: unknown): string | null =>
  value === null ? null : typeof value === 'string' ? value : JSON.stringify(value)

const yuan = (fen: string | null): string | null => (fen === null ? null : yuanOfFen(BigInt(fen)))
