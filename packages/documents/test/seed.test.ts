import { readFileSync } from 'node:fs'
import { toContract } from '@shenbao/form/contract.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import { sumFen } from '@shenbao/kernel/money.ts'
import t from 'tap'
import { readFlattenedText } from '../src/flattened-text/read-flattened-text.ts'

const text = readFileSync(new URL('../samples/2026-shanghai-social-insurance.txt', import.meta.url), 'utf8')

const formsOf = (input: string) => {
  const result = readFlattenedText(input, (declaration, row) => `${declaration}-${row}`)
  return result.ok ? result.declarations.map(({ form }) => form) : []
}

const forms = formsOf(text)
const rows = forms.flatMap(form => form.indicators.map(indicator => ({ form, indicator })))

t.test('nine declarations, 186 indicators, every amount', async t => {
  t.same(
    forms.map(({ name, indicators, funds }) => [name, indicators.length, funds.annualRequest]),
    [
      ['社会保险经办业务费', 57, 1101059800n],
      ['社会保险核查业务费', 14, 252100000n],
      ['信息化建设项目', 12, 274520000n],
      ['征地养老人员费用', 20, 1300000000n],
      ['信息化运维项目', 21, 141825300n],
      ['办公用房修缮及装修经费', 11, 5470000n],
      ['社会保险服务费', 25, 1259782400n],
      ['机关事业单位运行保障经费', 9, 8500000n],
      ['社保档案资料管理费', 17, 968591500n],
    ],
  )
  t.equal(rows.length, 186)
  t.equal(sumFen(forms.map(({ funds }) => funds.annualRequest ?? 0n)), 5311849000n)
  t.equal(new Set(rows.map(({ indicator }) => indicator.id)).size, 186)
})

t.test('the head of each form', async t => {
  for (const form of forms) {
    const { department, unit, year, start, end, funds, overallGoal, flags } = form
    t.same([department, unit], ['上海市人力资源和社会保障局', '上海市社会保险事业管理中心'])
    t.same([year, start, end, overallGoal, flags], [2026, '2026-01-01', '2026-12-31', '', []])
    t.equal(funds.annualRequest, (funds.currentYearAppropriation ?? 0n) + (funds.carryover ?? 0n) + (funds.annualOther ?? 0n))
    t.same([funds.total, funds.fiscal, funds.other], [null, null, null])
    t.notMatch(form.annualGoal, /<|>/)
  }
  t.equal(forms[4]?.nature, '其他经常性项目')
  t.equal(forms[4]?.category, '其他运转类')
})

t.test('the goal that a page break cuts is whole, its paragraphs apart', async t => {
  const goal = forms[0]?.annualGoal ?? ''
  t.equal(goal.split('\n').length, 2)
  t.match(goal, '三是依托 12333 咨询热线平台、呼叫平台资源，拓展适配人社 CA 自助经办平台')
  t.match(goal, /帮办服务指导解决率达到 90%。$/)
})

t.test('values: two are missing and stay so, the others as counted in the text', async t => {
  const missing = rows.filter(({ indicator }) => indicator.flags.includes('value-missing'))
  t.same(
    missing.map(({ indicator }) => [indicator.name, indicator.target]),
    [
      ['产品软件购置完成率', ''],
      ['户外招牌检测完成率', ''],
    ],
  )
  const ops = rows.map(({ indicator }) => parseTarget(indicator.target).op ?? 'none')
  const count = (op: string) => ops.filter(found => found === op).length
  t.same(['=', '>=', '<', '>', '<=', 'text', 'none'].map(count), [89, 39, 9, 4, 4, 39, 2])
})

/** Rows that the conversion has damaged, each placed by eye. */
const hard: readonly (readonly [name: string, level1: string, level2: string, flags: readonly string[]])[] = [
  ['微信推文发布数', '产出指标', '数量指标', []],
  ['各类业务单据寄发到位率', '产出指标', '质量指标', ['shifted-row']],
  ['各类业务通知书告知书打印准确率', '产出指标', '质量指标', ['level-inferred', 'shifted-row']],
  ['各类系统运行和技术资源问题的响应度', '产出指标', '时效指标', ['level-inferred', 'shifted-row']],
  ['实现社保网上办事从“能办”向“好办”转变', '效益指标', '社会效益指标', ['shifted-row']],
  ['V3.0 社保业务经办流程无纸化率', '效益指标', '生态效益指标', ['shifted-row']],
  ['社保网上办事服务体验差评率', '效益指标', '可持续影响指标', ['shifted-row']],
  ['微信总阅读数', '满意度指标', '服务对象满意度指标', ['shifted-row']],
  ['委托第三方机构审计、核查工作完成率', '产出指标', '数量指标', ['level-inferred']],
  ['审计、核查报告质量验收合格率', '产出指标', '质量指标', ['level-inferred']],
  ['评估报告质量验收合格率', '产出指标', '质量指标', []],
  ['报告完成及时率', '产出指标', '时效指标', ['level-inferred']],
  ['参保单位投诉率(有责投诉)', '效益指标', '社会效益指标', ['split-row']],
  ['参保人员投诉率（有责投诉）', '效益指标', '社会效益指标', ['level-inferred', 'split-row', 'shifted-row']],
  ['应用软件开发计划完成率', '产出指标', '数量指标', ['shifted-row']],
  ['征地养老人员遗属待遇发放及时性', '产出指标', '时效指标', ['level-inferred', 'shifted-row']],
  ['征地养老人员有责投诉事件发生数', '满意度指标', '服务对象满意度指标', ['shifted-row']],
  ['灾备系统同步运行率', '产出指标', '质量指标', ['level-inferred', 'level-conflict']],
  ['一般故障修复时间', '产出指标', '时效指标', ['level-inferred', 'shifted-row']],
  ['资格认证工作完成率', '产出指标', '数量指标', ['level-inferred', 'shifted-row']],
  ['监督检查工作完成率', '产出指标', '数量指标', []],
  ['“钉钉”移动平台数据安全率', '产出指标', '质量指标', ['level-inferred']],
  ['档案制作初审合格率', '产出指标', '时效指标', ['level-conflict', 'shifted-row']],
  ['基层受理点原始档案制作及时性', '效益指标', '经济效益指标', ['level-conflict']],
  ['档案损坏率', '效益指标', '社会效益指标', ['shifted-row']],
]

t.test('damaged rows stand where a careful reader puts them, and say so', async t => {
  for (const [name, level1, level2, flags] of hard) {
    const indicator = rows.find(row => row.indicator.name === name)?.indicator
    t.same([indicator?.level1, indicator?.level2, indicator?.flags], [level1, level2, flags], name)
  }
})

t.test('every row has both levels, and all levels are those of one tree', async t => {
  t.same(new Set(rows.map(({ indicator }) => indicator.level1)), new Set(['成本指标', '产出指标', '效益指标', '满意度指标']))
  t.notOk(rows.some(({ indicator }) => indicator.level2 === null))
})

const headAndRows = (input: string) =>
  formsOf(input).map(form => {
    const { indicators, ...head } = toContract(form)
    return { ...head, rows: indicators.map(({ level1, level2, name, raw }) => [level1, level2, name, raw]) }
  })

t.test('the same forms in other layouts read the same', async t => {
  const expected = headAndRows(text)
  const layouts: Readonly<Record<string, string>> = {
    'four spaces': text.replaceAll('\t', '    '),
    'two spaces, empty cells lost': text.replaceAll(/\t+/g, '  '),
    'wide spaces': text.replaceAll('\t', '\u3000\u3000'),
    pipes: text.replaceAll('\t', ' | '),
    markdown: text.replaceAll(/^.*\t.*$/gm, line => `| ${line.replaceAll('\t', ' | ')} |`),
    'other line ends': text.replaceAll('\n', '\r\n'),
    'no blank lines': text.replaceAll(/\n\n+/g, '\n'),
  }
  for (const [name, input] of Object.entries(layouts)) t.same(headAndRows(input), expected, name)
})

t.test('one cell a line: only the label that stands behind its row is lost', async t => {
  const stacked = text
    .split('\n')
    .flatMap(line => line.split('\t').filter(cell => cell.trim() !== ''))
    .join('\n')
  const [expected, found] = [headAndRows(text).flatMap(form => form.rows), headAndRows(stacked).flatMap(form => form.rows)]
  t.equal(found.length, 186)
  t.same(
    found.filter((row, at) => String(row) !== String(expected[at])),
    [['产出指标', '质量指标', '报告完成及时率', '≥95.00(%)']],
  )
})
