import { type SchemeId, schemes } from '@shenbao/form/scheme.ts'
import type { EditedRow } from '../editing/edits.ts'

/** The names of the form's tree, and whatever stands there now. */
export const levelChoices = (
  field: 'level1' | 'level2',
  row: Pick<EditedRow, 'level1' | 'level2'>,
  scheme: SchemeId,
): readonly string[] => {
  const tree = schemes[scheme]
  const under = tree.find(({ level1 }) => level1 === row.level1)?.level2 ?? tree.flatMap(({ level2 }) => level2)
  const official = field === 'level1' ? tree.map(({ level1 }) => level1) : under
  const own = row[field] ?? ''
  return official.includes(own) ? official : [own, ...official]
}
