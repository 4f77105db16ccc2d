import type { Check } from '../finding.ts'
import { rowsOf } from '../row.ts'

const harm =
  /负面|不良|不利|影响|污染|排放|损失|损害|扰民|投诉|能耗|噪[声音]|事故|风险|破坏|占用|消耗|浪费|舆情|废弃|纠纷发生|矛盾/

/** D2: 社会成本 and 生态环境成本 are the harm a project does, not what it achieves. */
export const socialCosts: Check = {
  rule: 'D2',
  title: '社会成本、生态环境成本写的是负面影响',
  basis: '财预〔2021〕101号：社会成本、生态环境成本反映对社会和环境的负面影响',
  look: form =>
    rowsOf(form).flatMap(({ row, level2, name, target }) =>
      (level2 === '社会成本指标' || level2 === '生态环境成本指标') &&
      !harm.test(name) &&
      target.op !== null &&
      target.op !== '<' &&
      target.op !== '<='
        ? [
            {
              indicator: row.id,
              field: 'level2',
              severity: 'warning' as const,
              message: `“${row.name}”说的是成效，却放在“${level2}”。`,
              repair: '请移到产出或效益指标；这里写项目可能带来的负面影响，没有就不设。',
            },
          ]
        : [],
    ),
}
