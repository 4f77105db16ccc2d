import { compact } from '@shenbao/form/fold-text.ts'
import type { Indicator } from '@shenbao/form/form.ts'
import { parseTarget } from '@shenbao/form/target.ts'

/**
 * Proposals for 指标说明, for a person to edit: nothing is filled in by itself. What is commonly written, not what any rule asks.
 */
type Row = Pick<Indicator, 'level1' | 'level2' | 'name' | 'target'>

const practice = (text: string) => ({ kind: 'practice' as const, text })

export type SuggestedGrades = Readonly<{
  gradeMet: string
  gradePartly: string
  gradeUnmet: string
  basis: ReturnType<typeof practice>
}>

/** What each kind of promise in words can be held to; the first that fits. `{}` stands for the row's own name. */
const gradesByWords: readonly (readonly [words: RegExp, met: string, partly: string, unmet: string])[] = [
  [
    /安全|事故|无.{0,6}(?:投诉|违规|违纪|舆情)/,
    '全年「{}」方面没有发生责任事故或有效投诉，检查发现的问题全部按期整改',
    '没有发生较大及以上事故；个别问题整改逾期，或发生一般性问题且已妥善处理',
    '发生较大及以上责任事故，或问题整改不到位、造成不良影响',
  ],
  [
    /制度|机制|健全|规范|管理|内控|台账/,
    '与「{}」有关的制度已印发、覆盖主要业务环节并有执行记录，检查没有发现违反制度的情况',
    '制度已印发，但个别环节没有覆盖或执行记录不全',
    '没有制定相应制度，或制度没有执行',
  ],
  [
    /及时|按时|按期|如期|准时|时效/,
    '「{}」全部在约定日期前完成，每一批都有完成日期可查',
    '大部分按期完成，个别批次逾期且已说明原因并补做',
    '多数逾期完成，或到年末仍未完成',
  ],
  [
    /持续|长效|长期|可持续/,
    '「{}」所需的制度、人员和后续经费都已落实，成果在项目结束后继续使用',
    '成果仍在使用，但制度、人员或后续经费有一项没有落实',
    '项目结束后成果不再使用，或没有后续安排',
  ],
  [
    /提升|提高|增强|改善|促进|优化|加强|推动|显著|明显|有效|保障|完善/,
    '「{}」有可以核对的前后数据或实例，比上年有明显改善，达到指标值所写的效果',
    '「{}」有一定改善，但没有完全达到指标值所写的效果，或只有部分对象受益',
    '「{}」没有改善，或没有任何数据和实例可以说明',
  ],
  [
    /质量|合格|达标|准确|完整|完好|正常|稳定/,
    '「{}」经检查或验收全部符合要求，有检查或验收记录',
    '大部分符合要求，个别不符合的已整改',
    '多数不符合要求，或没有检查、验收记录',
  ],
]

const anyGrades = [
  '「{}」按指标值「{=}」的要求全部做到，有材料可以证明',
  '「{}」的主要要求已经做到并取得一定效果，个别要求没有做到且说明了原因',
  '「{}」的主要要求没有做到，或没有材料可以证明',
] as const

/** For a row judged by words; `null` where figures or dates decide, or nothing is written yet. */
export const suggestedGrades = (row: Row): SuggestedGrades | null => {
  const target = parseTarget(row.target)
  if (target.op !== 'text' || target.meaning) return null
  const words = compact(`${row.target} ${row.name} ${row.level2 ?? ''}`)
  const [met, partly, unmet] = gradesByWords.find(([pattern]) => pattern.test(words))?.slice(1) ?? anyGrades
  const filled = (text: string | RegExp | undefined): string =>
    String(text ?? '').replace(/\{(=?)\}/g, (_, isTarget: string) => (isTarget ? row.target.trim() : row.name.trim()))
  return {
    gradeMet: filled(met),
    gradePartly: filled(partly),
    gradeUnmet: filled(unmet),
    basis: practice('三档分值区间见自评表附注；各档怎样算达到，由单位在申报时写明，此处是通行写法，请按本项目改写'),
  }
}

export type SuggestedEvidence = Readonly<{
  evidenceType: string
  evidenceSource: string
  evidenceMethod: string
  basis: ReturnType<typeof practice>
}>

/** By what the row measures; the first that fits. Asked of 二级指标 and name together, the more particular first. */
const evidenceByMeasure: readonly (readonly [words: RegExp, type: string, source: string, method: string])[] = [
  [
    /满意|知晓|认可|获得感/,
    '调查问卷和统计表',
    '问卷调查结果（写明调查单位）',
    '问卷调查：写明发放方式（现场、电话或线上）、对象和抽样办法、样本量、调查时间，按有效问卷计算',
  ],
  [
    /成本|经费|费用|资金|支出|金额|预算/,
    '支付凭证、合同和决算（结算）明细',
    '财务核算系统、国库集中支付系统',
    '按项目辅助账汇总全年实际支出；单位成本用支出除以实际数量',
  ],
  [
    /时效|及时|按时|按期|时间|时长|期限/,
    '带完成日期的验收单、办结记录或拨付凭证',
    '业务系统的办理日志、验收和支付记录',
    '逐批核对约定日期和实际日期，及时率＝按期完成数 ÷ 应完成数',
  ],
  [
    /质量|合格|达标|准确|验收|完好|故障|差错/,
    '验收报告、检测（检查）记录或第三方报告',
    '业务主管部门的检查、验收台账',
    '按检查或验收记录统计，合格率＝合格数 ÷ 检查总数，写明是全数检查还是抽查',
  ],
  [
    /安全|事故|事件|投诉|信访|舆情/,
    '事故、投诉和整改台账',
    '安全管理、信访或热线受理系统',
    '按全年受理和核实的记录统计，以核实属实的为准',
  ],
  [/制度|机制|可持续|长效|持续/, '印发的制度文件和执行记录', '本单位公文和内控管理系统', '核对文件编号、印发日期和执行记录'],
  [
    /效益|影响|效果/,
    '业务统计报表、前后对比数据或典型实例材料',
    '业务系统统计、部门年报或统计年鉴',
    '与上年同口径数据对比；没有数据的，写明由谁、在什么时间、按什么标准评估',
  ],
  [
    /数量|产出|人数|次数|面积|覆盖/,
    '业务系统统计表或工作台账（签到表、清单）',
    '业务信息系统、工作台账',
    '年末从业务系统导出全年汇总数，与台账核对',
  ],
]

const anyEvidence = [
  '工作台账、统计报表或成果材料',
  '业务信息系统或承办部门台账',
  '年末汇总全年记录，由承办人和复核人签字确认',
] as const

export const suggestedEvidence = ({ level1, level2, name }: Row): SuggestedEvidence => {
  const [place, own] = [compact(level2 ?? ''), compact(name)]
  // A benefit may be of any kind, so its name says more than its place.
  const places = [...(/效益|影响/.test(place) ? [own, place] : [place, own]), compact(level1 ?? '')]
  const fitting = places.map(text => evidenceByMeasure.find(([pattern]) => pattern.test(text))).find(one => one !== undefined)
  const [evidenceType, evidenceSource, evidenceMethod] = fitting ? ([fitting[1], fitting[2], fitting[3]] as const) : anyEvidence
  return {
    evidenceType,
    evidenceSource,
    evidenceMethod,
    basis: practice(
      '指标完成值的数据来源、佐证资料和采集方法一般在设定指标时约定（绩效指标表的相应栏目），此处是通行写法，请按本项目改写',
    ),
  }
}
