import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import { newKey, send } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { Trouble } from '../frame/trouble.tsx'
import { shortInstant } from '../ui/time.tsx'
import { type ListedSample, type Sample, sampleQuery, samplesQuery } from './queries.ts'

const things: Readonly<Record<ListedSample['of'], string>> = {
  declarations: '申报',
  evaluations: '自评',
  rows: '自评的指标行',
}

/** 抽样: drawn by a seed that is on record, so that anybody can draw the same again. */
export const SamplesPart = ({ year, mayDraw }: Readonly<{ year: string; mayDraw: boolean }>) => {
  const samples = useQuery(samplesQuery({}))
  const [shown, setShown] = useState<string | null>(null)
  if (samples.isError && !samples.data) return <Trouble trouble={samples.error} again={() => void samples.refetch()} />
  const items = samples.data?.items ?? []
  return (
    <section aria-label="抽样">
      {mayDraw && <Draw year={year} drawn={setShown} />}
      {shown !== null && <Drawn id={shown} />}
      <h2>抽过的样本</h2>
      <div className="wide-table">
        {items.length === 0 ? (
          <p className="nothing">{samples.data ? '还没有抽过样本。' : '正在打开……'}</p>
        ) : (
          <table className="list">
            <thead>
              <tr>
                <th>时间</th>
                <th>抽样人</th>
                <th>抽什么</th>
                <th className="num">抽中／总体</th>
                <th>种子</th>
                <th>用途</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {items.map(one => (
                <tr key={one.id}>
                  <td>{shortInstant(one.at)}</td>
                  <td>{one.byName}</td>
                  <td>
                    {one.year} 年度{things[one.of]}
                    <div className="sub">{one.methodInWords}</div>
                  </td>
                  <td className="num">
                    {one.size}／{one.population.count}
                  </td>
                  <td>
                    <span className="hash">{one.seed}</span>
                    <div className="sub">{one.isSeedChosen ? '抽样人指定' : '系统给出'}</div>
                  </td>
                  <td>{one.purpose}</td>
                  <td>
                    <button type="button" className="act" onClick={() => setShown(one.id)}>
                      打开并重抽核对
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  )
}

const Draw = ({ year, drawn }: Readonly<{ year: string; drawn: (id: string) => void }>) => {
  const client = useQueryClient()
  const [asked, setAsked] = useState({ size: '3', of: 'evaluations', seed: '', purpose: '' })
  const key = useRef(newKey())
  const draw = useMutation({
    mutationFn: () => {
      const { size, of, seed, purpose } = asked
      const body = { year: Number(year), size: Number(size), of, purpose, ...(seed.trim() !== '' && { seed: seed.trim() }) }
      return send<Sample>('POST', '/api/samples', body, { 'idempotency-key': key.current })
    },
    onSuccess: async sample => {
      key.current = newKey()
      drawn(sample.id)
      await client.invalidateQueries({ queryKey: ['lists', 'samples'] })
    },
  })
  const change = (part: Partial<typeof asked>): void => {
    key.current = newKey()
    setAsked({ ...asked, ...part })
  }
  return (
    <form
      className="filters"
      onSubmit={event => {
        event.preventDefault()
        draw.mutate()
      }}
    >
      <label>
        从 {year} 年度的{' '}
        <select value={asked.of} onChange={event => change({ of: event.target.value })}>
          {Object.entries(things).map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        中抽{' '}
        <input
          type="text"
          inputMode="numeric"
          size={3}
          value={asked.size}
          onChange={event => change({ size: event.target.value })}
        />{' '}
        个
      </label>
      <label>
        种子{' '}
        <input
          type="text"
          size={12}
          placeholder="不填由系统给出"
          value={asked.seed}
          onChange={event => change({ seed: event.target.value })}
        />
      </label>
      <label>
        用途 <input type="text" size={16} value={asked.purpose} onChange={event => change({ purpose: event.target.value })} />
      </label>
      <Button
        htmlType="submit"
        size="small"
        disabled={!/^[1-9]\d{0,2}$/.test(asked.size) || year === ''}
        loading={draw.isPending}
      >
        抽取并记录
      </Button>
      {draw.isError && (
        <span className="red" role="alert">
          ■ {sentenceOf(draw.error)}
        </span>
      )}
    </form>
  )
}

const Drawn = ({ id }: Readonly<{ id: string }>) => {
  const sample = useQuery(sampleQuery(id))
  if (sample.isError && !sample.data) return <Trouble trouble={sample.error} again={() => void sample.refetch()} />
  if (!sample.data) return <p role="status">正在重抽核对……</p>
  const { drawn, check, seed } = sample.data
  return (
    <section aria-label="抽中的样本">
      <h2>抽中 {drawn.length} 个</h2>
      <p className={check.isSame ? 'green' : 'red'} role="status">
        {check.isSame ? '✓' : '■'} {check.sentence} <span className="hash">种子 {seed}</span>
      </p>
      <ol className="drawn">
        {drawn.map(one => (
          <li key={one.id}>
            <Link to={`/declarations/${one.declaration}/evaluation`}>{one.name ?? '未命名的申报'}</Link>
            {one.indicatorName !== null && `・${one.indicatorName}`} <span className="sub">{one.unit}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
