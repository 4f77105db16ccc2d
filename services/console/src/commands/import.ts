import { toContract } from '@shenbao/form/contract.ts'
import { yuanForPeople } from '@shenbao/kernel/money.ts'
import type { ConsoleCommand } from '../console.ts'
import { readForms } from '../read-forms.ts'
import { table } from '../table.ts'

export const importFile: ConsoleCommand = {
  summary: '读一份申报表文件并显示读到的内容，不保存',
  usage: '用法：npx -y pnpm@12 shenbao import 文件 [--json]',
  run: async (args, { out, note }) => {
    const read = await readForms(args, note)
    if (!read) return 2
    const { forms, asJson } = read
    if (asJson) {
      out(`${JSON.stringify(forms.map(toContract), null, 2)}\n`)
      return 0
    }
    for (const form of forms) {
      const amount = form.funds.annualRequest === null ? '（空）' : `${yuanForPeople(form.funds.annualRequest)} 元`
      out(
        `\n${form.name ?? '（无项目名称）'}  ${form.year ?? '（无年度）'} 年度  年度资金申请总额 ${amount}  ${form.flags.join(' ')}\n`,
      )
      const rows = form.indicators.map(({ level1, level2, name, target, flags }) => [
        level1 ?? '？',
        level2 ?? '？',
        name,
        target,
        flags.join(' '),
      ])
      out(table(['一级指标', '二级指标', '三级指标', '指标值', '请核对'], rows, { longest: 40 }))
    }
    return 0
  },
}
