import { keyOf } from './cells.ts'

/** What a label of the head of the form announces. `other` labels are known and not kept. */
export type HeaderLabel =
  | 'name'
  | 'nature'
  | 'category'
  | 'department'
  | 'unit'
  | 'start'
  | 'end'
  | 'period'
  | 'overallGoal'
  | 'annualGoal'
  | 'goal'
  | 'goalResult'
  | 'projectTotal'
  | 'annualTotal'
  | 'currentYear'
  | 'fiscal'
  | 'carryover'
  | 'otherFunds'
  | 'fundsGroup'
  | 'other'

/** The words of many offices for the same field, matched with a cell as a whole (`keyOf`). */
const vocabulary: readonly (readonly [HeaderLabel, RegExp])[] = [
  ['name', /^(?:[一二]级)?(?:项目|专项|政策|项目[(/]政策\)?|专项\(项目\)|项目\(专项\))名称$/],
  ['nature', /^项目(?:性质|属性)$/],
  ['category', /^(?:项目(?:类别|类型|分类)|所属类别)$/],
  ['department', /^(?:项目|预算|市级|省级|县级|区级|中央|地方|一级|业务)?主管(?:部门|单位)(?:及代码|\(盖章\)|名称|名称及代码)?$/],
  [
    'unit',
    /^(?:(?:项目|具体|预算)?(?:实施|执行)单位|项目(?:承担|申报)?单位|(?:填报|申报|预算|基层预算|资金使用)单位|预算\(基层\)单位)(?:\(盖章\)|名称|及代码)?$/,
  ],
  ['start', /^(?:项目)?(?:计划)?(?:开始|起始|启动|开工)(?:日期|时间)$/],
  ['end', /^(?:项目)?(?:计划)?(?:完成|结束|终止|截止|完工|竣工)(?:日期|时间)$/],
  ['period', /^(?:项目)?(?:实施)?(?:起止(?:时间|日期|年限)|(?:实施|执行)?(?:期限|周期)|实施期|项目期)$/],
  [
    'overallGoal',
    /^(?:项目)?(?:总目标|(?:实施期|中期|长期|中长期)(?:总体|绩效)?(?:总)?目标|实施期总目标)(?:\(.*\))?$|^项目总体目标$/,
  ],
  [
    'annualGoal',
    /^(?:项目|当年|本)?年度(?:总体|绩效|总体绩效|总|预期)?目标(?:\((?:文字|描述|概述|.{0,8}年.{0,8})\))?$|^(?:当年|预期)(?:绩效)?目标$/,
  ],
  ['goalResult', /^.{0,10}(?:完成情况|实际完成|目标完成情况综述)$/],
  ['goal', /^(?:总体|绩效|项目绩效|整体绩效|总体绩效|项目)目标(?:\(文字\))?$/],
  [
    'projectTotal',
    /^(?:项目|实施期|项目总)(?:资金|投资|金额|预算)?(?:总额|总投资|合计)$|^(?:项目)?(?:总投资|项目金额|资金总额|总金额|预算总额|预算金额|申请金额)$/,
  ],
  [
    'annualTotal',
    /^(?:本|当)?年度?(?:项目)?(?:资金|预算)(?:申请|需求)?(?:总额|总数|数|金额|合计)$|^申请(?:资金|预算)总额$|^\d{4}年度?(?:预算|资金)(?:申请|总额|数)+$/,
  ],
  [
    'currentYear',
    /^(?:当年|本年|年度|本年度)(?:(?:市|县|区|省|中央|本|各)级)?(?:一般公共预算|财政)?(?:拨款|资金)(?:收入)?$|^当年(?:.{0,4})财政(?:拨款|资金)$/,
  ],
  [
    'fiscal',
    /^(?:(?:市|县|区|省|中央|本|各)级)?(?:财政(?:拨款|资金|补助|性资金|补助资金)|一般公共预算(?:拨款|资金)?|财政拨款收入)$/,
  ],
  ['carryover', /^(?:上年|以前年度|上年度)?结转(?:结余)?资金$|^上年结转(?:结余)?$/],
  ['otherFunds', /^其他(?:资金|收入|来源)?$|^单位自有资金$|^自筹资金$/],
  [
    'fundsGroup',
    /^(?:项目|预算|资金)?(?:资金|预算)(?:情况|总额及来源|来源|构成)?(?:\(?(?:单位[:：]?)?(?:万元|元|亿元|千元)\)?)?$|^\(?(?:单位[:：]?)?(?:万元|元|亿元|千元)\)?$/,
  ],
  ['other', /^(?:项目)?(?:负责人|联系人|经办人|填报人|单位负责人|分管领导)(?:及(?:联系)?电话)?$|^(?:联系|办公)?电话$/],
  ['other', /^项目(?:代码|编码|编号|概况|内容|地点|资金用途|立项依据|实施计划)$|^(?:预算编码|单位编码|单位代码)$/],
  ['other', /^(?:资金用途|立项依据|政策依据|项目设立的?(?:必要性|依据)|绩效指标|项目绩效)$/],
]

/** The label that a cell of the head is, `null` when it is content. */
export const headerLabelOf = (cell: string): HeaderLabel | null => {
  if (cell.length > 40) return null
  const key = keyOf(cell)
    .replace(/^其中:?|^[一二三四五六七八九十]、|^\(?\d{1,2}\)?[.、]/g, '')
    .replace(/(?<=.)\((?:单位:)?(?:万元|亿元|千元|元)\):?$/, '')
  if (key === '') return null
  for (const [label, pattern] of vocabulary) if (pattern.test(key)) return label
  return null
}

/** A label and its content in one cell: `项目名称:物业管理`, `年度资金总额：1125`. */
export const splitLabelled = (cell: string): readonly [string, string] | null => {
  const colon = cell.slice(0, 40).search(/[:：]/)
  if (colon < 2) return null
  const [label, content] = [cell.slice(0, colon), cell.slice(colon + 1).trim()]
  if (/^其中$/.test(label.trim())) {
    const inner = splitLabelled(content)
    return inner && [`其中:${inner[0]}`, inner[1]]
  }
  return content !== '' && headerLabelOf(label) !== null ? [label, content] : null
}
