/** 催办, 抄送, 已阅, 征求意见, 批注: said, limited where it would be noise, and never in the way of a decision but for 必改. */
import t from 'tap'
import type { LeaveCommand } from './leave-case.ts'
import { deputy } from './leave-office.ts'
import { after, approve, ask, type Row, type Step, sendBack, table, toAway, toChief, toCountersigned, told } from './steps.ts'

const urge: LeaveCommand = { type: 'urge', message: '请尽快' }
const copy = (...officers: readonly string[]): LeaveCommand => ({ type: 'copy', officers: [...officers] })
const consult = (...officers: readonly string[]): LeaveCommand => ({
  type: 'consult',
  officers: [...officers],
  question: '是否影响工作',
})
const comment = (kind: 'must' | 'should'): LeaveCommand => ({ type: 'comment', kind, text: '请补充证明' })
/** Ids follow from how much had been recorded. */
const lastId = (steps: readonly Step[]): string => {
  const { talk } = after(steps).state.work
  return talk.comments.at(-1)?.comment ?? talk.consultations.at(-1)?.consultation ?? ''
}

t.test('催办: once a working day for each stage, never on a rest day', t => {
  const urged = [...toChief, ['clerk', urge]] as const
  const rows: readonly Row[] = [
    ['once', toChief, 'clerk', urge, 'urged'],
    ['not twice a day', urged, 'clerk', urge, 'refused urged-today'],
    ['nor by another', urged, 'clerk-2', urge, 'refused urged-today'],
    ['the next day', [...urged, 1], 'clerk', urge, 'urged'],
    ['not on a Saturday', [...toChief, 5], 'clerk', urge, 'refused rest-day'],
    ['the next stage is another matter', [...urged, ['chief', approve]], 'clerk', urge, 'urged'],
    ['nobody to urge in the draft', [], 'clerk', urge, 'refused not-now'],
    ['not by somebody without a part in it', toChief, 'outsider', urge, 'not-yours'],
  ]
  table(t, rows)
  t.end()
})

t.test('抄送 each person once from a stage; 已阅 goes forward only', t => {
  const copied = [...toChief, ['chief', copy('outsider', 'outsider')]] as const
  const rows: readonly Row[] = [
    ['copied', toChief, 'chief', copy('outsider', 'outsider-2', 'outsider'), 'copied'],
    ['again is nothing', copied, 'chief', copy('outsider'), ''],
    ['only who is new', copied, 'chief', copy('outsider', 'outsider-2'), 'copied'],
    ['from another stage again', [...copied, ['chief', approve]], 'finance', copy('outsider'), 'copied'],
    ['not to somebody who has left', toChief, 'chief', copy('gone'), 'refused not-serving'],
    ['who was sent it reads it', copied, 'outsider', { type: 'mark-read', upTo: 4 }, 'read-marked'],
    ['once', [...copied, ['outsider', { type: 'mark-read', upTo: 4 }]], 'outsider', { type: 'mark-read', upTo: 3 }, ''],
    ['who was not sent it', toChief, 'outsider', { type: 'mark-read', upTo: 1 }, 'not-yours'],
    ['also when all is over', toAway, 'clerk', copy('outsider'), 'copied'],
  ]
  table(t, rows)
  t.match(after(copied).recorded.at(-1), /"to":\["outsider"\]/, 'named twice, sent once')
  t.end()
})

t.test('征求意见: an answer that is no vote; the clock goes on and the decision does not wait', t => {
  const consulted = [...toChief, ['chief', consult('outsider', 'outsider-2')]] as const
  const id = lastId(consulted)
  const answer: LeaveCommand = { type: 'answer-consultation', consultation: id, answer: '不影响' }
  const rows: readonly Row[] = [
    ['asked', toChief, 'chief', consult('outsider'), 'consulted'],
    ['not of somebody who has left', toChief, 'chief', consult('gone'), 'refused not-serving'],
    ['answered', consulted, 'outsider', answer, 'consultation-answered'],
    ['by a deputy too', consulted, deputy('clerk-2', 'outsider'), answer, 'consultation-answered'],
    ['not twice', [...consulted, ['outsider', answer]], 'outsider', answer, 'refused answered-already'],
    [
      'a question nobody asked',
      consulted,
      'outsider',
      { type: 'answer-consultation', consultation: 'none', answer: '好' },
      'refused no-such-consultation',
    ],
    ['who is not asked', consulted, 'expert-1', answer, 'not-yours'],
    ['the decision does not wait', consulted, 'chief', approve, 'opinion-given + stage-passed + deadline-set'],
    ['it decides nothing', consulted, 'outsider', approve, 'not-yours'],
  ]
  table(t, rows)
  t.match(after(consulted).state.work.deadlines, { chief: { state: 'running' } }, 'the clock goes on')
  t.end()
})

t.test('必改 is answered before the case is handed in again, 建议 need not be', t => {
  const demanded = [...toChief, ['chief', comment('must')], ['chief', sendBack()]] as const
  const id = lastId(demanded)
  const changed: LeaveCommand = { type: 'answer-comment', comment: id, answer: 'changed' }
  const rows: readonly Row[] = [
    ['in the way', demanded, 'clerk', { type: 'ask' }, 'refused demands-unanswered'],
    ['answered', demanded, 'clerk', changed, 'comment-answered'],
    ['and out of the way', [...demanded, ['clerk', changed]], 'clerk', { type: 'ask' }, 'submitted + deadline-set'],
    [
      'an explanation explains',
      demanded,
      'clerk',
      { type: 'answer-comment', comment: id, answer: 'explained' },
      'refused reason-missing',
    ],
    [
      'explained',
      demanded,
      'clerk',
      { type: 'answer-comment', comment: id, answer: 'explained', text: '无此证明' },
      'comment-answered',
    ],
    [
      'what nobody said',
      demanded,
      'clerk',
      { type: 'answer-comment', comment: 'none', answer: 'changed' },
      'refused no-such-comment',
    ],
    [
      '建议',
      [...toChief, ['chief', comment('should')], ['chief', sendBack()]],
      'clerk',
      { type: 'ask' },
      'submitted + deadline-set',
    ],
    [
      'nor is it in the way of whoever reviews',
      [...toChief, ['chief', comment('must')]],
      'chief',
      approve,
      'opinion-given + stage-passed + deadline-set',
    ],
  ]
  table(t, rows)
  t.end()
})

t.test('复核: by whoever made the comment, after the answer; then nothing of it changes any more', t => {
  const made = [...toChief, ['chief', comment('must')]] as const
  const id = lastId(made)
  const confirm: LeaveCommand = { type: 'confirm-comment', comment: id }
  const explained: LeaveCommand = { type: 'answer-comment', comment: id, answer: 'explained', text: '已附' }
  const answered = [...made, ['clerk', explained]] as const
  const rows: readonly Row[] = [
    ['before the answer', made, 'chief', confirm, 'refused not-answered-yet'],
    ['after', answered, 'chief', confirm, 'comment-confirmed'],
    ['by another', answered, 'chief-2', confirm, 'refused not-your-comment'],
    ['twice is once', [...answered, ['chief', confirm]], 'chief', confirm, ''],
    ['answered differently before', answered, 'clerk', { ...explained, text: '另附' }, 'comment-answered'],
    ['not after', [...answered, ['chief', confirm]], 'clerk', explained, 'refused confirmed-already'],
    ['of what nobody said', answered, 'chief', { type: 'confirm-comment', comment: 'none' }, 'refused no-such-comment'],
  ]
  table(t, rows)
  t.end()
})

t.test('talk changes neither the stage, nor whose turn it is, nor what can be taken back', t => {
  const quiet = after(toCountersigned)
  const said = [
    ['finance', comment('must')],
    ['finance', consult('outsider')],
    ['clerk', urge],
    ['chief', copy('outsider')],
  ] as const
  for (const [by, command] of said) {
    const answer = ask(quiet, by, command)
    t.ok(answer.outcome === 'recorded', told(answer))
    const { talk: _, ...rest } = answer.outcome === 'recorded' ? answer.desk.state.work : quiet.state.work
    const { talk: __, ...before } = quiet.state.work
    t.same(rest, before, command.type)
  }
  t.end()
})
