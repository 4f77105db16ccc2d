import { keyOf } from './cells.ts'

/** What a label of the head of the form announces. `other` labels are known and not kept. */
export type HeaderLabel =
  | 'name'
  | 'nature'
  | 'category'
  | 'parentName'
  | 'department'
  | 'upperDepartment'
  | 'unit'
  | 'filledBy'
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
  | 'fundsColumn'
  | 'otherSource'
  | 'other'

const RANK = '(?:市级|省级|县级|区级|地方|一级|业务|项目|预算)*'
const LEVEL = '(?:(?:市|县|区|省|中央|本|各)级|地方|上级|中央)'
const YEAR = '(?:本年度|当年度|本年|当年|年度|\\d{4}年度?)'
const WHOLE = '(?:项目|实施期|实施周期|中期|项目总)'
/** Codes and stamps that forms ask for beside a name. */
const BESIDE = '(?:及其?代码|及其?编码|\\((?:盖章|公章|单位)\\)|名称|及预算编码)*'
/** What a goal's label says of its years and of its form. */
const ASIDE = '(?:\\((?:[^()]{0,8}\\d{4}年?[^()]{0,12}|文字|描述|概述|总体|[^()]{0,6}年度?[^()]{0,6})\\))?'

/** The words of many offices for the same field, matched with a cell as a whole (`keyOf`). */
const vocabulary: readonly (readonly [HeaderLabel, RegExp])[] = [
  [
    'name',
    /^(?:二级)?(?:项目|专项|政策|转移支付|项目[(/]政策\)?|专项\(项目\)|项目\(专项\)|转移支付\(项目\)|项目支出)(?:全称|名称)$/,
  ],
  ['parentName', /^一级项目(?:名称)?$/],
  ['nature', /^项目(?:性质|属性)$/],
  ['category', /^(?:项目(?:类别|类型|分类)|所属类别)$/],
  ['upperDepartment', /^中央主管(?:部门|单位)$/],
  ['department', new RegExp(`^${RANK}主管(?:预算)?(?:部门|单位)${BESIDE}$|^预算(?:主管)?部门${BESIDE}$`)],
  ['unit', new RegExp(`^(?:项目|具体|预算)?(?:实施|执行|承担|资金使用|用款)单位${BESIDE}$`)],
  ['filledBy', new RegExp(`^(?:项目)?(?:填报|申报|编制|预算|基层预算|项目)单位${BESIDE}$|^单位\\(盖章\\)$|^预算\\(基层\\)单位$`)],
  ['start', /^(?:项目|实施)?(?:计划)?(?:开始|起始|启动|开工)(?:日期|时间)$/],
  ['end', /^(?:项目|实施)?(?:计划)?(?:完成|结束|终止|截止|完工|竣工)(?:日期|时间)$/],
  ['period', /^(?:项目|项目支出)?(?:实施|执行|建设)?(?:起止(?:时间|日期|年限|年月)|期限|周期|期)$|^(?:计划)?起止(?:时间|日期)$/],
  [
    'overallGoal',
    new RegExp(
      `^(?:项目)?(?:总目标|(?:实施期|实施周期|中期|中期滚动|长期|中长期|长远)(?:总体|绩效)?(?:总)?目标|专项长期绩效目标)${ASIDE}$|^项目总体目标$`,
    ),
  ],
  [
    'annualGoal',
    new RegExp(
      `^(?:项目|专项|当年|本)?年度(?:主要|总体|绩效|总体绩效|总|预期|工作)?目标(?:和成果)?${ASIDE}$` +
        '|^(?:当年|预期|年初设定|年初预期)(?:绩效)?(?:总体)?目标$|^绩效目标总体描述$',
    ),
  ],
  ['goal', /^(?:年度)?总体目标完成情况$/],
  ['goalResult', /^(?:年度|全年|本年度?|总体|绩效|预期|目标|项目)*(?:实际)?(?:完成情况|完成|目标完成情况)(?:综述|说明)?$/],
  ['goal', new RegExp(`^(?:总体|绩效|项目绩效|整体绩效|总体绩效|项目)目标${ASIDE}$`)],
  [
    'projectTotal',
    new RegExp(
      `^${WHOLE}?(?:预算)?(?:资金|投资|金额|预算)(?:总额|总投资|合计)$|^${WHOLE}(?:总额|合计)$` +
        '|^(?:项目)?(?:总投资|总预算|项目金额|资金总额|总金额|预算总额|预算金额|申请金额)$|^项目预算金额$' +
        `|^中期(?:申请)?(?:市|县|区|省)?(?:级)?财政预算(?:资金)?$`,
    ),
  ],
  [
    'annualTotal',
    new RegExp(
      `^(?:项目)?${YEAR}(?:项目)?(?:本级|财政)?(?:预算)?(?:资金|预算|金额)(?:申请|需求|申报)?(?:总额|总数|数|金额|合计)?$` +
        '|^申请(?:资金|预算)总额$|^\\d{4}年度?(?:预算|资金)(?:申请|总额|数)+$|^预算申报数$|^(?:项目)?当年(?:年度)?预算$' +
        `|^${YEAR}(?:财政)(?:拨款|资金)(?:总额|合计)$|^${YEAR}申请(?:市|县|区|省)?级?财政预算(?:资金)?$`,
    ),
  ],
  ['currentYear', new RegExp(`^${YEAR}${LEVEL}?(?:一般公共预算|财政)(?:拨款|资金)(?:收入)?$|^${YEAR}拨款$`)],
  [
    'fiscal',
    new RegExp(`^${LEVEL}?(?:财政(?:拨款|资金|补助|性资金|补助资金)|一般公共预算(?:拨款|资金)?|财政拨款收入)(?:小计|合计)?$`),
  ],
  ['carryover', /^(?:上年|以前年度|上年度)?结转(?:结余)?资金$|^上年结转(?:结余)?$/],
  ['otherFunds', /^(?:当年|年度)?其[他它](?:资金|收入|来源)?(?:小计|合计)?$|^单位自有资金$|^自筹资金$/],
  [
    'fundsGroup',
    /^(?:项目|预算|资金)?(?:预算)?(?:资金|预算)(?:情况|总额及来源|来源|构成|申请|执行|执行情况)?(?:\(?(?:单位[:：]?)?(?:万元|元|亿元|千元)\)?)?$|^\(?(?:单位[:：]?)?(?:万元|元|亿元|千元)\)?$/,
  ],
  [
    'fundsColumn',
    /^(?:年初|全年|调整后?)?(?:预算|执行|预计执行)数?(?:\([A-Z/]+\)?|[A-Z]\))?$|^(?:预算)?执行率(?:\(?[A-Z/]+\)?)?$|^金额$|^(?:分值|得分)$/,
  ],
  [
    'otherSource',
    new RegExp(
      `^${LEVEL}(?:财政)?(?:补助|资金|安排)+$|^(?:政府性基金|国有资本经营)预?算?(?:拨款|资金)?$|^(?:自有|事业|经营性?)(?:资金|收入)(?:小计)?$|^一般公共预算$`,
    ),
  ],
  [
    'other',
    /^(?:项目)?(?:负责人|联系人|经办人|填报人|单位负责人|分管领导|责任人)(?:及(?:联系)?电话|\(签字\))?$|^(?:联系|办公)?电话$/,
  ],
  [
    'other',
    /^项目(?:代码|编码|编号|概况|总体概况|内容|地点|资金用途|立项依据|实施计划|审批|功能科目|口径|立项情况)$|^(?:预算编码|单位编码|单位代码)$/,
  ],
  [
    'other',
    /^(?:资金用途|资金性质|资金来源|立项依据|政策依据|其他依据|项目设立的?(?:必要性|依据)|项目立项必要性|绩效指标|项目绩效|基本情况)$/,
  ],
  [
    'other',
    /^(?:保证项目实施的?(?:制度|措施|制度、措施|制度措施)|主要内容|项目主要内容|财政资金(?:预算分类|科目代码)|重要程度)$/,
  ],
  ['other', /^(?:市|县|区|省)级财政部门$|^(?:对应一级项目|指标(?:类型|名称|描述))$/],
]

/** The label that a cell of the head is, `null` when it is content. */
export const headerLabelOf = (cell: string): HeaderLabel | null => {
  if (cell.length > 40) return null
  const key = keyOf(cell)
    .replace(/^其中:?/, '')
    .replace(/^(?:[一二三四五六七八九十]、|\([一二三四五六七八九十]\)、?|\(?\d{1,2}\)?[.、])/, '')
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
