import { randomUUIDv7 } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { digestNames } from '@shenbao/audit/log-begun.ts'
import { digestNamed } from '@shenbao/audit/node-digest.ts'
import { publicKeyText } from '@shenbao/audit/public-key.ts'
import { ensureSealKey, SealKeyFault, sealKeyFile } from '@shenbao/audit/seal-key-file.ts'
import { refuseHalfRestored } from '@shenbao/backup/restoring.ts'
import { systemClock } from '@shenbao/server/clock.ts'
import { digestOfEnvironment } from '@shenbao/server/config.ts'
import { openCredentials } from '@shenbao/server/credentials.ts'
import { credentialsFile } from '@shenbao/server/data-files.ts'
import { newDirectoryDesk } from '@shenbao/server/directory-desk.ts'
import { beginOrganisation, FirstAnswers } from '@shenbao/server/init.ts'
import { type ConsoleCommand, type ExitCode, Misused, type Terminal } from '../console.ts'
import { type LogPlace, logPlace, withLogToBegin } from '../log-place.ts'

const questions = {
  department: '主管部门名称：',
  unit: '实施单位名称（可留空，以后再建）：',
  account: '系统管理员账号：',
  name: '系统管理员称呼：',
  password: '口令：',
} as const

export const init: ConsoleCommand = {
  summary: '正式使用的第一步：建立单位和首任系统管理员（日志必须是空的）',
  usage:
    '用法：npx -y pnpm@12 shenbao init [--data 目录] [--department 名称] [--unit 名称] [--account 账号] [--name 称呼] [--password 口令]\n没有写的会逐项询问。\n设了 EVENTSTOREDB_URL 时建在日志服务器的日志里，--data 只放账号和加封密钥。',
  run: async (args, terminal) => {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args: [...args],
      options: { data: text, department: text, unit: text, account: text, name: text, password: text },
    })
    const { data, ...given } = values
    const answers = await ask(given, terminal)
    const read = FirstAnswers.safeParse({ ...answers, unit: answers['unit']?.trim() ? answers['unit'] : null })
    if (!read.success) {
      terminal.note(
        `请补全：${[...new Set(read.error.issues.map(({ path }) => String(path[0])))].map(name => `--${name}`).join('、')}\n`,
      )
      return 2
    }
    return begin(logPlace(data, terminal), read.data, terminal)
  },
}

/** Asks for what no flag says; without a person at the terminal, what is missing stays missing. */
const ask = async (
  given: Readonly<Record<string, string | undefined>>,
  { input }: Terminal,
): Promise<Record<string, string | undefined>> => {
  const missing = Object.keys(questions).filter(name => given[name] === undefined)
  if (missing.length === 0 || input.isTTY !== true) return { ...given }
  const answers: Record<string, string | undefined> = { ...given }
  const asking = createInterface({ input, output: process.stderr })
  for (const name of missing) answers[name] = await asking.question(questions[name as keyof typeof questions])
  asking.close()
  return answers
}

const begin = async (place: LogPlace, answers: FirstAnswers, terminal: Terminal): Promise<ExitCode> => {
  const wished = digestOfEnvironment(process.env)
  if (wished === null) throw new Misused(`SHENBAO_DIGEST 只能是 ${digestNames.join(' 或 ')}。`)
  refuseHalfRestored(place.directory)
  return withLogToBegin(place, async store => {
    const credentials = openCredentials(credentialsFile(place.directory))
    try {
      const newId = (): string => randomUUIDv7()
      const desk = newDirectoryDesk({ store, clock: systemClock(null), digest: digestNamed(wished), newId })
      const begun = await beginOrganisation({ store, desk, credentials, newId }, answers)
      if (begun.accepted) return tellBegun(place, answers, terminal)
      terminal.note(`${begun.because.detail}\n`)
      return 1
    } finally {
      credentials.close()
    }
  })
}

/** With the key that will seal the log; the organisation stands also without it. */
const tellBegun = ({ directory, url }: LogPlace, answers: FirstAnswers, { out, note }: Terminal): ExitCode => {
  const founded = `已建立「${answers.department}」${answers.unit === null ? '' : `和「${answers.unit}」`}，系统管理员账号 ${answers.account}。`
  const next = '下一步：SHENBAO_DEMO=0 npx -y pnpm@12 start，用这个账号登录后任命各岗位人员。'
  try {
    const { publicKey } = ensureSealKey(directory)
    const keep = '请把它抄存到系统以外，日后用 shenbao verify --key 核对封印。'
    out(`${founded}\n${next}\n加封公钥 ${publicKeyText(publicKey)}\n${keep}\n`)
    if (url !== null)
      note(`多台服务器共用一把加封密钥：请把 ${sealKeyFile(directory)} 放到各台服务器上，用 SHENBAO_SEAL_KEY 写明它的路径。\n`)
    return 0
  } catch (error) {
    if (!(error instanceof SealKeyFault)) throw error
    note(`单位和系统管理员已建立，但没有加封密钥：${error.message}\n`)
    return 1
  }
}
