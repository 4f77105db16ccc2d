import type { Form } from '@shenbao/form/form.ts'
import type { Finding, Severity } from '@shenbao/inspection/finding.ts'
import { inspect } from '@shenbao/inspection/inspect.ts'
import type { ConsoleCommand } from '../console.ts'
import { readForms } from '../read-forms.ts'

export const inspectFile: ConsoleCommand = {
  summary: '体检：读一份申报表文件，列出值得核对的地方和怎么改，不保存',
  usage: '用法：npx -y pnpm@12 shenbao inspect 文件 [--json]',
  run: async (args, { out, note }) => {
    const read = await readForms(args, note)
    if (!read) return 2
    const { forms, asJson } = read
    const inspected = forms.map(form => ({ form, findings: inspect(form, { others: forms.filter(other => other !== form) }) }))
    if (asJson) {
      const shown = inspected.map(({ form, findings }) => ({ declaration: form.name, findings: findings.map(named(form)) }))
      out(`${JSON.stringify(shown, null, 2)}\n`)
    } else for (const { form, findings } of inspected) out(reportOf(form, findings))
    return 0
  },
}

/** The row by the name of its 三级指标, as people know it. */
const named =
  ({ indicators }: Form) =>
  ({ indicator, ...finding }: Finding): Finding => {
    const row = indicator === undefined ? undefined : indicators.find(({ id }) => id === indicator)
    return row ? { ...finding, indicator: row.name } : finding
  }

const severities: Readonly<Record<Severity, string>> = { error: '错误', warning: '提醒', info: '参考' }
const order: readonly Severity[] = ['error', 'warning', 'info']

const reportOf = (form: Form, findings: readonly Finding[]): string => {
  const count = (severity: Severity): number => findings.filter(finding => finding.severity === severity).length
  const head = `\n${form.name ?? '（无项目名称）'}  ${order.map(severity => `${severities[severity]} ${count(severity)}`).join(' · ')}\n`
  const lines = order.flatMap(severity =>
    findings
      .filter(finding => finding.severity === severity)
      .map(({ rule, message, repair }) => `  ${severities[severity]} ${rule}  ${message}\n           ${repair}\n`),
  )
  return `${head}${lines.join('')}`
}
