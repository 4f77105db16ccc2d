import type { DatabaseSync } from 'node:sqlite'
import type { DeclarationEvent } from '@shenbao/declaration/events.ts'
import type { Declaration, DeclarationState } from '@shenbao/declaration/state.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { Recorded } from '@shenbao/event-store/port.ts'
import type { Route } from '@shenbao/workflow/route.ts'

type Pack = ReturnType<World['policy']>

/** A fact of a declaration, with the declaration before and after it, so that no projection repeats what `evolve` knows. */
export type DeclarationFact = Readonly<{
  kind: 'declaration'
  recorded: Recorded
  event: DeclarationEvent
  before: DeclarationState
  after: Declaration
  /** The route that the declaration is pinned to. */
  route: Route
  /** The policy pack that it is pinned to. */
  pack: Pack
  /** No later fact of this declaration is in the same batch: rows that only show the last state need not be written before. */
  latest: boolean
}>

/** A fact of any other stream (imports, registers, the directory). */
export type OtherFact = Readonly<{ kind: 'other'; recorded: Recorded }>

export type Delivered = DeclarationFact | OtherFact

/**
 * A read model: tables, and how a fact changes them. `apply` is called inside the transaction that also moves the checkpoint,
 * once for every fact in the order of the log. What it writes may depend on its own tables and on the fact, on nothing else:
 * not on a clock, and not on where one batch ends and the next begins. Raise `version` whenever it would write other rows than
 * before.
 */
export type Projection = Readonly<{
  name: string
  version: number
  /** SQL that makes the tables, all of them strict. */
  schema: string
  apply: (db: DatabaseSync, delivered: Delivered) => void
}>
