import { compact } from '@shenbao/form/fold-text.ts'
import { figuresIn } from '../figures-in-text.ts'
import type { Check } from '../finding.ts'
import { type Row, rowsOf } from '../row.ts'

/** Words that say how, how much or whither, and name nothing that could be looked at. */
const vague = new RegExp(
  `^(?:${[
    '显著|明显|持续|长期|长远|永久|进一步|有效|不断|逐步|逐渐|稳步|大幅|较为|较|很|更加|更|有所|得到|程度|影响|基本|总体|全面|切实|充分|可持续|长效|全年|年内',
    '提升|提高|改善|增强|增加|加强|促进|优化|完善|健全|保障|保证|确保|保持|实现|巩固|推动|发展|加大|满足|支持|维护|运营|运行|完成|执行|开展|进行|发放|报销|支出|使用|竣工|完工|全部',
    '及时|按时|按期|准时|准确|安全|稳健|稳定|平稳|正常|良好|优良|优秀|较好|合格|规范|有序|到位|达标|满意|畅通|可靠|无差错|高|好|优|强|是|有|良|大',
  ].join('|')})+$`,
)
const aboutTheSame = /^(?:及时)?掌握[^\d]{0,12}$/
/** 按规定标准 without saying which; 不高于市场价 without saying what that is. */
const byTheBook = /^按(?:照)?(?:相关|有关|国家|规定|要求|标准|计划|实际|合同|进度)(?:(?!无|零|不发生|《|号).){0,12}$/
const byTheMarket =
  /^(?:不(?:高于|超过|得高于)|低于|参照|参考|依据|按照?)[^\d《号]{0,8}(?:同类|同期|市场|行业|平均|政府采购)[^\d《号]{0,8}$/
/** A time is asked for, and no time is said. */
const noTime = (words: string): boolean => !/[年月日天周时分秒期季旬]|节点|之前|以前|前$/.test(words.replaceAll('实时', ''))

const wrong = ({ name, level2, target }: Row): string | null => {
  const words = compact(target.raw).replace(/["'“”‘’《》、，,。;；]|^(?:19|20)\d{2}年度?/g, '')
  if (/^(?:年内|全年|当年|本年度?|年度内)/.test(words) && vague.test(words) && /工|完成|时间|期/.test(name + words))
    return '只写到本年，没有写明哪一天之前'
  if (target.op !== 'text' || target.meaning || figuresIn(target.raw).length > 0) return null
  if (words.length <= 4 && name.includes(words)) return '只重复了名称，没有标准可以对照'
  if (vague.test(words) || aboutTheSame.test(words) || byTheBook.test(words)) return '没有写明标准、期限或依据，年底无法判定'
  if (byTheMarket.test(compact(target.raw))) return '没有写明是多少、以什么为准，年底无法判定'
  return level2 === '时效指标' && noTime(words) ? '没有写出时间' : null
}

/** V3: words that say nothing anybody could check, or only repeat the name. */
export const emptyWords: Check = {
  rule: 'V3',
  title: '定性指标值写明标准、期限或依据',
  basis: '财预〔2015〕88号：定性指标应当可衡量，避免空泛表述',
  look: form =>
    rowsOf(form).flatMap(row => {
      const found = isJudged(row) ? null : wrong(row)
      if (found === null) return []
      return [
        {
          indicator: row.row.id,
          field: 'target',
          severity: found.startsWith('只写到本年') ? ('info' as const) : ('warning' as const),
          message: `“${row.row.name}”的指标值“${row.row.target}”${found}。`,
          repair: '请写明期限、数值或所依据的文件条款，并说明达到、部分达到、未达到各是什么情形。',
        },
      ]
    }),
}

/** The row says beside its value what counts as reached. */
const isJudged = ({ row }: Row): boolean => (row.plan?.gradeMet ?? '').trim() !== ''
