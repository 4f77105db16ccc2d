import { z } from 'zod'
import { type VerbName, verbNames } from './route.ts'

/**
 * What people send about open work, besides the moves of the route. The same in every domain; strict, an unknown member is refused.
 * Officers by id. `slot` names one signature where a person could mean several; otherwise it is found.
 */
const LONGEST_LINE = 2_000
const Line = z.string().max(LONGEST_LINE, `最多 ${LONGEST_LINE} 个字`)
const Written = Line.refine(text => text.trim() !== '', '不能为空')
const Id = z.string().min(1).max(64)
const Officers = z.array(Id).min(1).max(50)
const slot = Id.optional()

const verb = <Type extends VerbName, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape })

export const verbSchemas = [
  /** 不同意, where a stage is decided by votes. */
  verb('object', { opinion: Written }),
  /** 加签. */
  verb('add-signer', { officer: Id, place: z.enum(['before', 'after']), reason: Written, slot }),
  /** 减签. */
  verb('remove-signer', { slot: Id, reason: Written }),
  /** 转办; 指派 when the administrator does it. */
  verb('transfer', { officer: Id, reason: Written, slot }),
  /** 委派: comes back to me. */
  verb('delegate', { officer: Id, reason: Written, slot }),
  verb('answer-delegation', { opinion: Written, slot }),
  /** 认领 · 放回. */
  verb('claim', { slot }),
  verb('release', { slot }),
  /** 拿回 a signature before the stage is passed. */
  verb('take-back', { reason: Line.optional() }),
  /** 催办. */
  verb('urge', { message: Line.optional() }),
  /** 抄送 · 已阅. */
  verb('copy', { officers: Officers, note: Line.optional() }),
  verb('mark-read', { upTo: z.int().min(0) }),
  /** 征求意见 · 答复. */
  verb('consult', { officers: Officers, question: Written }),
  verb('answer-consultation', { consultation: Id, answer: Written }),
  /** 批注 · 答复批注 · 复核. */
  verb('comment', { anchor: z.string().min(1).max(200).nullable().optional(), kind: z.enum(['must', 'should']), text: Written }),
  verb('answer-comment', { comment: Id, answer: z.enum(['changed', 'explained']), text: Line.optional() }),
  verb('confirm-comment', { comment: Id }),
  /** 撤销 by whoever handed it in · 跳转 · 终止 by the administrator. */
  verb('cancel', { reason: Written }),
  verb('jump', { to: Id, reason: Written }),
  verb('terminate', { reason: Written }),
] as const
export const Verb = z.discriminatedUnion('type', verbSchemas)
export type Verb = Readonly<z.output<typeof Verb>>
export type VerbOf<Type extends VerbName> = Extract<Verb, { type: Type }>

const names: ReadonlySet<string> = new Set(verbNames)
export const isVerbName = (name: string): name is VerbName => names.has(name)
export const isVerb = (command: Readonly<{ type: string }>): command is Verb => names.has(command.type)

/** Each verb in the words of the people who use it. */
export const verbTitles: Readonly<Record<VerbName, string>> = {
  object: '不同意',
  'add-signer': '加签',
  'remove-signer': '减签',
  transfer: '转办',
  delegate: '委派',
  'answer-delegation': '答复委派',
  claim: '认领',
  release: '放回',
  'take-back': '拿回',
  urge: '催办',
  copy: '抄送',
  'mark-read': '已阅',
  consult: '征求意见',
  'answer-consultation': '答复征求意见',
  comment: '批注',
  'answer-comment': '答复批注',
  'confirm-comment': '复核批注',
  cancel: '撤销',
  jump: '跳转',
  terminate: '终止',
}

/** What a person has to add to the bare verb. */
export const verbNeeds: Readonly<Record<VerbName, readonly string[]>> = {
  object: ['opinion'],
  'add-signer': ['officer', 'place', 'reason'],
  'remove-signer': ['slot', 'reason'],
  transfer: ['officer', 'reason'],
  delegate: ['officer', 'reason'],
  'answer-delegation': ['opinion'],
  claim: [],
  release: [],
  'take-back': [],
  urge: [],
  copy: ['officers'],
  'mark-read': ['upTo'],
  consult: ['officers', 'question'],
  'answer-consultation': ['consultation', 'answer'],
  comment: ['kind', 'text'],
  'answer-comment': ['comment', 'answer'],
  'confirm-comment': ['comment'],
  cancel: ['reason'],
  jump: ['to', 'reason'],
  terminate: ['reason'],
}
