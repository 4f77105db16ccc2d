import { Button } from 'antd'
import { useEffect, useLayoutEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Me } from '../api/queries.ts'
import './tour.css'
import { type TourStep, tourKey, tourSteps } from './tour-steps.ts'

/** Asked for again from the person's menu: `/?tour`. */
export const TOUR_AGAIN = 'tour'

const wasSeen = (officerId: string): boolean => localStorage.getItem(tourKey(officerId)) !== null

/** Three steps on the first day, once for each person on this machine. It stands beside the work and blocks nothing. */
export const Tour = ({ me }: Readonly<{ me: Me }>) => {
  const [search, setSearch] = useSearchParams()
  const isAsked = search.has(TOUR_AGAIN)
  const [at, setAt] = useState(() => (wasSeen(me.officerId) ? null : 0))
  useEffect(() => {
    if (isAsked) setAt(0)
  }, [isAsked])
  const steps = tourSteps(me)
  const step = at === null ? undefined : steps[at]
  if (at === null || !step) return null
  const end = (): void => {
    localStorage.setItem(tourKey(me.officerId), new Date().toISOString())
    setAt(null)
    if (isAsked)
      setSearch(old => {
        const next = new URLSearchParams(old)
        next.delete(TOUR_AGAIN)
        return next
      })
  }
  return <Step key={at} step={step} at={at} count={steps.length} go={setAt} end={end} />
}

type Props = Readonly<{ step: TourStep; at: number; count: number; go: (at: number) => void; end: () => void }>

const Step = ({ step, at, count, go, end }: Props) => {
  const [place, setPlace] = useState<Place | null>(null)
  useLayoutEffect(() => {
    const shown = document.querySelector<HTMLElement>(step.at)
    shown?.classList.add('toured')
    const put = (): void => setPlace(shown ? placeBeside(shown.getBoundingClientRect()) : null)
    put()
    window.addEventListener('resize', put)
    return () => {
      shown?.classList.remove('toured')
      window.removeEventListener('resize', put)
    }
  }, [step.at])
  const isLast = at === count - 1
  return (
    <section
      className="tour"
      aria-label="初次使用"
      style={place ?? undefined}
      onKeyDown={event => {
        if (event.key === 'Escape') end()
      }}
    >
      <p className="sub">
        {at + 1} / {count}
      </p>
      <h2>{step.title}</h2>
      <p>{step.text}</p>
      <div className="tour-verbs">
        {!isLast && (
          <button type="button" className="act t13" onClick={end}>
            不看了
          </button>
        )}
        <span className="grow" />
        {at > 0 && (
          <Button size="small" onClick={() => go(at - 1)}>
            上一步
          </Button>
        )}
        <Button size="small" type="primary" onClick={() => (isLast ? end() : go(at + 1))}>
          {isLast ? '开始使用' : '下一步'}
        </Button>
      </div>
    </section>
  )
}

type Place = Readonly<{ left: number; top: number }>
const WIDTH = 320
const HEIGHT = 190
const GAP = 12
const PHONE_WIDTH = 720

/** Right of what is meant where there is room, else below it, and always within the window; on a phone where the stylesheet says. */
export const placeBeside = (
  { left, right, top, bottom }: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>,
  { innerWidth, innerHeight }: Readonly<{ innerWidth: number; innerHeight: number }> = window,
): Place | null => {
  if (innerWidth <= PHONE_WIDTH) return null
  const isBeside = right + GAP + WIDTH <= innerWidth
  const x = isBeside ? right + GAP : left + GAP
  const y = isBeside ? top + GAP : bottom + GAP
  return {
    left: Math.max(GAP, Math.min(x, innerWidth - WIDTH - GAP)),
    top: Math.max(GAP, Math.min(y, innerHeight - HEIGHT - GAP)),
  }
}
