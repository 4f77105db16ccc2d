import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../services/server/src/main.ts', import.meta.url))

type Test = Readonly<{ teardown: (after: () => void) => unknown }>

export type ServerProcess = Readonly<{
  /** Where it listens, once it has said so; rejects with what it said on stderr when it ends before. */
  address: Promise<string>
  /** Ends it without warning, and returns when it has gone. */
  kill: () => Promise<void>
  /** Ends it as an operator does; the exit code. */
  stop: () => Promise<number | null>
  /** Its exit code and what it said on stderr, once it has ended. */
  ended: Promise<Readonly<{ code: number | null; complaint: string }>>
}>

/** The server as a process of its own, in demonstration mode on a free port. Killed when the test is over. */
export const startServer = (t: Test, env: Readonly<Record<string, string>>): ServerProcess => {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  t.teardown(() => void child.kill('SIGKILL'))
  let said = ''
  let complaint = ''
  const address = Promise.withResolvers<string>()
  // Who starts a server that is to fail asks for `ended` only.
  address.promise.catch(() => undefined)
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
    const found = /http:\S+(?=\s)/.exec(said)?.[0]
    if (found) address.resolve(found)
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint += chunk
  })
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    address.reject(new Error(complaint))
    return { code: code ?? null, complaint }
  })
  return {
    address: address.promise,
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    stop: async () => {
      child.kill('SIGTERM')
      return (await ended).code
    },
  }
}

export type Answer = Readonly<{ status: number; body: Readonly<Record<string, unknown>> }>

/** Somebody signed in. A call rejects when the server goes away before it has answered. */
export const signIn = async (address: string, account: string) => {
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ account, password: 'shenbao-demo' })
  const session = await fetch(`${address}/api/session`, { method: 'POST', headers: json, body })
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? ''
  const answer = async (reply: Response): Promise<Answer> => ({
    status: reply.status,
    body: (await reply.json()) as Answer['body'],
  })
  return {
    read: async (path: string, headers: Readonly<Record<string, string>> = {}) =>
      answer(await fetch(address + path, { headers: { cookie, ...headers } })),
    send: async (id: string, { revision, key, command }: Sending) =>
      answer(
        await fetch(`${address}/api/declarations/${id}/commands`, {
          method: 'POST',
          headers: { cookie, ...json, 'if-match': `"${revision}"`, 'idempotency-key': key },
          body: JSON.stringify(command),
        }),
      ),
  }
}
export type Person = Awaited<ReturnType<typeof signIn>>

/** One command as it goes over the wire: sent again, it is the same to the letter. */
export type Sending = Readonly<{ revision: number; key: string; command: object }>
