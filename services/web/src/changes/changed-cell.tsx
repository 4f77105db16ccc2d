import { valueTitle } from '@shenbao/declaration/words.ts'
import { grouped } from '../ui/money.tsx'
import type { ChangedField, ChangeLine } from './arrange.ts'
import { TextDiff } from './text-diff.tsx'

/** Two short values fit beside each other; longer ones stand below each other. */
const LONGEST_BESIDE = 14

/** Old → new of a value that is read as a whole. */
const Values = ({ from, to }: Readonly<{ from: string | null; to: string | null }>) => {
  const [old, now] = [from ?? '', to ?? '']
  if (now === '') return <del className="was">{old}</del>
  if (old === '') return <ins className="now">{now}</ins>
  return (
    <>
      <del className="was">{old}</del>
      {[...old, ...now].length > LONGEST_BESIDE ? <br /> : <span className="to"> → </span>}
      <ins className="now">{now}</ins>
    </>
  )
}

type Standing = 'level1' | 'level2' | 'name' | 'weight' | 'target'

/** A cell of a changed row: what changed with both, else what stands there. */
export const RowCell = ({ line: { row, kind, cells }, field }: Readonly<{ line: ChangeLine; field: Standing }>) => {
  const cell = cells.find(one => one.field === field)
  const stands = row && (field === 'target' ? row.raw : row[field])
  if (!cell) return kind === 'added' ? <ins className="now">{stands}</ins> : stands
  return field === 'name' && cell.from !== null && cell.to !== null ? (
    <TextDiff from={cell.from} to={cell.to} isWhole />
  ) : (
    <Values from={cell.from} to={cell.to} />
  )
}

const money = (text: string | null): string | null => (text === null ? null : `${grouped(text)} 元`)
const texts: ReadonlySet<string> = new Set(['annualGoal', 'overallGoal', 'name', 'unit', 'department'])

/** A field of the form, or what is written about a row beside its columns. */
export const FieldChange = ({ cell: { field, from, to }, isWhole }: Readonly<{ cell: ChangedField; isWhole: boolean }>) => {
  if (field.startsWith('funds.')) return <Values from={money(from)} to={money(to)} />
  const isText = texts.has(field) || (from ?? '').length > LONGEST_BESIDE
  return isText ? (
    <TextDiff from={from ?? ''} to={to ?? ''} isWhole={isWhole} />
  ) : (
    <Values from={valueTitle(field, from)} to={valueTitle(field, to)} />
  )
}
