import { z } from 'zod'

/** Money as whole fen (分). Never a float. */
export type Fen = bigint

/** Fen inside a fact: decimal text, because JSON has no bigint. Not negative, at most 18 digits. */
export const FenText = z.string().regex(/^(0|[1-9]\d{0,17})$/)

const YUAN = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/

/** Yuan text as people write it ("11,010,598.00", "85000", "0.5") to fen; `null` when it is not such an amount. */
export const fenOfYuan = (yuan: string): Fen | null => {
  const match = YUAN.exec(yuan.trim())
  if (!match) return null
  const whole = (match[1] ?? '').replaceAll(',', '')
  const fen = BigInt(whole) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'))
  return fen.toString().length <= 18 ? fen : null
}

/** Fen to yuan text with two places, as HTTP and the import contract show it: `1101059800n` → `"11010598.00"`. */
export const yuanOfFen = (fen: Fen): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Yuan text for people, with thousands separators: `1101059800n` → `"11,010,598.00"`. */
export const yuanForPeople = (fen: Fen): string => yuanOfFen(fen).replace(/\d(?=(\d{3})+\.)/g, '$&,')

export const sumFen = (amounts: Iterable<Fen>): Fen => {
  let sum = 0n
  for (const amount of amounts) sum += amount
  return sum
}
