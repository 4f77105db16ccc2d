import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own. */
export type Serving = Readonly<{
  address: string
  /** Ends it as an operator would, and waits until it has ended. */
  stop: () => Promise<void>
}>

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Starts the server and waits until it says where it is; with `PORT` of an earlier one in the same place. */
export const serve = async (env: Readonly<Record<string, string>>): Promise<Serving> => {
  const server = spawn(process.execPath, [join(root, 'services/server/src/main.ts')], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    await ended
  }
  const errors: string[] = []
  server.stderr.on('data', chunk => errors.push(String(chunk)))
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /http:\S+/.exec(line)?.[0]
    if (address !== undefined) return { address, stop }
  }
  throw new Error(errors.join(''))
}
