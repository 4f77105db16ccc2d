import type { Route } from '@shenbao/workflow/route.ts'
import type { Path } from '../api/queries.ts'

/** The way a declaration really took and is expected to take, as boxes and arrows. Days are business days as recorded. */
export type Box = Readonly<{
  stage: string
  title: string
  state: 'past' | 'here' | 'ahead'
  /** Beside another stage: an adjustment while it is carried out. */
  isBeside: boolean
  phase: string
  /** Who passed it last, who is waited for, or who will be. */
  who: string
  when: string
}>

export const ways = ['on', 'straight', 'back', 'taken-back', 'jump', 'ahead'] as const
export type Way = (typeof ways)[number]
export type Arrow = Readonly<{ id: string; from: string; to: string; way: Way; words: string; times: number }>
export type RoutePicture = Readonly<{ boxes: readonly Box[]; arrows: readonly Arrow[] }>

type Step = Path['taken'][number]
type Visit = Readonly<{ stage: string; since: string; until: string | null; by: string | null }>

/** `titles`: what each fact is called, by its revision; `today`: the business day. */
export const routePicture = (
  { taken, now, next }: Path,
  route: Route | null,
  titles: ReadonlyMap<number, string>,
  today: string,
): RoutePicture => {
  const stages = new Map(route?.stages.map(stage => [stage.name, stage]))
  const hostOf = (stage: string): string | null => stages.get(stage)?.beside ?? null
  const moves = taken.filter(({ from, to }) => from !== to)
  const visits = visitsOf(moves, hostOf)
  const named = new Map([...next, ...taken, ...now].map(({ stage, title }) => [stage, title]))
  const order = route ? route.stages.map(({ name }) => name) : []
  const met = [
    ...new Set([...visits.map(({ stage }) => stage), ...now.map(({ stage }) => stage), ...next.map(({ stage }) => stage)]),
  ]
  const inOrder = [...order.filter(stage => met.includes(stage)), ...met.filter(stage => !order.includes(stage))]
  const boxes = inOrder.map((stage): Box => {
    const own = visits.filter(visit => visit.stage === stage)
    const here = now.find(one => one.stage === stage)
    const later = next.find(one => one.stage === stage)
    const state = here ? 'here' : own.length > 0 ? 'past' : 'ahead'
    return {
      stage,
      title: named.get(stage) ?? stage,
      state,
      isBeside: hostOf(stage) !== null,
      phase: stages.get(stage)?.phase ?? '',
      who: here || state === 'ahead' ? seatsOf(here ?? later) : (own.at(-1)?.by ?? ''),
      when: here ? sinceWords(own, today) : state === 'past' ? staysWords(own) : daysAllowed(later),
    }
  })
  return { boxes, arrows: [...takenArrows(moves, stages, titles), ...aheadArrows({ taken: moves, now, next }, hostOf)] }
}

const visitsOf = (moves: readonly Step[], hostOf: (stage: string) => string | null): readonly Visit[] => {
  const visits: Visit[] = []
  const openAt = (stage: string): number => visits.findLastIndex(visit => visit.stage === stage && visit.until === null)
  for (const { from, to, effectiveOn, byName } of moves) {
    const left = from === null || hostOf(to) === from ? -1 : openAt(from)
    const visit = visits[left]
    if (visit) visits.splice(left, 1, { ...visit, until: effectiveOn, by: byName })
    if (openAt(to) < 0) visits.push({ stage: to, since: effectiveOn, until: null, by: null })
  }
  return visits
}

const seatsOf = (stage: Path['now'][number] | undefined): string => stage?.who.map(({ title }) => title).join('、') ?? ''

const DAY_MS = 86_400_000
export const daysBetween = (from: string, until: string): number => Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS)
const monthDay = (day: string): string => day.slice('2026-'.length)

const sinceWords = (visits: readonly Visit[], today: string): string => {
  const since = visits.at(-1)?.since
  if (since === undefined) return '现在'
  const days = daysBetween(since, today)
  return `${monthDay(since)} 起${days > 0 ? `，${days} 天` : ''}${visits.length > 1 ? `，第 ${visits.length} 次` : ''}`
}

/** `03-02，2 + 3 天`: the day it first came, and how long it stayed each time. */
const staysWords = (visits: readonly Visit[]): string => {
  const days = visits.map(({ since, until }) => (until === null ? 0 : daysBetween(since, until)))
  const first = visits[0]?.since
  const stays = days.every(one => one === 0) ? (days.length > 1 ? `${days.length} 次，当日` : '当日') : `${days.join(' + ')} 天`
  return `${first === undefined ? '' : monthDay(first)}，${stays}`
}

const daysAllowed = (stage: Path['next'][number] | undefined): string =>
  stage?.workingDays == null ? '预计' : `预计，限 ${stage.workingDays} 个工作日`

const backTypes: ReadonlySet<string> = new Set(['returned', 'adjustment-returned', 'rejected', 'adjustment-rejected'])
const takenBackTypes: ReadonlySet<string> = new Set(['withdrawn', 'adjustment-withdrawn', 'signature-taken-back'])

const wayOf = ({ type, from, to }: Step, stages: ReadonlyMap<string, Route['stages'][number]>): Way => {
  if (backTypes.has(type)) return 'back'
  if (takenBackTypes.has(type)) return 'taken-back'
  if (type === 'stage-moved' || type === 'reopened') return 'jump'
  const usual = Object.values(stages.get(from ?? '')?.moves ?? {}).find(({ fact }) => fact === type)?.to
  return usual && !usual.includes(to) ? 'straight' : 'on'
}

const takenArrows = (
  moves: readonly Step[],
  stages: ReadonlyMap<string, Route['stages'][number]>,
  titles: ReadonlyMap<number, string>,
): readonly Arrow[] => {
  const grouped = Map.groupBy(
    moves.filter(({ from }) => from !== null),
    step => `${step.from}|${step.to}|${wayOf(step, stages)}`,
  )
  return [...grouped].flatMap(([id, steps]) => {
    const last = steps.at(-1)
    if (!last || last.from === null) return []
    const way = wayOf(last, stages)
    const isBranch = (stages.get(last.from)?.beside === undefined) !== (stages.get(last.to)?.beside === undefined)
    const words = wordsOf(way, steps, titles.get(last.revision), isBranch)
    return { id, from: last.from, to: last.to, way, times: steps.length, words }
  })
}

const wordsOf = (way: Way, steps: readonly Step[], title: string = '', isBranch: boolean = false): string => {
  const last = steps.at(-1)
  const times = steps.length > 1 ? `${steps.length} 次` : ''
  if (!last || (way === 'on' && !isBranch)) return times
  const told =
    way === 'straight' ? `直达${last.title}` : way === 'back' && !last.title.includes(title) ? `${title}到${last.title}` : title
  const reason = way === 'back' ? last.reason : null
  return [told, monthDay(last.effectiveOn), times, reason].filter(Boolean).join(' ')
}

/** From where it stands along what is expected; what was gone before is drawn once. What stands beside leads back by itself. */
const aheadArrows = ({ taken, now, next }: Path, hostOf: (stage: string) => string | null): readonly Arrow[] => {
  const isTaken = (from: string, to: string): boolean => taken.some(step => step.from === from && step.to === to)
  const begin = now.find(({ stage }) => hostOf(stage) === null)
  const main = [...(begin ? [begin] : []), ...next]
  const pairs = main.slice(1).map((to, at): readonly [string, string] => [main[at]?.stage ?? '', to.stage])
  const beside = now.flatMap(({ stage }): (readonly [string, string])[] => {
    const host = hostOf(stage)
    return host === null ? [] : [[stage, host]]
  })
  return [...pairs, ...beside]
    .filter(([from, to]) => !isTaken(from, to))
    .map(([from, to]) => ({ id: `${from}|${to}|ahead`, from, to, way: 'ahead', words: '', times: 0 }))
}

/**
 * Which boxes stand in one line: all where there is room; else a new line where a phase begins, and where a line is full. What stands
 * beside is under its line and takes no place in it.
 */
export const rowsOf = (boxes: readonly Box[], perRow: number): readonly (readonly Box[])[] => {
  const main = boxes.filter(({ isBeside }) => !isBeside)
  if (main.length <= perRow) return [boxes]
  const rows: Box[][] = []
  for (const box of boxes) {
    const row = rows.at(-1)
    const inRow = row?.filter(({ isBeside }) => !isBeside) ?? []
    const last = inRow.at(-1)
    const isFull = inRow.length >= perRow
    const breaks = last !== undefined && last.phase !== box.phase && box.phase === 'executing' && inRow.length > perRow / 3
    if (row && (box.isBeside || !(isFull || breaks))) row.push(box)
    else rows.push([box])
  }
  return rows
}

/** The same for those who hear it, and for a narrow screen: one line for each step, and what comes. */
export type Told = Readonly<{ key: string; day: string; words: string; isBack: boolean; isAhead: boolean }>

export const routeInWords = (path: Path, titles: ReadonlyMap<number, string>): readonly Told[] => [
  ...path.taken
    .filter(({ from, to }) => from !== to)
    .map(step => ({
      key: String(step.revision),
      day: step.effectiveOn,
      words: `${step.byName}${titles.get(step.revision) ?? ''}，${step.from === null ? '在' : '到'}「${step.title}」${step.reason === null ? '' : `：${step.reason}`}`,
      isBack: backTypes.has(step.type),
      isAhead: false,
    })),
  ...path.now.map(stage => ({
    key: `now ${stage.stage}`,
    day: '现在',
    words: `在「${stage.title}」${seatsOf(stage) === '' ? '' : `，等${seatsOf(stage)}`}`,
    isBack: false,
    isAhead: false,
  })),
  ...path.next.map(stage => ({
    key: `next ${stage.stage}`,
    day: '预计',
    words: `「${stage.title}」${seatsOf(stage) === '' ? '' : `，${seatsOf(stage)}`}`,
    isBack: false,
    isAhead: true,
  })),
]
