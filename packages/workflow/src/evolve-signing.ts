import { type Seat, stageNamed } from './route.ts'
import { openSlot, type Signing, type Slot, slotsOnEntry } from './signing.ts'
import { type SigningEvent, signingEvents } from './signing-facts.ts'
import type { LiveRoute } from './stage.ts'

const types: ReadonlySet<string> = new Set(signingEvents.map(({ type }) => type))
export const isSigningFact = (fact: Readonly<{ type: string }>): fact is SigningEvent => types.has(fact.type)

export type Signings = Readonly<Record<string, Signing>>

/** The stages that are open after a move: one just entered asks for its signatures anew, one left asks for none. */
export const signingsAt = (live: LiveRoute, before: Signings, open: readonly string[], entered: readonly string[]): Signings =>
  Object.fromEntries(
    open.flatMap(name => {
      const kept = entered.includes(name) ? undefined : before[name]
      const slots = kept?.slots ?? slotsOnEntry(stageNamed(live.route, name))
      return slots.length === 0 && !isNamedLater(live, name) ? [] : [[name, { slots }] as const]
    }),
  )

const isNamedLater = (live: LiveRoute, name: string): boolean => stageNamed(live.route, name).signing?.each === 'officer'

/** Folds one fact about who signs. */
export const evolveSignings = (signings: Signings, fact: SigningEvent): Signings => {
  const signing = signings[fact.data.stage]
  if (!signing) return signings
  return { ...signings, [fact.data.stage]: { slots: evolveSlots(signing.slots, fact) } }
}

const evolveSlots = (slots: readonly Slot[], fact: SigningEvent): readonly Slot[] => {
  switch (fact.type) {
    case 'signers-named':
      return fact.data.slots.map(slot => openSlot(slot))
    case 'stage-unstaffed':
      return change(slots, fact.data.slot, () => ({ unstaffed: true }))
    case 'task-claimed':
      return change(slots, fact.data.slot, () => ({ officer: fact.data.officer, claimed: true, unstaffed: false }))
    case 'task-released':
      return change(slots, fact.data.slot, () => ({ officer: null, delegate: null, claimed: false }))
    case 'task-transferred':
      return change(slots, fact.data.slot, () => ({ officer: fact.data.to, delegate: null, claimed: false, unstaffed: false }))
    case 'task-delegated': {
      // Whoever asks for help with a task nobody had taken has taken it.
      const { slot: id, from, to } = fact.data
      return change(slots, id, ({ officer, claimed }) => ({ officer: from, delegate: to, claimed: claimed || officer === null }))
    }
    case 'delegation-answered':
      return change(slots, fact.data.slot, () => ({ delegate: null }))
    case 'signer-added':
      return withAdded(slots, fact.data)
    case 'signer-removed':
      return change(slots, fact.data.slot, () => ({ state: 'removed', delegate: null }))
    case 'signature-taken-back':
      return change(slots, fact.data.slot, () => ({ state: 'open', signedBy: [] }))
    case 'opinion-carried':
      return change(slots, fact.data.slot, () => ({
        state: 'agreed',
        signedBy: [fact.data.officer],
        carriedFrom: fact.data.givenIn,
      }))
    case 'deadline-lapsed': {
      const { to } = fact.data
      return to === null ? slots : slots.map(slot => (slot.state === 'open' ? escalated(slot, to) : slot))
    }
    case 'changes-confirmed':
    case 'deadline-set':
    case 'deadline-paused':
      return slots
  }
}

/** A signature: the slot it was given for, or the one that is open. */
export const signed = (signing: Signing, slot: string | undefined, vote: 'agree' | 'object', by: readonly string[]): Signing => {
  const id = slot ?? signing.slots.find(({ state }) => state === 'open')?.slot
  if (id === undefined) return signing
  return {
    slots: change(signing.slots, id, () => ({
      state: vote === 'agree' ? 'agreed' : 'objected',
      signedBy: by,
      delegate: null,
      unstaffed: false,
    })),
  }
}

const change = (slots: readonly Slot[], id: string, part: (slot: Slot) => Partial<Slot>): readonly Slot[] =>
  slots.map(slot => (slot.slot === id ? { ...slot, ...part(slot) } : slot))

type Added = Extract<SigningEvent, { type: 'signer-added' }>['data']

const withAdded = (slots: readonly Slot[], { slot, officer, place, beside, by }: Added): readonly Slot[] => {
  const waitsFor = place === 'after' ? [beside] : (slots.find(one => one.slot === beside)?.waitsFor ?? [])
  const added = openSlot({ slot, seats: [], officer, weight: 1, waitsFor: [...waitsFor] }, by)
  const before = place === 'before' ? change(slots, beside, one => ({ waitsFor: [...one.waitsFor, slot] })) : slots
  return [...before, added]
}

/** Whoever was asked still is; the seat above them may act now, too. */
const escalated = (slot: Slot, to: Seat): Slot => ({
  ...slot,
  officer: null,
  claimed: false,
  seats: [...(slot.officer === null ? slot.seats : [{ officer: slot.officer }]), to],
})
