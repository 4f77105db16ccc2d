import { directionOf } from '@shenbao/form/direction.ts'
import { foldWidth } from '@shenbao/form/fold-text.ts'
import type { Form } from '@shenbao/form/form.ts'
import { convert } from '@shenbao/form/measure.ts'
import type { Comparison } from '@shenbao/form/target.ts'
import { compare, type Decimal, decimal } from '@shenbao/kernel/decimal.ts'
import { type Claim, claimsOf } from './claims.ts'
import { likeness } from './likeness.ts'
import { plainName, type Row, rowsOf } from './row.ts'

/** `same`: the row asks for it. `weaker` and `stricter`: the row of this very matter asks for less or for more; `other`: for another figure; `bound`: only 高于 and 不低于 differ. */
export type Verdict = 'same' | 'weaker' | 'stricter' | 'other' | 'bound'

/** A promise of the goal with the rows that stand for it. None: nothing in the form does. */
export type Pairing = Readonly<{
  claim: Claim
  found: readonly Readonly<{ row: Row; verdict: Verdict }>[]
  /** Of several things said to reach the figure, those that no row speaks of, as written. */
  unheard: readonly string[]
}>

/** So much of a row's name has to stand in the words before the number before the two are held to speak of one matter. */
const ALIKE = 0.72

/** Shorter words before a number (数量, 合格率 of anything) name no matter. */
const SUBJECT_MIN = 4

export const pairingsOf = (form: Form): readonly Pairing[] => {
  const rows = rowsOf(form)
  return claimsOf(form.annualGoal).map(claim => {
    const found = foundFor(claim, rows)
    return { claim, found, unheard: found.length === 0 ? [] : unheardOf(claim, rows) }
  })
}

/** Only rates and degrees in an enumeration have names one can look for; the one right before the number is `found` itself. */
const unheardOf = ({ subjects }: Claim, rows: readonly Row[]): readonly string[] =>
  subjects.length < 2
    ? []
    : subjects.filter(words => {
        const said = plainName(words).replace(/^(?:计划|总体|工作|各项|任务)+/, '')
        return said.length >= SUBJECT_MIN && /[率度]$/.test(said) && !rows.some(({ name }) => isHeardIn(said, name))
      })

/** In these words, in this order or another. */
const isHeardIn = (said: string, name: string): boolean =>
  likeness(said, name) >= 0.6 ||
  likeness(name, said) >= ALIKE ||
  [...said].filter(one => name.includes(one)).length >= said.length * 0.85

const foundFor = (claim: Claim, rows: readonly Row[]): Pairing['found'] => {
  const measured = rows.flatMap(row => {
    const value = valueIn(row, claim.unit)
    return value === null ? [] : [{ row, value }]
  })
  const wanted = decimal(claim.value)
  const agrees = ({ value }: Measured): boolean => compare(value, wanted) === 0
  const named = namedBy(claim, measured)
  // A row named there with the very figure is the one meant, whichever other row is named there too.
  const meant = claim.subjects.flatMap((_, at) => {
    const ofSubject = named.filter(({ subject }) => subject === at)
    const agreeing = ofSubject.filter(agrees)
    return agreeing.length > 0 ? agreeing : longestNamed(ofSubject)
  })
  if (meant.length > 0) return distinct(meant).map(({ row, value }) => ({ row, verdict: judged(claim, row, value) }))
  const same = (row: Row) => ({ row, verdict: 'same' as const })
  const elsewhere = measured.filter(found => agrees(found) && (!isRate(claim.unit) || isNear(claim, found.row.name)))
  if (elsewhere.length > 0) return elsewhere.map(({ row }) => same(row))
  const inWords = rows.filter(({ target }) => target.value === null && figureIn(target.raw, claim))
  const near = inWords.filter(
    ({ name, target }) => !isRate(claim.unit) || isNear(claim, name) || isNear(claim, plainName(target.raw)),
  )
  return near.length > 0 ? near.map(same) : satisfied(claim, measured)
}

/** 群众满意度 and 服务对象满意度 speak of the same people, when nobody else is asked. */
const satisfied = (claim: Claim, measured: readonly Measured[]): Pairing['found'] => {
  if (!/满意/.test(claim.clause)) return []
  const rows = measured.filter(({ row }) => /满意/.test(row.name))
  const [only] = rows
  if (rows.length === 1 && only) return [{ row: only.row, verdict: judged(claim, only.row, only.value) }]
  return rows.filter(({ value }) => compare(value, decimal(claim.value)) === 0).map(({ row }) => ({ row, verdict: 'same' }))
}

/** 各子系统故障率 is meant before 系统故障率, which stands in the same words. */
const longestNamed = <Found extends Measured>(found: readonly Found[]): readonly Found[] => {
  const longest = Math.max(...found.map(({ row }) => row.name.length))
  return found.filter(({ row }) => row.name.length === longest)
}

type Measured = Readonly<{ row: Row; value: Decimal }>

/** The rows that each enumerated subject names: the name stands in the words, or the words stand in the name. */
const namedBy = ({ subjects, clause }: Claim, measured: readonly Measured[]): readonly (Measured & { subject: number })[] =>
  subjects.flatMap((words, subject) => {
    const said = plainName(subject === 0 ? clause : words)
    const short = plainName(words)
    const alike = measured
      .map(found => ({ ...found, subject, likeness: asLike(found.row.name, said, short) }))
      .filter(found => found.likeness >= ALIKE)
    const best = Math.max(...alike.map(found => found.likeness))
    return alike.filter(found => found.likeness === best)
  })

const asLike = (name: string, said: string, short: string): number =>
  short.length >= SUBJECT_MIN && name.endsWith(short) ? 1 : Math.max(likeness(name, said), likeness(matterOf(name), said))

/** 发放资料数量 is about 发放资料: the number in the text says already that it is counted. */
const matterOf = (name: string): string => {
  const matter = name.replace(/(?:总数|数量|人数|人次|次数|户数|件数|份数|场次|数)$/, '')
  return matter.length >= SUBJECT_MIN ? matter : name
}

/** A rate of the same figure says nothing by itself: something of the name has to be there too. */
const isNear = ({ clause }: Claim, words: string): boolean => {
  const said = plainName(clause)
  return Math.max(likeness(words, said), likeness(said, words)) >= NEAR
}
const NEAR = 0.4

const distinct = (found: readonly Measured[]): readonly Measured[] =>
  found.filter((one, at) => found.findIndex(({ row }) => row === one.row) === at)

const figureIn = (raw: string, { value, unit }: Claim): boolean =>
  new RegExp(`(?<![\\d.])${value.replace('.', '\\.')}(?:\\.0+)?\\s*${unit}`).test(foldWidth(raw).replaceAll(',', ''))

const isRate = (unit: string): boolean => unit === '%' || unit === '‰'

/** The row's value in the claim's unit; what a unit says beyond it (个子系统, 条/年) is no other unit. */
const valueIn = ({ target: { value, unit } }: Row, wanted: string): Decimal | null => {
  if (value === null) return null
  // A number that lost its unit may be any; only its figure and its name tell.
  if (unit === null) return decimal(value)
  const plain = (text: string): string => text.replace(/^个(?=小时|工作日|月)/, '').replace(/[/(].*$/, '')
  const [own, asked] = [plain(unit), plain(wanted)]
  if (own === asked || own.startsWith(asked)) return decimal(value)
  if ((isHeads(own) && isHeads(asked)) || (isOccasions(own) && isOccasions(asked))) return decimal(value)
  return convert(decimal(value), { from: own, to: asked })
}

/** People are counted in any of these. */
const isHeads = (unit: string): boolean => /^(?:人|名|位)$/.test(unit)

/** Occasions go by these. */
const isOccasions = (unit: string): boolean => /^(?:次|场|场次|批次|期|班次|批)$/.test(unit)

const judged = (claim: Claim, { target, level2, name }: Row, value: Decimal): Verdict => {
  const { op } = target
  if (op === null || op === 'text') return 'same'
  const order = compare(value, decimal(claim.value))
  if (order === 0) return differsInBound(claim.op, op) ? 'bound' : 'same'
  const direction = claim.op === '<' || claim.op === '<=' ? 'reverse' : directionOf(target, level2, name)
  if (direction === 'exact' || direction === null) return 'other'
  return order > 0 === (direction === 'reverse') ? 'weaker' : 'stricter'
}

const differsInBound = (a: Comparison, b: Comparison): boolean =>
  (a === '>' && b === '>=') || (a === '<' && b === '<=') || (a === '>=' && b === '>')
