import { useSearchParams } from 'react-router'
import { isNarrowing, type Narrowing } from './work-rows.ts'

/** What the desk shows of its rows, kept in the address: `all` the whole batch, `only` those with something to look at. */
export const useNarrowing = (allUsually: boolean) => {
  const [search, setSearch] = useSearchParams()
  const asked = search.get('only')
  const scope = search.get('scope')
  const put = (name: string, value: string | null): void =>
    setSearch(
      old => {
        const next = new URLSearchParams(old)
        if (value === null) next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  const only: Narrowing | null = isNarrowing(asked) ? asked : null
  return {
    all: scope === null ? allUsually : scope === 'all',
    only,
    setAll: (all: boolean) => put('scope', all === allUsually ? null : all ? 'all' : 'mine'),
    toggle: (narrowing: Narrowing) => put('only', only === narrowing ? null : narrowing),
  }
}
export type Narrowed = ReturnType<typeof useNarrowing>
