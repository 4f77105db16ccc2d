import fc from 'fast-check'
import { Route, type Seat, type StageDefinition } from '../src/route.ts'
import { type LiveRoute, liveRoute } from '../src/stage.ts'
import { leaveWords } from './leave-request.ts'

/** Small sound routes: one to four reviews of any kind of signing, then the leave itself with somebody to cover beside it. */
const roles = ['chief', 'director', 'finance', 'legal', 'expert']
/** Officers of `random-work.ts`. */
const officers = ['p1', 'p2', 'p3', 'p4']

const aSeat: fc.Arbitrary<Seat> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...roles).map(role => ({ role, at: 'office' })) },
  { weight: 1, arbitrary: fc.constantFrom(...officers).map(officer => ({ officer })) },
)

const aReview = fc.record({
  who: fc.uniqueArray(aSeat, { minLength: 1, maxLength: 3, selector: seat => JSON.stringify(seat) }),
  how: fc.constantFrom('any', 'all', 'in-order', 'votes'),
  each: fc.constantFrom('seat', 'officer'),
  needed: fc.integer({ min: 1, max: 3 }),
  weighs: fc.boolean(),
  deadline: fc.option(fc.constantFrom('remind', 'escalate', 'mark')),
  workingDays: fc.integer({ min: 1, max: 3 }),
  withdrawn: fc.integer({ min: 0, max: 3 }),
  rejects: fc.boolean(),
  skips: fc.boolean(),
  /** Which earlier stages it may return to, as bits; the first one is always among them. */
  returns: fc.nat({ max: 15 }),
})
type Review = typeof aReview extends fc.Arbitrary<infer One> ? One : never

const signingOf = ({ how, each, needed, weighs, who }: Review): object => {
  if (how === 'any') return {}
  if (how !== 'votes') return { signing: { how, each } }
  const [first] = who
  const weights = weighs && first ? { weights: [{ seat: first, weight: 2 }] } : {}
  const most = who.length + (weighs ? 1 : 0)
  return { signing: { how, each, needed: Math.min(needed, most), ...weights } }
}

const reviewStage = (review: Review, at: number, names: readonly string[]): object => {
  const { who, rejects, skips, returns, withdrawn, deadline, workingDays } = review
  const earlier = ['writing', ...names.slice(0, at)]
  const next = names[at + 1] ?? 'away'
  const skipped = names[at + 2] ?? 'away'
  const goesPast = skips && skipped !== next
  const ways = goesPast ? { ways: [{ to: skipped, when: [{ of: 'days', below: '5.00' }] }] } : {}
  const decided = { who, decides: ['leave'] }
  return {
    name: names[at],
    title: `第 ${at + 1} 审`,
    phase: 'open',
    ...signingOf(review),
    ...(deadline === null ? {} : { deadline: { workingDays, lapse: deadline } }),
    acts: { note: { who } },
    moves: {
      approve: {
        kind: 'pass',
        fact: 'stage-passed',
        ...decided,
        to: goesPast ? [next, skipped] : [next],
        ...ways,
        ...(withdrawn === 0 ? {} : { withdrawnBy: 'withdrawn' }),
      },
      return: {
        kind: 'return',
        fact: 'returned',
        ...decided,
        to: earlier.filter((_, bit) => bit === 0 || (returns & (1 << bit)) !== 0),
      },
      ...(rejects ? { reject: { kind: 'reject', fact: 'rejected', ...decided, to: ['closed'] } } : {}),
    },
  }
}

const writing = (first: string): object => ({
  name: 'writing',
  title: '填写',
  phase: 'open',
  acts: { write: { who: seats('clerk'), drafts: 'leave' } },
  moves: {
    ask: { kind: 'step', who: seats('clerk'), fact: 'submitted', to: [first], drafts: 'leave', withdrawnBy: 'withdrawn' },
    drop: { kind: 'abandon', who: seats('clerk'), fact: 'discarded', to: ['closed'] },
  },
})

const seats = (role: string): readonly Seat[] => [{ role, at: 'office' }]

const after: readonly object[] = [
  {
    name: 'away',
    title: '休假',
    phase: 'away',
    acts: { cover: { who: seats('clerk') } },
    moves: {
      'ask-cover': {
        kind: 'step',
        who: seats('clerk'),
        fact: 'cover-asked',
        to: ['covered'],
        drafts: 'cover',
        withdrawnBy: 'cover-withdrawn',
      },
      finish: { kind: 'step', who: seats('clerk'), fact: 'leave-finished', to: ['closed'] },
    },
  },
  {
    name: 'covered',
    title: '代班',
    phase: 'away',
    beside: 'away',
    signing: { how: 'all' },
    moves: {
      approve: {
        kind: 'pass',
        who: [...seats('colleague'), ...seats('chief')],
        fact: 'cover-agreed',
        to: ['away'],
        decides: ['cover'],
      },
      return: { kind: 'return', who: seats('colleague'), fact: 'cover-returned', to: ['away'], decides: ['cover'] },
    },
  },
  {
    name: 'closed',
    title: '办结',
    phase: 'closed',
    ends: true,
    moves: { reopen: { kind: 'reopen', who: seats('keeper'), fact: 'reopened', to: ['writing'] } },
  },
]

/** Any sound route, compiled. What the verifier refuses is drawn again. */
export const aRoute: fc.Arbitrary<LiveRoute> = fc
  .record({
    reviews: fc.array(aReview, { minLength: 1, maxLength: 4 }),
    sameApprover: fc.constantFrom('refuse', 'carry'),
  })
  .map(({ reviews, sameApprover }) => {
    const names = reviews.map((_, at) => `review-${at + 1}`)
    const stages = [writing('review-1'), ...reviews.map((review, at) => reviewStage(review, at, names)), ...after]
    return Route.parse({ id: 'random', version: 1, title: '随机流程', begins: 'writing', sameApprover, stages })
  })
  .map(route => soundOrNull(route))
  .filter(live => live !== null)

const soundOrNull = (route: Route): LiveRoute | null => {
  try {
    return liveRoute(route, leaveWords, 'digest-of-random')
  } catch {
    return null
  }
}

export const reviewsOf = ({ route }: LiveRoute): readonly StageDefinition[] =>
  route.stages.filter(({ name }) => name.startsWith('review-'))
