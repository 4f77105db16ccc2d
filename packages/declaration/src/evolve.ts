import { blankFunds, type Form } from '@shenbao/form/form.ts'
import type { EventOf } from '@shenbao/kernel/event.ts'
import { isSigningFact } from '@shenbao/workflow/evolve-signing.ts'
import { stageNamed } from '@shenbao/workflow/route.ts'
import type { SigningEvent } from '@shenbao/workflow/signing-facts.ts'
import { isTalkFact } from '@shenbao/workflow/talk.ts'
import type { TalkEvent } from '@shenbao/workflow/talk-facts.ts'
import { beginWork, evolveWork, type Told } from '@shenbao/workflow/work.ts'
import { evolveAttention, nothingSeen } from './attention.ts'
import type { DeclarationEvent, DeclarationOpened, FormEvent } from './events.ts'
import { evolveEvidence } from './evidence.ts'
import { evolveForm } from './evolve-form.ts'
import { evolveRectifications } from './rectification.ts'
import { evolveRemarks, noRemarks } from './review-sheet-answers.ts'
import type { Adjustment, Declaration, DeclarationState, Progress } from './state.ts'
import { openAdjustment } from './state.ts'
import type { World } from './world.ts'

/** Folds one fact. A fact that the pinned route does not allow is thrown as `ReplayDivergence`: the record was edited. */
export const evolve = (world: World, state: DeclarationState, event: DeclarationEvent, told: Told): Declaration => {
  if (event.type === 'declaration-opened') {
    if (state) throw new TypeError(`declaration ${state.id} was opened twice`)
    return opened(world, event, told)
  }
  if (!state) throw new TypeError(`${event.type} before declaration-opened`)
  const work = evolveWork(world.route(state.route), state.work, event, told)
  const after = { ...state, work, attention: evolveAttention(state, event, told) }
  if (isSigningFact(event) || isTalkFact(event)) return after
  return beforeApproval(world, evolveContent(after, event, told))
}

const opened = (world: World, { data }: EventOf<typeof DeclarationOpened>, told: Told): Declaration => ({
  id: data.declarationId,
  unitId: data.unitId,
  departmentId: data.departmentId,
  year: data.year,
  origin: data.origin,
  route: data.route,
  policy: data.policy,
  form: blankForm(data),
  work: beginWork(world.route(data.route), 'form', told),
  approval: null,
  removedAfterApproval: [],
  review: null,
  sheetRemarks: noRemarks,
  amendments: [],
  adjustments: [],
  rectifications: [],
  progress: {},
  results: { budget: null, indicators: {} },
  selfScore: null,
  rescores: {},
  final: null,
  corrections: [],
  evidence: [],
  attention: { ...nothingSeen, revision: 0, seenUpTo: { [told.actor]: 0 } },
})

const blankForm = (data: EventOf<typeof DeclarationOpened>['data']): Form => ({
  name: data.name,
  year: data.year,
  nature: data.nature,
  category: data.category,
  department: data.department,
  unit: data.unit,
  start: data.start,
  end: data.end,
  funds: blankFunds,
  overallGoal: '',
  annualGoal: '',
  indicators: [],
  flags: data.flags,
})

type LaterEvent = Exclude<DeclarationEvent, EventOf<typeof DeclarationOpened> | SigningEvent | TalkEvent>

/** What a declaration says and has been through, apart from where it stands. */
const evolveContent = (state: Declaration, event: LaterEvent, told: Told): Declaration => {
  switch (event.type) {
    case 'funds-declared': {
      const fen = (text: string | null): bigint | null => (text === null ? null : BigInt(text))
      const { total, fiscal, other, annualRequest, currentYearAppropriation, carryover, annualOther } = event.data
      const annual = {
        annualRequest: fen(annualRequest),
        currentYearAppropriation: fen(currentYearAppropriation),
        carryover: fen(carryover),
      }
      return withForm(state, {
        funds: { total: fen(total), fiscal: fen(fiscal), other: fen(other), ...annual, annualOther: fen(annualOther) },
      })
    }
    case 'goals-declared':
      return withForm(state, event.data)
    case 'indicator-declared': {
      const { indicatorId, ...row } = event.data
      return withForm(state, { indicators: [...state.form.indicators, { id: indicatorId, ...row }] })
    }
    case 'indicator-added':
    case 'indicator-removed':
    case 'indicator-target-revised':
    case 'indicator-renamed':
    case 'indicator-placed':
    case 'indicator-weighted':
    case 'indicator-plan-revised':
    case 'name-revised':
    case 'goal-revised':
    case 'period-revised':
    case 'fund-revised':
    case 'classification-revised':
    case 'organisation-revised':
      return { ...state, form: evolveForm(state.form, event), removedAfterApproval: stillListed(state, event) }
    case 'submitted':
      return { ...state, amendments: state.amendments.map(amendment => ({ ...amendment, overtaken: true })) }
    case 'stage-moved':
      // Whatever was open beside the stage is over with it: nobody is asked about it any more.
      return isOnlyMainOpen(state) ? settle(state, 'withdrawn') : state
    case 'opinion-given':
    case 'stage-passed':
    case 'returned':
    case 'rejected':
    case 'withdrawn':
    case 'discarded':
    case 'reopened':
    case 'adjustment-passed':
    case 'year-closed':
    case 'evaluation-submitted':
    case 'declaration-published':
    case 'declaration-archived':
      return state
    case 'review-sheet-filled':
      return {
        ...state,
        review: { ...event.data, round: state.work.round, told },
        sheetRemarks: { ...state.sheetRemarks, sections: null },
      }
    case 'finding-answered':
    case 'sections-graded':
      return { ...state, sheetRemarks: evolveRemarks(state.sheetRemarks, event, told) }
    case 'amendment-opened':
      return {
        ...state,
        amendments: [...state.amendments, { ...event.data, round: state.work.round, consented: false, overtaken: false, told }],
      }
    case 'amendment-consented':
      return { ...state, amendments: state.amendments.map(a => (a.number === event.data.number ? { ...a, consented: true } : a)) }
    case 'declaration-approved':
      return { ...state, approval: { documentNumber: event.data.documentNumber, form: state.form, told } }
    case 'adjustment-requested': {
      const { number, changes, reason } = event.data
      return { ...state, adjustments: [...state.adjustments, { number, changes, reason, outcome: 'open', ground: null, told }] }
    }
    case 'adjustment-approved':
      return settle(state, 'approved')
    case 'adjustment-returned':
      // Returned to the center's own desk it is still open; returned to the unit it is over, and a new one may be asked for.
      return isOnlyMainOpen(state) ? settle(state, 'returned') : state
    case 'adjustment-rejected':
      return settle(state, 'rejected')
    case 'adjustment-withdrawn':
      return isOnlyMainOpen(state) ? settle(state, 'withdrawn') : state
    case 'rectification-issued':
    case 'rectification-answered':
    case 'rectification-returned':
    case 'rectification-closed':
      return { ...state, rectifications: evolveRectifications(state.rectifications, event, told) }
    case 'adjustment-grounded': {
      const { number, ground } = event.data
      return { ...state, adjustments: state.adjustments.map(one => (one.number === number ? { ...one, ground } : one)) }
    }
    case 'budget-progress-recorded':
    case 'budget-forecast-recorded':
    case 'indicator-progress-recorded':
      return { ...state, progress: withProgress(state, event, told) }
    case 'budget-result-recorded': {
      const { initial, annual, executed, reason } = event.data
      const amounts = { initial: initial === null ? null : BigInt(initial), annual: BigInt(annual), executed: BigInt(executed) }
      const budget = { ...amounts, reason }
      return { ...state, results: { ...state.results, budget } }
    }
    case 'indicator-result-recorded':
      return {
        ...state,
        results: { ...state.results, indicators: { ...state.results.indicators, [event.data.indicatorId]: event.data } },
      }
    case 'self-scored':
      // A new self score is a new matter for the bureau: earlier re-scores spoke of the old one.
      return { ...state, selfScore: event.data, rescores: {} }
    case 'result-rescored': {
      const { indicatorId, from, to, reason } = event.data
      return { ...state, rescores: { ...state.rescores, [indicatorId]: { from, to, reason, told } } }
    }
    case 'evidence-attached':
    case 'evidence-detached':
      return { ...state, evidence: evolveEvidence(state.evidence, event, told) }
    case 'evaluation-confirmed':
      return { ...state, final: { total: event.data.total, grade: event.data.grade, policy: event.data.policy, told } }
    case 'correction-recorded':
      return { ...state, corrections: [...state.corrections, { ...event.data, told }] }
  }
}

const phasesBeforeApproval: ReadonlySet<string> = new Set(['drafting', 'reviewing'])

/**
 * A case that is back before its 批复 (reopened, say) has to be approved anew: what the 批复 froze, and the scores measured by it,
 * are history. What was carried out stays: it happened.
 */
const beforeApproval = (world: World, state: Declaration): Declaration => {
  if (state.approval === null) return state
  const { route } = world.route(state.route)
  const isBefore = state.work.standing.stages.every(name => phasesBeforeApproval.has(stageNamed(route, name).phase))
  return isBefore ? { ...state, approval: null, removedAfterApproval: [], selfScore: null, rescores: {}, final: null } : state
}

const withForm = (state: Declaration, part: Partial<Form>): Declaration => ({ ...state, form: { ...state.form, ...part } })

const stillListed = (state: Declaration, event: FormEvent): Declaration['removedAfterApproval'] => {
  if (event.type !== 'indicator-removed' || state.approval === null) return state.removedAfterApproval
  return [...state.removedAfterApproval, ...state.form.indicators.filter(({ id }) => id === event.data.indicatorId)]
}

/** Nothing is open beside the main stage any more; what that one is called is the route's affair. */
const isOnlyMainOpen = ({ work }: Declaration): boolean => work.standing.stages.length === 1

const settle = (state: Declaration, outcome: Adjustment['outcome']): Declaration => {
  const open = openAdjustment(state)
  return {
    ...state,
    adjustments: state.adjustments.map(adjustment => (adjustment === open ? { ...adjustment, outcome } : adjustment)),
  }
}

type ProgressEvent = Extract<
  LaterEvent,
  { type: 'budget-progress-recorded' | 'budget-forecast-recorded' | 'indicator-progress-recorded' }
>

const withProgress = (state: Declaration, event: ProgressEvent, told: Told): Declaration['progress'] => {
  const { period } = event.data
  const before = state.progress[period] ?? { executed: null, forecastExecuted: null, indicators: {} }
  return { ...state.progress, [period]: { ...before, ...progressIn(before.indicators, event), told } }
}

const progressIn = (indicators: Progress['indicators'], event: ProgressEvent): Partial<Progress> => {
  switch (event.type) {
    case 'budget-progress-recorded':
      return { executed: BigInt(event.data.executed) }
    case 'budget-forecast-recorded':
      return { forecastExecuted: BigInt(event.data.executed) }
    case 'indicator-progress-recorded':
      return { indicators: { ...indicators, [event.data.indicatorId]: event.data } }
  }
}
