import { fieldTitle } from '@shenbao/declaration/words.ts'
import { Input } from 'antd'
import { useId } from 'react'
import { Link } from 'react-router'
import type { DeclarationOut } from '../api/queries.ts'
import { WasNow } from '../ui/was-now.tsx'
import { openDemands, placeTitle } from './blocking.ts'
import { ChoiceField, type FormProps, TextField, TickField } from './fields.tsx'

/** 同意, and 批复 with its number; after a return with the places to look at again. */
export const ApproveForm = (props: FormProps) => {
  const { offer, declaration } = props
  const changed = declaration.reapproval.flatMap(one => one.changed)
  return (
    <>
      {offer.needs.includes('documentNumber') && <TextField {...props} name="documentNumber" label="批复文号" isLine />}
      <TextField {...props} name="opinion" label="意见" list="agreeing" isOptional />
      {changed.length > 0 && (
        <TickField
          {...props}
          label={`上次审核之后改动 ${changed.length} 处，${offer.needs.includes('confirmed') ? '请逐处复核' : '看过的可以打勾'}`}
          choices={changed.map(change => ({
            value: change.indicator ?? change.field ?? '',
            title: <ChangedPlace declaration={declaration} change={change} />,
          }))}
        />
      )}
    </>
  )
}

type Changed = DeclarationOut['reapproval'][number]['changed'][number]

const ChangedPlace = ({ declaration, change }: Readonly<{ declaration: DeclarationOut; change: Changed }>) => {
  const { indicator, field, name, kind, fields } = change
  const place = placeTitle(declaration, { indicator: indicator ?? undefined, field: field ?? undefined })
  return (
    <>
      <b>{kind === 'added' ? '增' : kind === 'removed' ? '删' : '改'}</b> {[place, indicator && name].filter(Boolean).join(' ')}{' '}
      {kind === 'revised' &&
        fields.map(cell => (
          <span key={cell.field} className="t13">
            {indicator !== null && `${fieldTitle(cell.field, true)}：`}
            <WasNow from={cell.from} to={cell.to} />{' '}
          </span>
        ))}
    </>
  )
}

/** 退回: where to, how it comes back, why, and which rows must be changed. */
export const ReturnForm = (props: FormProps) => {
  const { offer, declaration } = props
  const titleOf = (stage: string): string => offer.next?.find(next => next.stage === stage)?.title ?? '上一环节'
  const mayComment = declaration.allowedCommands.some(({ type }) => type === 'comment')
  const { unanswered } = openDemands(declaration)
  return (
    <>
      {(offer.to ?? []).length > 0 && (
        <ChoiceField
          {...props}
          name="to"
          label="退回到"
          choices={(offer.to ?? []).map(stage => ({ value: stage, title: titleOf(stage) }))}
        />
      )}
      <ChoiceField
        {...props}
        name="then"
        label="改好以后"
        choices={[
          { value: 'step', title: '逐级重审' },
          { value: 'straight', title: '直达我这里' },
        ]}
      />
      {mayComment && <Remarks {...props} />}
      {unanswered > 0 && (
        <p className="sub">
          已写必改 {unanswered} 条，随退回一并交给对方。<Link to={`/declarations/${declaration.id}/opinions`}>去看</Link>
        </p>
      )}
      <TextField {...props} name="reason" label="退回理由" list="returning" />
    </>
  )
}

/** 必改 on single rows, written together with the return. */
const Remarks = ({ declaration, draft, write }: FormProps) => {
  const id = useId()
  const places = placesOf(declaration)
  const chosen = new Set(draft.remarks.map(({ anchor }) => anchor))
  return (
    <div className="field remarks">
      <label htmlFor={id}>
        要改哪几行<span className="sub">（可不填；每一处成为一条必改，对方须逐条答复）</span>
      </label>
      <ul>
        {draft.remarks.map(({ anchor, text }) => {
          const title = places.find(([place]) => place === anchor)?.[1] ?? ''
          return (
            <li key={anchor}>
              <span className="tag must">必改</span> <b>{title}</b>
              <button
                type="button"
                className="act"
                onClick={() => write({ remarks: draft.remarks.filter(one => one.anchor !== anchor) })}
              >
                去掉
              </button>
              <Input
                aria-label={`${title}：怎么改`}
                value={text}
                placeholder="怎么改"
                onChange={event =>
                  write({
                    remarks: draft.remarks.map(one => (one.anchor === anchor ? { anchor, text: event.target.value } : one)),
                  })
                }
              />
            </li>
          )
        })}
      </ul>
      <select
        id={id}
        value=""
        onChange={event =>
          event.target.value !== '' && write({ remarks: [...draft.remarks, { anchor: event.target.value, text: '' }] })
        }
      >
        <option value="">选一行……</option>
        {places
          .filter(([place]) => !chosen.has(place))
          .map(([place, title]) => (
            <option key={place} value={place}>
              {title}
            </option>
          ))}
      </select>
    </div>
  )
}

const fieldPlaces = ['name', 'funds.annualRequest', 'overallGoal', 'annualGoal']

/** Every place a remark may be about, with its name. */
export const placesOf = ({ form }: Pick<DeclarationOut, 'form'>): readonly (readonly [place: string, title: string])[] => [
  ...form.indicators.map(({ id, name }, at): readonly [string, string] => [id, `行 ${at + 1} ${name}`]),
  ...fieldPlaces.map((field): readonly [string, string] => [field, fieldTitle(field, false)]),
]

const reasons: Readonly<Record<string, string>> = {
  reject: '不予通过的理由',
  withdraw: '撤回的理由',
  'take-back': '拿回的理由',
  discard: '作废的理由',
  cancel: '撤销的理由',
  terminate: '终止的理由',
  reopen: '重启的理由',
}

/** Acts that need a reason and nothing else, or may have one. */
export const ReasonForm = (props: FormProps) => (
  <TextField
    {...props}
    name="reason"
    label={reasons[props.offer.type] ?? '理由'}
    isOptional={!props.offer.needs.includes('reason')}
  />
)

export const ObjectForm = (props: FormProps) => <TextField {...props} name="opinion" label="不同意的意见" list="objecting" />

/** 跳转: to any stage of the review, whose titles come from the way it is expected to go. */
export const JumpForm = ({ titles, ...props }: FormProps & Readonly<{ titles: ReadonlyMap<string, string> }>) => (
  <>
    <ChoiceField
      {...props}
      name="to"
      label="跳转到"
      isColumn
      choices={(props.offer.to ?? []).map((stage, at) => ({ value: stage, title: titles.get(stage) ?? `第 ${at + 1} 个环节` }))}
    />
    <TextField {...props} name="reason" label="跳转的理由" />
  </>
)

/** Acts that ask for nothing: what they do, in a sentence. */
export const PlainForm = ({ offer }: FormProps) => <p>{consequences[offer.type] ?? '按“确定”办理，会记录在轨迹里。'}</p>

const consequences: Readonly<Record<string, string>> = {
  submit: '送审之后表格不能再改；下一环节的人办理之前，可以撤回。',
  consent: '同意之后，协商修改的内容成为这份申报的内容。',
  claim: '认领之后由你办理，同岗位的其他人不再看到这件待办；可以放回。',
  release: '放回之后，同岗位的人都可以办理。',
  'close-year': '年度结束之后不再填报进度和调整，开始自评。',
  'submit-evaluation': '提交之后自评不能再改；单位财务办理之前，可以撤回。',
  'confirm-evaluation': '确认之后，评价得分和等级就定下来了。',
  publish: '公开之后，任何人都可以查看目标和评价结果。',
  archive: '归档之后只能更正，不能再办理别的。',
  'mark-read': '记下你已经看过。',
}
