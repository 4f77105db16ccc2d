import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useDeferredValue, useMemo } from 'react'
import type { DeclarationOut } from '../api/queries.ts'
import type { Edit, EditedForm, RowKey } from '../editing/edits.ts'
import { basisOf, type Inspection, inspectionAsSaved, inspectionWhileTyping } from './inspection.ts'
import { memoryQuery } from './queries.ts'

/** A place on the form: a row, one of its cells, or a field of its own. */
export type Place = Readonly<{ row: RowKey | null; field: string }>

/** What may be done from beside the form. Stays the same object while the form is open. */
export type Acts = Readonly<{
  goTo: (place: Place) => void
  openRow: (row: RowKey) => void
  /** Writes, as one act that Ctrl+Z takes back; absent for readers. */
  write?: (edits: readonly Edit[]) => void
  newKey?: () => RowKey
}>

const InspectionContext = createContext<Inspection | null>(null)
const ActsContext = createContext<Acts | null>(null)

const given = <Value,>(value: Value | null): Value => {
  if (value === null) throw new TypeError('read outside of an inspection')
  return value
}

export const useInspection = (): Inspection => given(use(InspectionContext))
export const useActs = (): Acts => given(use(ActsContext))

type SavedProps = Readonly<{ declaration: DeclarationOut; acts: Acts; children: ReactNode }>

/** 体检 of what is saved, for readers. */
export const SavedInspection = ({ declaration, acts, children }: SavedProps) => {
  const inspection = useMemo(() => inspectionAsSaved(declaration), [declaration])
  return (
    <ActsContext value={acts}>
      <InspectionContext value={inspection}>{children}</InspectionContext>
    </ActsContext>
  )
}

/** 体检 of what is being typed: behind the typing, never in its way. */
export const LiveInspection = ({ declaration, edited, acts, children }: SavedProps & Readonly<{ edited: EditedForm }>) => {
  const memory = useQuery(memoryQuery(declaration.id)).data ?? null
  const behind = useDeferredValue(edited)
  const basis = useMemo(() => basisOf(declaration, memory), [declaration, memory])
  const inspection = useMemo(() => inspectionWhileTyping(basis, behind), [basis, behind])
  return (
    <ActsContext value={acts}>
      <InspectionContext value={inspection}>{children}</InspectionContext>
    </ActsContext>
  )
}
