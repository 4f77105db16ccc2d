import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../api/queries.ts'
import { placesOf } from './decision-forms.tsx'
import { ChoiceField, type FormProps, TextField } from './fields.tsx'
import { PeopleField } from './people-field.tsx'
import { questionsTo } from './questions.ts'
import { slotsToChoose, slotsToRemove } from './slots.ts'

const whom: Readonly<Record<string, string>> = { transfer: '转给谁', delegate: '请谁代拟意见', 'add-signer': '请谁加签' }

/** 转办, 委派 and 加签: one person, why, and which of several signatures. */
export const PassingOnForm = (props: FormProps) => {
  const { offer, declaration } = props
  const me = useQuery(meQuery).data
  const slots = slotsToChoose(declaration, offer.onBehalfOf ?? me?.officerId ?? '')
  return (
    <>
      {slots.length > 1 && <SlotField {...props} slots={slots} label="哪一个签署席位" />}
      <PeopleField {...props} label={whom[offer.type] ?? '请谁办'} isOne />
      {offer.type === 'add-signer' && (
        <ChoiceField
          {...props}
          name="place"
          label="次序"
          choices={[
            { value: 'before', title: '前加签：在我之前签' },
            { value: 'after', title: '后加签：在我之后签' },
          ]}
        />
      )}
      <TextField {...props} name="reason" label="理由" list="passingOn" />
    </>
  )
}

export const RemoveSignerForm = (props: FormProps) => {
  const me = useQuery(meQuery).data
  return (
    <>
      <SlotField
        {...props}
        slots={slotsToRemove(props.declaration, props.offer.onBehalfOf ?? me?.officerId ?? '')}
        label="减去谁"
      />
      <TextField {...props} name="reason" label="理由" />
    </>
  )
}

type Slots = readonly Readonly<{ slot: string; title: string }>[]

const SlotField = ({ slots, label, ...props }: FormProps & Readonly<{ slots: Slots; label: string }>) => (
  <ChoiceField {...props} name="slot" label={label} isColumn choices={slots.map(({ slot, title }) => ({ value: slot, title }))} />
)

export const ConsultForm = (props: FormProps) => (
  <>
    <PeopleField {...props} label="问谁" />
    <TextField {...props} name="question" label="问题" />
    <p className="sub">征求意见不影响办理，期限照计。</p>
  </>
)

export const CopyForm = (props: FormProps) => (
  <>
    <PeopleField {...props} label="抄送给" />
    <TextField {...props} name="note" label="附言" isOptional isLine />
  </>
)

export const UrgeForm = (props: FormProps) => <TextField {...props} name="message" label="附言" list="urging" isOptional isLine />

/** 答复征求意见: which question, and the answer to it. */
export const AnswerConsultationForm = (props: FormProps) => {
  const me = useQuery(meQuery).data
  const asked = questionsTo(props.declaration, props.offer.onBehalfOf ?? me?.officerId ?? '')
  const [only] = asked
  return (
    <>
      {asked.length > 1 && (
        <ChoiceField
          {...props}
          name="consultation"
          label="答复哪一个问题"
          isColumn
          choices={asked.map(({ id, question }) => ({ value: id, title: question }))}
        />
      )}
      {asked.length === 1 && only && (
        <p>
          {props.declaration.names[only.by] ?? '办理人'}问：<b>{only.question}</b>
        </p>
      )}
      <TextField {...props} name="answer" label="答复" />
    </>
  )
}

export const AnswerDelegationForm = (props: FormProps) => (
  <TextField {...props} name="opinion" label="代拟的意见" list="agreeing" />
)

export const CommentForm = (props: FormProps) => (
  <>
    <ChoiceField
      {...props}
      name="kind"
      label="要求"
      choices={[
        { value: 'must', title: '必改：不答复不能再送审' },
        { value: 'should', title: '建议：供参考' },
      ]}
    />
    <PlaceField {...props} />
    <TextField {...props} name="text" label="批注" />
  </>
)

const PlaceField = ({ declaration, draft, write }: FormProps) => (
  <div className="field">
    <label htmlFor="comment-place">批注哪里</label>
    <select
      id="comment-place"
      value={draft.texts['anchor'] ?? ''}
      onChange={event => write({ texts: { ...draft.texts, anchor: event.target.value } })}
    >
      <option value="">整份申报</option>
      {placesOf(declaration).map(([place, title]) => (
        <option key={place} value={place}>
          {title}
        </option>
      ))}
    </select>
  </div>
)
