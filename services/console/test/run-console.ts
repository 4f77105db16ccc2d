import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { runConsole } from '../src/console.ts'

/** Runs one command as a person would and keeps what stands on either output. */
export const run = async (...args: readonly string[]) => {
  let out = ''
  let note = ''
  const code = await runConsole(args, {
    out: text => {
      out += text
    },
    note: text => {
      note += text
    },
    input: Readable.from([]),
  })
  return { code, out, note }
}

export const folder = (t: { teardown: (after: () => void) => unknown }): string => {
  const directory = mkdtempSync(join(tmpdir(), 'shenbao-console-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

const who = ['--department', '某市某局', '--unit', '某中心', '--account', 'admin', '--name', '系统管理员']
/** What `init` is told. */
export const answers: readonly string[] = [...who, '--password', 'correct horse 42 battery']

export const headIn = (out: string): string => /摘要头 (\S+)/.exec(out)?.[1] ?? ''
