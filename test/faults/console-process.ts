import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../services/console/src/main.ts', import.meta.url))

/** One command of the console as a process of its own: what it answered, and what it said besides. */
export const runConsole = async (
  ...args: readonly string[]
): Promise<Readonly<{ code: number | null; out: string; note: string }>> => {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [[code], out, note] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)])
  return { code, out, note }
}
