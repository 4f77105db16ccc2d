/** Markup that is known to be safe. Made by `html` only. */
export type Html = Readonly<{ markup: string }>

type Hole = Html | string | number | null | readonly Hole[]

/** A template whose holes are text: everything put in is escaped, unless it is markup itself. `null` is nothing. */
export const html = (texts: TemplateStringsArray, ...holes: readonly Hole[]): Html => ({
  markup: texts.reduce((whole, text, at) => whole + markupOf(holes[at - 1] ?? null) + text),
})

const markupOf = (hole: Hole): string => {
  if (hole === null) return ''
  if (isMany(hole)) return hole.map(markupOf).join('')
  return typeof hole === 'object' ? hole.markup : escaped(String(hole))
}

const isMany = (hole: Hole): hole is readonly Hole[] => Array.isArray(hole)

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => entities[sign] ?? '')
