import { countsOfFindings, type DeclarationFinding, type FindingCounts, findingsOf } from '@shenbao/declaration/findings.ts'
import { flagSentences } from '@shenbao/declaration/form-findings.ts'
import { fundTitles } from '@shenbao/form/form.ts'
import { DEFAULT_PACK_ID, findPack } from '@shenbao/policy/packs.ts'
import type { RowField, RowKey } from '../editing/edits.ts'
import { canBeConfirmed, type Judged, judged, knownFlag, type ReadForm } from './intake.ts'

/** What a person has to look at in a form that was read: what the checks see, what the reader was unsure of, what cannot be sent. */
export type Looked = Judged &
  Readonly<{
    findings: readonly DeclarationFinding[]
    counts: FindingCounts
    /** Rows that a person has to compare with the paper, with what the reader did there. */
    doubts: readonly Doubt[]
    isCut: boolean
  }>
export type Doubt = Readonly<{ row: RowKey; number: number; name: string; sentences: readonly string[] }>

const judgements = new WeakMap<ReadForm, Judged>()

const judgedOnce = (form: ReadForm): Judged => {
  const before = judgements.get(form)
  if (before) return before
  const now = judged(form)
  judgements.set(form, now)
  return now
}

/** Each form beside the others of its file, under the rules that hold for what comes in today; the server says the same of them. */
export const lookedAt = (forms: readonly ReadForm[]): ReadonlyMap<string, Looked> => {
  const pack = findPack(DEFAULT_PACK_ID)
  if (!pack) throw new TypeError(`no policy pack ${DEFAULT_PACK_ID}`)
  return new Map(
    forms.map(form => {
      const others = forms.filter(other => other !== form && other.file === form.file && !other.isLeftOut)
      const own = judgedOnce(form)
      const found = findingsOf(own.form, pack, { others: others.map(other => judgedOnce(other).form) })
      const findings = found.filter(one => knownFlag(one.rule) === null && !isSaidBetter(own, one))
      const isCut = own.form.flags.includes('incomplete')
      return [form.key, { ...own, findings, counts: countsOfFindings(findings), doubts: doubtsOf(own), isCut }]
    }),
  )
}

/** What was typed and cannot be read is told as such, not as missing. */
const isSaidBetter = ({ wrong }: Judged, { indicatorId, field }: DeclarationFinding): boolean =>
  wrong.some(one => one.field === field && one.row === (indicatorId ?? null))

const doubtsOf = ({ shown }: Judged): readonly Doubt[] =>
  shown.indicators.flatMap(({ id, name, flags }, at) => {
    const sentences = flags.flatMap(flag => {
      const known = knownFlag(flag)
      return known === null || known === 'value-missing' ? [] : [flagSentences[known]]
    })
    return canBeConfirmed(flags) ? [{ row: id, number: at + 1, name, sentences }] : []
  })

/** Where a finding is: a row, or a field of the form; `null` for the form as a whole. */
export const anchorOf = ({ indicatorId, field }: Pick<DeclarationFinding, 'indicatorId' | 'field'>): string | null =>
  indicatorId ?? (field === undefined || field === 'indicators' ? null : field)

export const byAnchor = ({ findings, wrong }: Looked): ReadonlyMap<string, readonly Said[]> => {
  const places = new Map<string, Said[]>()
  const say = (anchor: string | null, said: Said): void => {
    if (anchor !== null) places.set(anchor, [...(places.get(anchor) ?? []), said])
  }
  for (const finding of findings) say(anchorOf(finding), { severity: finding.severity, sentence: finding.message })
  for (const { row, field, message } of wrong) say(row ?? field, { severity: 'error', sentence: message })
  return places
}
export type Said = Readonly<{ severity: DeclarationFinding['severity']; sentence: string }>

/** Rows with something to look at, for who wants to see only these. */
export const troubledRows = (looked: Looked): ReadonlySet<RowKey> => {
  const anchors = byAnchor(looked)
  const doubted = new Set(looked.doubts.map(({ row }) => row))
  return new Set(looked.shown.indicators.map(({ id }) => id).filter(id => anchors.has(id) || doubted.has(id)))
}

export type Item = Readonly<{
  key: string
  severity: DeclarationFinding['severity']
  place: string
  sentence: string
  anchor: string | null
  field: RowField | null
}>

const order = { error: 0, warning: 1, info: 2 } as const

/** The findings of a form in the order in which somebody would mend them: what is gravest first, then down the paper. */
export const itemsOf = ({ findings, wrong, shown }: Looked): readonly Item[] => {
  const numbers = new Map(shown.indicators.map(({ id }, at) => [id, at + 1]))
  const numberOf = (anchor: string | null): number => numbers.get(anchor ?? '') ?? 0
  const unsendable = wrong.map(({ row, field, message }): Item => {
    const anchor = row ?? field
    return {
      key: `wrong ${anchor} ${field}`,
      severity: 'error',
      place: placeWords(row === null ? field : null, numberOf(row)),
      sentence: `${message}。改正后才能登记。`,
      anchor,
      field: rowField(field),
    }
  })
  const found = findings.map((finding, at): Item => {
    const anchor = anchorOf(finding)
    return {
      key: `${finding.rule} ${at}`,
      severity: finding.severity,
      place: placeWords(finding.field ?? null, numberOf(anchor)),
      sentence: finding.severity === 'error' ? `${finding.message}${finding.repair ?? ''}` : finding.message,
      anchor,
      field: rowField(finding.field),
    }
  })
  const sorted = found.toSorted((a, b) => order[a.severity] - order[b.severity] || numberOf(a.anchor) - numberOf(b.anchor))
  return [...unsendable, ...sorted]
}

const rowField = (field: string | undefined): RowField | null =>
  field === 'level1' || field === 'level2' || field === 'name' || field === 'target' || field === 'weight' ? field : null

export const fieldTitles: Readonly<Record<string, string>> = {
  name: '项目名称',
  year: '年度',
  nature: '项目性质',
  category: '项目类别',
  department: '主管部门',
  unit: '实施单位',
  start: '计划开始日期',
  end: '计划完成日期',
  overallGoal: '项目总目标',
  annualGoal: '年度总体目标',
  ...Object.fromEntries(Object.entries(fundTitles).map(([fund, title]) => [`funds.${fund}`, title])),
}

const placeWords = (field: string | null, number: number): string => {
  if (number > 0) return `行 ${number}`
  return (field !== null && fieldTitles[field]) || '整份'
}
