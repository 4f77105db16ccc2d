import { fieldTitle } from '@shenbao/declaration/words.ts'
import type { ReactNode } from 'react'
import type { DeclarationOut } from '../api/queries.ts'
import { commentsBeside } from './beside.ts'
import { OpinionButton, RowComments, useOpenPlaces } from './row-comments.tsx'
import { isSettled } from './talk.ts'

/**
 * Comments on the official form as it is read: a button in the margin of each line, and beneath the line what was said about it. A
 * line of the paper holds several fields; what is written new is about the one the margin stands for.
 */
export const useFormComments = (
  declaration: DeclarationOut,
): Readonly<{ button: (anchor: string) => ReactNode; under: (anchor: string) => ReactNode }> => {
  const places = useOpenPlaces()
  const about = (line: string) => commentsBeside(declaration.comments, line)
  const titleOf = (anchor: string): string =>
    declaration.form.indicators.find(({ id }) => id === anchor)?.name ?? fieldTitle(anchor, false)
  return {
    button: anchor => (
      <OpinionButton
        declaration={declaration}
        title={titleOf(anchor)}
        count={about(anchor).length}
        isOpen={places.isOpen(anchor)}
        toggle={() => places.toggle(anchor)}
      />
    ),
    under: anchor => {
      const comments = about(anchor)
      const isOpen = places.isOpen(anchor)
      const shown = isOpen ? comments : comments.filter(comment => !isSettled(comment))
      if (shown.length === 0 && !isOpen) return null
      return (
        <RowComments
          declaration={declaration}
          anchor={anchor}
          comments={shown}
          compose={isOpen ? { close: () => places.close(anchor) } : null}
        />
      )
    },
  }
}
