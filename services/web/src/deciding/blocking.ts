import { fieldTitle } from '@shenbao/declaration/words.ts'
import type { DeclarationOut } from '../api/queries.ts'
import type { Blocked } from './offers.ts'

/** What stands in the way of the main verb, with the way to the place where it is mended. */
export type Obstacle = Readonly<{ words: string; to: string | null; link: string }>

type Seen = Pick<DeclarationOut, 'id' | 'form' | 'comments'>

/** 行 4, or the name of a field as the paper has it. */
export const placeTitle = (
  { form }: Pick<DeclarationOut, 'form'>,
  { indicator, field }: Readonly<{ indicator?: string | undefined; field?: string | undefined }>,
): string => {
  const row = form.indicators.findIndex(({ id }) => id === indicator)
  if (row >= 0) return `行 ${row + 1}`
  return field === undefined ? '' : fieldTitle(field, false)
}

/** The address of a row or field on the form. */
export const placeAddress = (
  id: string,
  { indicator, field }: Readonly<{ indicator?: string | undefined; field?: string | undefined }>,
): string => {
  const at = indicator ?? field
  return at === undefined ? `/declarations/${id}` : `/declarations/${id}?at=${encodeURIComponent(at)}`
}

export const obstacleOf = (declaration: Seen, { type, title, because }: Blocked): Obstacle => {
  const { id, comments } = declaration
  const [place] = because.places ?? []
  if (because.code.startsWith('review-sheet'))
    return { words: bare(because.detail), to: `/declarations/${id}?side=review`, link: '填审核表' }
  const unanswered = comments.filter(({ kind, answer }) => kind === 'must' && answer === null).length
  if (type === 'submit' && !place && unanswered > 0)
    return { words: `还有 ${unanswered} 条必改没有答复`, to: `/declarations/${id}/opinions`, link: '去答复' }
  if (place) {
    const count = because.places?.length ?? 1
    if (type === 'submit-evaluation') {
      const at = encodeURIComponent(`${place.indicator ?? ''} ${place.field ?? ''}`)
      return { words: `还缺 ${count} 处，填好后可${title}`, to: `/declarations/${id}/evaluation?at=${at}`, link: '去填' }
    }
    const title_ = placeTitle(declaration, place)
    return {
      words: `改正 ${count} 处错误后可${title}`,
      to: placeAddress(id, place),
      link: `到${title_ === '' ? '表上' : ` ${title_}`}`,
    }
  }
  return { words: bare(because.detail), to: null, link: '' }
}

/** 必改 that nobody answered, or that was answered and waits for whoever asked for it to look. */
export const openDemands = ({
  comments,
}: Pick<DeclarationOut, 'comments'>): Readonly<{ unanswered: number; unconfirmed: number }> => {
  const demands = comments.filter(({ kind }) => kind === 'must')
  return {
    unanswered: demands.filter(({ answer }) => answer === null).length,
    unconfirmed: demands.filter(({ answer, confirmed }) => answer !== null && confirmed === null).length,
  }
}

/** Without its full stop, to go on behind it. */
const bare = (sentence: string): string => sentence.replace(/。$/, '')
