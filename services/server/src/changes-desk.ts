import { lastLooked } from '@shenbao/declaration/attention.ts'
import { type Changes, changesBetween, countChanges } from '@shenbao/declaration/changes-since.ts'
import { eventOf, foldRecorded, toldBy } from '@shenbao/declaration/recorded.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { Officer } from '@shenbao/directory/directory.ts'
import type { DeclarationDesk, SeenDeclaration } from './declaration-desk.ts'

/** `from`: after which revision, `null` for an officer who never looked; `to`: up to which, included. */
export type ChangesSeen = Readonly<{ from: number | null; to: number; changes: Changes }>
export type Between = Readonly<{ since: 'mine' | number; until: number | null }>

/** What came to a declaration since an officer last looked at it, or since a revision. */
export type ChangesDesk = Readonly<{
  /** `null` where the officer may not see it; `beyond` where there is no such revision, or the end lies before the beginning. */
  between: (officer: Officer, id: string, between: Between) => Promise<ChangesSeen | 'beyond' | null>
  /** How much is new to the officer; `null` when they never looked at it. */
  unseen: (officer: Officer, seen: SeenDeclaration) => Promise<number | null>
}>

/** What opening records: whoever never looked is shown what changed after it. */
const openings: ReadonlySet<string> = new Set(['declaration-opened', 'funds-declared', 'goals-declared', 'indicator-declared'])

export const newChangesDesk = ({
  declarations,
  world,
}: Readonly<{ declarations: DeclarationDesk; world: World }>): ChangesDesk => {
  const between: ChangesDesk['between'] = async (officer, id, { since, until }) => {
    const facts = (await declarations.facts(officer, id))?.map(({ fact }) => fact)
    const whole = facts && foldRecorded(world, facts)
    if (!facts || !whole) return null
    const head = facts.length - 1
    const to = until ?? head
    const from = since === 'mine' ? lastLooked(whole, officer.officerId) : since
    const begins = from ?? facts.findLastIndex(({ type }) => openings.has(type))
    if (to > head || begins > head || (since !== 'mine' && begins > to)) return 'beyond'
    const before = foldRecorded(world, facts.slice(0, begins + 1))
    const after = foldRecorded(world, facts.slice(begins + 1, to + 1), before)
    if (!before || !after) return 'beyond'
    const later = facts
      .slice(begins + 1, to + 1)
      .map(fact => ({ revision: fact.revision, event: eventOf(fact), told: toldBy(fact) }))
    return { from, to, changes: changesBetween(before, after, later, since === 'mine' ? officer.officerId : null) }
  }
  return {
    between,
    unseen: async (officer, { declaration, revision }) => {
      const looked = lastLooked(declaration, officer.officerId)
      if (looked === null || looked >= revision) return looked === null ? null : 0
      const found = await between(officer, declaration.id, { since: 'mine', until: revision })
      return found === null || found === 'beyond' ? 0 : countChanges(found.changes)
    },
  }
}
