import { Route, type Vocabulary } from '../src/route.ts'
import { liveRoute } from '../src/stage.ts'

/** Another domain on the same engine: somebody asks for leave. Small, and it knows nothing of declarations. */
export const leaveWords: Vocabulary = {
  acts: { write: ['leave-written'], note: ['note-taken'], cover: ['cover-named'] },
  moves: {
    ask: { kind: 'step', facts: ['submitted'] },
    approve: { kind: 'pass', facts: ['stage-passed', 'cover-agreed'] },
    return: { kind: 'return', facts: ['returned', 'cover-returned'] },
    reject: { kind: 'reject', facts: ['rejected'] },
    drop: { kind: 'abandon', facts: ['discarded'] },
    'ask-cover': { kind: 'step', facts: ['cover-asked'] },
    finish: { kind: 'step', facts: ['leave-finished'] },
    reopen: { kind: 'reopen', facts: ['reopened'] },
  },
  takenBackBy: ['withdrawn', 'cover-withdrawn'],
  roles: ['clerk', 'chief', 'director', 'colleague', 'keeper', 'finance', 'legal', 'expert'],
  organisations: ['office'],
  fillsReviewSheet: 'note',
  features: { days: 'amount', kind: 'text' },
  administrator: { role: 'keeper', at: 'office' },
}

const seat = (role: string) => [{ role, at: 'office' }]

export const leaveRoute = (): Route =>
  Route.parse({
    id: 'leave',
    version: 1,
    title: '请假',
    begins: 'writing',
    stages: [
      {
        name: 'writing',
        title: '填写',
        phase: 'open',
        acts: { write: { who: seat('clerk'), drafts: 'leave' } },
        moves: {
          ask: { kind: 'step', who: seat('clerk'), fact: 'submitted', to: ['chief'], drafts: 'leave', withdrawnBy: 'withdrawn' },
          drop: { kind: 'abandon', who: seat('clerk'), fact: 'discarded', to: ['closed'] },
        },
      },
      {
        name: 'chief',
        title: '科长',
        phase: 'open',
        acts: { note: { who: seat('chief') } },
        moves: {
          approve: {
            kind: 'pass',
            who: seat('chief'),
            fact: 'stage-passed',
            to: ['director'],
            decides: ['leave'],
            withdrawnBy: 'withdrawn',
          },
          return: { kind: 'return', who: seat('chief'), fact: 'returned', to: ['writing'], decides: ['leave'] },
        },
      },
      {
        name: 'director',
        title: '主任',
        phase: 'open',
        acts: { note: { who: seat('director') } },
        moves: {
          approve: {
            kind: 'pass',
            who: seat('director'),
            fact: 'stage-passed',
            to: ['away'],
            decides: ['leave'],
            withdrawnBy: 'withdrawn',
          },
          return: { kind: 'return', who: seat('director'), fact: 'returned', to: ['writing', 'chief'], decides: ['leave'] },
          reject: { kind: 'reject', who: seat('director'), fact: 'rejected', to: ['closed'], decides: ['leave'] },
        },
      },
      {
        name: 'away',
        title: '休假',
        phase: 'away',
        acts: { cover: { who: seat('clerk') } },
        moves: {
          'ask-cover': {
            kind: 'step',
            who: seat('clerk'),
            fact: 'cover-asked',
            to: ['cover-colleague'],
            drafts: 'cover',
            withdrawnBy: 'cover-withdrawn',
          },
          finish: { kind: 'step', who: seat('clerk'), fact: 'leave-finished', to: ['closed'] },
        },
      },
      {
        name: 'cover-colleague',
        title: '代班',
        phase: 'away',
        beside: 'away',
        moves: {
          approve: { kind: 'pass', who: seat('colleague'), fact: 'cover-agreed', to: ['away'], decides: ['cover'] },
          return: { kind: 'return', who: seat('colleague'), fact: 'cover-returned', to: ['away'], decides: ['cover'] },
        },
      },
      {
        name: 'closed',
        title: '办结',
        phase: 'closed',
        ends: true,
        moves: { reopen: { kind: 'reopen', who: seat('keeper'), fact: 'reopened', to: ['writing'] } },
      },
    ],
  })

export const leave = liveRoute(leaveRoute(), leaveWords, 'digest-of-leave')
