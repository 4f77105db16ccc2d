import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { DeclarationOut, HistoryItem, Path } from '../api/queries.ts'
import { dayOf } from '../ui/time.tsx'
import { routeInWords, routePicture } from './route-picture.ts'
import { routeQuery } from './trail-queries.ts'

const RouteDiagram = lazy(async () => ({ default: (await import('./route-diagram.tsx')).RouteDiagram }))

/** Below this the way is told in words: boxes that small cannot be read. */
const PICTURE_WIDTH_MIN = 640

type Parts = Readonly<{ declaration: DeclarationOut; path: Path; items: readonly HistoryItem[]; children?: ReactNode }>

/** 走过的环节: as a picture where there is room, and always in words, for screen readers, phones, and whoever prefers them. */
export const RouteBox = ({ declaration, path, items, children }: Parts) => {
  const route = useQuery(routeQuery(declaration.route))
  const place = useRef<HTMLDivElement>(null)
  const width = useWidthOf(place)
  const [wantsWords, setWantsWords] = useState(false)
  const titles = useMemo(() => new Map(items.map(({ revision, title }) => [revision, title])), [items])
  const today = items.at(-1)?.effectiveOn ?? dayOf(new Date().toISOString())
  const definition = route.data?.definition ?? null
  const picture = useMemo(() => routePicture(path, definition, titles, today), [path, definition, titles, today])
  const hasPicture = width >= PICTURE_WIDTH_MIN && !wantsWords && !route.isPending
  return (
    <section className="panel route-panel" aria-labelledby="route-heading">
      <div className="route-box">
        <h2 id="route-heading">走过的环节</h2>
        {width >= PICTURE_WIDTH_MIN && (
          <button type="button" className="act route-switch" aria-pressed={wantsWords} onClick={() => setWantsWords(!wantsWords)}>
            {wantsWords ? '看图' : '看文字'}
          </button>
        )}
        <div ref={place}>
          {hasPicture && (
            <Suspense fallback={<p className="mute route-waiting">正在画流程图……</p>}>
              <RouteDiagram picture={picture} width={width} />
            </Suspense>
          )}
        </div>
        <RouteWords path={path} titles={titles} isSpoken={hasPicture} />
      </div>
      {children}
    </section>
  )
}

const RouteWords = ({
  path,
  titles,
  isSpoken,
}: Readonly<{ path: Path; titles: ReadonlyMap<number, string>; isSpoken: boolean }>) => (
  <ol className={isSpoken ? 'spoken' : 'route-words'} aria-label="走过的环节和预计的环节">
    {routeInWords(path, titles).map(({ key, day, words, isBack, isAhead }) => (
      <li key={key} className={isBack ? 'back' : isAhead ? 'ahead' : undefined}>
        <span>{day}</span> <span>{words}</span>
      </li>
    ))}
  </ol>
)

const useWidthOf = (place: Readonly<{ current: HTMLElement | null }>): number => {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return width
}
