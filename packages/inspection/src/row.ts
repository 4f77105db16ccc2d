import { compact, foldWidth } from '@shenbao/form/fold-text.ts'
import type { Form, Indicator } from '@shenbao/form/form.ts'
import { parseTarget, type Target } from '@shenbao/form/target.ts'

/** A row with its target read, and its name without what people write differently from row to row. */
export type Row = Readonly<{ row: Indicator; target: Target; name: string; level1: string; level2: string }>

/** Reading a target costs more than a check does, and every check asks for the rows of the same form. */
const read = new WeakMap<Indicator, Row>()

export const rowsOf = (form: Pick<Form, 'indicators'>): readonly Row[] => form.indicators.map(rowOf)

const rowOf = (row: Indicator): Row => {
  const known = read.get(row)
  if (known) return known
  const made = {
    row,
    target: parseTarget(row.target),
    name: plainName(row.name),
    level1: row.level1 ?? '',
    level2: row.level2 ?? '',
  }
  read.set(row, made)
  return made
}

/** Quotes, spaces and joining marks do not tell one name from another; 及 in 及时 and 和 in 和谐 join nothing. */
export const plainName = (text: string): string =>
  compact(foldWidth(text)).replace(
    /["'“”‘’「」『』《》、，,·]|(?<!参)与|(?<![调饱缓温])和(?![谐平解睦])|及(?![时格其])|以及/g,
    '',
  )

export const isMoney = (unit: string | null): boolean => unit !== null && /^(?:百|千|万|百万|千万|亿)?元/.test(unit)

export const isRate = (unit: string | null): boolean => unit !== null && /^(?:[%‰]|(?:个)?百分(?:比|点)|千分比)$/.test(unit)

/** A target as people read it: 不低于 95%. */
export const shown = ({ raw }: Target): string => raw.replace(/\s+/g, ' ').trim()
