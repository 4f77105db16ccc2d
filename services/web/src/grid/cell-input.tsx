import { parseTarget, type Target } from '@shenbao/form/target.ts'
import { type KeyboardEvent, useEffect, useState } from 'react'

export type Leaving = 'down' | 'up' | 'right' | 'left' | 'stay'

type CellInputProps = Readonly<{
  /** What typing begins with; `null` while nobody types: then the keys are the grid's. */
  open: string | null
  label: string
  isValue: boolean
  begin: (text: string) => void
  keep: (text: string, leaving: Leaving) => void
  drop: () => void
}>

/**
 * The field that has the focus wherever the focus of the grid is. It is there before anybody types, unseen: only so can the first
 * key of an input method begin a word. While it is typed in, its text is its own: a key redraws this cell and nothing else.
 */
export const CellInput = ({ open, label, isValue, begin, keep, drop }: CellInputProps) => {
  const [typed, setTyped] = useState('')
  const isOpen = open !== null
  useEffect(() => setTyped(open ?? ''), [open])

  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that ends a word of the input method is not ours.
    if (!isOpen || event.nativeEvent.isComposing) return
    event.stopPropagation()
    const leaving = leavingBy(event.key, event.shiftKey)
    if (leaving) {
      event.preventDefault()
      keep(typed, leaving)
    } else if (event.key === 'Escape') drop()
  }
  return (
    <div className={isOpen ? 'cell-input' : 'cell-input quiet'}>
      <input
        aria-label={label}
        data-quiet={isOpen ? undefined : ''}
        autoComplete="off"
        value={typed}
        onChange={event => {
          setTyped(event.target.value)
          if (!isOpen) begin(event.target.value)
        }}
        onCompositionStart={() => {
          if (!isOpen) begin('')
        }}
        onBlur={() => {
          if (isOpen) keep(typed, 'stay')
        }}
        onKeyDown={onKeyDown}
      />
      {isOpen && isValue && typed.trim() !== '' && <Reading target={parseTarget(typed)} />}
    </div>
  )
}

const leavingBy = (key: string, shift: boolean): Leaving | null => {
  if (key === 'Enter') return shift ? 'up' : 'down'
  if (key === 'Tab') return shift ? 'left' : 'right'
  if (key === 'ArrowUp') return 'up'
  if (key === 'ArrowDown') return 'down'
  return null
}

/** How the value is understood, while it is typed: 比较符 · 数值 · 单位. */
const Reading = ({ target }: Readonly<{ target: Target }>) => {
  if (target.op === null) return null
  if (target.op === 'text')
    return <span className="reading">按文字记：{target.meaning ? meaningWords[target.meaning.kind] : '年终按达成程度评分'}</span>
  return (
    <span className="reading">
      <i>比较符 {signs[target.op]}</i> <i>数值 {target.value}</i>{' '}
      {target.unit === null || target.unit === '' ? <i className="red">缺单位</i> : <i>单位 {target.unit}</i>}
    </span>
  )
}

const signs = { '=': '=', '>': '＞', '>=': '≥', '<': '＜', '<=': '≤' } as const
const meaningWords = {
  between: '区间，年终按是否落在其中评分',
  'by-date': '日期，年终按是否按时评分',
  zero: '不发生，年终按是否发生评分',
} as const
