import { type DeclarationFinding, findingsOf } from '@shenbao/declaration/findings.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { Officer } from '@shenbao/directory/directory.ts'
import type { Form } from '@shenbao/form/form.ts'
import type { Beside } from '@shenbao/inspection/finding.ts'
import { comparedRows } from '@shenbao/read-models/queries/compared-rows.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { withinOf } from './principal.ts'

/** Last year's rows of the same project; `null` where there are none that the officer may see. */
export type LastYear = (officer: Officer, declaration: Declaration) => Promise<NonNullable<Beside['lastYear']> | null>

/** 体检: what a person should look at, in forms that came in together and in one declaration beside the others of its unit. */
export type Inspection = Readonly<{
  ofForms: (forms: readonly Form[]) => readonly (readonly DeclarationFinding[])[]
  /** As it stands now, compared with the unit's other projects of that year that the officer may see, and with the year before. */
  now: (officer: Officer, declaration: Declaration) => Promise<readonly DeclarationFinding[]>
  /** What it is compared with then. */
  beside: (officer: Officer, declaration: Declaration) => Promise<Beside>
  /** As it stood: what it would be compared with has changed since. */
  past: (declaration: Declaration) => readonly DeclarationFinding[]
}>

type Needs = Readonly<{
  models: Pick<ReadModels, 'db'>
  world: World
  /** Under which new forms come in. */
  policy: Parameters<World['policy']>[0]
  lastYear: LastYear
}>

export const newInspection = ({ models, world, policy, lastYear }: Needs): Inspection => {
  const beside: Inspection['beside'] = async (officer, declaration) => {
    const { id, unitId, year, form } = declaration
    const others = comparedRows(models.db(), { id, unitId, year, form, within: withinOf(officer) })
    return { others, lastYear: await lastYear(officer, declaration) }
  }
  return {
    ofForms: forms =>
      forms.map((form, at) => findingsOf(form, world.policy(policy), { others: forms.filter((_, other) => other !== at) })),
    beside,
    now: async (officer, declaration) =>
      findingsOf(declaration.form, world.policy(declaration.policy), await beside(officer, declaration)),
    past: ({ form, policy }) => findingsOf(form, world.policy(policy)),
  }
}
