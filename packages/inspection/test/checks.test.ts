// Every check with a form that triggers it and one that nearly does.
import { blankFunds, type Form } from '@shenbao/form/form.ts'
import t from 'tap'
import type { LastYearRow } from '../src/finding.ts'
import { checks, inspect } from '../src/inspect.ts'
import { formOf, rowOf, rulesFound, type Short } from './forms.ts'

type Case = Readonly<{
  rule: string
  triggers: Form
  nearly: Form
  others?: readonly Form[]
  lastYear?: readonly LastYearRow[]
}>

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
  { rule: 'C1', triggers: formOf([], { annualGoal: ' -\n' }), nearly: formOf([], { annualGoal: '', flags: ['incomplete'] }) },
  {
    rule: 'C1',
    triggers: formOf([], { funds: blankFunds }),
    nearly: formOf([], { funds: { ...blankFunds, annualRequest: 0n } }),
  },
  { rule: 'C2', triggers: without('质量指标'), nearly: formOf() },
  {
    rule: 'L2',
    triggers: rows(['质量指标', '课程开设完成率', '≥98(%)']),
    nearly: rows(['质量指标', '课程内容达标率', '≥98(%)']),
  },
  {
    rule: 'L2',
    triggers: rows(['质量指标', '政策知晓率', '≥90(%)']),
    nearly: rows(['社会效益指标', '政策知晓率', '≥90(%)']),
  },
  { rule: 'C1', triggers: rows(['质量指标', '质量指标', '100%']), nearly: rows(['质量指标', '服务质量达标率', '≥98%']) },
  {
    rule: 'C3',
    triggers: formOf([], { funds: { ...formOf().funds, total: 2_799_999n } }),
    nearly: formOf([], { funds: { ...formOf().funds, total: 2_800_000n } }),
  },
  {
    rule: 'C4',
    triggers: rows(['数量指标', '巡查次数(≥**次)', '≥12(次)'], ['数量指标', '检修次数(≥**次)', '≥4(次)']),
    nearly: rows(['数量指标', '巡查次数', '≥12(次)'], ['数量指标', '检修次数', '≥4(次)']),
  },
  {
    rule: 'L2',
    triggers: rows(['经济效益指标', '档案制作及时性', '5个工作日内']),
    nearly: rows(['时效指标', '档案制作及时性', '5个工作日内']),
  },
  {
    rule: 'L2',
    triggers: rows(['可持续影响指标', '值班人员出勤率', '≥95(%)']),
    nearly: rows(['社会效益指标', '群众就近办理率', '≥95(%)']),
  },
  {
    rule: 'V2',
    triggers: rows(['质量指标', '设施完好率100%', '≥98%']),
    nearly: rows(['质量指标', '设施完好率98%', '≥98%']),
  },
  {
    rule: 'V3',
    triggers: rows(['社会效益指标', '居民出行条件', '显著改善']),
    nearly: rows(['社会效益指标', '居民出行条件', '村民步行十分钟可到车站']),
  },
  {
    rule: 'V3',
    triggers: withCost('终端租用费用标准', '不高于同类市场价'),
    nearly: withCost('终端租用费用标准', '不高于市场价每台3000元'),
  },
  {
    rule: 'V3',
    triggers: rows(['时效指标', '资料归档完成时间', '年内全部完成']),
    nearly: rows(['时效指标', '资料归档完成时间', '2026年11月30日前']),
  },
  {
    rule: 'V3',
    triggers: rows(['时效指标', '来电转办', '由专人答复处理']),
    nearly: rows(['时效指标', '来电转办', '当日答复处理']),
  },
  {
    rule: 'V4',
    triggers: rows(['数量指标', '小区物业费', '8(个)']),
    nearly: rows(['数量指标', '缴纳物业费的小区', '8(个)']),
  },
  {
    rule: 'V4',
    triggers: rows(['社会效益指标', '困难群众生活保障情况', '=98(%)']),
    nearly: rows(['社会效益指标', '困难群众生活保障率', '=98(%)']),
  },
  {
    rule: 'V4',
    triggers: rows(['社会效益指标', '群众生活改善', '=98(%)']),
    nearly: rows(['社会效益指标', '群众政策知晓率显著提升', '=98(%)']),
  },
  {
    rule: 'L1',
    triggers: rows(['社会、经济综合指标', '咨询量', '≥9(次)']),
    nearly: rows(['社会、经济效益指标', '咨询量', '≥9(次)']),
  },
  {
    rule: 'V6',
    triggers: rows(['数量指标', '巡查次数', '≥10(次)']),
    nearly: rows(['数量指标', '巡查次数', '≥12(次)']),
    lastYear: [{ name: '巡查次数', level2: '数量指标', target: '≥12(次)', actual: null, score: null }],
  },
  {
    rule: 'V6',
    triggers: rows(['数量指标', '巡查次数', '≥24(次)']),
    nearly: rows(['数量指标', '巡查次数', '≥23(次)']),
    lastYear: [{ name: '巡查次数', level2: '数量指标', target: '≥12(次)', actual: '12', score: '10' }],
  },
  {
    rule: 'V6',
    triggers: rows(['质量指标', '系统故障率', '<2(%)']),
    nearly: rows(['质量指标', '系统故障率', '<0.5(%)']),
    lastYear: [{ name: '系统故障率', level2: '质量指标', target: '<1(%)', actual: '0.6%', score: '10' }],
  },
  {
    rule: 'V7',
    triggers: rows(['满意度指标', '来访群众满意度', '=95(%)']),
    nearly: rows(['满意度指标', '来访群众满意度', '95%']),
  },
  {
    rule: 'T1',
    triggers: goal('计划完成率和验收合格率均达到98%。', ['质量指标', '设备验收合格率', '≥95(%)']),
    nearly: goal('计划完成率和验收合格率均达到98%。', ['质量指标', '设备验收合格率', '≥98(%)']),
  },
  {
    rule: 'T1',
    triggers: goal('发放资料1,200份。', ['数量指标', '发放资料数量', '≥1100(份)']),
    nearly: goal('发放资料1,200份。', ['数量指标', '发放资料数量', '≥0.12(万份)']),
  },
  {
    rule: 'T2',
    triggers: goal('设备完好率、线路畅通率均达到98%。', ['质量指标', '设备完好率', '≥98(%)']),
    nearly: goal('设备完好率、畅通线路率均达到98%。', ['质量指标', '设备完好率', '≥98(%)'], ['质量指标', '线路畅通率', '≥98(%)']),
  },
  {
    rule: 'T2',
    triggers: rows(
      ['数量指标', '“晨星”平台巡检', '≥4(次)'],
      ['质量指标', '“晨星”平台在线率', '≥98(%)'],
      ['质量指标', '“晨星”平台备份率', '≥97(%)'],
    ),
    nearly: goal(
      '开展培训，运行“晨星”平台。',
      ['数量指标', '“晨星”平台巡检', '≥4(次)'],
      ['质量指标', '“晨星”平台在线率', '≥98(%)'],
      ['质量指标', '“晨星”平台备份率', '≥97(%)'],
    ),
  },
  {
    rule: 'R1',
    triggers: rows(['时效指标', '待遇发放及资格认证办理及时率', '≥98(%)'], ['时效指标', '资格认证办理及时率', '≥98(%)']),
    nearly: rows(['时效指标', '线上资格认证办理及时率', '≥98(%)'], ['时效指标', '资格认证办理及时率', '≥98(%)']),
  },
  { rule: 'E1', triggers: unplanned('开展窗口人员培训。'), nearly: unplanned('开展窗口人员培训，年底问卷调查。') },
  { rule: 'E2', triggers: unplanned('开展窗口人员培训。'), nearly: unplanned('开展窗口人员培训，以培训台账为准。') },
  {
    rule: 'X1',
    triggers: formOf([], { name: '办公设备购置费', annualGoal: '开展窗口人员培训。' }),
    nearly: formOf([], { name: '办公设备购置费', annualGoal: '为窗口配备打印机。' }),
  },
  { rule: 'C1', triggers: rows(['数量指标', '设备购置完成率', '']), nearly: rows(['数量指标', '设备购置完成率', '≥98(%)']) },
  { rule: 'C1', triggers: rows(['数量指标', '开设课程数量', '20']), nearly: rows(['数量指标', '开设课程数量', '20门']) },
  { rule: 'C2', triggers: without('效益指标'), nearly: formOf() },
  { rule: 'C2', triggers: without('数量指标'), nearly: { ...without('数量指标'), flags: ['incomplete'] } },
  {
    rule: 'C3',
    triggers: formOf([], { end: '2027-12-31' }),
    nearly: formOf([], { end: '2027-12-31', overallGoal: '两年完成。', funds: { ...formOf().funds, total: 5_600_000n } }),
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
    triggers: { ...withCost('工作服制作费用', '≤1000(元/套)'), annualGoal: '年内制作工作服28套。' },
    nearly: { ...withCost('工作服制作费用', '≤1000(元/套)'), annualGoal: '年内制作工作服27套。' },
  },
  {
    rule: 'M1',
    triggers: rows(['经济成本指标', '合作社补助标准', '=0.3(万元/个)'], ['数量指标', '补助合作社数量', '≥10(个)']),
    nearly: rows(['经济成本指标', '合作社补助标准', '=0.28(万元/个)'], ['数量指标', '补助合作社数量', '≥10(个)']),
  },
  {
    rule: 'M1',
    triggers: withCost('网络月租费', '≤600(元/月)'),
    nearly: withCost('网络月租费', '≤2300(元/月)'),
  },
  {
    rule: 'M1',
    triggers: withCost('网络月租费', '≤2400(元/月)'),
    nearly: { ...withCost('网络月租费', '≤2400(元/月)'), end: '2026-11-30' },
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

function unplanned(annualGoal: string): Form {
  const form = formOf([], { annualGoal })
  return { ...form, indicators: form.indicators.map(({ plan: _, ...row }) => row) }
}

function withCost(name: string, target: string): Form {
  const form = formOf()
  return {
    ...form,
    indicators: [rowOf(['经济成本指标', name, target], 30), ...form.indicators.filter(({ level1 }) => level1 !== '成本指标')],
  }
}

t.same(rulesFound(formOf()), [], 'a sound form is left in peace')

for (const { rule, triggers, nearly, others = [], lastYear = [] } of cases)
  t.test(rule, t => {
    const found = inspect(triggers, { others, lastYear: { indicators: lastYear } }).filter(finding => finding.rule === rule)
    t.ok(found.length > 0, `${rule} is found`)
    for (const { message, repair, basis } of found) {
      t.match(message, /。$/)
      t.match(repair, /。$/)
      t.not(basis, '')
    }
    t.notOk(
      inspect(nearly, { others, lastYear: { indicators: lastYear } }).some(finding => finding.rule === rule),
      `${rule} is silent where it only nearly is`,
    )
    t.end()
  })

t.test('every check has both', t => {
  const covered = new Set(cases.map(({ rule }) => rule))
  t.same(
    checks.map(({ rule }) => rule).filter(rule => !covered.has(rule)),
    [],
  )
  t.equal(new Set(checks.map(({ title }) => title)).size, checks.length)
  t.end()
})
