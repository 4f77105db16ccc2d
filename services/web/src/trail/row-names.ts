import type { DeclarationOut, HistoryItem } from '../api/queries.ts'

/** 行 3 微信推文发布数: as people speak of a row; one that is gone keeps the name it had. */
export type RowNames = (indicator: string) => Readonly<{ number: number | null; name: string }>

export const rowNamesOf = (
  { form, removedAfterApproval }: Pick<DeclarationOut, 'form' | 'removedAfterApproval'>,
  items: readonly Pick<HistoryItem, 'changes'>[],
): RowNames => {
  const there = new Map(form.indicators.map(({ id, name }, at) => [id, { number: at + 1, name }]))
  const gone = new Map(removedAfterApproval.map(({ id, name }) => [id, { number: null, name }]))
  for (const { indicator, field, from } of items.flatMap(({ changes }) => changes))
    if (indicator !== null && field === 'indicator' && from !== null) gone.set(indicator, { number: null, name: nameIn(from) })
  return indicator => there.get(indicator) ?? gone.get(indicator) ?? { number: null, name: '已删去的指标' }
}

/** A row that came or went is written `一级 / 二级 / 三级 / 指标值`. */
const NAME_AT = 2
const nameIn = (row: string): string => row.split(' / ').at(NAME_AT) ?? row
