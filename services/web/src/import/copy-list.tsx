import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ApiProblem } from '../api/problem.ts'
import { declarationsQuery, type Listed, type Me } from '../api/queries.ts'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { Money } from '../ui/money.tsx'
import { type Asked, CopyDialog } from './copy-dialog.tsx'
import { scoresQuery } from './copy-queries.ts'
import { openCopy } from './creating.ts'

/** Declarations of the unit to begin from: last year's as they are, this year's under another name. */
export const CopyList = ({ me }: Readonly<{ me: Me }>) => {
  const thisYear = Number(me.today.slice(0, 4))
  const [chosen, setYear] = useState<number | null>(null)
  const before = useQuery(declarationsQuery({ year: String(thisYear - 1) }))
  // Where nothing of last year is there, whoever comes here prepares the next one.
  const year = chosen ?? (before.data?.items.length === 0 ? thisYear + 1 : thisYear)
  return (
    <section className="copy-list" aria-label="从已有申报复制">
      <header>
        <h2>从已有申报复制</h2>
        <Radio.Group
          aria-label="为哪一年复制"
          value={year}
          onChange={event => setYear(Number(event.target.value))}
          options={[thisYear, thisYear + 1].map(value => ({ value, label: `复制为 ${value} 年度` }))}
          optionType="button"
          size="small"
        />
        <p className="sub">目标、指标和指标值照原样带来，日期顺延，金额留空，到申报表里改。</p>
      </header>
      <Sources key={year} from={year - 1} year={year} title={`${year - 1} 年度`} />
      <Sources key={`same ${year}`} from={year} year={year} title={`${year} 年度，另起名称`} />
    </section>
  )
}

type SourcesProps = Readonly<{ from: number; year: number; title: string }>

const Sources = ({ from, year, title }: SourcesProps) => {
  const list = useQuery(declarationsQuery({ year: String(from) }))
  const scores = useQuery(scoresQuery(from)).data
  const { copy, busy, asked, setAsked } = useCopying(year)
  if (list.isLoadingError) return <Trouble trouble={list.error} again={() => void list.refetch()} />
  if (!list.data) return <Waiting />
  if (list.data.items.length === 0 && from === year) return null
  return (
    <>
      <table className="sources">
        <thead>
          <tr>
            <th>{title}</th>
            <th className="num">年度申请额（元）</th>
            <th className="num">指标</th>
            <th>得分、等次</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {list.data.items.length === 0 && (
            <tr>
              <td colSpan={5} className="mute">
                {title}没有申报可以复制。请换一个年度，或在上面新建、导入。
              </td>
            </tr>
          )}
          {list.data.items.map(source => (
            <tr key={source.id}>
              <td>
                <b>{source.name ?? '未命名的申报'}</b>
                <p className="sub">{[source.unit, source.category].filter(Boolean).join('・')}</p>
              </td>
              <td className="num">
                <Money yuan={source.annualRequest} />
              </td>
              <td className="num">{source.indicators}</td>
              <td>{scores?.get(source.id) ?? <span className="mute">尚无得分</span>}</td>
              <td className="num">
                <Button
                  size="small"
                  loading={busy === source.id}
                  aria-label={`复制「${source.name ?? ''}」为 ${year} 年度`}
                  onClick={() => void copy(source)}
                >
                  复制
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked && <CopyDialog asked={asked} year={year} close={() => setAsked(null)} />}
    </>
  )
}

/** Copies at once; where the name is taken, asks for another. */
const useCopying = (year: number) => {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [busy, setBusy] = useState<string | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const copy = async (source: Listed): Promise<void> => {
    if (source.year === year) return setAsked({ source, refusal: null })
    setBusy(source.id)
    try {
      const { id } = await openCopy(source.id, year)
      await client.invalidateQueries({ queryKey: ['lists'] })
      await navigate(`/declarations/${id}`)
    } catch (refusal) {
      const isTaken = refusal instanceof ApiProblem && refusal.problem.code === 'name-taken'
      setAsked({ source, refusal, ...(isTaken && { isTaken }) })
      setBusy(null)
    }
  }
  return { copy, busy, asked, setAsked }
}
