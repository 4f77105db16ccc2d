import { figuresIn } from '../figures-in-text.ts'
import type { Check } from '../finding.ts'
import { plainName, rowsOf } from '../row.ts'

const empty =
  /^(?:及时|安全|按时|按期|准时|准确|无差错|永久|长期|持续|稳定|正常|有效|良好|优良|较好|显著|明显|高|合格|完善|健全|规范|满意|达标|保障|提升|提高|改善|增强|促进|优化)(?:完成|运行|开展|执行|有效|进行|发放|提升|提高|改善|增强|保障|掌握.*)?$/
const byTheBook = /^按(?:照)?(?:相关|有关|国家|规定|要求|标准|计划|实际|合同|进度)(?:(?!无|零|不发生).){0,12}$/
const allYear = /^全年.{0,4}(?:稳定|正常|安全|平稳)(?:运行)?$|^(?:保持|确保|保证|实现).{0,6}(?:稳定|正常|安全|提升|提高|畅通)$/
const grade = /^(?:安全|运营|运行)+.{0,4}(?:稳健|平稳|稳定|可靠)$/

/** V3: words that say nothing anybody could check, or only repeat the name. */
export const emptyWords: Check = {
  rule: 'V3',
  title: '定性指标值写明标准、期限或依据',
  basis: '财预〔2015〕88号：定性指标应当可衡量，避免空泛表述',
  look: form =>
    rowsOf(form).flatMap(({ row, target, name }) => {
      if (target.op !== 'text' || target.meaning || figuresIn(target.raw).length > 0) return []
      const words = plainName(target.raw)
      const repeatsName = words.length <= 4 && name.includes(words)
      const isEmpty = empty.test(words) || byTheBook.test(words) || allYear.test(words) || grade.test(words)
      if (!repeatsName && !isEmpty) return []
      return [
        {
          indicator: row.id,
          field: 'target',
          severity: 'warning' as const,
          message: repeatsName
            ? `“${row.name}”的指标值“${row.target}”只重复了名称，没有标准可以对照。`
            : `“${row.name}”的指标值“${row.target}”没有写明标准、期限或依据，年底无法判定。`,
          repair: '请写明期限、数值或所依据的文件条款，并说明达到、部分达到、未达到各是什么情形。',
        },
      ]
    }),
}
