import { type openDesk, readable, send } from './desk.ts'
import { cookieOf, type Headers } from './harness.ts'
import { approveAll, properForm } from './proper-form.ts'

/** The rows of the proper form, in its order. */
export const rowsOfForm = ['cost', 'count', 'errors', 'inTime', 'covered', 'content'] as const
export type Row = (typeof rowsOfForm)[number]
export type Results = Readonly<Partial<Record<Row, Readonly<{ actual: string; reason?: string }>>>>

const usual: Readonly<Record<Row, { actual: string; reason?: string }>> = {
  cost: { actual: '9.5' },
  count: { actual: '155' },
  errors: { actual: '0.5%' },
  inTime: { actual: '98.5%' },
  covered: { actual: '96%' },
  content: { actual: '90%' },
}

type DeskBench = Awaited<ReturnType<typeof openDesk>>

/** People who sign in once, and declarations taken as far as a test wants them. */
export const officeOf = (bench: DeskBench) => {
  const people = new Map<string, Headers>([['drafter', bench.drafter]])
  const as = async (account: string): Promise<Headers> => {
    const known = people.get(account) ?? (await cookieOf(bench.app, account))
    people.set(account, known)
    return known
  }
  const act = async (id: string, account: string, payload: object): Promise<void> => {
    bench.clock.forward(1_000)
    const reply = await send(bench.app, await as(account), id, payload)
    if (reply.statusCode !== 200) throw new Error(`${account} ${JSON.stringify(payload).slice(0, 80)}: ${reply.body}`)
  }
  const read = async (url: string, account = 'auditor') => {
    await readable(bench)
    return bench.app.inject({ url, headers: await as(account) })
  }

  /** Approved and its year closed: ready for the self-evaluation. */
  const closed = async (name: string): Promise<Readonly<{ id: string; row: Readonly<Record<Row, string>> }>> => {
    const form = { ...properForm, name }
    const opened = await bench.app.inject({ method: 'POST', url: '/api/declarations', headers: bench.drafter, payload: { form } })
    const { id } = opened.json()
    await approveAll((account, payload) => act(id, account, payload))
    await act(id, 'center-finance', { type: 'close-year' })
    const seen = await bench.app.inject({ url: `/api/declarations/${id}`, headers: bench.drafter })
    const ids: string[] = seen.json().form.indicators.map((row: { id: string }) => row.id)
    const at = (place: number): string => ids[place] ?? ''
    return { id, row: { cost: at(0), count: at(1), errors: at(2), inTime: at(3), covered: at(4), content: at(5) } }
  }

  /** Its self-evaluation handed in. */
  const evaluated = async (
    name: string,
    results: Results = {},
    budget: object = { annual: '100000.00', executed: '95000.00' },
  ) => {
    const { id, row } = await closed(name)
    const filled = rowsOfForm.map(which => ({ indicator: row[which], ...usual[which], ...results[which] }))
    await act(id, 'drafter', { type: 'record-result', budget, results: filled })
    await act(id, 'drafter', { type: 'submit-evaluation' })
    return { id, row }
  }

  return { as, act, read, closed, evaluated }
}
