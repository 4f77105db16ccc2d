import { fieldTitle, valueTitle } from '@shenbao/declaration/words.ts'
import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { Link } from 'react-router'
import { declarationQuery, historyQuery } from '../api/queries.ts'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { clockTime, dayOf } from '../ui/time.tsx'
import { WasNow } from '../ui/was-now.tsx'
import { rowNamesOf } from './row-names.ts'
import { type TargetLine, targetLines } from './target-lines.ts'
import './small-form.css'

type Parts = Readonly<{ id: string; indicator: string }>

/** 一个指标值的来历: how one row came to say what it says, newest first. */
export const TargetHistory = ({ id, indicator }: Parts) => {
  const declaration = useQuery(declarationQuery(id))
  const history = useQuery(historyQuery(id))
  const trouble = declaration.error ?? history.error
  if (!declaration.data || !history.data) {
    const again = (): void => void Promise.all([declaration.refetch(), history.refetch()])
    return trouble === null ? <Waiting /> : <Trouble trouble={trouble} again={again} />
  }
  const { items } = history.data
  const { number, name } = rowNamesOf(declaration.data, items)(indicator)
  return (
    <>
      <p className="t13 mute target-name">
        {number === null ? '' : `行 ${number}　`}
        {name}
      </p>
      <table className="small-form target-history">
        <thead className="spoken">
          <tr>
            <th scope="col">时间</th>
            <th scope="col">谁</th>
            <th scope="col">怎样</th>
          </tr>
        </thead>
        <tbody>
          {targetLines(items, indicator, declaration.data).map(line => (
            <tr key={line.key}>
              <td className="mute">
                <Link to={`/declarations/${id}/at/${line.revision}`} title="看当时的申报表">
                  {dayOf(line.at)} {clockTime(line.at)}
                </Link>
              </td>
              <td>{line.who}</td>
              <td>
                <LineWords line={line} />
                {line.reason !== null && <span className="sub block">{line.reason}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const LineWords = ({ line }: Readonly<{ line: TargetLine }>) => {
  switch (line.kind) {
    case 'change':
      return (
        <>
          {line.field !== 'target' && <span className="mute">{fieldTitle(line.field, true)} </span>}
          <WasNow from={valueTitle(line.field, line.from)} to={valueTitle(line.field, line.to)} />
          {!line.inEffect && <span className="mute"> 申请</span>}
        </>
      )
    case 'said':
      return (
        <>
          <span className={line.title.includes('必改') ? 'tag must' : 'tag'}>{line.title}</span> {line.text}
        </>
      )
    case 'settled':
      return (
        <>
          <b>{line.text}</b>　{line.title}，从此冻结
        </>
      )
    default:
      return (
        <>
          {line.text}　<span className="mute">{line.title}</span>
        </>
      )
  }
}

/** The same beside the page, from wherever a row is spoken of; the page stays in use, another row may be chosen. `null`: closed. */
export const TargetHistoryDrawer = ({
  id,
  indicator,
  onClose,
}: Readonly<{ id: string; indicator: string | null; onClose: () => void }>) => (
  <Drawer title="一个指标值的来历" open={indicator !== null} onClose={onClose} size={480} mask={false} destroyOnHidden>
    {indicator !== null && <TargetHistory id={id} indicator={indicator} />}
  </Drawer>
)
