import { planFields } from '@shenbao/form/form.ts'
import type { Check } from '../finding.ts'
import { textOf } from '../text-of.ts'

const source = /数据来源|佐证|台账|统计报表|验收报告|验收单|凭证|系统导出|检测报告为准|以.{1,20}为准/

/** E2: nothing in the form says what the results will be proved with. Where some rows say it, the person knows how. */
export const evidence: Check = {
  rule: 'E2',
  title: '指标写明数据来源或佐证材料',
  basis: '财预〔2021〕101号：指标表列明数据来源、佐证资料和采集方法',
  look: form => {
    const isPlanned = form.indicators.some(({ plan }) => planFields.some(field => field.startsWith('evidence') && plan?.[field]))
    if (form.indicators.length === 0 || isPlanned || source.test(textOf(form))) return []
    return [
      {
        severity: 'info',
        field: 'indicators',
        message: '没有一行指标写明数据来源或佐证材料。',
        repair: '请逐行写明年底拿什么证明：台账、报表、验收单或系统数据，以及由谁提供。',
      },
    ]
  },
}
