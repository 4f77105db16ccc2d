import { decimal, decimalText, divide, multiply } from '@shenbao/kernel/decimal.ts'
import { fenOfYuan, yuanOfFen } from '@shenbao/kernel/money.ts'
import type { MonitoredList } from './queries.ts'

type Monitored = MonitoredList['items'][number]

/** The choices of 绩效监控, as the address of the page and as the server is asked. */
export const choices = {
  red: { title: '红灯', asks: { light: 'red' } },
  unfilled: { title: '没有填报', asks: { filled: 'false' } },
  key: { title: '重点：预算 200 万元以上且执行率不到 60%', asks: { budgetFrom: '2000000.00', executionBelow: '60' } },
  rectifying: { title: '整改没有销号', asks: { rectifying: 'true' } },
} as const
export type Choice = keyof typeof choices
export const isChoice = (text: string): text is Choice => Object.hasOwn(choices, text)

export type Totals = Readonly<{ count: number; budget: string; executed: string; rate: string | null }>

/** The foot of the list: money of all that are shown; what is not filled in counts as nothing spent. */
export const totalsOf = (items: readonly Monitored[]): Totals => {
  const sumOf = (amount: (item: Monitored) => string | null): bigint =>
    items.reduce((sum, item) => sum + (fenOfYuan(amount(item) ?? '') ?? 0n), 0n)
  const [budget, executed] = [sumOf(({ annualRequest }) => annualRequest), sumOf(one => one.executed)]
  const share = (): string =>
    decimalText(divide(multiply(decimal(yuanOfFen(executed)), decimal('100')), decimal(yuanOfFen(budget)), 2))
  return { count: items.length, budget: yuanOfFen(budget), executed: yuanOfFen(executed), rate: budget === 0n ? null : share() }
}
