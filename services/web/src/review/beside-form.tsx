import { lazy, type ReactNode, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import type { DeclarationOut } from '../api/queries.ts'
import { Waiting } from '../frame/waiting.tsx'
import './beside-form.css'

const ReviewSheet = lazy(async () => ({ default: (await import('./review-sheet.tsx')).ReviewSheet }))

/** Beside the form: 体检, and from the review on 审核表 as well. Whoever fills the sheet finds it open. */
export const BesideForm = ({ declaration, inspection }: Readonly<{ declaration: DeclarationOut; inspection: ReactNode }>) => {
  const [search, setSearch] = useSearchParams()
  const mayReview = declaration.allowedCommands.some(({ type }) => type === 'review')
  if (!mayReview && declaration.review === null) return inspection
  const side = search.get('side') ?? (mayReview ? 'review' : 'inspection')
  const turn = (to: string): void =>
    setSearch(
      now => {
        now.set('side', to)
        return now
      },
      { replace: true },
    )
  return (
    <div className={side === 'review' ? 'beside-form reviewing' : 'beside-form'}>
      <div className="beside-form-tabs" role="tablist" aria-label="表旁">
        <SideTab name="inspection" title="体检" side={side} turn={turn} />
        <SideTab name="review" title="审核表" side={side} turn={turn} />
      </div>
      {side === 'review' ? (
        <aside className="side" aria-label="审核表" role="tabpanel">
          <Suspense fallback={<Waiting />}>
            <ReviewSheet declaration={declaration} />
          </Suspense>
        </aside>
      ) : (
        inspection
      )}
    </div>
  )
}

type TabProps = Readonly<{ name: string; title: string; side: string; turn: (to: string) => void }>

const SideTab = ({ name, title, side, turn }: TabProps) => (
  <button type="button" role="tab" aria-selected={side === name} onClick={() => turn(name)}>
    {title}
  </button>
)
