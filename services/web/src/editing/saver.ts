import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { CommandAnswer } from '@shenbao/server/routes/commands.ts'
import { ApiProblem, Unreachable } from '../api/problem.ts'
import type { Batch } from './batch.ts'
import type { Edit, EditedForm, RowKey } from './edits.ts'
import * as saving from './saving.ts'

/**
 * Saves what is typed, a moment after it was typed, and keeps it on this machine until the server has it: through a lost network, a
 * closed tab, a server that is started again. One command is on its way at a time; one that got no answer is sent again under the
 * same key, so that it is recorded once.
 */
export type Saver = Readonly<{
  subscribe: (listener: () => void) => () => void
  snapshot: () => Shown
  type: (edits: readonly Edit[]) => void
  undo: () => void
  redo: () => void
  choose: (conflict: saving.Conflict, whose: 'mine' | 'theirs') => void
  /** What the server has now, as read by the page. */
  hear: (form: EditedForm, revision: number) => void
  /** Sends at once (Ctrl+S, before 送审); resolves when all that can be sent has been answered. */
  flush: () => Promise<void>
  stop: () => void
}>

export type Status = 'saved' | 'saving' | 'unsaved' | 'waiting' | 'offline' | 'conflict' | 'refused'
export type Shown = Readonly<{
  saving: saving.Saving
  form: EditedForm
  status: Status
  savedAt: Date | null
  sentence: string | null
}>

type Flight = Readonly<{ key: string; revision: number; batch: Batch }>
/** What is kept on this machine. */
type Kept = Readonly<{ pending: readonly Edit[]; flight: Flight | null }>

type Needs = Readonly<{
  start: Readonly<{ form: EditedForm; revision: number }>
  send: (flight: Readonly<{ key: string; revision: number; command: DeclarationCommand }>) => Promise<CommandAnswer>
  /** The form as the server has it, read anew. */
  read: () => Promise<Readonly<{ form: EditedForm; revision: number }>>
  /** A place on this machine for this person and this declaration. */
  memory: Readonly<{ read: () => string | null; write: (text: string | null) => void }>
  newKey: () => string
  now: () => Date
  wait: (ms: number) => Promise<void>
}>

const TYPING_MS = 700
const RETRY_MS_MIN = 1_000
const RETRY_MS_MAX = 15_000

export const newSaver = ({ start, send, read, memory, newKey, now, wait }: Needs): Saver => {
  const kept = keptIn(memory.read())
  let flight = kept.flight
  let state: saving.Saving = { ...saving.savingOf(start.form, start.revision, kept.pending), flying: flight?.batch ?? null }
  let savedAt: Date | null = null
  let isOffline = false
  let sentence: string | null = null
  let isStopped = false
  let running: Promise<void> | null = null
  const listeners = new Set<() => void>()
  let shown = show()

  function show(): Shown {
    return { saving: state, form: saving.shownOf(state), status: statusOf(), savedAt, sentence }
  }
  function statusOf(): Status {
    if (state.conflicts.length > 0) return 'conflict'
    if (isOffline) return 'offline'
    if (state.refusals.length > 0 || sentence !== null) return 'refused'
    if (state.flying !== null) return 'saving'
    if (state.pending.length === 0) return 'saved'
    return saving.departed(state) === state ? 'waiting' : 'unsaved'
  }
  const put = (next: saving.Saving): void => {
    state = next
    const pending = [...state.conflicts.map(({ edit }) => edit), ...state.pending]
    memory.write(pending.length === 0 && flight === null ? null : JSON.stringify({ pending, flight } satisfies Kept))
    shown = show()
    for (const listener of listeners) listener()
  }

  /** One flight: sent until it is answered, whatever the answer. */
  const fly = async (current: Flight): Promise<void> => {
    for (let pause = RETRY_MS_MIN; !isStopped; pause = Math.min(pause * 2, RETRY_MS_MAX)) {
      try {
        const answer = await send({ ...current, command: { type: 'revise', changes: [...current.batch.changes] } })
        savedAt = now()
        return land(saving.arrived(state, answer.revision, answer.added ?? []))
      } catch (trouble) {
        if (trouble instanceof ApiProblem && trouble.problem.status < 500) return refuse(trouble)
        if (!(trouble instanceof ApiProblem) && !(trouble instanceof Unreachable)) throw trouble
        isOffline = true
        put(state)
        await wait(pause)
      }
    }
  }
  /** `why`: nothing more is sent until somebody types again. */
  const land = (next: saving.Saving, why: string | null = null): void => {
    flight = null
    isOffline = false
    sentence = why
    put(next)
  }
  const readAnew = async (): ReturnType<typeof read> => {
    for (;;) {
      try {
        const now = await read()
        isOffline = false
        return now
      } catch (trouble) {
        if (!(trouble instanceof Unreachable) || isStopped) throw trouble
        isOffline = true
        put(state)
        await wait(RETRY_MS_MIN)
      }
    }
  }
  let isSignedOut = false
  const refuse = async ({ problem }: ApiProblem): Promise<void> => {
    if (problem.status === 412) {
      land(saving.cameBack(state))
      const { form, revision } = await readAnew()
      return put(saving.heard(state, form, revision))
    }
    isSignedOut = problem.status === 401
    if (isSignedOut || problem.status === 403) return land(saving.cameBack(state), problem.detail)
    const refusals = (problem.places ?? []).map(({ indicator, field, message }) => ({
      row: indicator ?? null,
      field: field ?? null,
      message,
    }))
    land(saving.refused(state, refusals, problem.detail))
  }

  /** Flies as long as there is something to fly. */
  const run = async (): Promise<void> => {
    while (!isStopped) {
      if (flight === null) {
        if (sentence !== null) return
        const next = saving.departed(state)
        if (next.flying === null) return
        flight = { key: newKey(), revision: next.revision, batch: next.flying }
        put(next)
      }
      await fly(flight)
    }
  }
  const resume = (): Promise<void> => {
    running ??= run().finally(() => {
      running = null
    })
    return running
  }

  let typing = 0
  const soon = async (): Promise<void> => {
    typing += 1
    const mine = typing
    await wait(TYPING_MS)
    if (mine === typing && !isStopped) await resume()
  }
  if (flight !== null || state.pending.length > 0) void resume()

  const act = (next: saving.Saving): void => {
    if (next === state) return
    sentence = null
    put(next)
    void soon()
  }
  return {
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => shown,
    type: edits => act(saving.typed(state, edits)),
    undo: () => act(saving.undo(state, newRowKey(newKey))),
    redo: () => act(saving.redo(state, newRowKey(newKey))),
    choose: (conflict, whose) => act(saving.chosen(state, conflict, whose)),
    hear: (form, revision) => put(saving.heard(state, form, revision)),
    flush: () => {
      // Whoever was signed out may have signed in again since.
      if (isSignedOut) sentence = null
      isSignedOut = false
      return resume()
    },
    stop: () => {
      isStopped = true
    },
  }
}

/** A name for a row until the server gives it one. */
export const newRowKey =
  (newKey: () => string): (() => RowKey) =>
  () =>
    `new-${newKey()}`

/** What an earlier visit left behind; nothing when there is none, or when it cannot be read. */
const keptIn = (text: string | null): Kept => {
  try {
    return text === null ? { pending: [], flight: null } : (JSON.parse(text) as Kept)
  } catch {
    return { pending: [], flight: null }
  }
}
