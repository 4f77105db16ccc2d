import type { Test } from 'tap'
import { importText, readable, send } from './desk.ts'
import { cookieOf, type Headers, handClock, openBench, seed } from './harness.ts'

export const PASSWORD = 'a long password'

/** The demonstration with its nine forms and a second clerk in the unit, on a business day that the test sets. */
export const openStaffed = async (t: Test) => {
  const day = { today: '2026-03-02' }
  const clock = { ...handClock(), today: () => day.today }
  const bench = await openBench(t, undefined, { clock })
  const { app } = bench
  const [drafter, admin] = [await cookieOf(app, 'drafter'), await cookieOf(app, 'admin')]
  const declarations: { id: string }[] = (await importText(app, drafter, seed)).json().declarations
  const [id = '', other = ''] = declarations.map(one => one.id)
  const post = (url: string, payload: object, headers: Headers = admin) => app.inject({ method: 'POST', url, headers, payload })
  /** A new officer, and how they sign in. */
  const appointed = async (account: string, roles: readonly string[], organisation = 'demonstration-unit') => {
    const reply = await post('/api/officers', { account, name: `岗位${account}`, organisation, roles, password: PASSWORD })
    if (reply.statusCode !== 201) throw new Error(reply.body)
    const officerId: string = reply.json().id
    return { officerId, headers: await cookieOf(app, account, PASSWORD) }
  }
  const get = async (url: string, headers: Headers = admin) => {
    await readable(bench)
    return (await app.inject({ url, headers })).json()
  }
  return { ...bench, day, drafter, admin, post, get, appointed, id, other }
}

export type Staffed = Awaited<ReturnType<typeof openStaffed>>

/** Fills in what a form lacks and hands it in. */
export const submitted = async ({ app, drafter }: Pick<Staffed, 'app' | 'drafter'>, id: string): Promise<void> => {
  const { form } = (await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).json()
  const blank = form.indicators.filter(({ raw }: { raw: string }) => raw.trim() === '')
  const changes = blank.map((row: { id: string }) => ({ indicator: row.id, field: 'target', to: '≥1(项)' }))
  if (blank.length > 0) await send(app, drafter, id, { type: 'revise', changes, reason: '补填' })
  const sent = await send(app, drafter, id, { type: 'submit' })
  if (sent.statusCode !== 200) throw new Error(sent.body)
}
