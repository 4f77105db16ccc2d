import { randomUUID } from 'node:crypto'
import type { Office } from './office.ts'

/** A year as the people of it send it, without a page: for tests that begin in its middle. */
export type Row = Readonly<{ id: string; level1: string; level2: string; name: string; raw: string; weight: string | null }>
export type Declared = Readonly<{
  revision: number
  phase: string
  stage: string | readonly string[]
  form: Readonly<{ year: number; indicators: readonly Row[]; funds: Readonly<{ annualRequest: string }> }>
  allowedCommands: readonly Readonly<{ type: string }>[]
}>
type Act = Readonly<{ by: string; command: (declared: Declared) => Readonly<{ type: string }> & object }>

const numberIn = (raw: string): string | null => /\d+(?:\.\d+)?/.exec(raw)?.[0] ?? null
const asPromised = ({ id, raw }: Row) => ({ indicator: id, actual: numberIn(raw) ?? raw })
const told =
  (type: string, more: object = {}) =>
  () => ({ type, ...more })

/** 分值: the rows share what the execution rate leaves, the last one takes what does not divide. */
const WEIGHT_OF_ROWS = 90
export const weightsFor = (rows: readonly Row[]): readonly string[] => {
  const each = Math.floor(WEIGHT_OF_ROWS / rows.length)
  return rows.map((_, at) => String(at === rows.length - 1 ? WEIGHT_OF_ROWS - each * (rows.length - 1) : each))
}

export const acts = {
  fill: {
    by: 'drafter',
    command: ({ form }) => ({
      type: 'revise',
      changes: form.indicators
        .filter(({ raw }) => raw === '')
        .map(({ id }) => ({ indicator: id, field: 'target', to: '=100(%)' })),
      reason: '补填',
    }),
  },
  submit: { by: 'drafter', command: told('submit') },
  chief: { by: 'section-chief', command: told('approve', { opinion: '同意报送。' }) },
  weigh: {
    by: 'center-finance',
    command: ({ form }) => ({
      type: 'revise',
      changes: weightsFor(form.indicators).map((to, at) => ({ indicator: form.indicators[at]?.id, field: 'weight', to })),
      reason: '核定分值',
    }),
  },
  finance: { by: 'center-finance', command: told('approve', { opinion: '资金与目标匹配。' }) },
  leader: { by: 'center-leader', command: told('approve', { opinion: '同意上报。' }) },
  review: { by: 'bureau-reviewer', command: told('review', { grade: '优', comment: '指向明确，细化量化。' }) },
  reviewed: { by: 'bureau-reviewer', command: told('approve', { opinion: '审核通过。' }) },
  budget: { by: 'bureau-finance', command: told('approve', { opinion: '纳入预算安排。' }) },
  approve: { by: 'bureau-approver', command: told('approve', { opinion: '同意。', documentNumber: '演示批复〔2026〕6号' }) },
  progress: {
    by: 'drafter',
    command: ({ form }) => ({
      type: 'record-progress',
      period: `${form.year}-07`,
      executed: '30000.00',
      progress: form.indicators.map(row => ({ ...asPromised(row), likelihood: 'certain' })),
    }),
  },
  adjust: {
    by: 'drafter',
    command: ({ form }) => ({
      type: 'request-adjustment',
      changes: [
        {
          indicator: (form.indicators.findLast(({ raw }) => raw.includes('95')) ?? form.indicators.at(-1))?.id,
          field: 'target',
          to: '≥90(%)',
        },
      ],
      reason: '服务对象范围调整',
    }),
  },
  adjustLeader: { by: 'center-leader', command: told('approve', { opinion: '情况属实。' }) },
  adjustBureau: { by: 'bureau-approver', command: told('approve', { opinion: '同意调整。' }) },
  close: { by: 'center-finance', command: told('close-year') },
  results: {
    by: 'drafter',
    command: ({ form }) => ({
      type: 'record-result',
      budget: { annual: form.funds.annualRequest, executed: form.funds.annualRequest },
      results: form.indicators.map(row =>
        numberIn(row.raw) === null
          ? { indicator: row.id, actual: '达成预期指标', judgement: 'met', score: row.weight }
          : asPromised(row),
      ),
    }),
  },
  selfEvaluated: { by: 'drafter', command: told('submit-evaluation') },
  checked: { by: 'center-finance', command: told('approve', { opinion: '数据与账面一致。' }) },
  rescore: {
    by: 'bureau-reviewer',
    command: ({ form }) => ({
      type: 'rescore',
      scores: [{ indicator: form.indicators[0]?.id, score: '3', reason: '佐证材料缺一个月，酌减' }],
    }),
  },
  confirm: { by: 'bureau-approver', command: told('confirm-evaluation') },
  publish: { by: 'center-finance', command: told('publish') },
  archive: { by: 'center-finance', command: told('archive') },
} satisfies Readonly<Record<string, Act>>

export type ActName = keyof typeof acts

/** Sends acts over HTTP as the people whose they are. */
export const newYear = ({ address }: Pick<Office, 'address'>) => {
  const cookies = new Map<string, string>()
  const cookieOf = async (account: string): Promise<string> => {
    const known = cookies.get(account)
    if (known !== undefined) return known
    const answer = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, password: 'shenbao-demo' }),
    })
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
    if (cookie === undefined) throw new Error(`${account} was not let in: ${answer.status}`)
    cookies.set(account, cookie)
    return cookie
  }
  const declared = async (id: string, account = 'drafter'): Promise<Declared> => {
    const answer = await fetch(`${address}/api/declarations/${id}`, { headers: { cookie: await cookieOf(account) } })
    return (await answer.json()) as Declared
  }
  const send = async (id: string, account: string, command: object): Promise<void> => {
    const { revision } = await declared(id, account)
    const answer = await fetch(`${address}/api/declarations/${id}/commands`, {
      method: 'POST',
      headers: {
        cookie: await cookieOf(account),
        'content-type': 'application/json',
        'if-match': `"${revision}"`,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(command),
    })
    if (!answer.ok) throw new Error(`${account} ${JSON.stringify(command).slice(0, 80)}: ${await answer.text()}`)
  }
  const act = async (id: string, name: ActName): Promise<void> => {
    const { by, command } = acts[name]
    await send(id, by, command(await declared(id, by)))
  }
  const idOf = async (name: string): Promise<string> => {
    const answer = await fetch(`${address}/api/declarations`, { headers: { cookie: await cookieOf('auditor') } })
    const { items } = (await answer.json()) as Readonly<{ items: readonly Readonly<{ id: string; name: string }>[] }>
    const found = items.find(item => item.name === name)
    if (!found) throw new Error(`no declaration named ${name}`)
    return found.id
  }
  return {
    idOf,
    declared,
    send,
    act,
    /** Lives from where it stands up to and with the act named. */
    live: async (id: string, from: ActName, to: ActName): Promise<void> => {
      const names = Object.keys(acts) as ActName[]
      for (const name of names.slice(names.indexOf(from), names.indexOf(to) + 1)) await act(id, name)
    },
    /** Everybody has to sign in again after the server was started again. */
    forgetSessions: () => cookies.clear(),
  }
}
