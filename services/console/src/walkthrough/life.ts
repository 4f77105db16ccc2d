import type { ChangeRequest } from '@shenbao/declaration/commands.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import { add, decimal, decimalText, round, subtract } from '@shenbao/kernel/decimal.ts'
import { FILL_IN_REASON, fillIns } from './fill-in.ts'
import { canFallShort, MADE_UP, madeUpBudget, madeUpExecution, madeUpProgress, madeUpResults } from './made-up.ts'
import { type Play, PlayRefused } from './stage-hands.ts'

/** What happens to this one besides the plain way: chosen by its place in the file, so that every kind is shown. */
export type Turns = Readonly<{ revised: boolean; returned: boolean; amended: boolean; adjusted: boolean; rescored: boolean }>

export const turnsOf = (ordinal: number): Turns => ({
  revised: ordinal % 3 === 0,
  returned: ordinal % 4 === 1 || ordinal === 0,
  amended: ordinal % 4 === 2 || ordinal === 0,
  adjusted: ordinal % 3 === 1 || ordinal === 0,
  rescored: ordinal % 2 === 0,
})

/** How often the fill-ins are looked over: one may uncover the next. */
const MOST_ROUNDS = 5

/** Takes one declaration through its whole life. `tell` is called at every stage. */
export const live = async (play: Play, id: string, ordinal: number, tell: (stage: string) => void): Promise<Declaration> => {
  const turns = turnsOf(ordinal)
  const act: Play['act'] = async (account, declarationId, command) => {
    const after = await play.act(account, declarationId, command)
    for (const stage of after.work.standing.stages) tell(stage)
    return after
  }
  const { year } = await play.look(id)
  await draft(play, act, id, turns, year)
  await review(play, act, id, turns, ordinal)
  await execute(play, act, id, turns)
  return evaluate(play, act, id, turns)
}

type Act = Play['act']

const draft = async (play: Play, act: Act, id: string, turns: Turns, year: number): Promise<void> => {
  play.calendar.today = `${year - 1}-10-15`
  let declaration = await play.look(id)
  const policy = play.parts.world.policy(declaration.policy)
  for (let round = 0; ; round++) {
    const changes = fillIns(declaration, policy)
    if (changes.length === 0) break
    if (round === MOST_ROUNDS) throw new PlayRefused('演示补填之后仍不符合送审要求')
    declaration = await act('drafter', id, { type: 'revise', changes: [...changes], reason: FILL_IN_REASON })
  }
  const change = turns.revised ? raised(declaration, '5') : null
  if (change) await act('drafter', id, { type: 'revise', changes: [change], reason: `对照上年实际完成情况调整${MADE_UP}` })
  play.calendar.today = `${year - 1}-10-20`
  await act('drafter', id, { type: 'submit' })
}

const review = async (play: Play, act: Act, id: string, turns: Turns, ordinal: number): Promise<void> => {
  const { year } = await play.look(id)
  play.calendar.today = `${year - 1}-10-22`
  await act('section-chief', id, { type: 'approve', opinion: '同意报送。' })
  if (turns.returned) {
    await act('center-finance', id, {
      type: 'return',
      to: 'drafting',
      reason: `第一个数量指标偏保守，请核对${MADE_UP}`,
      then: 'straight',
    })
    const change = raised(await play.look(id), '2')
    if (change) await act('drafter', id, { type: 'revise', changes: [change], reason: `按中心财务意见核对后提高${MADE_UP}` })
    await act('drafter', id, { type: 'submit' })
  }
  play.calendar.today = `${year - 1}-11-03`
  await act('center-finance', id, { type: 'approve', opinion: '资金与目标匹配。' })
  await act('center-leader', id, { type: 'approve', opinion: '同意上报。' })
  play.calendar.today = `${year - 1}-11-20`
  await act('bureau-reviewer', id, { type: 'review', grade: turns.amended ? '良' : '优', comment: '指向明确，细化量化。' })
  const change = turns.amended ? raised(await play.look(id), '1') : null
  if (change) {
    await act('bureau-reviewer', id, { type: 'amend', changes: [change], reason: `与单位协商后完善${MADE_UP}` })
    await act('drafter', id, { type: 'consent' })
  }
  await act('bureau-reviewer', id, { type: 'approve', opinion: '审核通过。' })
  await act('bureau-finance', id, { type: 'approve', opinion: '纳入预算安排。' })
  play.calendar.today = `${year}-01-28`
  await act('bureau-approver', id, {
    type: 'approve',
    opinion: '随预算一并批复。',
    documentNumber: `演示批复〔${year}〕${ordinal + 1}号`,
  })
}

const execute = async (play: Play, act: Act, id: string, turns: Turns): Promise<void> => {
  const declaration = await play.look(id)
  const { year } = declaration
  play.calendar.today = `${year}-08-12`
  await act('drafter', id, {
    type: 'record-progress',
    period: `${year}-07`,
    executed: madeUpExecution(declaration),
    progress: madeUpProgress(declaration),
  })
  const change = turns.adjusted ? lowered(declaration) : null
  if (change) {
    play.calendar.today = `${year}-09-02`
    await act('drafter', id, { type: 'request-adjustment', changes: [change], reason: `年中政策变化，工作量减少${MADE_UP}` })
    await act('center-leader', id, { type: 'approve', opinion: '情况属实。' })
    await act('bureau-approver', id, { type: 'approve', opinion: '同意调整。' })
  }
  play.calendar.today = `${year}-12-31`
  await act('center-finance', id, { type: 'close-year' })
}

const evaluate = async (play: Play, act: Act, id: string, turns: Turns): Promise<Declaration> => {
  const declaration = await play.look(id)
  const policy = play.parts.world.policy(declaration.policy)
  play.calendar.today = `${declaration.year + 1}-01-18`
  await act('drafter', id, {
    type: 'record-result',
    budget: madeUpBudget(declaration, 97n),
    results: [...madeUpResults(declaration, policy)],
  })
  await act('drafter', id, { type: 'submit-evaluation' })
  await act('center-finance', id, { type: 'approve', opinion: '数据与账面一致。' })
  play.calendar.today = `${declaration.year + 1}-02-26`
  const scored = (await play.look(id)).selfScore
  const row = turns.rescored
    ? scored?.rows.find(({ score, weight }) => score !== null && score === weight && decimal(score).units > 100n)
    : undefined
  if (row?.score) {
    const score = decimalText(round(subtract(decimal(row.score), decimal('0.50')), 2))
    await act('bureau-reviewer', id, {
      type: 'rescore',
      scores: [{ indicator: row.indicatorId, score, reason: `佐证材料缺一个月，酌减${MADE_UP}` }],
    })
  }
  await act('bureau-approver', id, { type: 'confirm-evaluation' })
  await act('center-finance', id, { type: 'publish' })
  return act('center-finance', id, { type: 'archive' })
}

type Row = Declaration['form']['indicators'][number]

/** The first plain count that can grow, raised by so much: what a unit does that promised too little. Rates of 100% cannot grow. */
const raised = ({ form }: Declaration, by: string): ChangeRequest | null => {
  const counts = form.indicators.filter(isPlainCount)
  const byOperator = (op: string): readonly Row[] => counts.filter(({ target }) => parseTarget(target).op === op)
  return changed([...byOperator('>='), ...byOperator('=')], value => decimalText(add(decimal(value), decimal(by))))
}

/** The first number that can shrink, taken back to nine tenths; whole numbers stay whole. */
const lowered = ({ form }: Declaration): ChangeRequest | null =>
  changed(form.indicators.filter(canFallShort), value => {
    const { units, scale } = decimal(value)
    const one = 10n ** BigInt(scale)
    return decimalText({ units: units % one === 0n ? (((units / one) * 9n) / 10n) * one : (units * 9n) / 10n, scale })
  })

const isPlainCount = (indicator: Row): boolean => {
  const { unit } = parseTarget(indicator.target)
  return canFallShort(indicator) && unit !== null && !/[%‰*\d]|百分比/.test(unit)
}

const changed = (rows: readonly Row[], change: (value: string) => string): ChangeRequest | null => {
  for (const { id, target } of rows) {
    const { value } = parseTarget(target)
    const to = value === null ? null : change(value)
    if (value !== null && to !== null && to !== value && target.includes(value))
      return { indicator: id, field: 'target', to: target.replace(value, to) }
  }
  return null
}
