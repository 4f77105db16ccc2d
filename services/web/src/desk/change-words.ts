import { fieldTitle, valueTitle } from '@shenbao/declaration/words.ts'
import type { Changes } from '../api/queries.ts'

/** 改 3 行，答复 2 条: what came since, in one line; what is nought is not said. */
export const changeWords = ({ rows, fields, opinions, comments }: Changes): string => {
  const count = (kind: Changes['rows'][number]['kind']): number => rows.filter(row => row.kind === kind).length
  const parts: readonly (readonly [string, number, string])[] = [
    ['改', count('revised'), '行'],
    ['增', count('added'), '行'],
    ['删', count('removed'), '行'],
    ['改', fields.length, '栏'],
    ['意见', opinions.length, '条'],
    ['批注', comments.length, '条'],
  ]
  const said = parts.filter(([, number]) => number > 0).map(([verb, number, what]) => `${verb} ${number} ${what}`)
  return said.length === 0 ? '表上没有变化' : said.join('，')
}

export type ShownChange =
  | Readonly<{ kind: 'value'; what: string; from: string | null; to: string | null }>
  | Readonly<{ kind: 'said'; what: string; text: string }>

/** The few that fit under the line: values first, then what was said. */
export const fewChanges = (changes: Changes, max: number): readonly ShownChange[] => {
  const ofRows = changes.rows.flatMap(({ kind, name, fields }): ShownChange[] => {
    const target = fields.find(({ field }) => field === 'target')
    if (kind === 'added') return [{ kind: 'value', what: '新增', from: null, to: [name, target?.to].filter(Boolean).join(' ') }]
    if (kind === 'removed') return [{ kind: 'value', what: '删除', from: name, to: null }]
    return fields.filter(isSeen).map(({ field, from, to }) => ({
      kind: 'value',
      what: field === 'target' ? (name ?? '指标值') : `${name ?? ''} ${fieldTitle(field, true)}`.trim(),
      from: valueTitle(field, from),
      to: valueTitle(field, to),
    }))
  })
  const ofFields = changes.fields.map(
    ({ field, from, to }): ShownChange => ({ kind: 'value', what: fieldTitle(field, false), from, to }),
  )
  const said = [...changes.opinions, ...changes.comments]
    .toSorted((a, b) => b.revision - a.revision)
    .map(({ title, byName, text }): ShownChange => ({ kind: 'said', what: `${byName} ${title}`, text: text ?? '' }))
  return [...ofRows, ...ofFields, ...said].slice(0, max)
}

/** Nothing that became empty is nothing still. */
const isSeen = ({ from, to }: Readonly<{ from: string | null; to: string | null }>): boolean => (from ?? '') !== (to ?? '')
