/**
 * The name of a 三级指标 without what the form itself put around it: `指标1:`, `*`, a hint such as `(≥**人)` for the person
 * filling in.
 */
export const cleanName = (cell: string): string => {
  const name = cell
    .slice(0, 2000)
    .replace(/\s+/g, ' ')
    .replace(/^[*★☆▲\s]+/, '')
    .replace(/^指标\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[:：.、．]\s*/, '')
    .replace(/^[*★☆▲\s]+/, '')
    .replace(/\s*[(（]\s*[≥≤<>=＞＜＝]{0,2}\s*\*+[^()（）]{0,12}[)）]/g, '')
    .replace(/[≥≤<>=＞＜＝]{1,2}\s*\*+[^*\d()（）]{0,8}$/, '')
    .trim()
  // A full stop after a lone phrase is a habit; after clauses it ends a sentence.
  return /[,，;；。].*。$/.test(name) ? name : name.replace(/[。;；]+$/, '')
}

/** A row that the printed form offers and nobody filled in, or filled in with the word that there is none. */
export const isOpenRow = (name: string, target: string): boolean =>
  (OPEN.test(name) && OPEN.test(target)) || (NONE.test(name) && (NONE.test(target) || OPEN.test(target)))

const OPEN = /^(?:指标\s*\d*\s*[:：]?|[.…·\-—–_/\\\s]*)$/
const NONE = /^(?:暂?无|不涉及|不适用)$/

const entities: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"' }

/** Markup in a pasted text: tags that end a paragraph become newlines, others vanish. */
export const withoutMarkup = (text: string): string =>
  text
    .replace(/<\/?(?:p|div|br|li|ul|ol|tr)\b[^<>]{0,200}>/gi, '\n')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, '')
    .replace(/&(nbsp|lt|gt|amp|quot);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole)

/** Paragraphs of a goal: trimmed, without empty ones, and without the `目标1:` that the form prints before each. */
export const paragraphsOf = (text: string): readonly string[] =>
  withoutMarkup(text)
    .replace(/(^|[\n。;；])[ \t]*目标\s*\d{1,2}\s*[:：.、．]/g, '$1\n')
    .split('\n')
    .map(paragraph => paragraph.replace(/[ \t]+/g, ' ').trim())
    .filter(paragraph => paragraph !== '')
