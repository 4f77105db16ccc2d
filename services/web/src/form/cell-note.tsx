import type { RowKey } from '../editing/edits.ts'
import { type Conflict, type Saving, waitingOf } from '../editing/saving.ts'

/** What is to be said at a cell about its saving: refused, waiting for something, or written by somebody else as well. */
export type Note =
  | Readonly<{ kind: 'refused' | 'waiting'; sentence: string }>
  | Readonly<{ kind: 'conflict'; conflict: Conflict }>

export type Notes = Readonly<{ at: (row: RowKey | null, field: string) => Note | null }>

export const notesOf = (saving: Saving): Notes => {
  const waiting = waitingOf(saving)
  return {
    at: (row, field) => {
      const conflict = saving.conflicts.find(({ edit }) =>
        edit.kind === 'field'
          ? row === null && edit.field === field
          : edit.kind === 'cell' && edit.row === row && edit.field === field,
      )
      if (conflict) return { kind: 'conflict', conflict }
      const refusal = saving.refusals.find(one => one.row === row && (one.field ?? 'name') === field)
      if (refusal) return { kind: 'refused', sentence: refusal.message }
      const wait = waiting.find(one => one.row === row && one.field === field)
      return wait ? { kind: 'waiting', sentence: wait.why } : null
    },
  }
}

type NoteProps = Readonly<{ note: Note | null; choose: (conflict: Conflict, whose: 'mine' | 'theirs') => void }>

export const CellNote = ({ note, choose }: NoteProps) => {
  if (note === null) return null
  if (note.kind === 'conflict') return <ConflictNote conflict={note.conflict} choose={choose} />
  if (note.kind === 'refused') return <p className="cell-note red">没有保存：{note.sentence}</p>
  return <p className="cell-note amber">{note.sentence}</p>
}

const ConflictNote = ({ conflict, choose }: Readonly<{ conflict: Conflict; choose: NoteProps['choose'] }>) => (
  <p className="cell-note red" role="alert">
    别人刚把这一格改成「{conflict.theirs ?? '（这一行已删去）'}」。
    <button type="button" className="act" onClick={() => choose(conflict, 'mine')}>
      用我的
    </button>{' '}
    <button type="button" className="act" onClick={() => choose(conflict, 'theirs')}>
      用新的
    </button>
  </p>
)
