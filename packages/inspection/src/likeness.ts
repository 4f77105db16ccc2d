/** Which part of the name's neighbouring pairs of characters also stands in the text: 1 when the whole name does, 0 when nothing. */
export const likeness = (name: string, text: string): number => {
  if (name.length < 2) return text.includes(name) ? 1 : 0
  if (text.includes(name)) return 1
  const pairs = [...name].slice(1).map((character, at) => `${[...name][at]}${character}`)
  return pairs.filter(pair => text.includes(pair)).length / pairs.length
}

/** The last word of a name, which says what is measured: 办结率 of 窗口业务办结率. */
export const headNoun = (name: string): string =>
  /[一-鿿]{2}(?:率|度|数|量|额|时间|次数|人数|人次|数量)$/.exec(name)?.[0] ?? name.slice(-3)
