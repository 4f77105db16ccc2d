import { useEffect, useRef, useState } from 'react'
import type { Listed } from '../api/queries.ts'
import { newsIn, type Versions } from './news.ts'

/**
 * Which declarations got something new while the page stood open, until the reader says they know. The first list is where it
 * begins, and another list (`scope`) begins anew: nothing of it is news.
 */
export const useNews = (scope: string, items: readonly Pick<Listed, 'id' | 'revision'>[] | undefined) => {
  const known = useRef<Readonly<{ scope: string; versions: Versions }> | null>(null)
  const [news, setNews] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!items) return
    const versions = new Map(items.map(({ id, revision }) => [id, revision]))
    if (known.current?.scope === scope) {
      const fresh = newsIn(known.current.versions, items)
      if (fresh.length > 0) setNews(old => new Set([...old, ...fresh]))
      known.current = { scope, versions: new Map([...known.current.versions, ...versions]) }
      return
    }
    known.current = { scope, versions }
    setNews(new Set())
  }, [scope, items])
  return { news, forget: () => setNews(new Set()) }
}
