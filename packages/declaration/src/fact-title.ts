import { type Route, stageNamed } from '@shenbao/workflow/route.ts'
import type { DeclarationEvent } from './events.ts'
import { factTitles } from './words.ts'

/** Taking back leads from where the case was sent to where it came from. */
type Way = Readonly<{ from: string; to: string }>

/** Whether what is taken back is an approval (拿回) and not the author's handing in (撤回). `way` is the way it was sent. */
export const takesBackAPass = (route: Route, { from, to }: Way): boolean =>
  Object.values(stageNamed(route, from).moves ?? {}).some(
    ({ kind, withdrawnBy, to: targets }) => kind === 'pass' && withdrawnBy !== undefined && targets.includes(to),
  )

/** A fact in the words of the people who read it; more particular than `factTitles` where the fact says more. */
export const titleOfFact = (event: DeclarationEvent, route: Route): string => {
  switch (event.type) {
    case 'stage-moved':
      return { jump: '跳转', terminate: '终止', cancel: '撤销' }[event.data.as]
    case 'task-transferred':
      return { transfer: '转办', assignment: '指派', handover: '交接' }[event.data.as]
    case 'signer-added':
      return event.data.place === 'before' ? '前加签' : '后加签'
    case 'opinion-given':
      return event.data.vote === 'object' ? '不同意' : '同意'
    case 'withdrawn':
    case 'adjustment-withdrawn': {
      const { from, to } = event.data
      const isPass = takesBackAPass(route, { from: to, to: from })
      return isPass ? '拿回' : factTitles[event.type]
    }
    case 'comment-made':
      return event.data.kind === 'must' ? '批注（必改）' : '批注（建议）'
    case 'comment-answered':
      return event.data.answer === 'changed' ? '答复批注：已改' : '答复批注：说明'
    case 'finding-answered':
      return event.data.verdict === 'confirmed' ? '确认体检提示' : '不采纳体检提示'
    case 'deadline-lapsed':
      return { remind: '超期提醒', escalate: '超期升级', mark: '超期标记' }[event.data.lapse]
    default:
      return factTitles[event.type]
  }
}

/** The officers a fact speaks of besides whoever recorded it. Names live in the directory. */
export const peopleIn = ({ type, data }: DeclarationEvent): readonly string[] => {
  switch (type) {
    case 'task-claimed':
    case 'task-released':
    case 'signature-taken-back':
    case 'opinion-carried':
    case 'signer-added':
      return [data.officer]
    case 'task-transferred':
      return data.from === null ? [data.to] : [data.from, data.to]
    case 'task-delegated':
    case 'delegation-answered':
      return [data.from, data.to]
    case 'signer-removed':
      return data.officer === null ? [] : [data.officer]
    case 'signers-named':
      return [...new Set(data.slots.flatMap(({ officer }) => officer ?? []))]
    case 'copied':
    case 'consulted':
      return data.to
    default:
      return []
  }
}
