import { rectificationEvents } from '../../packages/declaration/src/rectification-facts.ts'
import { declarationWords } from '../../packages/declaration/src/vocabulary.ts'
import type { Envelope } from '../../packages/kernel/src/envelope.ts'
import { type Move, type Route, type Seat, type StageDefinition, stageNamed } from '../../packages/workflow/src/route.ts'
import { signingEvents } from '../../packages/workflow/src/signing-facts.ts'
import { talkEvents } from '../../packages/workflow/src/talk-facts.ts'

/**
 * The table of legal moves, read off the route itself and not off the machine that is compiled from it. A fact is one of: an act
 * of an open stage, something recorded beside a move, the opinion of an approval, a move, the taking back of one, something about who
 * signs where and until when, a move past the table by an administrator, what people say, or what was ordered to be put right.
 */
export type Origin = Readonly<{
  kind: 'act' | 'beside' | 'opinion' | 'move' | 'back' | 'signing' | 'past' | 'talk' | 'rectification'
  stage: StageDefinition
  /** Who may record it; for `back` whoever made the move, which is another question. */
  seats: readonly Seat[]
  drafts: string | undefined
  move?: Move
}>

/** Where in the table the fact stands while these stages are open; `null`: nowhere. */
export const originOf = (route: Route, open: readonly string[], { type, data }: Envelope): Origin | null => {
  const stages = open.map(name => stageNamed(route, name))
  for (const stage of stages) {
    for (const move of Object.values(stage.moves ?? {}))
      if (move.fact === type && data['from'] === stage.name)
        return { kind: 'move', stage, seats: move.who, drafts: move.drafts, move }
    // What a form is opened with may be written later by another act; that one says who.
    const acts = Object.entries(stage.acts ?? {}).toSorted(([one], [other]) => Number(one === 'open') - Number(other === 'open'))
    for (const [name, act] of acts)
      if (declarationWords.acts[name]?.includes(type)) return { kind: 'act', stage, seats: act.who, drafts: act.drafts }
  }
  for (const stage of stages)
    for (const move of Object.values(stage.moves ?? {})) {
      if (type === 'opinion-given' && data['stage'] === stage.name && move.kind === 'pass')
        return { kind: 'opinion', stage, seats: move.who, drafts: undefined, move }
      if (move.with?.some(act => declarationWords.acts[act]?.includes(type)))
        return { kind: 'beside', stage, seats: move.who, drafts: undefined }
    }
  return backOf(route, stages, type, data) ?? besideTheTable(stages, type, data)
}

const signing: ReadonlySet<string> = new Set(signingEvents.map(({ type }) => type))
const talk: ReadonlySet<string> = new Set(talkEvents.map(({ type }) => type))

const rectification: ReadonlySet<string> = new Set(rectificationEvents.map(({ type }) => type))
const byTheUnit: ReadonlySet<string> = new Set(['rectification-answered', 'adjustment-grounded'])
const drafters: readonly Seat[] = [{ role: 'drafter', at: 'unit' }]
const reviewers: readonly Seat[] = [
  { role: 'center-finance', at: 'unit' },
  { role: 'bureau-reviewer', at: 'department' },
  { role: 'bureau-finance', at: 'department' },
  { role: 'bureau-approver', at: 'department' },
]
const rectifiable: ReadonlySet<string> = new Set(['executing', 'evaluating', 'published'])

const besideTheTable = (open: readonly StageDefinition[], type: string, data: Envelope['data']): Origin | null => {
  const [first] = open
  const none = { seats: [], drafts: undefined } as const
  if (first && talk.has(type)) return { kind: 'talk', stage: first, ...none }
  if (first && rectification.has(type) && rectifiable.has(first.phase))
    return { kind: 'rectification', stage: first, seats: byTheUnit.has(type) ? drafters : reviewers, drafts: undefined }
  const stage = open.find(({ name }) => name === (type === 'stage-moved' ? data['from'] : data['stage']))
  if (!stage || stage.ends === true) return null
  return type === 'stage-moved'
    ? { kind: 'past', stage, ...none }
    : signing.has(type)
      ? { kind: 'signing', stage, ...none }
      : null
}

const backOf = (route: Route, open: readonly StageDefinition[], type: string, data: Envelope['data']): Origin | null => {
  const stage = open.find(({ name }) => name === data['from'])
  const before = route.stages.find(({ name }) => name === data['to'])
  const move = Object.values(before?.moves ?? {}).find(({ withdrawnBy }) => withdrawnBy === type)
  return stage && move ? { kind: 'back', stage, seats: [], drafts: undefined, move } : null
}

/** The open stages after a move from one of them: what is open beside a stage comes and goes without it. */
export const stagesAfter = (route: Route, open: readonly string[], from: string, to: string): readonly string[] => {
  const others = open.filter(name => name !== from)
  if (stageNamed(route, from).beside === to) return others
  if (stageNamed(route, to).beside === from) return [...open, to]
  return [...others, to]
}
