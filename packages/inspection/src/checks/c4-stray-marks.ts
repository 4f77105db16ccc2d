import type { Form } from '@shenbao/form/form.ts'
import type { Check } from '../finding.ts'

const marks: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/<\/?[a-z][a-z0-9]*[^<>]*>/i, '网页标签'],
  [/&(?:nbsp|amp|lt|gt|quot);/i, '网页转义字符'],
  [/([。，；：、！？,;:!?])\1|(?<!\.)\.\.(?!\.)|[，,、][。.]|。、/, '重复或错用的标点'],
  [/[×xX*]{2,}|[＿_]{3,}|（\s*）|\(\s*\)|XX|某某/, '没有填写的占位符号'],
]

/** So many characters before and after a mark are shown. */
const AROUND = 6

/** C4: what a form that was filled in by copying leaves behind. A template's mark stands in many rows and is said once. */
export const strayMarks: Check = {
  rule: 'C4',
  title: '文字中没有网页标签、重复标点和占位符号',
  basis: '审核实践：申报表文字应当完整、规范',
  look: form => {
    const texts = textsOf(form)
    return marks.flatMap(([pattern, what]) => {
      const found = texts.flatMap(({ text, ...at }) => {
        const match = pattern.exec(text)
        if (!match) return []
        const from = Math.max(0, match.index - AROUND)
        return [{ at, around: text.slice(from, match.index + match[0].length + AROUND).replace(/\s+/g, ' ') }]
      })
      const [first] = found
      if (!first) return []
      const more = found.length > 1 ? `，共 ${found.length} 处` : ''
      const message = `文字中有${what}：“…${first.around}…”${more}。`
      return [{ ...first.at, severity: 'warning' as const, message, repair: '请改正这些文字。' }]
    })
  },
}

const textsOf = (form: Form): readonly Readonly<{ text: string; indicator?: string; field: string }>[] => [
  { text: form.name ?? '', field: 'name' },
  { text: form.overallGoal, field: 'overallGoal' },
  { text: form.annualGoal, field: 'annualGoal' },
  ...form.indicators.flatMap(({ id, name, target }) => [
    { text: name, indicator: id, field: 'name' },
    { text: target, indicator: id, field: 'target' },
  ]),
]
