import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { meQuery } from '../api/queries.ts'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import '../monitoring/monitoring.css'
import { DistributionPart } from './distribution-part.tsx'
import './evaluations.css'
import { ProblemsPart } from './problems-part.tsx'
import { evaluationsQuery } from './queries.ts'
import { Ranking } from './ranking.tsx'
import { SamplesPart } from './samples-part.tsx'
import { WhatIfPart } from './what-if-part.tsx'

const parts = { ranking: '排名', distribution: '分布和统计', problems: '问题清单', samples: '抽样', 'what-if': '试算' } as const
type Part = keyof typeof parts
/** Who draws samples; the server asks again. */
const drawers: ReadonlySet<string> = new Set(['bureau-reviewer', 'center-finance', 'auditor'])
const isPart = (text: string): text is Part => Object.hasOwn(parts, text)

/** 自评结果: what all the self-evaluations of a year come to. */
export const EvaluationsPage = () => {
  const [search, setSearch] = useSearchParams()
  const me = useQuery(meQuery)
  const asked = search.get('part') ?? ''
  const part: Part = isPart(asked) ? asked : 'ranking'
  const year = search.get('year')
  const grade = search.get('grade')
  const unit = search.get('unit')
  const filter = { ...(year !== null && { year }), ...(grade !== null && { grade }), ...(unit !== null && { unit }) }
  const found = useQuery(evaluationsQuery(filter))
  const change = (name: string, value: string | null): void => {
    const next = new URLSearchParams(search)
    if (value === null || value === '') next.delete(name)
    else next.set(name, value)
    setSearch(next)
  }
  if (found.isError && !found.data) return <Trouble trouble={found.error} again={() => void found.refetch()} />
  if (!found.data) return <Waiting />
  const years = [...new Set(found.data.items.map(item => String(item.year)))]
  const shownYear = year ?? years[0] ?? ''
  const csv = new URLSearchParams(filter)
  return (
    <section className="list-page">
      <h1>自评结果</h1>
      <fieldset className="filters" aria-label="看什么">
        {Object.entries(parts).map(([name, title]) => (
          <button key={name} type="button" className="choice" aria-pressed={name === part} onClick={() => change('part', name)}>
            {title}
          </button>
        ))}
        <label>
          等级{' '}
          <select value={grade ?? ''} onChange={event => change('grade', event.target.value)}>
            <option value="">全部</option>
            {['优', '良', '中', '差'].map(one => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        {unit !== null && (
          <button type="button" className="choice" aria-pressed onClick={() => change('unit', null)}>
            只看 {unit} ✕
          </button>
        )}
        <a href={part === 'problems' ? `/api/evaluations/problems.csv?${csv}` : `/api/evaluations.csv?${csv}`} download>
          导出表格
        </a>
      </fieldset>
      {part === 'ranking' && <Ranking items={found.data.items} />}
      {part === 'distribution' && <DistributionPart found={found.data} chooseUnit={name => change('unit', name)} />}
      {part === 'problems' && <ProblemsPart filter={filter} />}
      {part === 'samples' && (
        <SamplesPart year={shownYear} mayDraw={me.data?.roles.some(({ role }) => drawers.has(role)) ?? false} />
      )}
      {part === 'what-if' && <WhatIfPart year={shownYear} />}
    </section>
  )
}
