/** What the inspection says of the nine declarations that come with the program, one line a finding. */
import { readFileSync } from 'node:fs'
import { decodeText } from '../../packages/documents/src/decode-text.ts'
import { readFlattenedText } from '../../packages/documents/src/flattened-text/read-flattened-text.ts'
import type { Form } from '../../packages/form/src/form.ts'
import { fundTitles } from '../../packages/form/src/form.ts'
import type { Finding } from '../../packages/inspection/src/finding.ts'
import { inspect, inspectionVersion } from '../../packages/inspection/src/inspect.ts'

const seed = new URL('../../packages/documents/samples/2026-shanghai-social-insurance.txt', import.meta.url)
export const report = new URL('../../packages/inspection/SEED-FINDINGS.md', import.meta.url)

export const seedForms = (): readonly Form[] => {
  const decoded = decodeText(readFileSync(seed))
  const read = decoded.ok ? readFlattenedText(decoded.text, (declaration, row) => `${declaration}-${row}`) : decoded
  if (!read.ok) throw new TypeError(read.detail)
  return read.declarations.map(({ form }) => form)
}

export const reportOf = (forms: readonly Form[]): string => {
  const inspected = forms.map(form => ({ form, findings: inspect(form, { others: forms.filter(other => other !== form) }) }))
  const all = inspected.flatMap(({ findings }) => findings)
  const count = (severity: Finding['severity']): number => all.filter(finding => finding.severity === severity).length
  const rules = [...Map.groupBy(all, ({ rule }) => rule)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return [
    '# 体检：随程序附带的九份申报',
    '',
    `Written by \`node infra/scripts/write-seed-findings.ts\`, version ${inspectionVersion} of the inspection. ${all.length} findings: ${count('error')} errors, ${count('warning')} warnings, ${count('info')} infos.`,
    '',
    `By rule: ${rules.map(([rule, found]) => `${rule} ${found.length}`).join(' · ')}`,
    ...inspected.flatMap(({ form, findings }) => ['', `## ${form.name}`, '', ...findings.map(finding => lineOf(form, finding))]),
    '',
  ].join('\n')
}

const fields: Readonly<Record<string, string>> = {
  indicators: '绩效指标',
  annualGoal: '年度总体目标',
  overallGoal: '项目总目标',
  name: '项目名称',
  ...Object.fromEntries(Object.entries(fundTitles).map(([name, title]) => [`funds.${name}`, title])),
}

const lineOf = ({ indicators }: Form, { rule, severity, indicator, field = '', message }: Finding): string => {
  const row = indicators.find(({ id }) => id === indicator)
  return `- ${rule} ${severity} · ${row ? `${row.level2 ?? '？'} / ${row.name}` : (fields[field] ?? field)} · ${message}`
}
