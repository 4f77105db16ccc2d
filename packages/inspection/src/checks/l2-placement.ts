import type { Check } from '../finding.ts'
import { isMoney, type Row, rowsOf } from '../row.ts'

type Misplacement = Readonly<{ is: (row: Row) => boolean; where: string; why: string }>

const satisfaction = /满意|认可度|好评|差评|美誉/
const cost = /费|成本|金额|价|租|经费|支出|补助|补贴|资金|标准|薪|造价|投资|限额/
const promptness = /及时率$|及时性$|按时|按期|准时|时效$|时点$|时限$|响应时间$|完成时间$|完工时间$|办结时间$|修复时间$/
const quality = /合格率$|准确率$|正确率$|达标率$|优良率$|通过率$|差错率$/

/** What says that the work was done, not what came of it. */
const done = /(?:完成|处置|出勤|到岗|执行|验收通过|清算)率$/

/** What somebody knows is what came of the work. */
const known = /知晓[率度]?$|知晓率/

/** In the order they are asked; the first that fits names the row. Only names that leave no doubt are spoken of. */
const misplacements: readonly Misplacement[] = [
  {
    is: ({ name, level1, target }) =>
      level1 !== '' &&
      level1 !== '满意度指标' &&
      (satisfaction.test(name) || /满意[度率]/.test(target.raw)) &&
      !/调查|回访|投诉/.test(name),
    where: '满意度指标',
    why: '衡量的是满意程度',
  },
  {
    is: ({ name, level1 }) =>
      level1 === '满意度指标' && !satisfaction.test(name) && !/投诉|获得感|幸福感|安全感|体验|信访|评价|口碑/.test(name),
    where: '产出或效益指标',
    why: '不是服务对象的满意程度',
  },
  {
    is: ({ name, level2, target }) =>
      level2 === '经济成本指标' && !isMoney(target.unit) && !(target.value === null && cost.test(name)),
    where: '产出或效益指标',
    why: '不是花费的金额',
  },
  {
    is: ({ name, level1, level2 }) =>
      (level1 === '产出指标' || level1 === '效益指标') && level2 !== '时效指标' && promptness.test(name) && !quality.test(name),
    where: '时效指标',
    why: '衡量的是是否按时',
  },
  {
    is: ({ name, level2 }) => (level2 === '数量指标' || level2 === '时效指标') && quality.test(name),
    where: '质量指标',
    why: '衡量的是做得好不好',
  },
  {
    is: ({ name, level2 }) => level2 === '质量指标' && /完成率$/.test(name),
    where: '数量指标',
    why: '衡量的是完成了多少，不是做得好不好',
  },
  {
    is: ({ name, level1 }) => level1 === '产出指标' && known.test(name),
    where: '社会效益指标',
    why: '衡量的是工作带来的变化',
  },
  {
    is: ({ level1, name }) => level1 === '效益指标' && (done.test(name) || quality.test(name)),
    where: '产出指标',
    why: '说的是工作做了没有、做得对不对，不是带来的变化',
  },
  {
    is: ({ level1, target, name }) =>
      level1 === '效益指标' && isMoney(target.unit) && /费用|成本|支出|单价/.test(name) && !/节约|节省|降低|减少/.test(name),
    where: '经济成本指标',
    why: '是花费的金额',
  },
]

/** L2: what a row measures stands under the 二级指标 meant for it. */
export const placement: Check = {
  rule: 'L2',
  title: '三级指标放在对应的二级指标之下',
  basis: '财预〔2015〕88号附件：各类指标的含义',
  look: form =>
    rowsOf(form).flatMap(row => {
      const found = misplacements.find(({ is }) => is(row))
      if (!found) return []
      const { row: indicator, level2 } = row
      return [
        {
          indicator: indicator.id,
          field: 'level2',
          severity: 'warning' as const,
          message: `“${indicator.name}”${found.why}，却放在“${level2}”。`,
          repair: `请移到${found.where}，或改用说明本类内容的名称。`,
        },
      ]
    }),
}
