// Every check with a form that triggers it and one that nearly does.
import type { Form } from '@shenbao/form/form.ts'
import t from 'tap'
import { checks, inspect } from '../src/inspect.ts'
import { formOf, rowOf, rulesFound, type Short } from './forms.ts'

type Case = Readonly<{ rule: string; triggers: Form; nearly: Form; others?: readonly Form[] }>

const rows = (...short: readonly Short[]): Form => formOf(short)
const goal = (annualGoal: string, ...short: readonly Short[]): Form => formOf(short, { annualGoal })
const without = (level: string): Form => {
  const form = formOf()
  return { ...form, indicators: form.indicators.filter(({ level1, level2 }) => level1 !== level && level2 !== level) }
}
const flagged = (flag: 'level-conflict' | 'value-missing'): Form => {
  const form = formOf()
  return { ...form, indicators: form.indicators.map((row, at) => (at === 2 ? { ...row, flags: [flag] } : row)) }
}

const cases: readonly Case[] = [
  { rule: 'C1', triggers: rows(['数量指标', '设备购置完成率', '']), nearly: rows(['数量指标', '设备购置完成率', '≥98(%)']) },
  { rule: 'C1', triggers: rows(['数量指标', '开设课程数量', '20']), nearly: rows(['数量指标', '开设课程数量', '20门']) },
  { rule: 'C2', triggers: without('效益指标'), nearly: formOf() },
  { rule: 'C2', triggers: without('数量指标'), nearly: { ...without('数量指标'), flags: ['incomplete'] } },
  {
    rule: 'C3',
    triggers: formOf([], { end: '2027-12-31' }),
    nearly: formOf([], { end: '2027-12-31', overallGoal: '两年完成。', funds: { ...formOf().funds, total: 1n } }),
  },
  { rule: 'C4', triggers: goal('1.委托核查。\n2..委托鉴定。'), nearly: goal('1.委托核查。\n2.委托鉴定……') },
  { rule: 'C4', triggers: goal('<p>开展培训</p>'), nearly: goal('差错率<1%，办结率>90%时') },
  { rule: 'L1', triggers: flagged('level-conflict'), nearly: flagged('value-missing') },
  {
    rule: 'L2',
    triggers: rows(['时效指标', '档案初审合格率', '≥98(%)']),
    nearly: rows(['时效指标', '档案初审及时率', '≥98(%)']),
  },
  {
    rule: 'L2',
    triggers: rows(['社会效益指标', '社区群众满意率', '≥90(%)']),
    nearly: rows(['社会效益指标', '满意度调查覆盖面', '≥90(%)']),
  },
  {
    rule: 'L2',
    triggers: rows(['经济成本指标', '招牌检测数', '=19(块)']),
    nearly: rows(['经济成本指标', '招牌检测单价', '≤190(元/块)']),
  },
  { rule: 'D1', triggers: rows(['质量指标', '安全保护等级', '<2(级)']), nearly: rows(['质量指标', '安全保护等级', '≥2(级)']) },
  {
    rule: 'D1',
    triggers: rows(['社会效益指标', '有责投诉发生数', '≥3(件)']),
    nearly: rows(['社会效益指标', '投诉办结率', '≥97(%)']),
  },
  {
    rule: 'D2',
    triggers: rows(['社会成本指标', '养老金应付尽付率', '=99(%)']),
    nearly: rows(['社会成本指标', '施工扰民投诉数', '≤2(件)']),
  },
  {
    rule: 'V1',
    triggers: rows(['社会效益指标', '网办事项解决情况', '解决率达90%左右']),
    nearly: rows(['社会效益指标', '网办事项解决率', '90%以上']),
  },
  {
    rule: 'V2',
    triggers: rows(['时效指标', '上门服务时效', '市区2小时，郊区4小时']),
    nearly: rows(['时效指标', '工程完工时间', '2026年6月30日前']),
  },
  {
    rule: 'V3',
    triggers: rows(['时效指标', '资金结算及时性', '及时']),
    nearly: rows(['社会效益指标', '施工影响情况', '不影响日常业务工作开展']),
  },
  {
    rule: 'V3',
    triggers: rows(['社会效益指标', '补助发放情况', '按规定标准发放']),
    nearly: rows(['社会效益指标', '活动安全', '按规定执行，无责任事故']),
  },
  {
    rule: 'V4',
    triggers: rows(['数量指标', '培训人数完成率', '≥2950(人次)']),
    nearly: rows(['数量指标', '设备巡查频率', '≥5(次/月)']),
  },
  {
    rule: 'V4',
    triggers: rows(['时效指标', '不间断运行时间', '=24(7天*24小时)']),
    nearly: rows(['时效指标', '不间断运行时间', '=24(小时)']),
  },
  {
    rule: 'V5',
    triggers: rows(['服务对象满意度指标', '办事群众满意度', '=100(%)']),
    nearly: rows(['服务对象满意度指标', '办事群众满意度', '≥99(%)']),
  },
  {
    rule: 'V6',
    triggers: allRatesAt('=100(%)'),
    nearly: {
      ...allRatesAt('=100(%)'),
      indicators: [...allRatesAt('=100(%)').indicators, rowOf(['质量指标', '抽检合格率', '≥98(%)'], 20)],
    },
  },
  {
    rule: 'V7',
    triggers: rows(['数量指标', '宣传资料发放数', '=90000(份)']),
    nearly: rows(['数量指标', '职业年金计划数量', '=11(个)']),
  },
  {
    rule: 'T1',
    triggers: goal('参保人员满意度不低于99%。', ['服务对象满意度指标', '参保人员满意度', '≥95(%)']),
    nearly: goal('参保人员满意度不低于99%。', ['服务对象满意度指标', '参保人员满意度', '≥99.0(%)']),
  },
  {
    rule: 'T1',
    triggers: goal('系统全面故障发生率低于1%。', ['社会效益指标', '系统全面故障发生率', '<0.10(%)']),
    nearly: goal('系统全面故障发生率低于1%。', ['社会效益指标', '系统全面故障发生率', '<1(%)']),
  },
  {
    rule: 'T2',
    triggers: goal('年内制作工作服34套。'),
    nearly: goal('年内制作工作服34套。', ['数量指标', '工作服制作数量', '≥34(套)']),
  },
  {
    rule: 'T3',
    triggers: goal('保管历史档案81万卷；保管新增档案20万卷。', ['数量指标', '档案保管数量', '≥118(万卷)']),
    nearly: goal('保管历史档案81万卷；保管新增档案20万卷。', ['数量指标', '档案保管数量', '≥101(万卷)']),
  },
  {
    rule: 'M1',
    triggers: goal('年内培训80人。'),
    nearly: goal('年内培训79人。', ['数量指标', '培训人数', '≥79(人)']),
  },
  { rule: 'M2', triggers: withCost('上云率', '≥98(%)'), nearly: withCost('单台维护费用', '≤200(元/台)') },
  {
    rule: 'R1',
    triggers: rows(['质量指标', '系统故障率', '<1(%)'], ['质量指标', '各系统故障率', '<2(%)']),
    nearly: rows(['质量指标', '门禁系统故障率', '<1(%)'], ['质量指标', '视频系统故障率', '<2(%)']),
  },
  {
    rule: 'R2',
    triggers: rows(['服务对象满意度指标', '分中心和部门满意度', '≥98(%)']),
    nearly: rows(['服务对象满意度指标', '分中心和部门满意度', '≥90.00(%)']),
    others: [formOf([['服务对象满意度指标', '分中心、部门满意度', '≥90(%)']], { name: '另一个项目' })],
  },
  {
    rule: 'Q1',
    triggers: rows(['数量指标', '办理行政争议案件数', '≥217(件)']),
    nearly: rows(['数量指标', '行政争议案件办结率', '≥95(%)']),
  },
  {
    rule: 'P1',
    triggers: goal('二季度启动权益记录单发放工作。', ['时效指标', '权益记录单发放及时率', '≥98(%)']),
    nearly: goal('二季度启动权益记录单发放工作。', ['时效指标', '权益记录单发放完成时间', '2026年6月30日前']),
  },
]

function allRatesAt(target: string): Form {
  const form = formOf()
  const names = ['计划完成率', '验收合格率', '发放准确率', '设备完好率', '业务覆盖率']
  const others = form.indicators.filter(row => !row.target.includes('%') || row.name.includes('满意'))
  return { ...form, indicators: [...others, ...names.map((name, at) => rowOf(['社会效益指标', name, target], 10 + at))] }
}

function withCost(name: string, target: string): Form {
  const form = formOf()
  return {
    ...form,
    indicators: [rowOf(['经济成本指标', name, target], 30), ...form.indicators.filter(({ level1 }) => level1 !== '成本指标')],
  }
}

t.same(rulesFound(formOf()), [], 'a sound form is left in peace')

for (const { rule, triggers, nearly, others = [] } of cases)
  t.test(rule, t => {
    const found = inspect(triggers, { others }).filter(finding => finding.rule === rule)
    t.ok(found.length > 0, `${rule} is found`)
    for (const { message, repair, basis } of found) {
      t.match(message, /。$/)
      t.match(repair, /。$/)
      t.not(basis, '')
    }
    t.notOk(rulesFound(nearly, others).includes(rule), `${rule} is silent where it only nearly is`)
    t.end()
  })

t.test('every check has both', t => {
  const covered = new Set(cases.map(({ rule }) => rule))
  t.same(
    checks.map(({ rule }) => rule).filter(rule => !covered.has(rule)),
    [],
  )
  t.equal(new Set(checks.map(({ rule }) => rule)).size, checks.length)
  t.end()
})
