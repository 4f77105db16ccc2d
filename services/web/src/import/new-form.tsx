import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { sentenceOf } from '../api/problem.ts'
import { declarationsQuery, type Me } from '../api/queries.ts'
import { type Beginning, openEmpty } from './creating.ts'

const natures = ['经常性专项业务费', '其他经常性项目', '其他一次性项目', '阶段性项目']
const categories = ['特定目标类', '其他运转类']

/** An empty 申报表: what stands in its head is asked for here, the rest is written on it. */
export const NewForm = ({ me }: Readonly<{ me: Me }>) => {
  const thisYear = Number(me.today.slice(0, 4))
  const others = useQuery(declarationsQuery({ year: String(thisYear) })).data?.items ?? []
  const navigate = useNavigate()
  const client = useQueryClient()
  const [form, setForm] = useState(() => beginningIn(thisYear))
  const [refusal, setRefusal] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const put = (field: keyof Texts) => (text: string) => setForm(now => ({ ...now, [field]: text }))

  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setRefusal(null)
    try {
      const department = others.find(({ department: of }) => of !== null)?.department ?? null
      const { id } = await openEmpty({ ...beginning(form), unit: me.organisation?.name ?? null, department })
      await client.invalidateQueries({ queryKey: ['lists'] })
      await navigate(`/declarations/${id}`)
    } catch (trouble) {
      setRefusal(trouble)
      setBusy(false)
    }
  }
  return (
    <form className="new-form" onSubmit={event => void open(event)}>
      <Field title="项目名称" value={form.name} put={put('name')} isRequired />
      <div className="pair">
        <label>
          年度
          <select value={form.year} onChange={event => setForm(now => inYear(now, Number(event.target.value)))}>
            {[thisYear, thisYear + 1].map(year => (
              <option key={year} value={year}>
                {year} 年度
              </option>
            ))}
          </select>
        </label>
        <Field title="项目类别" value={form.category} put={put('category')} among={seen(others, 'category', categories)} />
      </div>
      <Field title="项目性质" value={form.nature} put={put('nature')} among={seen(others, 'nature', natures)} />
      <div className="pair">
        <Field title="计划开始日期" value={form.start} put={put('start')} type="date" />
        <Field title="计划完成日期" value={form.end} put={put('end')} type="date" />
      </div>
      <p className="act-line">
        <Button htmlType="submit" loading={isBusy} disabled={form.name.trim() === ''}>
          新建并填写
        </Button>
        {form.name.trim() === '' && <span className="sub">写上项目名称后可以新建</span>}
      </p>
      {refusal !== null && (
        <p className="red" role="alert">
          没有建成：{sentenceOf(refusal)}
        </p>
      )}
    </form>
  )
}

type Texts = Readonly<{ name: string; nature: string; category: string; start: string; end: string }>
type Writing = Texts & Readonly<{ year: number }>

const beginningIn = (year: number): Writing => ({
  name: '',
  year,
  nature: natures[0] ?? '',
  category: categories[0] ?? '',
  start: `${year}-01-01`,
  end: `${year}-12-31`,
})

/** Dates of the whole year go along with it; dates somebody chose stay. */
const inYear = (form: Writing, year: number): Writing => ({
  ...form,
  year,
  start: form.start === `${form.year}-01-01` ? `${year}-01-01` : form.start,
  end: form.end === `${form.year}-12-31` ? `${year}-12-31` : form.end,
})

const beginning = ({ name, year, nature, category, start, end }: Writing): Omit<Beginning, 'unit' | 'department'> => ({
  name: name.trim(),
  year,
  nature: nature.trim() || null,
  category: category.trim() || null,
  start: start || null,
  end: end || null,
})

/** What the unit's other declarations say there, behind the usual ones. */
const seen = (
  others: readonly Readonly<Record<'nature' | 'category', string | null>>[],
  field: 'nature' | 'category',
  usual: readonly string[],
): readonly string[] => [...new Set([...usual, ...others.flatMap(other => other[field] ?? [])])]

type FieldProps = Readonly<{
  title: string
  value: string
  put: (text: string) => void
  isRequired?: boolean
  type?: 'date' | 'text'
  among?: readonly string[]
}>

const Field = ({ title, value, put, isRequired = false, type = 'text', among }: FieldProps): ReactNode => {
  const list = among && `choices-of-${title}`
  return (
    <label>
      {title}
      <input
        type={type}
        value={value}
        required={isRequired}
        autoComplete="off"
        list={list}
        onChange={event => put(event.target.value)}
      />
      {among && (
        <datalist id={list}>
          {among.map(choice => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </label>
  )
}
