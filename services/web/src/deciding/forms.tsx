import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { pathQuery } from '../api/queries.ts'
import { ChangesForm } from './changes-form.tsx'
import { ApproveForm, JumpForm, ObjectForm, PlainForm, ReasonForm, ReturnForm } from './decision-forms.tsx'
import { type FormProps, TextField } from './fields.tsx'
import {
  AnswerConsultationForm,
  AnswerDelegationForm,
  CommentForm,
  ConsultForm,
  CopyForm,
  PassingOnForm,
  RemoveSignerForm,
  UrgeForm,
} from './passing-on-forms.tsx'
import { AnswerRectificationForm, CloseRectificationForm, IssueForm, ReturnRectificationForm } from './rectification-forms.tsx'

/** The titles of stages that may be jumped to come from the way taken and the way ahead. */
const JumpingForm = (props: FormProps) => {
  const path = useQuery(pathQuery(props.declaration.id)).data
  const titles = new Map(
    [...(path?.taken ?? []), ...(path?.now ?? []), ...(path?.next ?? [])].map(({ stage, title }) => [stage, title]),
  )
  return <JumpForm {...props} titles={titles} />
}

/** The form of each family of verbs. */
const forms: Readonly<Record<string, ComponentType<FormProps>>> = {
  approve: ApproveForm,
  object: ObjectForm,
  return: ReturnForm,
  reject: ReasonForm,
  withdraw: ReasonForm,
  'take-back': ReasonForm,
  discard: ReasonForm,
  cancel: ReasonForm,
  terminate: ReasonForm,
  reopen: ReasonForm,
  jump: JumpingForm,
  transfer: PassingOnForm,
  delegate: PassingOnForm,
  'add-signer': PassingOnForm,
  'remove-signer': RemoveSignerForm,
  'answer-delegation': AnswerDelegationForm,
  consult: ConsultForm,
  'answer-consultation': AnswerConsultationForm,
  copy: CopyForm,
  urge: UrgeForm,
  comment: CommentForm,
  amend: ChangesForm,
  'request-adjustment': ChangesForm,
  correct: ChangesForm,
  'issue-rectification': IssueForm,
  'answer-rectification': AnswerRectificationForm,
  'return-rectification': ReturnRectificationForm,
  'close-rectification': CloseRectificationForm,
}

/** A verb without a form of its own asks for what it needs, one line each: nothing that is offered stays out of reach. */
const NeedsForm = (props: FormProps) =>
  props.offer.needs.length === 0 ? (
    <PlainForm {...props} />
  ) : (
    props.offer.needs.map(name => <TextField key={name} {...props} name={name} label={needTitles[name] ?? '内容'} />)
  )

const needTitles: Readonly<Record<string, string>> = {
  reason: '理由',
  opinion: '意见',
  text: '内容',
  answer: '答复',
  number: '编号',
}

export const VerbForm = (props: FormProps) => {
  const Form = forms[props.offer.type] ?? NeedsForm
  return <Form {...props} />
}
