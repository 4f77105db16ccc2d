import { Button, Segmented } from 'antd'
import { Link } from 'react-router'
import { type BulkVerb, mayBeTicked, tickedWords } from './bulk.ts'
import type { Narrowed } from './use-narrowing.ts'
import type { Ticks } from './use-ticks.ts'
import { type Narrowing, narrowings, type WorkRow } from './work-rows.ts'

export type ToolsShown = Readonly<{
  /** What the table may show, and all there is. */
  rows: readonly WorkRow[]
  batch: readonly WorkRow[]
  narrowing: Narrowed
  ticks: Ticks
  news: ReadonlySet<string>
  forget: () => void
  decide: (verb: BulkVerb) => void
  isCut: boolean
}>

/** Above the table: whose rows, which of them, and what to do with the ticked ones. */
export const Tools = (shown: ToolsShown) => {
  const { rows, batch, narrowing, ticks, news, forget, decide, isCut } = shown
  const mine = rows.filter(({ task }) => task !== null)
  return (
    <div className="tools">
      <Segmented
        size="small"
        aria-label="看哪些"
        value={narrowing.all ? 'all' : 'mine'}
        onChange={value => narrowing.setAll(value === 'all')}
        options={[
          { value: 'mine', label: `待办 ${mine.length}` },
          { value: 'all', label: `全批次 ${batch.length}` },
        ]}
      />
      <Narrowings rows={rows} narrowing={narrowing} />
      <News count={news.size} forget={forget} />
      <span className="grow" />
      {mine.some(mayBeTicked) && <BulkBar ticks={ticks} decide={decide} />}
      {isCut && narrowing.all && (
        <p className="sub">
          这里只读入了前 {batch.length} 项，其余请看<Link to="/declarations">全部申报</Link>。
        </p>
      )}
    </div>
  )
}

export const Narrowings = ({ rows, narrowing }: Pick<ToolsShown, 'rows' | 'narrowing'>) =>
  (Object.keys(narrowings) as readonly Narrowing[]).map(name => {
    const { words, keeps } = narrowings[name]
    const count = rows.filter(keeps).length
    const isOn = narrowing.only === name
    return count > 0 || isOn ? (
      <Button
        key={name}
        size="small"
        type={isOn ? 'primary' : 'default'}
        ghost={isOn}
        aria-pressed={isOn}
        onClick={() => narrowing.toggle(name)}
      >
        {words} {count}
      </Button>
    ) : null
  })

export const News = ({ count, forget }: Readonly<{ count: number; forget: () => void }>) => (
  <span role="status" className="news">
    {count > 0 && (
      <>
        刚有变化 {count} 项{' '}
        <button type="button" className="act" onClick={forget}>
          知道了
        </button>
      </>
    )}
  </span>
)

export const BulkBar = ({ ticks, decide }: Pick<ToolsShown, 'ticks' | 'decide'>) => {
  const [agreed, returned] = [ticks.sortedFor('approve'), ticks.sortedFor('return')]
  const count = ticks.ticked.size
  return (
    <div className="bulk-bar">
      <span className="sub" role="status">
        {tickedWords(count, agreed.left)}
      </span>
      {count === 0 ? (
        <button type="button" className="act t13" onClick={ticks.tickAll}>
          全选
        </button>
      ) : (
        <button type="button" className="act t13" onClick={ticks.clear}>
          取消选择
        </button>
      )}
      <Button size="small" danger disabled={count === 0} onClick={() => decide('return')}>
        批量退回{returned.goes.length > 0 && ` ${returned.goes.length} 项`}
      </Button>
      <Button size="small" type="primary" disabled={count === 0} onClick={() => decide('approve')}>
        批量同意{agreed.goes.length > 0 && ` ${agreed.goes.length} 项`}
      </Button>
    </div>
  )
}
