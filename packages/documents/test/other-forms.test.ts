import { readFileSync } from 'node:fs'
import { toContract } from '@shenbao/form/contract.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import t from 'tap'
import { readFlattenedText } from '../src/flattened-text/read-flattened-text.ts'

type CarefulReading = {
  name: string
  department: string | null
  unit: string
  year: number
  funds: { total: number; fiscal: number; other: number | null }
  annualGoal: string
  indicators: {
    level1: string
    level2: string
    name: string
    raw: string
    op: string | null
    value: number | null
    unit: string | null
  }[]
}

const read = (input: string) => {
  const result = readFlattenedText(input, (declaration, row) => `${declaration}-${row}`)
  return result.ok ? result.declarations.map(({ form }) => toContract(form)) : []
}

/** 万元 with at most two places to yuan text. */
const yuan = (tenThousands: number | null) =>
  tenThousands === null ? null : yuanOfFen(BigInt(Math.round(tenThousands * 100)) * 10_000n)
const signs: Readonly<Record<string, string>> = { '≥': '>=', '≤': '<=', '=': '=' }

for (const fixture of ['01', '02', '03', '04'])
  t.test(`form ${fixture} reads as a careful person read it`, async t => {
    const file = (extension: string) => readFileSync(new URL(`fixtures/${fixture}.${extension}`, import.meta.url), 'utf8')
    const careful: CarefulReading = JSON.parse(file('json'))
    const [form, ...more] = read(file('txt'))
    if (!form) return void t.fail('no form')
    t.equal(more.length, 0)
    const { name, department, unit, year, annualGoal } = careful
    t.match(form, { name, department, unit, year, annualGoal, flags: [] })
    t.match(form.funds, { total: null, fiscal: null, other: null })
    t.same(
      [form.funds.annualRequest, form.funds.currentYearAppropriation, form.funds.annualOther],
      [yuan(careful.funds.total), yuan(careful.funds.fiscal), yuan(careful.funds.other)],
    )
    t.same(
      form.indicators.map(row => [
        row.level1,
        row.level2,
        row.name,
        row.raw,
        row.op,
        row.value === null ? null : Number(row.value),
        row.unit,
      ]),
      careful.indicators.map(row => [
        row.level1,
        row.level2,
        row.name,
        row.raw,
        signs[row.op ?? ''] ?? 'text',
        row.value,
        row.unit,
      ]),
    )
  })

const short = (input: string) =>
  read(input).map(form => [
    form.name,
    form.year,
    form.funds.annualRequest,
    form.flags,
    form.indicators.map(row => [row.level2, row.name, row.raw, row.weight, row.flags]),
  ])

t.test('operator, number and unit in columns of their own; two forms under one title; a name over two lines', async t => {
  const input = `部门预算项目绩效目标表（2025年度）
项目名称\t免费开放\t项目类别\t其他运转类
预算金额（万元）\t50.00\t其中：财政拨款\t50.00
年度绩效目标\t保障免费开放
一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t权重
产出指标\t数量指标\t开放天数\t≥\t300\t天\t20
\t\t活动场次\t≥\t\t场次\t20
\t质量指标\t活动质量\t定性\t优良\t\t10
满意度指标\t服务对象满意度\t群众满意度\t≥\t90\t%\t10
第 1 页 共 2 页
项目名称\t非遗保护\t项目类别\t特定目标类
预算金额（万元）\t30.00\t其中：财政拨款\t30.00
年度绩效目标\t1.普查 2.记录
一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t权重
产出指标\t质量指标\t档案完整
率\t=\t100\t%\t10
效益指标\t社会效益指标\t知晓率\t≥\t80\t%\t10`
  t.same(short(input), [
    [
      '免费开放',
      2025,
      '500000.00',
      [],
      [
        ['数量指标', '开放天数', '≥300天', '20', []],
        ['数量指标', '活动场次', '', '20', ['value-missing']],
        ['质量指标', '活动质量', '优良', '10', []],
        ['服务对象满意度指标', '群众满意度', '≥90%', '10', []],
      ],
    ],
    [
      '非遗保护',
      2025,
      '300000.00',
      [],
      [
        ['质量指标', '档案完整率', '=100%', '10', ['split-row']],
        ['社会效益指标', '知晓率', '≥80%', '10', []],
      ],
    ],
  ])
})

t.test('an empty value is not filled from the column beside it', async t => {
  const input = `项目支出绩效自评表
（2022年度）
项目名称\t保洁服务
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数
\t年度资金总额\t100\t98\t98
年度总体目标\t预期目标\t\t\t实际完成情况
\t保障机关环境整洁。\t\t\t已完成。
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
\t产出指标\t数量指标\t保洁面积\t≥20000平方米\t20000平方米\t10\t10
\t\t质量指标\t保洁达标率\t\t98%\t10\t10
\t效益指标\t社会效益指标\t办公环境\t改善\t改善\t30\t30
总分\t\t\t\t\t\t50\t48`
  t.same(short(input), [
    [
      '保洁服务',
      2022,
      '1000000.00',
      [],
      [
        ['数量指标', '保洁面积', '≥20000平方米', '10', []],
        ['质量指标', '保洁达标率', '', '10', ['value-missing']],
        ['社会效益指标', '办公环境', '改善', '30', []],
      ],
    ],
  ])
  t.equal(read(input)[0]?.annualGoal, '保障机关环境整洁。')
})

t.test('one cell a line: a missing value shifts nobody, a name that sounds like a label is a name', async t => {
  const input = [
    '项目名称',
    '水利维修',
    '年度资金总额',
    '80',
    '年度目标',
    '完成维修3处',
    '一级指标',
    '二级指标',
    '三级指标',
    '指标值',
  ]
    .concat(['产出指标', '数量指标', '维修处数', '3处', '巡查次数', '质量', '指标', '合格率', '100%', '效益指标', '社会效益'])
    .concat(['指标', '受益人口', '≥5000人', '满意度指标', '服务对象满意度指标', '服务对象满意度', '≥90%', '注：略'])
  t.same(short(input.join('\n'))[0]?.at(-1), [
    ['数量指标', '维修处数', '3处', null, []],
    ['数量指标', '巡查次数', '', null, ['value-missing']],
    ['质量指标', '合格率', '100%', null, []],
    ['社会效益指标', '受益人口', '≥5000人', null, []],
    ['服务对象满意度指标', '服务对象满意度', '≥90%', null, []],
  ])
})

t.test('a form cut short is read as far as it goes', async t => {
  const [form] = read(
    '项目支出绩效目标申报表\n（2025年度）\n项目名称\t道路\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t里程\t≥5公里\n\t质量指',
  )
  t.match(form, { name: '道路', year: 2025, department: null, start: null, annualGoal: '', flags: ['incomplete'] })
  t.equal(form?.indicators.length, 1)
})

t.test('labels that contradict each other are kept and flagged', async t => {
  const [form] = read(
    '一级指标\t二级指标\t三级指标\t指标值\n满意度指标\t数量指标\t里程\t≥5公里\n管理指标\t制度指标\t健全性\t健全',
  )
  t.match(form?.indicators[0], { level1: '满意度指标', level2: '数量指标', flags: ['level-conflict'] })
  t.match(form?.indicators[1], { level1: '管理指标', level2: '制度指标', name: '健全性', raw: '健全', flags: [] })
})

t.test('a text without an indicator row is refused with a sentence', async t => {
  for (const input of ['', '今天天气很好', '{"a":1}', '项目名称\t道路\n主管部门\t局'])
    t.match(
      readFlattenedText(input, () => ''),
      { ok: false, code: 'no-indicator-row', detail: /[一-鿿]/ },
    )
})
