import type { EventOf } from '@shenbao/kernel/event.ts'
import type { Told } from '@shenbao/workflow/work.ts'
import type { AdjustmentGrounded, RectificationEvent, RectificationIssued } from './rectification-facts.ts'

/** `open`: the unit has to answer; `returned`: to answer again; `answered`: whoever issued it has to confirm. */
export type RectificationState = 'open' | 'answered' | 'returned' | 'closed'

export type RectificationAnswer = Readonly<{
  text: string
  told: Told
  returned: Readonly<{ reason: string; told: Told }> | null
}>

export type Rectification = EventOf<typeof RectificationIssued>['data'] &
  Readonly<{
    state: RectificationState
    told: Told
    answers: readonly RectificationAnswer[]
    closed: Readonly<{ opinion: string; adjustment: number | null; told: Told }> | null
  }>

/** What an adjustment was asked for because of; `null` where nobody said so. */
export type Ground = EventOf<typeof AdjustmentGrounded>['data']['ground']

type Grounded = Readonly<{ number: number; outcome: string; ground: Ground | null }>

/** Folds one fact about one rectification into all of them. */
export const evolveRectifications = (
  all: readonly Rectification[],
  event: Exclude<RectificationEvent, EventOf<typeof AdjustmentGrounded>>,
  told: Told,
): readonly Rectification[] => {
  if (event.type === 'rectification-issued') return [...all, { ...event.data, state: 'open', told, answers: [], closed: null }]
  return all.map(one => (one.number === event.data.number ? after(one, event, told) : one))
}

const after = (
  one: Rectification,
  event: Exclude<RectificationEvent, EventOf<typeof AdjustmentGrounded> | EventOf<typeof RectificationIssued>>,
  told: Told,
): Rectification => {
  switch (event.type) {
    case 'rectification-answered':
      return { ...one, state: 'answered', answers: [...one.answers, { text: event.data.text, told, returned: null }] }
    case 'rectification-returned': {
      const { reason, dueOn } = event.data
      const last = one.answers.length - 1
      const answers = one.answers.map((answer, place) => (place === last ? { ...answer, returned: { reason, told } } : answer))
      return { ...one, state: 'returned', dueOn, answers }
    }
    case 'rectification-closed': {
      const { opinion, adjustment } = event.data
      return { ...one, state: 'closed', closed: { opinion, adjustment, told } }
    }
  }
}

export const isOpen = ({ state }: Pick<Rectification, 'state'>): boolean => state !== 'closed'

/** Whose turn it is: the unit's until it has answered, then the issuing office's. */
export const awaitsAnswer = ({ state }: Pick<Rectification, 'state'>): boolean => state === 'open' || state === 'returned'

/** The adjustments that were asked for because of this rectification, in their order. */
export const adjustmentsOf = <Adjustment extends Grounded>(
  adjustments: readonly Adjustment[],
  { number }: Pick<Rectification, 'number'>,
): readonly Adjustment[] => adjustments.filter(({ ground }) => ground?.kind === 'rectification' && ground.number === number)

/** The last adjustment that settled it; `null` where none was approved. */
export const settledBy = (adjustments: readonly Grounded[], rectification: Pick<Rectification, 'number'>): number | null =>
  adjustmentsOf(adjustments, rectification).findLast(({ outcome }) => outcome === 'approved')?.number ?? null

export const groundWords = (ground: Ground): string =>
  ground.kind === 'rectification'
    ? `依据第 ${ground.number} 号整改`
    : `依据 ${ground.period} 监控中 ${ground.indicators.length} 项指标的偏差`
