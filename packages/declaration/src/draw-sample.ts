import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'

export const sampleMethods = ['equal', 'amount'] as const
export type SampleMethod = (typeof sampleMethods)[number]

/** What may be drawn, each once. `amount` is fen as text, `null` where the form is blank. */
export type SamplingUnit = Readonly<{ id: string; amount: string | null }>

export type Draw = Readonly<{ seed: string; size: number; method: SampleMethod; population: readonly SamplingUnit[] }>

/** How each method draws, in words that let anybody draw again with a digest and whole numbers. `D` is the digest of the log. */
export const sampleMethodWords: Readonly<Record<SampleMethod, string>> = {
  equal: '等概率：逐项计算 D(种子 + U+001F + 编号)，按摘要的十六进制文本从小到大排，取前 n 项；摘要相同的按编号排。',
  amount:
    '按金额：编号从小到大排；第 k 次（从 1 起）把 D(种子 + U+001F + k) 当作整数，除以剩余各项金额（分）之和取余数，余数落在哪一项的累计金额区间就抽哪一项，抽出后移去。金额为零或空白的不会被抽中。',
}

const SEPARATOR = '\u001f'

/**
 * The ids drawn, in the order of drawing: the same seed, method and population give the same ids, on any machine. The order in which the
 * population is handed over does not matter. Never more than can be drawn: all of them, or all that have an amount.
 */
export const drawSample = ({ seed, size, method, population }: Draw, digest: Digest): readonly string[] =>
  method === 'equal' ? equally({ seed, size, population }, digest) : byAmount({ seed, size, population }, digest)

type Drawing = Omit<Draw, 'method'>

const equally = ({ seed, size, population }: Drawing, digest: Digest): readonly string[] =>
  sorted(population)
    .map(({ id }) => ({ id, key: digest(`${seed}${SEPARATOR}${id}`) }))
    .toSorted((a, b) => order(a.key, b.key))
    .slice(0, size)
    .map(({ id }) => id)

const byAmount = ({ seed, size, population }: Drawing, digest: Digest): readonly string[] => {
  const left = sorted(population).flatMap(({ id, amount }) => {
    const fen = BigInt(amount ?? '0')
    return fen > 0n ? [{ id, fen }] : []
  })
  const drawn: string[] = []
  while (drawn.length < size && left.length > 0) {
    const whole = left.reduce((all, { fen }) => all + fen, 0n)
    let rest = BigInt(`0x${digest(`${seed}${SEPARATOR}${drawn.length + 1}`)}`) % whole
    const place = left.findIndex(({ fen }) => {
      if (rest < fen) return true
      rest -= fen
      return false
    })
    for (const { id } of left.splice(place, 1)) drawn.push(id)
  }
  return drawn
}

/** How many of a population a method can draw at most. */
export const drawable = (method: SampleMethod, population: readonly SamplingUnit[]): number =>
  method === 'equal' ? population.length : population.filter(({ amount }) => BigInt(amount ?? '0') > 0n).length

/** By code units, the same on every machine: no language has a say in it. */
export const sorted = (population: readonly SamplingUnit[]): readonly SamplingUnit[] =>
  population.toSorted((a, b) => order(a.id, b.id))

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What stands for the population: another one, or another amount, is another digest. */
export const populationDigest = (population: readonly SamplingUnit[], digest: Digest): string =>
  digest(canonicalJson(sorted(population).map(({ id, amount }) => [id, amount])))
