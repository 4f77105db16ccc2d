import { parseArgs } from 'node:util'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { allowedCommands } from '@shenbao/declaration/allowed.ts'
import { type CommandType, commandTitles } from '@shenbao/declaration/commands.ts'
import type { DeclarationEvent } from '@shenbao/declaration/events.ts'
import { changesOf, reasonOf } from '@shenbao/declaration/history.ts'
import { eventOf, foldRecorded, streamOf } from '@shenbao/declaration/recorded.ts'
import { registerEvents, registerStream } from '@shenbao/declaration/register.ts'
import type { ShippedWorld } from '@shenbao/declaration/routes.ts'
import type { DeclarationState } from '@shenbao/declaration/state.ts'
import { factTitle, fieldTitle } from '@shenbao/declaration/words.ts'
import { workingDaysOf } from '@shenbao/directory/calendar-of.ts'
import { chairsOf, type Directory, officerOf, servingOfficers } from '@shenbao/directory/directory.ts'
import { peopleOf } from '@shenbao/directory/people.ts'
import { directoryStream, foldDirectory } from '@shenbao/directory/recorded.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import type { EventStore, Recorded } from '@shenbao/event-store/port.ts'
import { SYSTEM } from '@shenbao/handler/lapse.ts'
import { newRouteBook } from '@shenbao/handler/route-book.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import { commandsOf } from '@shenbao/workflow/may.ts'
import { stageNamed } from '@shenbao/workflow/route.ts'
import type { ConsoleCommand } from '../console.ts'
import { Misused } from '../console.ts'
import { placeOfLogAlone, withLogToRead } from '../log-place.ts'
import { table } from '../table.ts'

export const explain: ConsoleCommand = {
  summary: '解释一份申报：每条事实、其后的环节，以及现在办不了的事是被哪条规则挡住的',
  usage:
    '用法：npx -y pnpm@12 shenbao explain 申报编号或项目名称 [--data 目录]\n设了 EVENTSTOREDB_URL 时看日志服务器上的日志，此时不能再写 --data。',
  run: async (args, { out, note }) => {
    const { values, positionals } = parseArgs({ args: [...args], options: { data: { type: 'string' } }, allowPositionals: true })
    const wanted = positionals[0]
    if (wanted === undefined) throw new Misused('请写明申报编号或项目名称。')
    const { text, unreadable } = await withLogToRead(placeOfLogAlone(values.data), store => explanation(store, wanted))
    out(text)
    if (unreadable) note(`${unreadable.message}\n`)
    return unreadable ? 1 : 0
  },
}

/** As far as the facts can be read; `unreadable` is the one that ends it. */
type Explanation = Readonly<{ text: string; unreadable: UnreadableFact | null }>

const explanation = async (store: EventStore, wanted: string): Promise<Explanation> => {
  const id = await idOf(store, wanted)
  const facts = await store.read(streamOf(id))
  if (facts.length === 0) throw new Misused(`没有编号或名称为“${wanted}”的申报。`)
  const directory = foldDirectory((await store.read(directoryStream)).map(({ fact }) => fact))
  const book = newRouteBook(store, (await digestOfLog(store)).digest)
  await book.refresh()
  const { world } = book
  let state: DeclarationState = null
  let unreadable: UnreadableFact | null = null
  const rows: string[][] = []
  for (const { fact } of facts) {
    try {
      state = foldRecorded(world, [fact], state)
    } catch (error) {
      if (!(error instanceof UnreadableFact)) throw error
      unreadable = error
      break
    }
    const event = eventOf(fact)
    const names = new Map(state?.form.indicators.map(({ id: row, name }) => [row, name]))
    const changes = changesOf(event).map(({ indicator, field, from, to }) => {
      const what = `${indicator === null ? '' : (names.get(indicator) ?? '已删除的指标')} ${fieldTitle(field, indicator !== null)}`
      return `${what.trim()}：${from || '（空）'} → ${to || '（空）'}`
    })
    const who = officerOf(directory, fact.actor)?.name ?? (fact.actor === SYSTEM ? '系统' : fact.actor)
    const stages = titlesOf(world, state)
    rows.push([
      String(fact.revision),
      fact.effectiveOn,
      who,
      factTitle(fact.type),
      stages,
      [declaredRow(event), ...changes, reasonOf(event) ?? ''].filter(Boolean).join('；'),
    ])
  }
  if (!state) throw unreadable ?? new Misused(`没有编号或名称为“${wanted}”的申报。`)
  const head = `${state.form.name ?? '（无名称）'}（${id}）\n\n`
  const told = `${head}${table(['序', '业务日', '谁', '事实', '其后环节', '内容'], rows, { longest: 72, right: [0] })}\n`
  // What may be sent now depends on every fact: behind one that cannot be read, nothing is said of it.
  return { text: unreadable ? told : `${told}${refusals(world, state, directory, facts)}`, unreadable }
}

/** The rows of the form as it came in say what they are; they changed nothing. */
const declaredRow = (event: DeclarationEvent): string =>
  event.type === 'indicator-declared' ? `${event.data.name}：${event.data.target || '（空）'}` : ''

const titlesOf = (world: ShippedWorld, declaration: DeclarationState): string => {
  if (!declaration) return ''
  const { route } = world.route(declaration.route)
  return declaration.work.standing.stages.map(name => stageNamed(route, name).title).join(' + ')
}

/** For every command of the route: who may send it now, or which rule refuses it. */
const refusals = (
  world: ShippedWorld,
  declaration: NonNullable<DeclarationState>,
  directory: Directory,
  facts: readonly Recorded[],
): string => {
  const today = facts.at(-1)?.fact.effectiveOn ?? ''
  const verdicts = servingOfficers(directory).flatMap(officer => {
    const by = { actor: officer.officerId, onBehalfOf: null }
    const principal = { officerId: officer.officerId, onBehalfOf: null, chairs: chairsOf(officer) }
    const { allowed, blocked } = allowedCommands(world, principal, declaration, {
      by,
      today,
      people: organisations => peopleOf(directory, organisations),
      days: workingDaysOf(directory),
      newId: ordinal => `specimen-${ordinal}`,
    })
    const line = (type: CommandType, because: Rejection | null) => ({ type, who: officer.name, because })
    return [...allowed.map(({ type }) => line(type, null)), ...blocked.map(({ type, because }) => line(type, because))]
  })
  const { route } = world.route(declaration.route)
  const everywhere = [...new Set([...route.stages.flatMap(commandsOf), 'withdraw'])].filter(name =>
    Object.hasOwn(commandTitles, name),
  ) as CommandType[]
  const open = titlesOf(world, declaration)
  const rows = everywhere.map(type => {
    const now = verdicts.filter(verdict => verdict.type === type)
    const can = now.filter(({ because }) => because === null).map(({ who }) => who)
    const because = now[0]?.because
    if (can.length > 0) return [commandTitles[type], '可以', [...new Set(can)].join('、')]
    if (because) return [commandTitles[type], '不行', `${because.detail}（${because.basis?.text ?? because.code}）`]
    const stages = route.stages.filter(stage => commandsOf(stage).includes(type)).map(({ title }) => title)
    return [
      commandTitles[type],
      '不行',
      type === 'withdraw'
        ? '没有可以撤回的上一步'
        : `现在在「${open}」环节；只能在「${stages.join('、')}」办理（流程 ${route.id}@${route.version}）`,
    ]
  })
  return table(['办理', '现在', '谁可以，或被什么挡住'], rows, { longest: 120 })
}

/** A declaration by its id or by the name it holds in a register. */
const idOf = async (store: EventStore, wanted: string): Promise<string> => {
  if (/^[0-9a-f-]{36}$/.test(wanted)) return wanted
  const held: string[] = []
  const prefix = registerStream('', 0).slice(0, 'register-'.length)
  for await (const page of feedPages(store))
    for (const { fact } of page)
      if (fact.stream.startsWith(prefix) && fact.type === registerEvents[0].type && fact.data['name'] === wanted)
        held.push(String(fact.data['declarationId']))
  const id = held.at(-1)
  if (id === undefined) throw new Misused(`没有编号或名称为“${wanted}”的申报。`)
  return id
}
