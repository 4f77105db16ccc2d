import { BackupFault } from '@shenbao/backup/backup-fault.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import { backup } from './commands/backup.ts'
import { explain } from './commands/explain.ts'
import { importFile } from './commands/import.ts'
import { init } from './commands/init.ts'
import { inspectFile } from './commands/inspect.ts'
import { library } from './commands/library.ts'
import { policy } from './commands/policy.ts'
import { rebuild } from './commands/rebuild.ts'
import { rescore } from './commands/rescore.ts'
import { restore } from './commands/restore.ts'
import { roster } from './commands/roster.ts'
import { route } from './commands/route.ts'
import { score } from './commands/score.ts'
import { scoring } from './commands/scoring.ts'
import { seal } from './commands/seal.ts'
import { value } from './commands/value.ts'
import { verify } from './commands/verify.ts'

/** What a command may touch: stdout carries the answer and nothing else, notes go to stderr. */
export type Terminal = Readonly<{
  out: (text: string) => void
  note: (text: string) => void
  input: NodeJS.ReadableStream & { isTTY?: boolean }
}>

/** 0 done, 1 refused or found wanting, 2 bad usage or unreadable input. */
export type ExitCode = 0 | 1 | 2

export type ConsoleCommand = Readonly<{
  summary: string
  usage: string
  run: (args: readonly string[], terminal: Terminal) => Promise<ExitCode>
}>

/** A usage error: said in one sentence, followed by the usage. */
export class Misused extends Error {
  override readonly name = 'Misused'
}

const commands: Readonly<Record<string, ConsoleCommand>> = {
  init,
  roster,
  import: importFile,
  inspect: inspectFile,
  value,
  score,
  scoring,
  rescore,
  policy,
  library,
  explain,
  verify,
  route,
  seal,
  rebuild,
  backup,
  restore,
}

export const runConsole = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const [name, ...rest] = args
  if (name === undefined) {
    terminal.note(overview())
    return 2
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(overview())
    return 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    terminal.note(`没有“${name}”这个命令。\n\n${overview()}`)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`${command.summary}\n\n${command.usage}\n`)
    return 0
  }
  try {
    return await command.run(rest, terminal)
  } catch (error) {
    return explainFailure(error, command, terminal)
  }
}

const explainFailure = (error: unknown, command: ConsoleCommand, { note }: Terminal): ExitCode => {
  if (error instanceof Misused || isArgumentError(error)) {
    note(`${error instanceof Misused ? error.message : inWords(error)}\n\n${command.usage}\n`)
    return 2
  }
  if (error instanceof LogFault || error instanceof UnreadableFact) {
    note(`${error.message}\n`)
    return 2
  }
  if (error instanceof BackupFault) {
    note(`${error.message}\n`)
    return error.kind === 'refused' ? 1 : 2
  }
  if (isSystemError(error)) {
    note(
      `系统不允许这样做（${error.code}${error.path === undefined ? '' : ` ${error.path}`}）。请检查路径、权限和磁盘空间后重试。\n`,
    )
    return 2
  }
  throw error
}

/** A file, directory or disk that does not do what was asked. */
const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error

/** What node:util's parseArgs throws on an option it does not know. */
const isArgumentError = (error: unknown): error is Error & { code: unknown } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

const inWords = ({ code, message }: Error & { code: unknown }): string => {
  const what = /'([^' ]+)/.exec(message)?.[1] ?? ''
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `没有“${what}”这个选项。`
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return /not take an argument/.test(message) ? `选项“${what}”后面不带值。` : `选项“${what}”后面要写上它的值。`
    default:
      return `多出了“${what}”，请去掉。`
  }
}

const overview = (): string => {
  const width = Math.max(...Object.keys(commands).map(name => name.length))
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return `用法：npx -y pnpm@12 shenbao 命令 [参数]\n\n${lines.join('\n')}\n\n每个命令都有 --help。\n`
}
