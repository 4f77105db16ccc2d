import type { Allowed } from '@shenbao/declaration/allowed.ts'
import { phaseTitle } from '@shenbao/declaration/words.ts'
import { yuanForPeople } from '@shenbao/kernel/money.ts'
import type { People } from '@shenbao/workflow/around.ts'
import type { NextStage } from '@shenbao/workflow/next.ts'
import { stageNamed } from '@shenbao/workflow/route.ts'
import { slotsOf } from '@shenbao/workflow/signing.ts'
import type { Opinion } from '@shenbao/workflow/work.ts'
import { type CaseShown, titlesOfStages } from './case-shown.ts'
import { type Html, html } from './html.ts'
import { deskPage, link, type Reader } from './layout.ts'
import { marginNotes } from './margin-notes.ts'
import { officialForm } from './official-form.ts'
import { signingPanel } from './signing-panel.ts'
import { talkPanel } from './talk-panel.ts'
import { type Failed, reasons, verbs } from './verbs.ts'
import { stageTitle } from './words.ts'

/** `newKey`: sent twice, a decision is one decision; so each form has a key. `since`: what is new to the reader. */
export type DeclarationShown = Readonly<{
  shown: CaseShown
  allowed: Allowed
  newKey: () => string
  approvalHead: string | null
  failed: Failed | null
  row: string | null
  since: Html | null
  /** Where the case goes from here when everybody agrees. */
  ahead: readonly NextStage[]
  /** Who holds which seat of the case today. */
  people: People
}>

/** One declaration as the official form, beside it what the reader may do. */
export const declarationPage = (reader: Reader, page: DeclarationShown): string => {
  const { shown, allowed, newKey, failed, row } = page
  const { form, work } = shown.seen.declaration
  const ownOf = (person: string) => Object.values(work.signings).flatMap(signing => slotsOf(signing, [person], page.people))
  const verbsShown = { shown, allowed, newKey, failed, row, ownOf }
  const may = (type: string): boolean => allowed.allowed.some(command => command.type === type)
  const links = { mayComment: may('comment'), mayRevise: may('revise') }
  return deskPage(
    form.name ?? '申报',
    reader,
    null,
    html`${declarationHead(shown, 'form')}${
      failed === null ? null : html`<section class="panel">${reasons(failed.because)}</section>`
    }
${page.since}<div class="work">${officialForm(form, marginNotes(shown, links))}
<aside>${verbs(verbsShown)}${signingPanel(shown, page.ahead)}${talkPanel(verbsShown)}${standing(
      shown,
      page.approvalHead,
    )}</aside></div>`,
  )
}

export const declarationHead = ({ seen: { declaration, revision }, route }: CaseShown, tab: 'form' | 'history'): Html => {
  const { form, id, year, work } = declaration
  const amount = form.funds.annualRequest === null ? '未填' : `${yuanForPeople(form.funds.annualRequest)} 元`
  const { stages } = work.standing
  const phase = stages[0] === undefined ? '' : phaseTitle(stageNamed(route, stages[0]).phase)
  return html`<div class="head"><h1>${form.name ?? '（未填项目名称）'}</h1>
<p class="mute">${amount} · ${form.category ?? '未填类别'} · ${year} 年度 · ${phase}：${titlesOfStages(route, stages)} · 第 ${
    revision
  } 号</p>
<p class="tabs">${link(`/plain/declarations/${id}`, '申报表', tab === 'form')}
${link(`/plain/declarations/${id}/history`, '轨迹', tab === 'history')}</p></div>`
}

const standing = (shown: CaseShown, approvalHead: string | null): Html => {
  const { approval, final, work, id } = shown.seen.declaration
  return html`<section class="panel"><h2>审核意见</h2>
${work.round > 0 ? html`<p>第 ${work.round + 1} 轮办理</p>` : null}
${approval && html`<p>批复文号：${approval.documentNumber}（${approval.told.effectiveOn}）</p>`}
${
  approvalHead &&
  html`<p>批复摘要头：<code class="digest">${approvalHead}</code></p>
<p class="mute">请印在批复上。日后用 shenbao verify 卷宗.zip --trust 摘要头 核对，可知截至批复的记录是否改动过。</p>`
}
${final && html`<p>评价结果：${final.total} 分，${final.grade}</p>`}
${work.opinions.length === 0 ? html`<p class="mute">还没有审核意见。</p>` : null}
<ul>${work.opinions.map(opinion => opinionItem(shown, opinion))}</ul>
<p><a href="/api/declarations/${id}/dossier.zip" download>导出卷宗</a>（全部记录，可离线核验）</p>
</section>`
}

const opinionItem = ({ people, route, seen }: CaseShown, { stage, opinion, round, told, vote, takenBack }: Opinion): Html => {
  const isPast = round < seen.declaration.work.round
  const where = [told.effectiveOn, stageTitle(route, stage), ...(isPast ? [`第 ${round + 1} 轮`] : [])].join('，')
  // 「同意。」 says no more than the signature itself.
  const words = ['', '同意', '同意。'].includes(opinion) ? '' : `。${opinion}`
  return html`<li${isPast ? html` class="mute"` : null}><b>${people.told(told)}</b>（${where}）：${
    vote === 'object' ? html`<span class="red">不同意</span>` : '同意'
  }${words}${takenBack === true ? '（已拿回，不再作数）' : ''}</li>`
}
