import { Route } from '../src/route.ts'
import { liveRoute } from '../src/stage.ts'
import { leaveWords } from './leave-request.ts'

const seat = (role: string) => ({ role, at: 'office' })
const passed = { kind: 'pass', fact: 'stage-passed', decides: ['leave'], withdrawnBy: 'withdrawn' }
const returned = { kind: 'return', fact: 'returned', decides: ['leave'] }

/**
 * A long leave: the chief, then 会签 of finance and legal, then 票签 of everyone who is an expert, then the director; short ones go
 * from the chief straight to the director.
 */
export const longLeaveRoute = (): Route =>
  Route.parse({
    id: 'long-leave',
    version: 1,
    title: '长假',
    begins: 'writing',
    stages: [
      {
        name: 'writing',
        title: '填写',
        phase: 'open',
        acts: { write: { who: [seat('clerk')], drafts: 'leave' } },
        moves: {
          ask: {
            kind: 'step',
            who: [seat('clerk')],
            fact: 'submitted',
            to: ['chief'],
            drafts: 'leave',
            withdrawnBy: 'withdrawn',
          },
          drop: { kind: 'abandon', who: [seat('clerk')], fact: 'discarded', to: ['closed'] },
        },
      },
      {
        name: 'chief',
        title: '科长',
        phase: 'open',
        deadline: { workingDays: 3, lapse: 'remind' },
        acts: { note: { who: [seat('chief')] } },
        moves: {
          approve: {
            ...passed,
            who: [seat('chief')],
            to: ['countersigned', 'director'],
            ways: [{ to: 'director', when: [{ of: 'days', below: '5.00' }] }],
          },
          return: { ...returned, who: [seat('chief')], to: ['writing'] },
        },
      },
      {
        name: 'countersigned',
        title: '会签',
        phase: 'open',
        signing: { how: 'all' },
        deadline: { workingDays: 2, lapse: 'escalate', to: seat('director') },
        moves: {
          approve: { ...passed, who: [seat('finance'), seat('legal')], to: ['experts'] },
          return: { ...returned, who: [seat('finance'), seat('legal')], to: ['writing', 'chief'] },
        },
      },
      {
        name: 'experts',
        title: '专家票签',
        phase: 'open',
        signing: { how: 'votes', each: 'officer', needed: 2 },
        deadline: { workingDays: 5, lapse: 'mark' },
        moves: {
          approve: { ...passed, who: [seat('expert')], to: ['director'] },
          return: { ...returned, who: [seat('expert')], to: ['writing'] },
        },
      },
      {
        name: 'director',
        title: '主任',
        phase: 'open',
        moves: {
          approve: { ...passed, who: [seat('director')], to: ['away'] },
          return: { ...returned, who: [seat('director')], to: ['writing', 'chief', 'countersigned'] },
          reject: { kind: 'reject', who: [seat('director')], fact: 'rejected', to: ['closed'], decides: ['leave'] },
        },
      },
      {
        name: 'away',
        title: '休假',
        phase: 'away',
        moves: { finish: { kind: 'step', who: [seat('clerk')], fact: 'leave-finished', to: ['closed'] } },
      },
      {
        name: 'closed',
        title: '办结',
        phase: 'closed',
        ends: true,
        moves: { reopen: { kind: 'reopen', who: [seat('keeper')], fact: 'reopened', to: ['writing'] } },
      },
    ],
  })

export const longLeave = liveRoute(longLeaveRoute(), leaveWords, 'digest-of-long-leave')
