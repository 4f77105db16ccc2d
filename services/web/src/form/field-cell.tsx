import { type ReactNode, useState } from 'react'
import { cleaned } from '../editing/batch.ts'
import type { Edit } from '../editing/edits.ts'
import { Blank } from './official-form.tsx'

type FieldProps = Readonly<{
  field: string
  title: string
  /** As it is kept: amounts without separators. */
  text: string | null
  /** As it is shown while nobody types. */
  children?: ReactNode
  onEdit: (edit: Edit) => void
  /** A sentence at the field: refused, in conflict. */
  note?: ReactNode
  /** What is to be seen of a long text while it is typed, below it. */
  whileTyping?: ((typed: string) => ReactNode) | undefined
}>

const goals = new Set(['annualGoal', 'overallGoal'])
const days = new Set(['start', 'end'])

/** A field of the form that is written where it stands: a click, Enter or F2 begins, leaving it keeps, Esc gives up. */
export const FieldCell = ({ field, title, text, children, onEdit, note, whileTyping }: FieldProps) => {
  const [typed, setTyped] = useState<string | null>(null)
  const begin = (): void => setTyped(text ?? '')
  const keep = (): void => {
    if (typed !== null) onEdit({ kind: 'field', field, from: text, to: cleaned(field, typed) })
    setTyped(null)
  }
  if (typed === null)
    return (
      <>
        <button type="button" className="field" data-field={field} onClick={begin}>
          <span className="spoken">修改{title}：</span>
          {children ?? <Blank text={text} />}
        </button>
        {note}
      </>
    )
  const common = {
    'aria-label': title,
    value: typed,
    autoFocus: true,
    onBlur: keep,
    onChange: (event: Readonly<{ target: Readonly<{ value: string }> }>) => setTyped(event.target.value),
  }
  if (goals.has(field))
    return (
      <>
        <textarea
          {...common}
          rows={Math.max(4, Math.ceil(typed.length / 34))}
          onKeyDown={event => {
            if (event.key === 'Escape') setTyped(null)
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep()
          }}
        />
        {whileTyping?.(typed)}
      </>
    )
  return (
    <input
      {...common}
      type={days.has(field) ? 'date' : 'text'}
      inputMode={field.startsWith('funds.') ? 'decimal' : undefined}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') setTyped(null)
        if (event.key === 'Enter') keep()
      }}
    />
  )
}
