import type { Indicator } from '@shenbao/form/form.ts'
import { convert } from '@shenbao/form/measure.ts'
import { parseTarget, type Target } from '@shenbao/form/target.ts'
import { decimal } from '@shenbao/kernel/decimal.ts'
import { headNoun } from './likeness.ts'
import { plainName } from './row.ts'

/** 2026年度, 2026年, 2026: what a name says of its year is not what it names. */
const YEAR = /(?:19|20)\d{2}(?:年度|年)?/g

/**
 * A name of a project or an indicator as it can be looked for in another year: without its year, and without what people write
 * differently from form to form. A name that says nothing else keeps it.
 */
export const timelessName = (name: string): string => {
  const plain = plainName(name)
  const timeless = plain.replace(YEAR, '').replace(/\(\)/g, '')
  return timeless === '' ? plain : timeless
}

/** 二级指标 as written (`数量指标`, `数量指标 (30分)`), comparable. */
export const timelessPlace = (level2: string | null): string => plainName(level2 ?? '').replace(/\([^()]*\)/g, '')

/** Of what makes two rows speak of one matter, the part of each that can be read beforehand. */
export type Matter = Readonly<{ name: string; place: string; target: Target; head: string; stem: string }>

export const matterOf = ({ name, level2, target }: Pick<Indicator, 'name' | 'level2' | 'target'>): Matter => {
  const plain = timelessName(name)
  const head = headNoun(plain)
  return { name: plain, place: timelessPlace(level2), target: parseTarget(target), head, stem: plain.slice(0, -head.length) }
}

/** Names longer than this are sentences, and are only compared letter by letter up to here. */
const LONGEST = 60

/** So much of the longer name has to stand in the other, in the same order, where the last words differ. */
const WHOLE_ALIKE = 80
/** With the same last word: so much of the shorter and of the longer of what stands before it. */
const STEM_SHORTER = 75
const STEM_LONGER = 50

/**
 * How alike two different names under the same 二级指标 are, in per cent; 0 where they speak of different matters: another unit, a
 * different figure in the name (一级医院, 二级医院), or a negation on one side (合格率, 不合格率).
 */
export const alikeness = (a: Matter, b: Matter): number => {
  if (a.place !== b.place || !isSameUnit(a.target, b.target) || tellApart(a.name) !== tellApart(b.name)) return 0
  const [shorter, longer] = a.name.length <= b.name.length ? [a, b] : [b, a]
  const whole = share(inCommon(shorter.name, longer.name), longer.name)
  if (whole >= WHOLE_ALIKE) return whole
  if (a.head !== b.head) return 0
  const [little, much] = a.stem.length <= b.stem.length ? [a.stem, b.stem] : [b.stem, a.stem]
  const common = inCommon(little, much)
  if (little.length < 2 || share(common, little) < STEM_SHORTER || share(common, much) < STEM_LONGER) return 0
  return whole
}

/** What keeps two otherwise equal names apart. */
const tellApart = (name: string): string => (name.match(/[\d一二三四五六七八九十]|不|未|非|无|差错|错误|失误/g) ?? []).join('')

const isSameUnit = (a: Target, b: Target): boolean => {
  if (a.value === null || b.value === null || a.unit === b.unit) return true
  return a.unit !== null && b.unit !== null && convert(decimal(a.value), { from: a.unit, to: b.unit }) !== null
}

const share = (part: number, whole: string): number =>
  whole === '' ? 0 : Math.floor((part * 100) / Math.min(whole.length, LONGEST))

/** How many characters stand in both texts in the same order. */
const inCommon = (a: string, b: string): number => {
  let row: readonly number[] = new Array<number>(Math.min(b.length, LONGEST) + 1).fill(0)
  for (const character of a.slice(0, LONGEST)) {
    const next = [0]
    for (let at = 1; at < row.length; at += 1)
      next.push(b[at - 1] === character ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0))
    row = next
  }
  return row.at(-1) ?? 0
}
