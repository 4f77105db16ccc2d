import type { Check } from '../finding.ts'
import { plainName } from '../row.ts'
import { textOf } from '../text-of.ts'

/** Works and goods so definite that a project named after them speaks of them, each with other words for the same. */
const works: readonly (readonly [named: RegExp, saidAs: RegExp])[] = [
  [/修缮|装修|维修/, /修缮|装修|维修|修复|翻新|粉刷|改造|养护/],
  [/购置|采购/, /购置|采购|购买|购入|添置|配备|配置|采办|装备/],
  [/租赁|租用/, /租赁|租用|租金|承租|租/],
  [/培训/, /培训|课程|学时|参训|办班|讲座/],
  [/宣传/, /宣传|推文|宣讲|海报|报道|知晓/],
  [/检测|监测|检验/, /检测|监测|检验|检查|抽检/],
  [/印刷|印制/, /印刷|印制|打印/],
  [/绿化/, /绿化|绿地|苗木|植树|种植/],
  [/保洁|清扫|清洁|清运/, /保洁|清扫|清洁|清运|环境卫生|垃圾/],
  [/防治/, /防治|预防|治疗|消杀|防控|筛查/],
  [/燃油/, /燃油|加油|油耗|汽油|柴油|油料/],
  [/取暖|供暖/, /取暖|供暖|供热|采暖/],
  [/物业/, /物业|保洁|保安|安保/],
  [/审计/, /审计/],
  [/评估|评审/, /评估|评审|评价/],
  [/勘察|测绘/, /勘察|测绘|测量/],
  [/拆除|搬迁/, /拆除|搬迁|迁移|腾退/],
  [/体检/, /体检|健康检查/],
]

/** X1: the project is named after a work that neither its goals nor its rows speak of. */
export const nameAndContent: Check = {
  rule: 'X1',
  title: '项目名称与内容相符',
  basis: '审核实践：目标和指标应当反映项目名称所说的内容',
  look: form => {
    const text = textOf(form)
    if (form.annualGoal.trim() === '' || form.indicators.length === 0 || form.flags.includes('incomplete')) return []
    const name = plainName(form.name ?? '')
    const missing = works.flatMap(([named, saidAs]) => {
      const word = named.exec(name)?.[0]
      return word !== undefined && !saidAs.test(text) ? [word] : []
    })
    if (missing.length === 0) return []
    return [
      {
        severity: 'info',
        field: 'name',
        message: `项目名称写着“${missing.join('”“')}”，目标和指标都没有提到。`,
        repair: '请补上这部分的目标和指标，或改用与内容相符的项目名称。',
      },
    ]
  },
}
