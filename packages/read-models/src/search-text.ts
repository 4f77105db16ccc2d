/**
 * Text as the search index keeps it: single characters with blanks between, because the tokenizer takes a run of Chinese for one
 * word. A question becomes a phrase of such characters, so words of any length are found, two characters included.
 */

/** Stands between texts that do not belong together, so that no phrase runs from one into the next. The tokenizer keeps it. */
const BOUNDARY = '\ue000'

/** What the tokenizer would not drop: letters and digits of any script. */
const SEARCHABLE = /[\p{L}\p{N}]/u

const characters = (text: string): string => [...text.normalize('NFKC')].filter(character => SEARCHABLE.test(character)).join(' ')

export const indexedText = (texts: readonly (string | null)[]): string =>
  texts.flatMap(text => (text === null || text === '' ? [] : [characters(text)])).join(` ${BOUNDARY} `)

/** The question as a phrase; `null` when there is no letter or digit in it, and so nothing to look for. */
export const phraseOf = (question: string): string | null => {
  const phrase = characters(question)
  return phrase === '' ? null : `"${phrase}"`
}
