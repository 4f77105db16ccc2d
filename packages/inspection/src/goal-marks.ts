import type { Form } from '@shenbao/form/form.ts'
import { disagreements } from './checks/t1-goal-against-row.ts'
import type { Claim } from './claims.ts'
import { type Pairing, pairingsOf } from './pairing.ts'
import { isMoney, shown } from './row.ts'
import { type Sum, sumsOf } from './sums.ts'

/**
 * A number with its unit in 年度总体目标: where it stands (UTF-16 offsets, end exclusive), and what became of it. `matched`: rows or the
 * funds stand for it; `conflict`: a row of the same matter, or the sum it is part of, says otherwise; `orphan`: nothing stands for it.
 */
export type GoalMark = Readonly<{
  start: number
  end: number
  text: string
  state: 'matched' | 'orphan' | 'conflict'
  indicatorIds: readonly string[]
  /** A sentence for whoever points at it. */
  message: string
}>

/** The numbers of the goal in their order, seen as T1, T2 and T3 see them. */
export const goalMarks = (form: Form): readonly GoalMark[] => {
  const sums = sumsOf(form)
  return pairingsOf(form).map(pairing => {
    const { start, end, text } = pairing.claim
    const sum = sums.find(({ parts }) => parts.includes(start))
    return { start, end, text, ...(sum && pairing.found.length === 0 ? ofSum(sum) : ofPairing(pairing)) }
  })
}

type Fate = Pick<GoalMark, 'state' | 'indicatorIds' | 'message'>

const ofSum = ({ texts, total, unit, row, agrees }: Sum): Fate => ({
  state: agrees ? 'matched' : 'conflict',
  indicatorIds: [row.row.id],
  message: `${texts.join('、')}合计 ${total} ${unit}，指标“${row.row.name}”写“${shown(row.target)}”${agrees ? '' : '，两处不符'}。`,
})

const ofPairing = ({ claim, found, unheard }: Pairing): Fate => {
  const indicatorIds = found.map(({ row }) => row.row.id)
  if (found.length === 0) return withoutRow(claim)
  const differing = found.flatMap(({ row, verdict }) => (verdict === 'same' ? [] : [{ row, verdict }]))
  const told = differing.map(({ row, verdict }) => `指标“${row.row.name}”写“${shown(row.target)}”，${disagreements[verdict][1]}`)
  if (differing.length > 0) return { state: 'conflict', indicatorIds, message: `${told.join('；')}。` }
  const carried = `由${found.map(({ row }) => `“${row.row.name}”`).join('、')}承接`
  if (unheard.length === 0) return { state: 'matched', indicatorIds, message: `${carried}。` }
  const alone = unheard.map(words => `“${words}”`).join('、')
  return { state: 'orphan', indicatorIds, message: `${carried}；${alone}没有一行指标承接。` }
}

const withoutRow = ({ unit }: Claim): Fate =>
  isMoney(unit)
    ? { state: 'matched', indicatorIds: [], message: '金额由项目资金反映。' }
    : { state: 'orphan', indicatorIds: [], message: '没有一行指标承接这个数字。' }
