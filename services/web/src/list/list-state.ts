import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import type { Listed } from '../api/queries.ts'
import { lookOf, stagesOf, type WorkRow } from '../desk/work-rows.ts'

/** What the list shows, as it stands in the address: a link to it shows the same to somebody else. */
export const asked = ['q', 'year', 'phase', 'unit'] as const
export const sifted = ['stage', 'errors', 'changed'] as const
export type Sort = Readonly<{ by: SortBy; descending: boolean }>
export const sortBys = ['order', 'name', 'amount', 'due', 'changed'] as const
export type SortBy = (typeof sortBys)[number]
export type ListState = Readonly<Record<(typeof asked)[number] | (typeof sifted)[number], string> & { sort: Sort }>

/** The order of the import, as the server answers it. */
const usual: Sort = { by: 'order', descending: false }

export const readState = (search: URLSearchParams): ListState => {
  const text = (name: string): string => search.get(name)?.trim() ?? ''
  return {
    q: text('q'),
    year: text('year'),
    phase: text('phase'),
    unit: text('unit'),
    stage: text('stage'),
    errors: text('errors'),
    changed: text('changed'),
    sort: readSort(text('sort')),
  }
}

const readSort = (text: string): Sort => {
  const descending = text.startsWith('-')
  const by = sortBys.find(name => name === (descending ? text.slice(1) : text))
  return by === undefined ? usual : { by, descending }
}

export const sortText = ({ by, descending }: Sort): string => (by === 'order' ? '' : `${descending ? '-' : ''}${by}`)

/** What the server is asked: blanks are not asked. */
export const askedOf = (state: ListState): Readonly<Record<string, string>> =>
  Object.fromEntries(asked.flatMap(name => (state[name] === '' ? [] : [[name, state[name]]])))

/** A heading that is pressed sorts by it the way people want it first, then the other way round, then as before. */
export const nextSort = (now: Sort, by: SortBy): Sort => {
  const first = by === 'amount' || by === 'changed'
  if (now.by !== by) return { by, descending: first }
  return now.descending === first ? { by, descending: !first } : usual
}

const collator = new Intl.Collator('zh-CN')

/** What has no such value stands last, whichever way it is sorted. */
const keyed = (key: (listed: Listed) => string | null, order: (a: string, b: string) => number) => {
  return (descending: boolean) =>
    (a: WorkRow, b: WorkRow): number => {
      const [left, right] = [key(a.listed), key(b.listed)]
      if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
      return descending ? order(right, left) : order(left, right)
    }
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byAmount = (a: string, b: string): number => compare(decimal(a), decimal(b))

const orders: Readonly<Record<Exclude<SortBy, 'order'>, ReturnType<typeof keyed>>> = {
  name: keyed(({ name }) => name, collator.compare),
  amount: keyed(({ annualRequest }) => annualRequest, byAmount),
  due: keyed(({ dueOn }) => dueOn, byText),
  changed: keyed(({ changedAt }) => changedAt, byText),
}

export const sifts = (state: ListState): ((row: WorkRow) => boolean) => {
  const { stage, errors, changed } = state
  return ({ listed }) =>
    (stage === '' || stagesOf(listed).includes(stage)) &&
    (errors === '' || listed.findings.error > 0) &&
    (changed === '' || lookOf(listed) === 'changed')
}

/** Sifted and sorted; alike rows keep the order of the import. */
export const shownRows = (rows: readonly WorkRow[], state: ListState): readonly WorkRow[] => {
  const kept = rows.filter(sifts(state))
  return state.sort.by === 'order' ? kept : kept.toSorted(orders[state.sort.by](state.sort.descending))
}

export const isNarrowed = (state: ListState): boolean => [...asked, ...sifted].some(name => state[name] !== '')
