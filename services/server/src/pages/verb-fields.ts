import type { CommandType } from '@shenbao/declaration/commands.ts'
import { deltaOf } from '@shenbao/declaration/delta-review.ts'
import { reviewGrades } from '@shenbao/declaration/review-sheet-facts.ts'
import { fieldTitle } from '@shenbao/declaration/words.ts'
import { signingStage } from '@shenbao/workflow/decide.ts'
import { stageNamed } from '@shenbao/workflow/route.ts'
import type { Slot } from '@shenbao/workflow/signing.ts'
import { anchorsOf, anchorTitle, type CaseShown, openSlots, slotTitle } from './case-shown.ts'
import { choice, line, lines, type Options, onePerson, severalPeople } from './form-fields.ts'
import { type Html, html } from './html.ts'
import { allOf, type Sent } from './sent-form.ts'
import { stageTitle } from './words.ts'

/** What is asked for in the form of one command. `row`: the row the reader came from. */
export type Asked = Readonly<{
  shown: CaseShown
  needs: readonly string[]
  to: readonly string[]
  typed: Sent
  row: string | null
  /** Open signatures that are the reader's. None for an administrator who moves the work of others. */
  own: readonly Slot[]
  /** For whom the command would be sent: the reader, or one they stand in for. */
  person: string
}>

/** Commands whose fields are rows of figures: no form of a few lines can hold them. */
const byRow: ReadonlySet<CommandType> = new Set([
  'amend',
  'request-adjustment',
  'record-progress',
  'record-result',
  'rescore',
] as const)
export const hasForm = (type: CommandType): boolean => !byRow.has(type)

export const verbFields = (type: CommandType, asked: Asked): Html | null => {
  const { typed, needs } = asked
  const reason = line({ label: '理由', name: 'reason', typed, required: needs.includes('reason') })
  switch (type) {
    case 'approve':
      return html`${documentNumber(asked)}
${line({ label: '意见', name: 'opinion', typed, phrases: 'agreeing' })}${confirming(asked)}`
    case 'object':
      return line({ label: '意见', name: 'opinion', typed, required: true, phrases: 'objecting' })
    case 'answer-delegation':
      return lines({ label: '意见', name: 'opinion', typed, required: true })
    case 'return':
      return html`${stages('退回至', asked)}${afterwards(typed)}
${line({ label: '理由', name: 'reason', typed, required: true, phrases: 'returning' })}`
    case 'review':
      return html`${choice({ label: '审核等级', name: 'grade', typed, options: reviewGrades.map(grade => [grade, grade]) })}
${lines({ label: '审核说明', name: 'comment', typed })}`
    case 'revise':
      return html`${choice({ label: '改哪里', name: 'place', typed, options: placesOf(asked), empty: '请选择', ...chosenPlace(asked) })}
${lines({ label: '改为', name: 'to', typed })}${reason}`
    case 'withdraw':
    case 'discard':
    case 'take-back':
      return line({ label: '理由（可不填）', name: 'reason', typed })
    case 'jump':
      return html`${stages('跳转至', asked)}${reason}`
    default:
      return passingOnFields(type, asked) ?? talkFields(type, asked) ?? (needs.includes('reason') ? reason : null)
  }
}

/** Asked for where the approval is the 批复. */
const documentNumber = ({ needs, typed }: Asked): Html | null =>
  needs.includes('documentNumber') ? line({ label: '批复文号', name: 'documentNumber', typed, required: true }) : null

/** After a return: what changed since the stage looked last, to be looked at place by place. The rest keeps its opinion. */
const confirming = ({ shown, typed }: Asked): Html | null => {
  const { seen, route } = shown
  const signing = signingStage(route, seen.declaration.work)
  const delta = signing ? deltaOf(seen.declaration, { route, stage: signing.stage.name }) : null
  if (!delta || delta.changed.length === 0) return null
  const ticked = allOf(typed, 'confirmed')
  const before = new Map(delta.since.shown.form.indicators.map(({ id, name }) => [id, name]))
  return html`<fieldset class="people"><legend>上次审核之后改动 ${delta.changed.length} 处，请逐处复核</legend>${delta.changed.map(
    ({ anchor, kind, cells }) =>
      html`<label class="tick"><input type="checkbox" name="confirmed" value="${anchor}"${
        ticked.includes(anchor) ? html` checked` : null
      }><span>${kind === 'removed' ? `删除：${before.get(anchor) ?? anchor}` : anchorTitle(seen.declaration.form, anchor)}${
        kind === 'revised' ? cells.map(({ field, from, to }) => cellChange(field, from, to)) : null
      }${kind === 'added' ? '（新增）' : null}</span></label>`,
  )}</fieldset>`
}

const cellChange = (field: string, from: string | null, to: string | null): Html =>
  html`<small>${fieldTitle(field, true)}：<del>${from ?? '空'}</del> → <ins>${to ?? '空'}</ins></small>`

const stages = (label: string, { to, shown: { route }, typed }: Asked): Html =>
  choice({ label, name: 'to', typed, options: to.map(name => [name, stageTitle(route, name)]) })

const afterwards = (typed: Sent): Html =>
  choice({
    label: '改后',
    name: 'then',
    typed,
    options: [
      ['step', '逐级重审'],
      ['straight', '直达退回人'],
    ],
  })

const placesOf = ({ shown: { seen, route } }: Asked): Options => {
  const { form, work } = seen.declaration
  const acts = work.standing.stages.flatMap(name => stageNamed(route, name).acts?.['revise'] ?? [])
  const isOpen = (field: string): boolean => acts.some(({ fields }) => fields === undefined || fields.includes(field))
  const ofRow = (['target', 'name', 'weight'] as const).filter(isOpen)
  return [
    ...form.indicators.flatMap(({ id, name }, at) =>
      ofRow.map((field): readonly [string, string] => [`${field} ${id}`, `第 ${at + 1} 行 ${name} · ${fieldTitle(field, true)}`]),
    ),
    ...(['name', 'overallGoal', 'annualGoal', 'start', 'end'] as const)
      .filter(isOpen)
      .map((field): readonly [string, string] => [field, fieldTitle(field, false)]),
  ]
}

const chosenPlace = ({ row }: Asked): { chosen?: string } => (row === null ? {} : { chosen: `target ${row}` })

const passingOnFields = (type: CommandType, asked: Asked): Html | null => {
  const { typed, shown, own } = asked
  const { choices } = shown.people
  const reason = line({ label: '理由', name: 'reason', typed, required: true, phrases: 'passingOn' })
  switch (type) {
    case 'transfer':
      return html`${slots(asked, own.length === 0 ? openSlots(shown) : own)}
${onePerson({ label: own.length === 0 ? '指派给' : '转给', choices, typed })}${reason}`
    case 'delegate':
      return html`${slots(asked, own)}${onePerson({ label: '请谁代拟意见', choices, typed })}${reason}`
    case 'add-signer':
      return html`${slots(asked, own)}${onePerson({ label: '加签人', choices, typed })}
${choice({
  label: '次序',
  name: 'place',
  typed,
  options: [
    ['before', '在我之前签（前加签）'],
    ['after', '在我之后签（后加签）'],
  ],
})}${reason}`
    case 'remove-signer':
      return html`${choice({ label: '减去', name: 'slot', typed, options: slotOptions(shown, removable(asked)) })}${reason}`
    case 'claim':
    case 'release':
      return slots(asked, own)
    default:
      return null
  }
}

/** Those the reader added; for an administrator, who added nobody, everybody who has not signed. */
const removable = ({ shown, person }: Asked): readonly Slot[] => {
  const open = openSlots(shown)
  const added = open.filter(({ addedBy }) => addedBy === person)
  return added.length > 0 ? added : open
}

const slotOptions = (shown: CaseShown, slots: readonly Slot[]): Options => slots.map(slot => [slot.slot, slotTitle(shown, slot)])

/** Asked only where a person could mean several. */
const slots = ({ shown, typed }: Asked, mine: readonly Slot[]): Html | null =>
  mine.length > 1 ? choice({ label: '签署席位', name: 'slot', typed, options: slotOptions(shown, mine) }) : null

const talkFields = (type: CommandType, { typed, shown, row }: Asked): Html | null => {
  const { choices } = shown.people
  switch (type) {
    case 'comment':
      return html`${choice({
        label: '批注哪里',
        name: 'anchor',
        typed,
        options: [['', '整份申报'], ...anchorsOf(shown.seen.declaration.form)],
        ...(row === null ? {} : { chosen: row }),
      })}${choice({
        label: '要求',
        name: 'kind',
        typed,
        options: [
          ['must', '必改：不答复不能再送审'],
          ['should', '建议：供参考'],
        ],
      })}${lines({ label: '批注', name: 'text', typed, required: true })}`
    case 'consult':
      return html`${severalPeople({ label: '征求谁的意见', choices, typed })}
${lines({ label: '问题', name: 'question', typed, required: true })}`
    case 'copy':
      return html`${severalPeople({ label: '抄送给', choices, typed })}${line({ label: '附言（可不填）', name: 'note', typed })}`
    case 'urge':
      return line({ label: '附言（可不填）', name: 'message', typed, phrases: 'urging' })
    default:
      return null
  }
}
