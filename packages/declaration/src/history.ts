import { yuanOfFen } from '@shenbao/kernel/money.ts'
import { deadlineSentence } from './deadline-words.ts'
import type { DeclarationEvent } from './events.ts'

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

/** Why it was done, where the fact says so; of the clock's facts, what they say. */
export const reasonOf = (event: DeclarationEvent): string | null => {
  if ('reason' in event.data) return event.data.reason === '' ? null : event.data.reason
  if (event.type === 'opinion-given') return event.data.opinion === '' ? null : event.data.opinion
  if (event.type === 'review-sheet-filled') return event.data.comment === '' ? null : event.data.comment
  return deadlineSentence(event)
}

const rowText = (row: Readonly<{ level1: string | null; level2: string | null; name: string; target: string }>): string =>
  [row.level1 ?? '', row.level2 ?? '', row.name, row.target].join(' / ')

const asText = (value: unknown): string | null =>
  value === null ? null : typeof value === 'string' ? value : JSON.stringify(value)

const yuan = (fen: string | null): string | null => (fen === null ? null : yuanOfFen(BigInt(fen)))
