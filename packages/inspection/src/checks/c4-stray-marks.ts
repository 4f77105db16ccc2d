import type { Form } from '@shenbao/form/form.ts'
import type { Check } from '../finding.ts'

const marks: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/<\/?[a-z][a-z0-9]*[^<>]*>/i, '网页标签'],
  [/&(?:nbsp|amp|lt|gt|quot);/i, '网页转义字符'],
  [/([。，；：、！？,;:!?])\1|(?<!\.)\.\.(?!\.)|[，,、][。.]|。、/, '重复或错用的标点'],
  [/[×xX*]{2,}|[＿_]{3,}|（\s*）|\(\s*\)|XX|某某/, '没有填写的占位符号'],
]

/** C4: what a form that was filled in by copying leaves behind. */
export const strayMarks: Check = {
  rule: 'C4',
  title: '文字中没有网页标签、重复标点和占位符号',
  basis: '审核实践：申报表文字应当完整、规范',
  look: form =>
    textsOf(form).flatMap(({ text, ...at }) =>
      marks.flatMap(([pattern, what]) => {
        const found = pattern.exec(text)
        if (!found) return []
        const around = text.slice(Math.max(0, found.index - 6), found.index + found[0].length + 6).replace(/\s+/g, ' ')
        return [
          { ...at, severity: 'warning' as const, message: `文字中有${what}：“…${around}…”。`, repair: '请改正这一处文字。' },
        ]
      }),
    ),
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
