import { useMemo, useRef, useState } from 'react'
import { useArrival } from '../deciding/use-arrival.ts'
import { useDeclaration } from '../declaration/declaration-page.tsx'
import { editedForm, type RowKey } from '../editing/edits.ts'
import { GoalText } from '../inspection/goal-text.tsx'
import { type Acts, SavedInspection } from '../inspection/inspection-context.tsx'
import { InspectionPanel } from '../inspection/inspection-panel.tsx'
import { LazyRowDrawer } from '../inspection/lazy.tsx'
import { Margin } from '../inspection/margin.tsx'
import { bringIntoView } from '../inspection/places.ts'
import { useFormComments } from '../opinions/form-comments.tsx'
import { BesideForm } from '../review/beside-form.tsx'
import { useIsPhone } from '../ui/use-phone.ts'
import { type Dressing, OfficialForm } from './official-form.tsx'
import { PhoneForm } from './phone-form.tsx'

/** The form as it is saved, with what an inspection says of it beside. */
export const ReadingForm = () => {
  const declaration = useDeclaration()
  const isPhone = useIsPhone()
  const sheet = useRef<HTMLElement>(null)
  const [pointed, setPointed] = useState<RowKey | null>(null)
  const [openRow, setOpenRow] = useState<RowKey | null>(null)
  const acts: Acts = useMemo(
    () => ({
      goTo: place => {
        setPointed(place.row)
        bringIntoView(sheet.current, place)
      },
      openRow: setOpenRow,
    }),
    [],
  )
  useArrival(declaration.form, acts.goTo)
  const comments = useFormComments(declaration)
  const dressing: Dressing = {
    margin: anchor => (
      <span className="margin-marks">
        <Margin anchor={anchor} />
        {comments.button(anchor)}
      </span>
    ),
    under: comments.under,
    field: (field, text) => (field === 'annualGoal' && text !== null && text !== '' ? <GoalText text={text} /> : null),
    rowClass: ({ id }) => (id === pointed ? 'pointed' : undefined),
  }
  const rows = useMemo(() => editedForm(declaration.form).rows, [declaration.form])
  return (
    <SavedInspection declaration={declaration} acts={acts}>
      <div className="sheet-and-side">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
        <section className="sheet-place" ref={sheet} aria-label="申报表" tabIndex={0}>
          {isPhone ? (
            <PhoneForm form={declaration.form} dressing={dressing} />
          ) : (
            <OfficialForm form={declaration.form} dressing={dressing} />
          )}
        </section>
        <BesideForm declaration={declaration} inspection={<InspectionPanel declarationId={declaration.id} />} />
      </div>
      {openRow !== null && <LazyRowDrawer declaration={declaration} rows={rows} open={openRow} close={() => setOpenRow(null)} />}
    </SavedInspection>
  )
}
