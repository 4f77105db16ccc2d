import { Mark } from '../ui/mark.tsx'
import { Money } from '../ui/money.tsx'
import type { Already } from './checking.ts'
import { contentOf, type ReadForm } from './intake.ts'
import type { Item, Looked } from './looking.ts'

export type FormActs = Readonly<{
  choose: (key: string) => void
  leaveOut: (key: string, isLeftOut: boolean) => void
  /** The row, or the whole (`form`), is as on the paper. */
  confirm: (key: string, what: readonly string[]) => void
  /** All of them are compared once more. */
  unconfirm: (key: string) => void
  goTo: (item: Pick<Item, 'anchor' | 'field'>) => void
}>

type ListProps = Readonly<{
  forms: readonly ReadForm[]
  looked: ReadonlyMap<string, Looked>
  already: readonly Already[]
  chosen: string
  acts: FormActs
}>

/** The forms that were read, with how much there is to look at in each. */
export const FormList = ({ forms, looked, already, chosen, acts }: ListProps) => (
  <ul className="form-list" aria-label="读出的申报表">
    {forms.map(form => {
      const seen = looked.get(form.key)
      if (!seen) return null
      const there = already.find(({ key }) => key === form.key)
      return (
        <li key={form.key} className={form.key === chosen ? 'chosen' : ''}>
          <Entry form={form} looked={seen} isChosen={form.key === chosen} there={there} acts={acts} />
        </li>
      )
    })}
  </ul>
)

type EntryProps = Readonly<{ form: ReadForm; looked: Looked; isChosen: boolean; there: Already | undefined; acts: FormActs }>

const Entry = ({ form: { key, isLeftOut }, looked, isChosen, there, acts }: EntryProps) => {
  const { shown, counts, doubts, isCut, wrong } = looked
  const name = shown.name ?? '未命名的申报'
  return (
    <div className={isLeftOut ? 'entry left-out' : 'entry'}>
      <input
        type="checkbox"
        checked={!isLeftOut}
        aria-label={`登记「${name}」`}
        onChange={event => acts.leaveOut(key, !event.target.checked)}
      />
      <button type="button" className="entry-open" aria-current={isChosen} onClick={() => acts.choose(key)}>
        <span className="title">{name}</span>
        <span className="sub counts">
          <span className="size">
            {shown.indicators.length} 行・
            <Money yuan={shown.funds.annualRequest} />
          </span>
          {counts.error + wrong.length > 0 && <Mark severity="error" count={counts.error + wrong.length} />}
          {counts.warning > 0 && <Mark severity="warning" count={counts.warning} />}
          {counts.info > 0 && <Mark severity="info" count={counts.info} />}
          {doubts.length > 0 && <span>待核 {doubts.length}</span>}
          {isCut && <span className="tag amber">不完整</span>}
          {there && contentOf(there.form) === contentOf(shown) && <span className="tag">已登记</span>}
          {there && contentOf(there.form) !== contentOf(shown) && <span className="tag red">已有同名</span>}
          {isLeftOut && <span className="tag">不登记</span>}
        </span>
      </button>
    </div>
  )
}
