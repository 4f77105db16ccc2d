import type { Check, Spotted } from '../finding.ts'
import { isRate, type Row, rowsOf, shown } from '../row.ts'

const harm =
  /成本|费用|时长|故障|投诉|差评|丢失|损坏|事故|差错|失误|流失|逾期|超期|违规|污染|能耗|等待时间|响应时间|修复时间|办理时间/
const good =
  /满意|合格|准确|完成|及时|覆盖|达标|到位|知晓|优良|通过|解决|办结|处理|处置|排除|整改|化解|回复|修复率|激活|应付尽付|应发尽发|下降|降低|减少|节约|治理|查处|受理|防范|控制率|保障/
const grade = /等级|级别/

const misdirection = (at: Row): Omit<Spotted, 'indicator' | 'field'> | null => {
  const { name, level2, target } = at
  const { op, unit } = target
  const up = op === '>' || op === '>='
  const down = op === '<' || op === '<='
  const value = shown(target)
  if (grade.test(name) && down)
    return {
      severity: 'error',
      message: `“${name}”要求“${value}”：等级应当不低于某一级，写成了不高于。`,
      repair: '请把比较符改为 ≥（或写明“二级及以上”）。',
    }
  if (up && harm.test(name) && !good.test(name))
    return {
      severity: 'warning',
      message: `“${name}”要求“${value}”：这类指标越少越好，却写成越多越好。`,
      repair: '请把比较符改为 ≤，或改写指标名称。',
    }
  if (up && (level2 === '经济成本指标' || level2 === '成本指标') && !good.test(name))
    return {
      severity: 'warning',
      message: `成本指标“${name}”要求“${value}”：成本应当控制在某一数额之内。`,
      repair: '请把比较符改为 ≤，或移到数量指标。',
    }
  if (down && good.test(name) && !harm.test(name) && (isRate(unit) || /率$|度$/.test(name)))
    return {
      severity: 'warning',
      message: `“${name}”要求“${value}”：这类指标越高越好，却写成越低越好。`,
      repair: '请把比较符改为 ≥，或改写指标名称。',
    }
  if (down && /(?:稳定|可靠|正常|平稳)运行$/.test(name) && !isRate(unit))
    return {
      severity: 'warning',
      message: `“${name}”要求“${value}”：名称说的是正常运行，数值说的却是次数上限。`,
      repair: '请写明数的是什么，例如“中断次数 ≤5(次/年)”。',
    }
  return null
}

/** D1: the comparison points the way in which the indicator gets better. */
export const direction: Check = {
  rule: 'D1',
  title: '比较符与指标的好坏方向一致',
  basis: '审核实践：正向指标不低于，反向指标不高于',
  look: form =>
    rowsOf(form).flatMap(row => {
      const found = misdirection(row)
      return found ? [{ ...found, indicator: row.row.id, field: 'target' }] : []
    }),
}
