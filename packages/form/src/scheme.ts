import { compact } from './fold-text.ts'

/**
 * The two indicator trees in use, as data: 一级指标 and the 二级指标 under each, in the order forms print them.
 * 2015 (财预〔2015〕88号) has 成本指标 under 产出指标; 2021 (财预〔2021〕101号) gives it a branch of its own.
 */
export type SchemeId = '2015' | '2021'

export type Branch = Readonly<{ level1: string; level2: readonly string[] }>

const effects: readonly Branch[] = [
  { level1: '效益指标', level2: ['经济效益指标', '社会效益指标', '生态效益指标', '可持续影响指标'] },
  { level1: '满意度指标', level2: ['服务对象满意度指标'] },
]

export const schemes: Readonly<Record<SchemeId, readonly Branch[]>> = {
  '2015': [{ level1: '产出指标', level2: ['数量指标', '质量指标', '时效指标', '成本指标'] }, ...effects],
  '2021': [
    { level1: '成本指标', level2: ['经济成本指标', '社会成本指标', '生态环境成本指标'] },
    { level1: '产出指标', level2: ['数量指标', '质量指标', '时效指标'] },
    ...effects,
  ],
}

/** A printed label and the name it stands for. `成本指标` is a 一级指标 in one tree and a 二级指标 in the other. */
export type Label = Readonly<{ name: string; level: 1 | 2 | 'either' }>

/**
 * The core of each name, and what may be missing around it: pages cut the end off, cells wrap, people shorten.
 * Order matters: the first that fits wins.
 */
const cores: readonly (readonly [pattern: RegExp, label: Label])[] = [
  [/^经济成本(?:指标?)?$/, { name: '经济成本指标', level: 2 }],
  [/^社会成本(?:指标?)?$/, { name: '社会成本指标', level: 2 }],
  [/^生态(?:环境)?成本(?:指标?)?$/, { name: '生态环境成本指标', level: 2 }],
  [/^成本(?:控制)?(?:指标?)?$/, { name: '成本指标', level: 'either' }],
  [/^(?:(?:项目|预期)?产出|项目完成)(?:指标?)?$/, { name: '产出指标', level: 1 }],
  [/^数量(?:指标?)?$/, { name: '数量指标', level: 2 }],
  [/^质量(?:指标?)?$/, { name: '质量指标', level: 2 }],
  [/^时效(?:性)?(?:指标?)?$/, { name: '时效指标', level: 2 }],
  [/^(?:项目|预期)?(?:效益|效果)(?:指标?)?$/, { name: '效益指标', level: 1 }],
  [/^经济效益(?:指标?)?$/, { name: '经济效益指标', level: 2 }],
  [/^社会效益(?:指标?)?$/, { name: '社会效益指标', level: 2 }],
  [/^(?:生态|环境|生态环境)效益(?:指标?)?$/, { name: '生态效益指标', level: 2 }],
  [/^可持续(?:性)?(?:影响|发展|性)?(?:影响)?(?:指标?)?$/, { name: '可持续影响指标', level: 2 }],
  [
    /^(?:服务|受益|社会公众或服务)(?:对象|群体|群众)(?:或受益(?:者|对象|群体))?(?:的)?满意(?:度(?:指标?)?)?$/,
    { name: '服务对象满意度指标', level: 2 },
  ],
  [/^(?:社会公众|公众|群众|社会公众或服务对象)满意度指标?$/, { name: '服务对象满意度指标', level: 2 }],
  [/^满意(?:度(?:指标?)?)?$/, { name: '满意度指标', level: 1 }],
]

/** Longest label known, with room for a number before it; nothing longer is looked at. */
const LONGEST = 24

/**
 * The indicator label that a printed cell is, damaged or not (`经济成本 指标`, `服务对象满意度指`, `社会效益`, `2.质量指标`, `产出指标(50分)`);
 * `null` for anything else. A label without 指标 is recognised too, so ask only for cells that stand where a label may stand.
 */
export const labelOf = (cell: string): Label | null => {
  if (cell.length > 4 * LONGEST) return null
  const text = compact(cell)
    .replace(/^(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]|[①-⑩])[).、．]+|[①-⑩])/, '')
    .replace(/[(]\d+(?:\.\d+)?分?[)]$|(?<=指标)[(][^()]{1,16}[)]分?$/, '')
    .replace(/(?<=指标)(?:\d{1,3}分|等)$/, '')
    .replace(/[*:、。]/g, '')
  if (text === '' || text.length > LONGEST) return null
  for (const [pattern, label] of cores) if (pattern.test(text)) return label
  return null
}

/** The 一级指标 that a 二级指标 belongs to in the scheme, `null` when the scheme does not know it. */
export const level1Of = (scheme: SchemeId, level2: string): string | null =>
  schemes[scheme].find(branch => branch.level2.includes(level2))?.level1 ?? null

/** Whether the two levels belong together in the scheme; a name the scheme does not know contradicts nothing. */
export const belongsTogether = (scheme: SchemeId, level1: string, level2: string): boolean => {
  const parent = level1Of(scheme, level2)
  return parent === null || !schemes[scheme].some(branch => branch.level1 === level1) || parent === level1
}

/** The tree that a form was written for: the older one only shows where 成本指标 stands as a 二级指标. */
export const schemeOf = (indicators: readonly Readonly<{ level1: string | null; level2: string | null }>[]): SchemeId => {
  const branch = indicators.some(({ level1 }) => level1 === '成本指标')
  const leaf = indicators.some(({ level2 }) => level2 === '成本指标')
  return leaf && !branch ? '2015' : '2021'
}
