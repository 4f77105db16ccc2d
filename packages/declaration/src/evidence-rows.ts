import { type Attachment, liveAttachments } from './evidence.ts'
import type { Declaration } from './state.ts'

/** What a row was to be proved by, as its plan says, and what there is. `hint` is a Chinese sentence, `null` where nothing is missing. */
export type EvidenceOfRow = Readonly<{
  indicator: string
  name: string
  /** 佐证材料 and 数据来源 as declared; `null` where nothing was. */
  expected: string | null
  source: string | null
  present: number
  hint: string | null
}>

/** Row by row, in the order of the form. A missing proof refuses nothing: some results are proved by what lies elsewhere. */
export const evidenceOfRows = (declaration: Pick<Declaration, 'form' | 'evidence'>): readonly EvidenceOfRow[] =>
  declaration.form.indicators.map(({ id, name, plan }) => {
    const expected = plan?.evidenceType ?? null
    const present = liveAttachments(declaration).filter(({ indicatorId }) => indicatorId === id).length
    const hint = present > 0 ? null : missing(name, expected)
    return { indicator: id, name, expected, source: plan?.evidenceSource ?? null, present, hint }
  })

const missing = (name: string, expected: string | null): string =>
  expected === null
    ? `「${name}」还没有佐证材料。请上传能证明完成值的文件，复核和抽查时要看。`
    : `「${name}」填报时约定以“${expected}”为佐证，还没有上传。请上传，或在说明中写明存放在哪里。`

/** What a reader should notice about the day a file proves something of; `null` where nothing. What a draft rests on is older by nature. */
export const dayNoticed = ({ indicatorId, provesOn }: Attachment, { year }: Pick<Declaration, 'year'>): string | null =>
  indicatorId === null || provesOn.startsWith(`${year}-`)
    ? null
    : `材料所证明的日期 ${provesOn} 不在 ${year} 年度内。请核对是否为本年度的完成情况。`
