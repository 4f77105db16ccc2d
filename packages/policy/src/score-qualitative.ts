import { compare, type Decimal, decimal, decimalText, ZERO } from '@shenbao/kernel/decimal.ts'
import type { EvaluationRow, Judgement } from './evaluation.ts'
import { allPoints } from './figures.ts'
import type { PolicyPack } from './pack.ts'
import { bandStart, full, plain } from './points.ts'
import { needsJudgement, type Outcome } from './scored-row.ts'

/**
 * Qualitative indicators (财预〔2020〕10号自评表附注): a person judges 达成, 部分达成 or 未达成 and awards points within the band of that
 * judgement. Bands begin at the pack's fractions of the weight, rounded, inclusive; the end of a lower band belongs to the one above.
 * Met without points means all of them. Points outside the band are refused.
 */
export const scoreQualitative = (
  judgement: Judgement | null,
  { score }: Pick<EvaluationRow, 'score'>,
  weight: Decimal,
  pack: PolicyPack,
): Outcome => {
  if (judgement === null) return needsJudgement('系统不能判断，请选择达成情况：达成、部分达成或未达成')
  const [phrase, met] = [phrases[judgement], judgement === 'met']
  const band = bandOf(judgement, weight, pack)
  if (score === null) {
    if (met) return allPoints(phrase, weight, pack)
    return needsJudgement(`${phrase}，请在 ${bandInWords(band)} 之间给分`)
  }
  const given = decimal(score)
  if (!isInBand(given, band))
    return {
      points: null,
      met,
      formula: `${phrase}应得 ${bandInWords(band)}，所给 ${score} 分不在此范围，请改正分数或达成情况`,
      flags: ['out-of-band'],
    }
  const points = full(given, pack.rounding)
  return { points, met, formula: `${phrase}，应得 ${bandInWords(band)}，给 ${decimalText(points)} 分`, flags: [] }
}

const phrases: Readonly<Record<Judgement, string>> = {
  met: '达成年度指标',
  partly: '部分达成年度指标并具有一定效果',
  unmet: '未达成年度指标且效果较差',
}

/** `to` is included only where the band ends at the weight itself. */
export type Band = Readonly<{ from: Decimal; to: Decimal; isClosed: boolean }>

/** The bands of all judgements in words, for whoever awards the points: `达成年度指标：8（含）至 10（含）`. */
export const bandsOf = (weight: string, pack: PolicyPack) =>
  (['met', 'partly', 'unmet'] as const).map(judgement => {
    const { from, to, isClosed } = bandOf(judgement, decimal(weight), pack)
    return { judgement, title: phrases[judgement], from: decimalText(from), to: plain(to), includesTo: isClosed }
  })

/** The points a judgement allows. */
export const bandOf = (judgement: Judgement, weight: Decimal, { qualitative, rounding }: PolicyPack): Band => {
  const [metFrom, partlyFrom] = [
    bandStart(weight, qualitative.metFrom, rounding),
    bandStart(weight, qualitative.partlyFrom, rounding),
  ]
  switch (judgement) {
    case 'met':
      return { from: metFrom, to: weight, isClosed: true }
    case 'partly':
      return { from: partlyFrom, to: metFrom, isClosed: false }
    case 'unmet':
      return { from: ZERO, to: partlyFrom, isClosed: false }
  }
}

const isInBand = (points: Decimal, { from, to, isClosed }: Band): boolean =>
  compare(points, from) >= 0 && (compare(points, to) < 0 || (isClosed && compare(points, to) === 0))

const bandInWords = ({ from, to, isClosed }: Band): string =>
  `${plain(from)}（含）至 ${plain(to)}${isClosed ? '（含）' : '（不含）'}`
