import { parseArgs } from 'node:util'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { DeclarationOpened } from '@shenbao/declaration/events.ts'
import { foldRecorded, streamOf } from '@shenbao/declaration/recorded.ts'
import { type WhatIf, whatIf } from '@shenbao/declaration/what-if.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { newRouteBook } from '@shenbao/handler/route-book.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { policyReference } from '@shenbao/policy/packs.ts'
import type { ConsoleCommand, Terminal } from '../console.ts'
import { Misused } from '../console.ts'
import { placeOfLogAlone, withLogToRead } from '../log-place.ts'
import { packNamed, packUsage } from '../named-pack.ts'
import { table } from '../table.ts'

export const rescore: ConsoleCommand = {
  summary: '把一个年度的自评按另一个政策包重算，列出差异；什么也不记录',
  usage: `用法：npx -y pnpm@12 shenbao rescore --year 2026 --policy SH-2026 [--data 目录] [--json]
${packUsage}。设了 EVENTSTOREDB_URL 时看日志服务器上的日志，此时不能再写 --data。`,
  run: async (args, { out, note }) => {
    const options = {
      year: { type: 'string' },
      policy: { type: 'string' },
      data: { type: 'string' },
      json: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args: [...args], options })
    if (values.year === undefined || !/^(20\d\d|2100)$/.test(values.year)) throw new Misused('请写明年度，例如 --year 2026。')
    if (values.policy === undefined) throw new Misused('请写明政策包，例如 --policy SH-2026。')
    const other = await packNamed(values.policy)
    const year = Number(values.year)
    const items = await withLogToRead(placeOfLogAlone(values.data), store => rescored(store, year, other, note))
    const policy = { ...policyReference(sm3, other), title: other.title }
    out(values.json ? `${JSON.stringify({ year, policy, items }, null, 2)}\n` : report(year, other, items))
    return 0
  },
}

type Rescored = WhatIf & Readonly<{ declaration: string; name: string | null; policy: string }>

/** Every self-evaluation of the year that was handed in, in the order of opening. */
const rescored = async (
  store: EventStore,
  year: number,
  other: PolicyPack,
  note: Terminal['note'],
): Promise<readonly Rescored[]> => {
  const book = newRouteBook(store, (await digestOfLog(store)).digest)
  await book.refresh()
  const { world } = book
  const found: Rescored[] = []
  for (const id of await openedFor(store, year)) {
    try {
      const facts = (await store.read(streamOf(id))).map(({ fact }) => fact)
      const declaration = foldRecorded(world, facts)
      const answer = declaration && whatIf(declaration, world.policy(declaration.policy), other)
      if (answer) {
        const { id: pack, version } = declaration.policy
        found.push({ declaration: id, name: declaration.form.name, policy: `${pack}@${version}`, ...answer })
      }
    } catch (error) {
      if (!(error instanceof UnreadableFact)) throw error
      note(`${id}：${error.message}，没有重算。\n`)
    }
  }
  return found
}

const openedFor = async (store: EventStore, year: number): Promise<readonly string[]> => {
  const ids: string[] = []
  for await (const page of feedPages(store))
    for (const { fact } of page)
      if (fact.type === DeclarationOpened.type && fact.data['year'] === year) ids.push(String(fact.data['declarationId']))
  return ids
}

const report = (year: number, other: PolicyPack, items: readonly Rescored[]): string => {
  if (items.length === 0) return `${year} 年度没有已提交的自评。\n`
  const overview = table(
    ['项目', '原政策包', '原得分', '原等次', '重算', '等次', '差异'],
    items.map(({ name, policy, recorded, other: under, difference }) => [
      name ?? '（无名称）',
      policy,
      recorded.total ?? '待定',
      recorded.grade ?? '—',
      under.total ?? '待人判断',
      under.grade ?? '—',
      difference ?? '—',
    ]),
    { right: [2, 4, 6] },
  )
  const differing = items.flatMap(({ name, rows, execution }) => [
    ...(execution ? [{ name, row: '预算执行率', recorded: execution.recorded, under: execution.other }] : []),
    ...rows.map(row => ({ name, row: row.name, recorded: row.recorded, under: row.other })),
  ])
  const details = table(
    ['项目', '指标', '原得分', '原算式', '重算', '重算算式'],
    differing.map(({ name, row, recorded, under }) => [
      name ?? '（无名称）',
      row,
      recorded?.score ?? '—',
      recorded?.formula ?? '不计分',
      under?.score ?? '待定',
      under?.formula ?? '不计分',
    ]),
    { longest: 44, right: [2, 4] },
  )
  const changed = items.filter(({ gradeChanges }) => gradeChanges).length
  const since = items.filter(({ isReproduced }) => !isReproduced).length
  return [
    `${year} 年度自评按 ${other.id} 第 ${other.version} 版（${other.title}）重算，什么也没有记录。\n\n${overview}`,
    differing.length > 0 ? `\n有差异的指标：\n${details}` : '\n各项指标的得分都没有差异。\n',
    `\n${items.length} 份自评，${changed} 份等次有变化。\n`,
    since > 0 ? `其中 ${since} 份按原政策包重算与记录不同：提交后又改过填报，重算的是现在的填报。\n` : '',
  ].join('')
}
