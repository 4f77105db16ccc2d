import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { DeclarationEvent } from '@shenbao/declaration/events.ts'
import type { TAP } from 'tap'
import { type Asking, type By, type Step, scenario } from './scenario.ts'

/** What a command gives: the types of the facts it records, or `{ refused }` / `{ forbidden }` with the code. */
export type Outcome = readonly DeclarationEvent['type'][] | Readonly<{ refused: string }> | Readonly<{ forbidden: string }>

export type Row = readonly [
  what: string,
  given: readonly Step[],
  by: By,
  command: DeclarationCommand,
  outcome: Outcome,
  asking?: Asking,
]

/** One test a row: given these steps, this person sends this command, and this comes of it. */
export const commandTable = (t: TAP, rows: readonly Row[]): void => {
  for (const [what, given, by, command, outcome, asking] of rows)
    t.test(`${command.type}: ${what}`, t => {
      const told = scenario(t)
        .given(...given)
        .when(by, command, asking)
      if ('refused' in outcome) told.thenRefused(outcome.refused)
      else if ('forbidden' in outcome) told.thenForbidden(outcome.forbidden)
      else told.then(...outcome)
      t.end()
    })
}
