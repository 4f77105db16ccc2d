import { randomUUIDv7 } from 'node:crypto'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { writeNewFile } from '@shenbao/backup/new-file.ts'
import { type Directory, isEmpty, type Officer, servingOfficers } from '@shenbao/directory/directory.ts'
import type { DirectoryEvent } from '@shenbao/directory/events.ts'
import { planRoster, type RosterPlan } from '@shenbao/directory/plan-roster.ts'
import { directoryStream, foldDirectory } from '@shenbao/directory/recorded.ts'
import { roleTitles } from '@shenbao/directory/role.ts'
import { type Column, titleOf } from '@shenbao/directory/roster.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { systemClock } from '@shenbao/server/clock.ts'
import { openCredentials } from '@shenbao/server/credentials.ts'
import { csvLine, csvMark } from '@shenbao/server/csv.ts'
import { credentialsFile } from '@shenbao/server/data-files.ts'
import { newDirectoryDesk } from '@shenbao/server/directory-desk.ts'
import { drawPasswords, type FirstPassword, keepPasswords, officersWithoutPassword } from '@shenbao/server/first-passwords.ts'
import { type ConsoleCommand, type ExitCode, Misused, type Terminal } from '../console.ts'
import { type LogPlace, logPlace, withLogToRead, withLogToWrite } from '../log-place.ts'
import { readNamedFile } from '../read-input.ts'

export const roster: ConsoleCommand = {
  summary: '导入名册：单位和各岗位人员（CSV），可为还没有口令的人员生成初始口令',
  usage: [
    '用法：npx -y pnpm@12 shenbao roster 名册.csv [--data 目录] [--by 管理员账号] [--dry-run] [--passwords 文件]',
    '第一行为列名：单位、上级单位、单位类型、账号、姓名、岗位。样例见 packages/directory/samples/roster.csv。',
    '--dry-run 只看会新增什么、哪里有错（按行和列），什么也不记录。整份没有错误才导入；已在册的保持原样并列出差异。',
    '--passwords 把初始口令写进一个新文件（只有本账户能读）；发给本人、各自改过口令后请删除。没有这一项的，由系统管理员登录后逐个设置。',
    '--by 写明由哪位系统管理员导入，只有一位时可以不写。日志在文件里时请先停下服务；设了 EVENTSTOREDB_URL 时不必。',
  ].join('\n'),
  run: async (args, terminal) => {
    const text = { type: 'string' } as const
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: text, by: text, passwords: text, 'dry-run': { type: 'boolean' } },
    })
    const [file, ...others] = positionals
    if (others.length > 0) throw new Misused('一次只导入一个名册文件。')
    const csv = new TextDecoder('utf-8').decode(await readNamedFile(file))
    const place = logPlace(values.data, terminal)
    if (values['dry-run'] === true) return withLogToRead(place, store => preview(store, csv, terminal))
    const { by, passwords } = values
    if (passwords !== undefined && existsSync(passwords))
      throw new Misused(`已经有文件“${passwords}”，不会覆盖。请换一个文件名。`)
    return withLogToWrite(place, store => take({ place, store, csv, by, passwords, terminal }))
  },
}

const preview = async (store: EventStore, text: string, { out }: Terminal): Promise<ExitCode> => {
  const directory = foldDirectory((await store.read(directoryStream)).map(({ fact }) => fact))
  const plan = planRoster({ importId: 'preview', text }, directory)
  out(plan.sound ? `${told(plan, '将')}什么也没有记录。\n` : errorsOf(plan))
  return plan.sound ? 0 : 1
}

type Taking = Readonly<{
  place: LogPlace
  store: EventStore
  csv: string
  by: string | undefined
  passwords: string | undefined
  terminal: Terminal
}>

const take = async ({ place, store, csv, by, passwords, terminal }: Taking): Promise<ExitCode> => {
  const newId = (): string => randomUUIDv7()
  const desk = newDirectoryDesk({ store, clock: systemClock(null), digest: (await digestOfLog(store)).digest, newId })
  const directory = await desk.current()
  const administrator = administratorOf(directory, by)
  const importId = newId()
  const plan = planRoster({ importId, text: csv }, directory)
  if (!plan.sound) {
    terminal.out(errorsOf(plan))
    return 1
  }
  // The same file again, after an interruption: there may still be passwords to give.
  if (plan.events.length > 0) {
    const recorded = await desk.record({ type: 'import-roster', importId, text: csv }, administrator.officerId)
    if (!recorded.accepted) {
      terminal.note(`${recorded.because.detail}\n`)
      return 1
    }
  }
  terminal.out(told(plan, '已'))
  return givePasswords(place, await desk.current(), passwords, terminal)
}

/** Written to the file before they are kept: interrupted in between, nobody is locked out, and the next run draws others. */
const givePasswords = async (
  { directory: data }: LogPlace,
  directory: Directory,
  path: string | undefined,
  { out, note }: Terminal,
): Promise<ExitCode> => {
  const credentials = openCredentials(credentialsFile(data))
  try {
    const officers = officersWithoutPassword(directory, credentials)
    if (officers.length === 0) {
      if (path !== undefined) note('在任人员都已有口令，没有生成文件。\n')
      return 0
    }
    if (path === undefined) {
      note(`${officers.length} 人还没有口令，不能登录。请加 --passwords 文件 再运行一次，或由系统管理员登录后设置。\n`)
      return 0
    }
    const drawn = drawPasswords(officers)
    await writeNewFile(path, async file => {
      await file.writeFile(asCsv(drawn))
    })
    await keepPasswords(credentials, drawn)
    out(`已为 ${drawn.length} 人生成初始口令，写在“${path}”。发给本人、各自改过口令后请删除这个文件。\n`)
    return 0
  } finally {
    credentials.close()
  }
}

const administratorOf = (directory: Directory, account: string | undefined): Officer => {
  if (isEmpty(directory)) throw new Misused('日志里还没有单位和系统管理员。请先运行 shenbao init。')
  const administrators = servingOfficers(directory).filter(({ roles }) => roles.includes('admin'))
  const named = account === undefined ? administrators : administrators.filter(officer => officer.account === account)
  const [one, ...others] = named
  if (one && others.length === 0) return one
  const accounts = administrators.map(officer => officer.account).join('、')
  throw new Misused(
    account === undefined
      ? `系统管理员不止一位（${accounts}），请用 --by 写明由谁导入。`
      : `“${account}”不是在任的系统管理员。可写：${accounts}。`,
  )
}

const told = ({ events, notes }: Extract<RosterPlan, { sound: true }>, tense: '将' | '已'): string => {
  const of = (type: DirectoryEvent['type']): number => events.filter(event => event.type === type).length
  const people = events.flatMap(event =>
    event.type === 'officer-appointed'
      ? [`  ${event.data.account}  ${event.data.name}  ${event.data.roles.map(role => roleTitles[role]).join('、')}`]
      : [],
  )
  const summary =
    events.length === 0
      ? '名册中的单位和人员都已在册，没有需要新增的。'
      : `${tense}设立 ${of('organisation-founded')} 个单位，任用 ${of('officer-appointed')} 人：`
  const differing = notes.map(note => `  ${placed(note)}`)
  return `${[summary, ...people, ...(differing.length > 0 ? ['与在册情况不同，保持原样：', ...differing] : [])].join('\n')}\n`
}

const errorsOf = ({ errors }: Extract<RosterPlan, { sound: false }>): string =>
  `${[`名册有 ${errors.length} 处需要改正，没有导入任何内容：`, ...errors.map(error => `  ${placed(error)}`)].join('\n')}\n`

const placed = ({ line, column, message }: Readonly<{ line: number; column: Column | null; message: string }>): string =>
  column === null ? `第 ${line} 行：${message}` : `第 ${line} 行“${titleOf(column)}”：${message}`

const asCsv = (drawn: readonly FirstPassword[]): string => {
  const rows = drawn.map(({ officer: { account, name }, password }) => [account, name, password])
  return csvMark + [['账号', '姓名', '初始口令'], ...rows].map(csvLine).join('')
}
