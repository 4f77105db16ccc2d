import { phaseTitle } from '@shenbao/declaration/words.ts'
import { fenOfYuan, yuanForPeople } from '@shenbao/kernel/money.ts'
import { type Condition, leadsOn, type Route, type Seat, type StageDefinition, stageNamed } from '@shenbao/workflow/route.ts'
import { howSigned, passingMove } from '@shenbao/workflow/signing.ts'
import { type Html, html } from './html.ts'
import { deskPage, type Reader } from './layout.ts'
import { roleTitle } from './people-shown.ts'
import { modes } from './signing-panel.ts'

type RoutesShown = Readonly<{ routes: readonly Route[]; name: (officerId: string) => string }>

/** 流程: each route as a row of its stages, with who acts there, how many of them and in how many days. */
export const routesPage = (reader: Reader, { routes, name }: RoutesShown): string =>
  deskPage(
    '流程',
    reader,
    'routes',
    html`<h1>流程</h1><p class="mute">已经开始的申报一直走它开始时的版本；改动流程是发布新的版本。</p>${routes.map(
      route => html`<section class="panel"><h2>${route.title} <code>${route.id}@${route.version}</code></h2>
<ol class="road">${roadOf(route).map(stage => stageBox(route, stage, name))}</ol>${waysOut(route)}</section>`,
    )}`,
  )

/** The main road: where it begins, and every stage that is reached by going on. */
const roadOf = (route: Route): readonly StageDefinition[] => {
  const reached = new Set(
    route.stages.flatMap(({ moves }) =>
      Object.values(moves ?? {})
        .filter(leadsOn)
        .flatMap(({ to }) => to),
    ),
  )
  return route.stages.filter(({ name, beside }) => beside === undefined && (name === route.begins || reached.has(name)))
}

/** Where a case ends that does not go on. */
const waysOut = (route: Route): Html | null => {
  const road = roadOf(route)
  const out = route.stages.filter(stage => stage.beside === undefined && !road.includes(stage))
  return out.length === 0 ? null : html`<p class="mute">中途结束：${out.map(({ title }) => title).join('、')}。</p>`
}

const stageBox = (route: Route, stage: StageDefinition, name: RoutesShown['name']): Html => {
  const { how, each } = howSigned(stage)
  const beside = route.stages.filter(other => other.beside === stage.name)
  return html`<li><small>${phaseTitle(stage.phase)}</small><b>${stage.title}</b>
<span>${seatsOf(stage)
    .map(seat => seatTitle(seat, name))
    .join('、')}</span>${
    stage.signing === undefined
      ? null
      : html`<small>${modes[how] ?? null}${each === 'officer' ? '，岗位上人人签' : null}${
          stage.signing.needed === undefined ? null : `，需要 ${stage.signing.needed} 票`
        }</small>`
  }${stage.reviewSheet === true ? html`<small>须填审核表</small>` : null}${
    stage.deadline ? html`<small>${stage.deadline.workingDays} 个工作日，${lapses[stage.deadline.lapse]}</small>` : null
  }${waysOf(route, stage)}${beside.map(
    other =>
      html`<small>同时：${other.title}（${seatsOf(other)
        .map(seat => seatTitle(seat, name))
        .join('、')}）</small>`,
  )}</li>`
}

const lapses = { remind: '超期提醒', escalate: '超期升级', mark: '超期标记' } as const

/** Who carries it on from here: those who pass it, or whoever else may move it. */
const seatsOf = (stage: StageDefinition): readonly Seat[] => {
  const seats = passingMove(stage)?.move.who ?? Object.values(stage.moves ?? {})[0]?.who ?? []
  return seats
}

const seatTitle = (seat: Seat, name: RoutesShown['name']): string =>
  'officer' in seat ? name(seat.officer) : roleTitle(seat.role)

/** Where the way depends on amount, category or nature. */
const waysOf = (route: Route, stage: StageDefinition): Html | null => {
  const ways = Object.values(stage.moves ?? {}).flatMap(move => move.ways ?? [])
  return ways.length === 0
    ? null
    : html`${ways.map(
        ({ to, when }) => html`<small>${when.map(conditionText).join('且')}：到${stageNamed(route, to).title}</small>`,
      )}`
}

const features: Readonly<Record<string, string>> = {
  annualRequest: '年度申请额',
  category: '项目类别',
  nature: '项目性质',
  adjusts: '调整内容',
}

const values: Readonly<Record<string, string>> = { budget: '资金', targets: '绩效目标' }

const amount = (yuan: string): string => {
  const fen = fenOfYuan(yuan)
  return fen === null ? yuan : yuanForPeople(fen)
}

const conditionText = (condition: Condition): string => {
  const of = features[condition.of] ?? condition.of
  if ('is' in condition) return `${of}为${condition.is.map(value => values[value] ?? value).join('或')}`
  return [
    ...(condition.atLeast === undefined ? [] : [`${of}不低于 ${amount(condition.atLeast)} 元`]),
    ...(condition.below === undefined ? [] : [`${of}低于 ${amount(condition.below)} 元`]),
  ].join('且')
}
