/** Characters that people type for another one, beyond the full-width block: minus signs, dashes, small forms, brackets. */
const twins: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '\u00a0': ' ',
  '\u2212': '-',
  '\ufe63': '-',
  '\ufe62': '+',
  '\ufe6a': '%',
  '\ufe64': '<',
  '\ufe65': '>',
  '\ufe66': '=',
  '\u2550': '=',
  '\ufe59': '(',
  '\ufe5a': ')',
  '【': '(',
  '】': ')',
  '〔': '(',
  '〕': ')',
  '[': '(',
  ']': ')',
  '×': '*',
  '✕': '*',
  '∶': ':',
  '\u200b': '',
  '\ufeff': '',
}

/**
 * Full-width digits, letters and punctuation to their plain form, so that one grammar reads both. `㎡` and `℃` stay as
 * they are.
 */
export const foldWidth = (text: string): string => {
  let folded = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const plain = code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : character
    folded += twins[plain] ?? plain
  }
  return folded
}

/** Folded and without any white space: what two cells are compared by. */
export const compact = (text: string): string => foldWidth(text).replace(/\s+/g, '')
