import { useEffect } from 'react'
import { useSearchParams } from 'react-router'
import type { DeclarationOut } from '../api/queries.ts'

type GoTo = (place: Readonly<{ row: string | null; field: string }>) => void

/** Goes to the row or field that the address names, once: `?at=…` leads there from wherever something is said about it. */
export const useArrival = ({ indicators }: DeclarationOut['form'], goTo: GoTo): void => {
  const [search, setSearch] = useSearchParams()
  const at = search.get('at')
  useEffect(() => {
    if (at === null) return
    const isRow = indicators.some(({ id }) => id === at)
    goTo(isRow ? { row: at, field: 'name' } : { row: null, field: at })
    setSearch(
      now => {
        now.delete('at')
        return now
      },
      { replace: true },
    )
  }, [at, indicators, goTo, setSearch])
}
