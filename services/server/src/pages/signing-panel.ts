import { deadlineNote, shownDeadline } from '@shenbao/declaration/deadline-words.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import type { WorkingDays } from '@shenbao/workflow/around.ts'
import type { NextStage } from '@shenbao/workflow/next.ts'
import { openWork } from '@shenbao/workflow/open-work.ts'
import { stageNamed } from '@shenbao/workflow/route.ts'
import { blockersOf, howSigned, type Signing, type Slot } from '@shenbao/workflow/signing.ts'
import type { Who } from '@shenbao/workflow/work.ts'
import { type CaseShown, slotTitle } from './case-shown.ts'
import { type Html, html } from './html.ts'

/** How a stage is passed, in a sentence. */
export const modes: Readonly<Record<string, string>> = {
  any: '或签：一人办理即可',
  all: '会签：全部同意才通过',
  'in-order': '顺序会签：依次办理',
  votes: '票签：同意达到票数才通过',
}

/** 签署情况: stage by stage, who is asked, how far they are and for whom they wait; then where the case goes when all agree. */
export const signingPanel = (shown: CaseShown, ahead: readonly NextStage[]): Html => {
  const { work } = shown.seen.declaration
  return html`<section class="panel"><h2>签署情况</h2>${work.standing.stages.map(name => {
    const stage = stageNamed(shown.route, name)
    const signing = work.signings[name]
    return html`<h3>${stage.title}</h3>${dueLine(shown, name)}
${signing && signing.slots.length > 0 ? slotList(shown, name, signing) : waiting(shown, name)}`
  })}${ahead.length === 0 ? null : aheadList(shown, ahead)}</section>`
}

/** By what is known today: people and amounts may change on the way. */
const aheadList = (
  { people }: CaseShown,
  ahead: readonly NextStage[],
): Html => html`<details class="ahead"><summary>接下来（都同意时）</summary>
<ol>${ahead.map(
  ({ title, who, how, workingDays }) =>
    html`<li><b>${title}</b>${workingDays === null ? null : `，${workingDays} 个工作日`}${
      who.length > 1 ? html`<small>${modes[how] ?? ''}</small>` : null
    }<small>${who.map(({ seat }) => people.seat(seat)).join('、')}</small></li>`,
)}</ol></details>`

const slotList = (shown: CaseShown, name: string, signing: Signing): Html => {
  const stage = stageNamed(shown.route, name)
  const { how } = howSigned(stage)
  const isVote = how === 'votes'
  return html`${
    stage.signing !== undefined
      ? html`<p class="mute">${modes[how] ?? ''}${isVote ? votesNeeded(stage.signing?.needed) : null}</p>`
      : null
  }
<ul class="slots">${signing.slots.map(
    slot =>
      html`<li>${slotTitle(shown, slot)}${isVote && slot.weight > 1 ? `（${slot.weight} 票）` : null}${
        slot.addedBy === null ? null : html`<small>由${shown.people.name(slot.addedBy)}加签</small>`
      }<span class="state">${state(shown, signing, slot)}</span></li>`,
  )}</ul>`
}

const votesNeeded = (needed: number | undefined): string => (needed === undefined ? '' : `，需要 ${needed} 票`)

const state = (shown: CaseShown, signing: Signing, slot: Slot): Html => {
  const { people } = shown
  switch (slot.state) {
    case 'agreed':
      return html`<span class="green">✓ 已同意</span> ${signedBy(shown, slot)}`
    case 'objected':
      return html`<span class="red">✗ 不同意</span> ${signedBy(shown, slot)}`
    case 'removed':
      return html`<span class="mute">已减签</span>`
    case 'open': {
      if (slot.unstaffed) return html`<span class="red">■ 无人可办，等系统管理员指派</span>`
      if (slot.delegate !== null) return html`已委派${people.name(slot.delegate)}，等其答复`
      const before = blockersOf(signing, slot)
      if (before.length > 0) return html`<span class="mute">等${before.map(one => slotTitle(shown, one)).join('、')}先签</span>`
      return slot.officer === null && slot.seats.length > 0 ? html`<b>待认领或签署</b>` : html`<b>待签署</b>`
    }
  }
}

/** The one who signed and, behind a deputy, the one it was signed for. */
const signedBy = ({ people }: CaseShown, { signedBy: [actor, onBehalfOf] }: Slot): string => {
  const who: Who | null = actor === undefined ? null : { actor, onBehalfOf: onBehalfOf ?? null }
  return who === null ? '' : people.told(who)
}

const waiting = ({ seen, route, administrator, people }: CaseShown, name: string): Html => {
  const asked = openWork(stageNamed(route, name), seen.declaration.work, administrator)
  return asked.length === 0
    ? html`<p class="mute">现在不等谁办理。</p>`
    : html`<p>等${asked.map(({ seat }) => people.seat(seat)).join('、')}办理</p>`
}

/** By when the stage has to be done; `null` where the route sets no time. */
const dueLine = ({ seen, days, today }: CaseShown, stage: string): Html | null => {
  const deadline = seen.declaration.work.deadlines[stage]
  return deadline ? html`<p>${dueWords(deadline, days, today)}</p>` : null
}

/** 10-31 到期（剩 8 个工作日）. */
export const dueWords = (deadline: Parameters<typeof shownDeadline>[0], days: WorkingDays, today: Day): Html => {
  const shown = shownDeadline(deadline, days, today)
  const note = deadlineNote(shown, today)
  if (shown.dueOn === null) return html`<span class="mute">${note}</span>`
  if (shown.dueOn < today) return html`<span class="red">■ ${note}</span>`
  return shown.workingDaysLeft <= 1 ? html`<span class="amber">▲ ${note}</span>` : html`${note}`
}
