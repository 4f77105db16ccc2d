import { ChoiceField, type FormProps, TextField, TickField } from './fields.tsx'
import { rectificationsFor } from './questions.ts'

const sources = [
  { value: 'monitoring', title: '绩效监控' },
  { value: 'self-evaluation', title: '单位自评' },
  { value: 'department-evaluation', title: '部门评价' },
  { value: 'finance-evaluation', title: '财政评价' },
  { value: 'audit', title: '审计' },
]
const measures = [
  { value: 'correct', title: '限期改正' },
  { value: 'suspend', title: '暂停执行、停止拨款' },
  { value: 'cut-budget', title: '按程序调减预算' },
]

/** 下达整改: what was found, where, what is to be done and until when. */
export const IssueForm = (props: FormProps) => (
  <>
    <ChoiceField {...props} name="source" label="整改来源" choices={sources} />
    <TextField {...props} name="findings" label="发现的问题" />
    <ChoiceField {...props} name="measure" label="处理措施" choices={measures} />
    <TextField {...props} name="dueOn" label="整改期限" type="date" />
    <TextField {...props} name="period" label="哪个月的监控" type="month" isOptional />
    <TickField
      {...props}
      label="涉及哪些行（可不选，即整个项目）"
      choices={props.declaration.form.indicators.map(({ id, name }, at) => ({ value: id, title: `行 ${at + 1} ${name}` }))}
    />
  </>
)

const WhichRectification = (props: FormProps) => {
  const those = rectificationsFor(props.offer.type, props.declaration)
  return (
    <ChoiceField
      {...props}
      name="number"
      label="哪一号整改"
      isColumn
      choices={those.map(({ number, findings, dueOn }) => ({
        value: String(number),
        title: `第 ${number} 号：${findings}（期限 ${dueOn}）`,
      }))}
    />
  )
}

export const AnswerRectificationForm = (props: FormProps) => (
  <>
    <WhichRectification {...props} />
    <TextField {...props} name="text" label="整改情况" />
  </>
)

export const ReturnRectificationForm = (props: FormProps) => (
  <>
    <WhichRectification {...props} />
    <Answers {...props} />
    <TextField {...props} name="reason" label="退回的理由" />
    <TextField {...props} name="dueOn" label="新的期限" type="date" isOptional />
  </>
)

export const CloseRectificationForm = (props: FormProps) => (
  <>
    <WhichRectification {...props} />
    <Answers {...props} />
    <TextField {...props} name="opinion" label="确认意见" isOptional />
  </>
)

/** What the unit said last about the one that is chosen. */
const Answers = ({ offer, declaration, draft }: FormProps) => {
  const those = rectificationsFor(offer.type, declaration)
  const chosen = those.find(({ number }) => String(number) === draft.texts['number']) ?? those[0]
  const answer = chosen?.answers.at(-1)
  return answer ? <blockquote className="said">{answer.text}</blockquote> : null
}
