import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { grouped } from '../ui/money.tsx'
import { mayBeTicked } from './bulk.ts'
import { Cards, tenThousands } from './cards.tsx'
import { countersOf } from './counters.tsx'
import { More, ROWS_STEP } from './more.tsx'
import { NothingWaits } from './nothing-waits.tsx'
import type { DeskShown } from './todo-desk.tsx'
import { Narrowings, News, type ToolsShown } from './tools.tsx'
import { sumOf, type WorkRow } from './work-rows.ts'

type Props = DeskShown & Readonly<{ tools: ToolsShown; kept: readonly WorkRow[] }>

/** The desk on a phone: the sum, what to look at first, and at the bottom the two verbs. */
export const PhoneDesk = ({ me, tasks, book, batch, tools, kept }: Props) => {
  const { narrowing, ticks, news, forget, rows } = tools
  const [shownMax, setShownMax] = useState(ROWS_STEP)
  const sum = sumOf(batch.items)
  const mine = rows.filter(({ task }) => task !== null)
  return (
    <>
      <section className="panel phone-sum" aria-label="批次合计" data-tour="counters">
        <div className="line">
          <b>{batch.year} 年度申报批次</b>
          <span className="sub">
            {sum.count} 项，{batch.items.reduce((count, { indicators }) => count + indicators, 0)} 个指标
          </span>
        </div>
        <p className="big">
          <b>{tenThousands(sum.yuan)}</b> 万元<span className="sub">{grouped(sum.yuan)} 元</span>
        </p>
        <dl>
          {countersOf(tasks.counts, batch.items).map(({ title, count, tone }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd className={count > 0 ? tone : 'mute'}>{count}</dd>
            </div>
          ))}
        </dl>
      </section>
      <div className="phone-tools">
        <Segmented
          aria-label="看哪些"
          value={narrowing.all ? 'all' : 'mine'}
          onChange={value => narrowing.setAll(value === 'all')}
          options={[
            { value: 'mine', label: `待办 ${mine.length}` },
            { value: 'all', label: `全部 ${tools.batch.length}` },
          ]}
        />
        <Narrowings rows={rows} narrowing={narrowing} />
        <News count={news.size} forget={forget} />
      </div>
      {mine.length === 0 && <NothingWaits view="todo" me={me} isShort />}
      <div className="panel work-list" data-tour="work">
        <Cards rows={kept.slice(0, shownMax)} book={book} news={news} ticked={ticks.ticked} onTick={ticks.tick} />
        <More left={kept.length - shownMax} more={() => setShownMax(shownMax + ROWS_STEP)} />
      </div>
      {mine.some(mayBeTicked) && <PhoneBar tools={tools} />}
    </>
  )
}

const PhoneBar = ({ tools }: Readonly<{ tools: ToolsShown }>) => {
  const { ticks, decide } = tools
  const agreed = ticks.sortedFor('approve')
  const count = ticks.ticked.size
  return (
    <section className="phone-bar" aria-label="一起办理">
      <p className="sub" role="status">
        {count === 0
          ? '勾选后可以一起办理。'
          : agreed.left.length === 0
            ? `已选 ${count} 项。没有勾选的留在原处。`
            : `已选 ${count} 项，其中 ${agreed.left.length} 项须逐项看，这次留下不办。`}
      </p>
      <div className="verbs">
        <Button onClick={count === 0 ? ticks.tickAll : ticks.clear}>{count === 0 ? '全选' : '取消'}</Button>
        <Button danger disabled={count === 0} onClick={() => decide('return')}>
          退回
        </Button>
        <Button type="primary" disabled={count === 0} onClick={() => decide('approve')}>
          同意 {agreed.goes.length} 项
        </Button>
      </div>
    </section>
  )
}
