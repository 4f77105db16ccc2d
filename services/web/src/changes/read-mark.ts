import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { newKey, sendCommand } from '../api/client.ts'
import { type DeclarationOut, meQuery } from '../api/queries.ts'

type Reading = Readonly<{
  declaration: DeclarationOut
  officerId: string
  /** Up to which revision everything new to the reader stands on the screen; `null`: not all of it does. */
  upTo: number | null
}>

/**
 * 看过了: says up to where this person has seen everything, so that next time only what is new is shown. Said when they press it, or
 * when they leave the page; never before they could read. Who has no part in the case (a reader for audit) leaves no such mark.
 */
export const useReadMark = ({ declaration, officerId, upTo }: Reading) => {
  const client = useQueryClient()
  const { id, revision, lastLooked } = declaration
  const isNew = upTo !== null && (lastLooked === null || lastLooked < upTo)
  const markAt = (seen: number, dryRun: boolean) =>
    sendCommand({ id, revision, command: { type: 'mark-read', upTo: seen }, key: newKey(), dryRun })
  const me = useQuery(meQuery)
  const onlyReads = lastLooked === null && me.data?.may.includes('see-everything') === true
  const may = useQuery({
    queryKey: ['may-mark-read', id, officerId],
    queryFn: () =>
      markAt(0, true).then(
        () => true,
        () => false,
      ),
    enabled: isNew && me.data !== undefined && !onlyReads,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const marking = useMutation({
    mutationFn: (seen: number) => markAt(seen, false),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['declaration', id] })
      await client.invalidateQueries({ queryKey: ['lists'] })
    },
  })
  const isOffered = isNew && may.data === true
  const leaving = useRef<() => void>(() => undefined)
  leaving.current = () => {
    const isStillHere = client.getQueryData(meQuery.queryKey)?.officerId === officerId
    // A mark that does not arrive is no harm: the same is shown as new once more.
    if (isOffered && isStillHere && !marking.isPending) marking.mutate(upTo)
  }
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
      // Only when the page is really gone: React may take an effect down and put it up again at once.
      queueMicrotask(() => isHere.current || leaving.current())
    }
  }, [])
  return { isOffered, mark: () => upTo !== null && marking.mutate(upTo), isMarking: marking.isPending, trouble: marking.error }
}
