import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

export const mainFile = fileURLToPath(new URL('../src/main.ts', import.meta.url))

export type Started = Readonly<{
  address: string
  server: ChildProcess
  /** Asks it to stop and gives its exit code. */
  stop: () => Promise<number | null>
}>

/** The server as a process of its own, on a free port; its address once it has printed one. */
export const startServer = async (t: Test, env: Record<string, string>): Promise<Started> => {
  const server = spawn(process.execPath, [mainFile], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = async (): Promise<number | null> => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
    return server.exitCode
  }
  t.teardown(stop)
  const errors: string[] = []
  server.stderr?.on('data', chunk => errors.push(String(chunk)))
  for await (const line of createInterface({ input: server.stdout ?? process.stdin })) {
    const address = /http:\S+/.exec(line)?.[0]
    if (address) return { address, server, stop }
  }
  throw new Error(errors.join(''))
}

type Row = Readonly<{ name: string }>

/** What the drafter of the demonstration finds in the list. */
export const listedAt = async (address: string): Promise<readonly Row[]> => {
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'drafter', password: 'shenbao-demo' }),
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const reply = await fetch(`${address}/api/declarations`, { headers: { cookie } })
  return ((await reply.json()) as { items: Row[] }).items
}
