import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { Account } from './accounts.ts'
import { ROW } from './sample-form.ts'

/** The life of the sample declaration as its seven people lead it, step by step; every list goes on where the one before ends. */
export type LifeStep = readonly [account: Account, command: DeclarationCommand]

export const submission: readonly LifeStep[] = [['drafter', { type: 'submit' }]]

export const centerReview: readonly LifeStep[] = [
  ['section-chief', { type: 'approve', opinion: '同意' }],
  ['center-finance', { type: 'approve' }],
  ['center-leader', { type: 'approve', opinion: '同意上报' }],
]

export const bureauReview: readonly LifeStep[] = [
  ['bureau-reviewer', { type: 'review', grade: '优', comment: '目标明确，指标可衡量' }],
  ['bureau-reviewer', { type: 'approve' }],
  ['bureau-finance', { type: 'approve' }],
  ['bureau-approver', { type: 'approve', documentNumber: '批复〔2026〕1号' }],
]

export const execution: readonly LifeStep[] = [
  [
    'drafter',
    {
      type: 'record-progress',
      period: '2026-07',
      executed: '55000.00',
      progress: [{ indicator: ROW.quantity, actual: '90', forecast: '155', likelihood: 'certain' }],
    },
  ],
]

export const adjustment: readonly LifeStep[] = [
  [
    'drafter',
    {
      type: 'request-adjustment',
      changes: [{ indicator: ROW.quantity, field: 'target', to: '≥120(条/年)' }],
      reason: '发布平台调整，全年排期减少',
    },
  ],
  ['center-leader', { type: 'approve', opinion: '情况属实' }],
  ['bureau-approver', { type: 'approve' }],
]

export const yearEnd: readonly LifeStep[] = [['center-finance', { type: 'close-year' }]]

export const evaluation: readonly LifeStep[] = [
  [
    'drafter',
    {
      type: 'record-result',
      budget: { annual: '100000.00', executed: '95000.00' },
      results: [
        { indicator: ROW.quantity, actual: '155' },
        { indicator: ROW.quality, actual: '96%' },
        { indicator: ROW.timeliness, actual: '98.5%' },
        { indicator: ROW.cost, actual: '9.5' },
        { indicator: ROW.benefit, actual: '92%' },
        { indicator: ROW.satisfaction, actual: '85%', reason: '窗口高峰期等候较长，已增设流动窗口' },
      ],
    },
  ],
  ['drafter', { type: 'submit-evaluation' }],
]

export const evaluationReview: readonly LifeStep[] = [
  ['center-finance', { type: 'approve' }],
  [
    'bureau-reviewer',
    { type: 'rescore', scores: [{ indicator: ROW.benefit, score: '18.00', reason: '佐证材料只覆盖三个季度' }] },
  ],
  ['bureau-approver', { type: 'confirm-evaluation' }],
]

export const ending: readonly LifeStep[] = [
  ['center-finance', { type: 'publish' }],
  ['center-finance', { type: 'archive' }],
]

/** By the stage they lead to. */
export const until = {
  section: submission,
  finance: [...submission, ...centerReview.slice(0, 1)],
  leader: [...submission, ...centerReview.slice(0, 2)],
  bureauReview: [...submission, ...centerReview],
  bureauFinance: [...submission, ...centerReview, ...bureauReview.slice(0, 2)],
  bureauApproval: [...submission, ...centerReview, ...bureauReview.slice(0, 3)],
  executing: [...submission, ...centerReview, ...bureauReview],
  adjustmentCenter: [...submission, ...centerReview, ...bureauReview, ...adjustment.slice(0, 1)],
  adjustmentBureau: [...submission, ...centerReview, ...bureauReview, ...adjustment.slice(0, 2)],
  evaluationDraft: [...submission, ...centerReview, ...bureauReview, ...yearEnd],
  evaluationCenter: [...submission, ...centerReview, ...bureauReview, ...yearEnd, ...evaluation],
  evaluationBureau: [...submission, ...centerReview, ...bureauReview, ...yearEnd, ...evaluation, ...evaluationReview.slice(0, 1)],
  evaluationFinal: [...submission, ...centerReview, ...bureauReview, ...yearEnd, ...evaluation, ...evaluationReview],
  published: [
    ...[...submission, ...centerReview, ...bureauReview, ...yearEnd, ...evaluation, ...evaluationReview],
    ...ending.slice(0, 1),
  ],
  archived: [...submission, ...centerReview, ...bureauReview, ...yearEnd, ...evaluation, ...evaluationReview, ...ending],
} as const satisfies Readonly<Record<string, readonly LifeStep[]>>

/** All of it, with monitoring and an adjustment on the way. */
export const wholeLife: readonly LifeStep[] = [
  ...submission,
  ...centerReview,
  ...bureauReview,
  ...execution,
  ...adjustment,
  ...yearEnd,
  ...evaluation,
  ...evaluationReview,
  ...ending,
]
