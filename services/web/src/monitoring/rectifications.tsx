import type { DeclarationOut } from '../api/queries.ts'
import { Due, shortInstant } from '../ui/time.tsx'

type Rectification = DeclarationOut['rectifications'][number]

/** 整改: what was found, what was answered, what is still due. Whoever may act does so in the bar. */
export const Rectifications = ({ declaration }: Readonly<{ declaration: DeclarationOut }>) => {
  const { rectifications, form } = declaration
  const named = (ids: readonly string[]): string =>
    ids.map(id => form.indicators.find(row => row.id === id)?.name ?? '已删去的指标').join('、')
  return (
    <div className="side-part">
      <h3>整改 {rectifications.length > 0 ? rectifications.length : ''}</h3>
      {rectifications.length === 0 && <p className="mute">没有下达过整改。</p>}
      <ul>
        {rectifications.map(one => (
          <li key={one.number}>
            <p>
              <b>第 {one.number} 号</b> {one.measureTitle}・<State one={one} />
            </p>
            <p>{one.findings}</p>
            {one.indicators.length > 0 && <p className="sub">涉及：{named(one.indicators)}</p>}
            <p className="sub">
              {one.issuedAsTitle} {shortInstant(one.at)} 下达，来自{one.sourceTitle}
            </p>
            {one.answers.map(({ text, at, returned }) => (
              <p key={at}>
                答复：{text} <span className="sub">{shortInstant(at)}</span>
                {returned && <span className="red">　退回：{returned.reason}</span>}
              </p>
            ))}
            {one.closed && (
              <p className="green">
                ✓ 已销号 <span className="sub">{shortInstant(one.closed.at)}</span>
                {one.closed.opinion}
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

const State = ({ one }: Readonly<{ one: Rectification }>) => (
  <>
    {one.stateTitle}
    {(one.state === 'open' || one.state === 'returned') && (
      <>
        ，<Due dueOn={one.dueOn} workingDaysLeft={one.workingDaysLeft} />
      </>
    )}
  </>
)
