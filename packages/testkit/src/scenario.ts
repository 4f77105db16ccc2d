import assert from 'node:assert/strict'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { type Asked, decide } from '@shenbao/declaration/decide.ts'
import type { DeclarationEvent } from '@shenbao/declaration/events.ts'
import { may } from '@shenbao/declaration/may.ts'
import type { Opening } from '@shenbao/declaration/open.ts'
import type { Principal } from '@shenbao/declaration/principal.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'
import type { Test } from 'tap'
import { type Account, principalOf } from './accounts.ts'
import { everyDay, peopleWith } from './around.ts'
import { foldEvents, openedDeclaration, world } from './world.ts'

/** The part of a test runner that a scenario needs. */
type Teller = Pick<Test, 'same' | 'equal'>

export type By = Account | Principal
/** Something that happened before: a command that was accepted, or a fact that is simply there (told by the drafter). */
export type Step = readonly [by: By, command: DeclarationCommand] | DeclarationEvent

export type Answer =
  | Readonly<{ outcome: 'recorded'; events: readonly DeclarationEvent[]; after: Declaration }>
  | Readonly<{ outcome: 'forbidden' | 'refused'; because: Rejection }>

/** `present`: officers who hold posts besides those of the accounts. */
export type Asking = Readonly<{ today?: Day; commandId?: string; present?: readonly Principal[] }>

export const principalBy = (by: By): Principal => (typeof by === 'string' ? principalOf(by) : by)

/** Whatever digest is named, its file is on disk. */
export const anyFile: NonNullable<Asked['files']> = () => ({ size: 1024, mediaType: 'application/pdf' })

/** What becomes of a command: authority first, then the rules, as the handler asks them. */
export const ask = (declaration: Declaration, by: By, command: DeclarationCommand, asking: Asking = {}): Answer => {
  const { officerId: actor, onBehalfOf, ...principal } = principalBy(by)
  const { today = '2026-03-01', commandId = `${command.type}-${declaration.work.opinions.length}`, present = [] } = asking
  const forbidden = may(world, { officerId: actor, onBehalfOf, ...principal }, command, declaration)
  if (forbidden) return { outcome: 'forbidden', because: forbidden }
  const newId = (ordinal: number): string => derivedId(sm3, declaration.id, commandId, ordinal)
  const decision = decide(world, declaration, command, {
    by: { actor, onBehalfOf },
    today,
    people: peopleWith(principalBy(by), ...present),
    days: everyDay,
    newId,
    files: anyFile,
  })
  if (!decision.accepted) return { outcome: 'refused', because: decision.because }
  const told = { actor, onBehalfOf, effectiveOn: today, recordedAt: `${today}T01:00:00.000Z` }
  return { outcome: 'recorded', events: decision.events, after: foldEvents(declaration, decision.events, told) }
}

/** The declaration after these steps. A step that is refused is a mistake of the test and is thrown. */
export const after = (from: Declaration, steps: readonly Step[], asking: Asking = {}): Declaration => {
  let declaration = from
  for (const [index, step] of steps.entries()) {
    if ('data' in step) {
      declaration = foldEvents(declaration, [step], {
        actor: 'officer-drafter',
        onBehalfOf: null,
        effectiveOn: '2026-03-01',
        recordedAt: '2026-03-01T01:00:00.000Z',
      })
      continue
    }
    const [by, command] = step
    const answer = ask(declaration, by, command, { commandId: `given-${index}`, ...asking })
    if (answer.outcome !== 'recorded')
      assert.fail(`given: ${JSON.stringify(command)} was ${answer.outcome}: ${answer.because.code} ${answer.because.detail}`)
    declaration = answer.after
  }
  return declaration
}

/** given / when / then over the sample declaration, or over one opened otherwise. */
export const scenario = (t: Teller, overrides: Partial<Opening> = {}) => ({
  given: (...steps: readonly Step[]) => ({
    when: (by: By, command: DeclarationCommand, asking: Asking = {}) => {
      const declaration = after(openedDeclaration(overrides), steps)
      const answer = ask(declaration, by, command, asking)
      const found = answer.outcome === 'recorded' ? 'recorded' : `${answer.outcome} ${answer.because.code}`
      return {
        answer,
        /** Exactly these facts: a type alone, or the fact with all its data. */
        then: (...expected: readonly (DeclarationEvent['type'] | DeclarationEvent)[]): void => {
          const events = answer.outcome === 'recorded' ? answer.events : []
          const shown = events.map((event, index) => (typeof expected[index] === 'string' ? event.type : event))
          t.same([found, ...shown], ['recorded', ...expected], `${command.type} records`)
        },
        thenRefused: (code: string): void => {
          t.equal(found, `refused ${code}`, `${command.type} is refused`)
        },
        thenForbidden: (code = 'not-yours'): void => {
          t.equal(found, `forbidden ${code}`, `${command.type} is not theirs`)
        },
        /** Where the case stands afterwards. */
        thenStands: (...stages: readonly string[]): void => {
          t.same(answer.outcome === 'recorded' ? answer.after.work.standing.stages : found, stages, `${command.type} leads to`)
        },
      }
    },
  }),
})
