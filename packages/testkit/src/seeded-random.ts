/**
 * Chance that can be repeated: the same seed draws the same numbers, on every machine and in every version of Node. For tests
 * only: four bytes of state are easily guessed.
 */
export type SeededRandom = Readonly<{
  /** A whole number from 0 up to, and without, `limit`. */
  below: (limit: number) => number
  /** True so many times in a hundred. */
  chance: (inHundred: number) => boolean
  /** One of a list that is not empty. */
  pick: <Item>(items: readonly Item[]) => Item
  /** Chance of its own, which follows from the name and from what was drawn so far; drawing from it changes nothing here. */
  fork: (name: string) => SeededRandom
}>

/** mulberry32: a counter, mixed; 2^32 numbers until it begins again. */
export const seededRandom = (seed: number): SeededRandom => {
  let counter = seed >>> 0
  const next = (): number => {
    counter = (counter + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(counter ^ (counter >>> 15), counter | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number): number => {
    if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`nothing can be drawn below ${limit}`)
    return next() % limit
  }
  return {
    below,
    chance: inHundred => below(100) < inHundred,
    pick: items => {
      const place = below(items.length)
      if (!(place in items)) throw new RangeError('nothing to pick from')
      return items[place] as (typeof items)[number]
    },
    fork: name => seededRandom(hashOf(name, counter)),
  }
}

/** FNV-1a over the characters, begun at a number. */
const hashOf = (text: string, from: number): number => {
  let hash = (0x811c9dc5 ^ from) >>> 0
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}
