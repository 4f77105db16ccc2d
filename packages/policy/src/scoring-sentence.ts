import { compare, type Decimal, decimal, decimalText, multiply, ZERO } from '@shenbao/kernel/decimal.ts'
import { placesInWords } from './figures.ts'
import { isWholeRate } from './over-achievement.ts'
import type { PolicyPack } from './pack.ts'
import { full, plain } from './points.ts'
import { bandOf } from './score-qualitative.ts'
import type { Scored, ScoredByFigure } from './scoring-method.ts'

/** What one needs to say how many points there are, and how they are lost. */
type Stake = Readonly<{ weight: Decimal; pack: PolicyPack; year: number | null }>

/** How a row will be scored, as a sentence with the pack's own formula and numbers. */
export const scoringSentence = (scored: Scored, stake: Stake): string => {
  const { pack } = stake
  switch (scored.method) {
    case 'no-points':
      return '分值为零，不计分。'
    case 'unset':
      return '指标值未填，系统不能计分。'
    case 'qualitative':
      return `由人判断达成情况后给分：${bands(stake)}。完成值写「达成预期指标」或与指标值一字不差的，按达成得满分。`
    case 'zero':
      return `不发生${scored.unit === null ? '' : `（0${scored.unit}）`}得满分 ${whole(stake)}，发生即得 0 分。`
    case 'between':
      return between(scored.meaning, stake)
    case 'by-date':
      return `不晚于${dayInWords(scored.meaning, stake.year)}完成得满分 ${whole(stake)}；逾期的由人判断达成情况后给分：${bands(stake)}。`
    case 'by-step':
      return `按满意度分档：${steps(stake)}，不看指标值。`
    case 'proportional':
      return `${bound(scored)}得满分 ${whole(stake)}${edge(scored, pack)}；未达到的按 ${ratio(scored, stake)}${ends(scored, pack)}。`
    case 'equal':
      return `等于 ${figure(scored)} 得满分 ${whole(stake)}；不足的按 ${ratio(scored, stake)}；${overEqual(scored, stake)}${ends(scored, pack)}。`
    case 'reverse':
      return `${bound(scored)}得满分 ${whole(stake)}${edge(scored, pack)}；超过的按 ${overshoot(scored.value, scored.unit, stake)}。`
    case 'all-or-nothing':
      return `${bound(scored)}得满分 ${whole(stake)}${edge(scored, pack)}，未达到得 0 分：指标值为零，不能按比例计分。`
    case 'manual':
      return `${bound(scored)}得满分 ${whole(stake)}；未达到的由人判断达成情况后给分（指标值小于零，不能按比例计分）：${bands(stake)}。`
  }
}

/** A day as people write it; without a year where neither the target nor the form names one. */
export const dayInWords = (
  { year: named, month, day }: Readonly<{ year: number | null; month: number; day: number }>,
  year: number | null,
): string => `${named ?? year ?? ''}${(named ?? year) === null ? '' : '年'}${month}月${day}日`

const whole = ({ weight, pack }: Stake): string => `${decimalText(full(weight, pack.rounding))} 分`

const figure = ({ value, unit }: Pick<ScoredByFigure, 'value' | 'unit'>): string => withUnit(value, unit)

/** Some units begin with a figure of their own (7天*24小时). */
const withUnit = (value: Decimal, unit: string | null): string =>
  unit !== null && /^[\d.]/.test(unit) ? `${plain(value)}（${unit}）` : `${plain(value)}${unit ?? ''}`

const boundWords = { '>=': '不低于', '>': '高于', '<=': '不高于', '<': '低于', '=': '等于' } as const
const bound = (scored: ScoredByFigure): string => `${boundWords[scored.op]} ${figure(scored)} `

/** What happens where an actual is exactly the bound of `<` or `>`. */
const edge = ({ op }: ScoredByFigure, { quantitative }: PolicyPack): string => {
  if (op !== '<' && op !== '>') return ''
  return quantitative.strictBoundary === 'STRICT' ? '，恰好等于时分值不减、须说明原因' : '，恰好等于也算达到'
}

const rounded = ({ pack }: Stake): string => `计，四舍五入保留${placesInWords(pack.rounding.places)}`

const ratio = (scored: ScoredByFigure, stake: Stake): string =>
  `完成值 ÷ ${figure(scored)} × ${plain(stake.weight)} 分${rounded(stake)}`

const overshoot = (value: Decimal, unit: string | null, stake: Stake): string => {
  const limit = withUnit(value, unit)
  const twice = withUnit(multiply(value, decimal('2')), unit)
  return stake.pack.quantitative.reverseFormula === 'RATIO'
    ? `${limit} ÷ 完成值 × ${plain(stake.weight)} 分${rounded(stake)}`
    : `(1 − (完成值 − ${limit}) ÷ ${limit}) × ${plain(stake.weight)} 分${rounded(stake)}，达到 ${twice} 得 0 分`
}

const HUNDRED = decimal('100')

const overEqual = (scored: ScoredByFigure, stake: Stake): string => {
  if (stake.pack.quantitative.equalOvershoot === 'IGNORE') return '超过的不扣分'
  const [limit, weight] = [figure(scored), plain(stake.weight)]
  return `超过的按 (1 − (完成值 − ${limit}) ÷ ${limit}) × ${weight} 分计`
}

/** What is asked of a target that was exceeded by far; a rate cannot be exceeded beyond the whole. */
const ends = ({ value, unit }: ScoredByFigure, { overAchieve }: PolicyPack): string => {
  if (isWholeRate(value, unit)) return ''
  const [flagAt, reasonAt] = [multiply(value, decimal(overAchieve.flagAt)), multiply(value, decimal(overAchieve.reasonAt))]
  if (unit === '%' && compare(flagAt, HUNDRED) > 0) return ''
  const [first, second] = [overAchieve.flagAt, overAchieve.reasonAt].map(times => plain(multiply(decimal(times), HUNDRED)))
  return (
    `；完成值到指标值的 ${first}%（${withUnit(flagAt, unit)}）提示核实指标值是否偏低，` +
    `到 ${second}%（${withUnit(reasonAt, unit)}）须说明原因，是否核减由人决定`
  )
}

const between = ({ low, high, unit }: Readonly<{ low: string; high: string; unit: string | null }>, stake: Stake): string => {
  const isPositive = compare(decimal(low), ZERO) > 0
  const below = isPositive
    ? `低于下限的按 完成值 ÷ ${withUnit(decimal(low), unit)} × ${plain(stake.weight)} 分计`
    : '低于下限的由人判断达成情况后给分'
  const above =
    compare(decimal(high), ZERO) > 0 ? `超过上限的按 ${overshoot(decimal(high), unit, stake)}` : '超过上限的不能按比例计分'
  return `在 ${low} 至 ${high}${unit ?? ''} 之间得满分 ${whole(stake)}；${below}；${above}。`
}

const steps = ({ weight, pack }: Stake): string =>
  pack.satisfaction.steps
    .map(({ from, share }) => `${from}% 起得 ${plain(multiply(full(weight, pack.rounding), decimal(share)))} 分`)
    .join('，')

const bands = ({ weight, pack }: Stake): string => {
  const [met, partly] = [bandOf('met', weight, pack), bandOf('partly', weight, pack)]
  const [all, most, some] = [plain(weight), plain(met.from), plain(partly.from)]
  return `达成 ${most} 至 ${all} 分，部分达成并具有一定效果 ${some} 至 ${most} 分（不含 ${most} 分），未达成且效果较差不足 ${some} 分`
}
