import { type ReactNode, useMemo, useState } from 'react'
import { newKey } from '../api/client.ts'
import type { Edit, RowField, RowKey } from '../editing/edits.ts'
import { newRowKey } from '../editing/saver.ts'
import '../form/editing.css'
import { FieldCell } from '../form/field-cell.tsx'
import { Blank, OfficialForm, type ShownForm } from '../form/official-form.tsx'
import { IndicatorGrid } from '../grid/indicator-grid.tsx'
import { Agrees, Mark } from '../ui/mark.tsx'
import { type ReadForm, redone, shownOf, typed, undone } from './intake.ts'
import { byAnchor, fieldTitles, type Looked, type Said, troubledRows } from './looking.ts'

type SheetProps = Readonly<{
  form: ReadForm
  looked: Looked
  isWriting: boolean
  change: (change: (form: ReadForm) => ReadForm) => void
  confirm: (row: RowKey) => void
  goTo: Readonly<{ row: RowKey; field: RowField }> | null
  ask: (row: RowKey, field: RowField) => void
}>

const everything: ReadonlySet<RowField> = new Set<RowField>(['level1', 'level2', 'name', 'target', 'weight'])

/** A form as it was read, in its official layout: corrected where it stands, with what is to be looked at in the margin. */
export const PreviewSheet = ({ form, looked, isWriting, change, confirm, goTo, ask }: SheetProps) => {
  const [only, setOnly] = useState<ReadonlySet<RowKey> | null>(null)
  const edited = useMemo(() => shownOf(form), [form])
  const said = useMemo(() => byAnchor(looked), [looked])
  const doubted = useMemo(() => new Map(looked.doubts.map(doubt => [doubt.row, doubt])), [looked])
  const wasDoubted = useMemo(() => new Set(form.confirmed), [form.confirmed])
  const order = edited.rows.map(({ key }) => key).join(' ')
  const numbers = useMemo(() => new Map(order.split(' ').map((key, at) => [key, at + 1])), [order])
  const hasWeights = edited.rows.some(({ weight }) => weight !== null)
  const columns: readonly RowField[] = useMemo(
    () => (hasWeights ? ['level1', 'level2', 'name', 'weight', 'target'] : ['level1', 'level2', 'name', 'target']),
    [hasWeights],
  )
  const asked = goTo?.row ?? null
  const marks = useMemo(
    () => ({
      margin: (row: RowKey): ReactNode => (
        <RowMarks
          said={said.get(row) ?? []}
          isDoubted={doubted.has(row)}
          isConfirmed={wasDoubted.has(row)}
          ask={isWriting ? () => ask(row, 'name') : undefined}
        />
      ),
      note: (row: RowKey, field: RowField): ReactNode => {
        const wrong = looked.wrong.find(one => one.row === row && one.field === field)
        if (wrong) return <p className="cell-note red">{wrong.message}。改正后才能登记。</p>
        const doubt = row === asked && field === 'name' ? doubted.get(row) : undefined
        return doubt && <DoubtNote sentences={doubt.sentences} confirm={() => confirm(row)} />
      },
      number: (row: RowKey): number | undefined => numbers.get(row),
    }),
    [said, doubted, wasDoubted, looked.wrong, asked, numbers, confirm, ask, isWriting],
  )
  const type = (edits: readonly Edit[]): void => change(now => typed(now, edits))
  const shown = asShown(looked.shown, edited)
  const margin = (anchor: string): ReactNode => <RowMarks said={said.get(anchor) ?? []} />
  if (!isWriting) return <OfficialForm form={shown} dressing={{ margin: anchor => marks.margin(anchor) }} />
  return (
    <>
      <div className="sheet-tools">
        <Tool title="撤销" act={() => change(undone)} isOff={form.acts.length === 0} />
        <Tool title="恢复" act={() => change(redone)} isOff={form.undone.length === 0} />
        <label>
          <input
            type="checkbox"
            checked={only !== null}
            onChange={event => setOnly(event.target.checked ? troubledRows(looked) : null)}
          />{' '}
          只看有问题的行
        </label>
        <span className="year-line" data-field="year">
          年度
          <FieldCell field="year" title="年度" text={edited.fields['year'] ?? null} onEdit={edit => type([edit])}>
            <Blank text={edited.fields['year'] ?? null} />
          </FieldCell>
        </span>
        <span className="sub grow">点一格即可改正；Ctrl+Enter 增一行，Ctrl+- 删行；可从 Excel 粘贴</span>
      </div>
      <OfficialForm
        form={shown}
        dressing={{
          margin,
          hasWeights,
          field: (field, text) => (
            <div data-field={field}>
              <FieldCell
                field={field}
                title={fieldTitles[field] ?? ''}
                text={edited.fields[field] ?? null}
                onEdit={edit => type([edit])}
                note={<FieldNote sentence={looked.wrong.find(one => one.row === null && one.field === field)?.message} />}
              >
                <Blank text={text} />
              </FieldCell>
            </div>
          ),
          rows: head => (
            <IndicatorGrid
              head={head}
              rows={only === null ? edited.rows : edited.rows.filter(({ key }) => only.has(key) || key.startsWith('new-'))}
              columns={columns}
              onEdits={type}
              newKey={newRowKey(newKey)}
              marks={marks}
              goTo={goTo}
              editable={everything}
            />
          ),
        }}
      />
    </>
  )
}

const Tool = ({ title, act, isOff }: Readonly<{ title: string; act: () => void; isOff: boolean }>) => (
  <button type="button" className="act" onClick={act} disabled={isOff}>
    {title}
  </button>
)

type MarksProps = Readonly<{ said: readonly Said[]; isDoubted?: boolean; isConfirmed?: boolean; ask?: (() => void) | undefined }>

const severities = ['error', 'warning', 'info'] as const

/** What is to be looked at in a row: how grave, and whether it waits to be compared with the paper. */
const RowMarks = ({ said, isDoubted = false, isConfirmed = false, ask }: MarksProps) => {
  const present = severities.filter(severity => said.some(one => one.severity === severity))
  const grave = isDoubted ? present.slice(0, 1) : present
  const title = said.map(({ sentence }) => sentence).join('\n')
  return (
    <span className="row-marks" title={title === '' ? undefined : title}>
      {grave.map(severity => (
        <Mark key={severity} severity={severity} />
      ))}
      {isDoubted && ask && (
        <button type="button" className="act" onClick={ask}>
          待核
        </button>
      )}
      {isDoubted && !ask && <span className="amber">待核</span>}
      {!isDoubted && isConfirmed && <Agrees words="已核对" />}
    </span>
  )
}

const DoubtNote = ({ sentences, confirm }: Readonly<{ sentences: readonly string[]; confirm: () => void }>) => (
  <p className="cell-note amber">
    {sentences.join('')}
    <button type="button" className="act" onMouseDown={event => event.stopPropagation()} onClick={confirm}>
      与原件一致
    </button>
  </p>
)

const FieldNote = ({ sentence }: Readonly<{ sentence: string | undefined }>) =>
  sentence === undefined ? null : <p className="cell-note red">{sentence}。改正后才能登记。</p>

/** The paper shows what was typed, also where it cannot be read. */
const asShown = (form: ShownForm, { fields, rows }: ReturnType<typeof shownOf>): ShownForm => ({
  ...form,
  start: fields['start'] ?? null,
  end: fields['end'] ?? null,
  funds: Object.fromEntries(Object.keys(form.funds).map(fund => [fund, fields[`funds.${fund}`] ?? null])) as ShownForm['funds'],
  indicators: form.indicators.map((row, at) => ({ ...row, id: rows[at]?.key ?? row.id, name: rows[at]?.name ?? '' })),
})
