import { fieldTitle } from '@shenbao/declaration/words.ts'
import { fundNames } from '@shenbao/form/form.ts'
import type { AuditRowOut } from '@shenbao/server/routes/audit.ts'

/** What is asked of 谁改了什么; it stands in the address, so that a question can be sent to somebody else. */
export const asked = ['declaration', 'indicator', 'actor', 'field', 'since', 'until'] as const
export type Asked = (typeof asked)[number]
export type Question = Readonly<Partial<Record<Asked, string>>>

export const questionOf = (search: URLSearchParams): Question =>
  Object.fromEntries(asked.flatMap(name => (search.get(name)?.trim() ? [[name, search.get(name)?.trim() ?? '']] : [])))

export const withAnswer = (question: Question, name: Asked, value: string): Question => {
  // A row belongs to its declaration: another declaration has other rows.
  const gone: readonly Asked[] = name === 'declaration' ? [name, 'indicator'] : [name]
  const kept = Object.entries(question).filter(([one]) => !gone.some(other => other === one))
  return Object.fromEntries(value.trim() === '' ? kept : [...kept, [name, value.trim()]])
}

export const queryText = (question: Question): string => new URLSearchParams({ ...question }).toString()

/** The fields people ask for, in the words on the paper. */
export const fieldChoices: readonly Readonly<{ value: string; label: string }>[] = [
  ...['target', 'level1', 'level2', 'weight', 'indicator'].map(value => ({ value, label: fieldTitle(value, true) })),
  { value: 'name', label: '名称（项目或三级指标）' },
  ...['annualGoal', 'overallGoal', 'start', 'end', 'nature', 'category'].map(value => ({
    value,
    label: fieldTitle(value, false),
  })),
  ...fundNames.map(fund => ({ value: `funds.${fund}`, label: fieldTitle(`funds.${fund}`, false) })),
  { value: 'score', label: fieldTitle('score', true) },
]

/** `95` finds where 95 was or became; `95 90` where one became the other. Width and case of letters do not matter. */
export const speaksOf = (row: Pick<AuditRowOut, 'from' | 'to' | 'reason' | 'indicatorName'>, words: string): boolean => {
  const text = plain([row.from, row.to, row.reason, row.indicatorName].map(part => part ?? '').join(' '))
  return plain(words)
    .split(/[\s→]+/)
    .every(word => text.includes(word))
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Where it stands in the form: 行, or the field of the whole. */
export const placeWords = ({
  indicator,
  indicatorName,
  field,
}: Pick<AuditRowOut, 'indicator' | 'indicatorName' | 'field'>): string =>
  indicator === null ? fieldTitle(field, false) : (indicatorName ?? '已删去的指标')
