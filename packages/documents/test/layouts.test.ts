import { toContract } from '@shenbao/form/contract.ts'
import t from 'tap'
import { readFlattenedText } from '../src/flattened-text/read-flattened-text.ts'

const read = (input: string) => {
  const result = readFlattenedText(input, (declaration, row) => `${declaration}-${row}`)
  return result.ok ? result.declarations.map(({ form }) => toContract(form)) : []
}

type Expected = Readonly<{ head?: object; rows: readonly string[] }>

const short = ({ level1, level2, name, raw, weight, flags }: ReturnType<typeof read>[number]['indicators'][number]) =>
  [level1, level2, name, raw, ...(weight === null ? [] : [weight]), ...flags].join('|')

/** One layout each, as offices print it, with content of our own. */
const layouts: Readonly<Record<string, readonly [input: string, expected: Expected]>> = {
  'a row of a table between bars came with every cell on its own line': [
    `2025年项目支出绩效目标申报表
|
填报单位:(盖章) 单位:万元 |
|||||
|
项目支出名称 |
路灯维护 |
预算部门 |
市政所 |
||
|
年度本级 预算金额 |
12.5万 |
上级资金 |
0 |
||
|
项目支出实施期 |
2025.03-2026.02 |
||||
|
实施期绩效目标 |
亮灯有保障 |
||||
|
本年度绩效目标 |
更换旧灯 |
||||
|
一级指标 |
二级指标 |
三级指标 |
指标值及单位 |
绩效标准 |
|
|
产出指标 |
数量指标 |
更换路灯 |
≥80盏 |
计划标准 |
|
|
巡查次数 |
12次 |
计划标准 |
|||
|
效益指标 |
社会效益指标 |
|
|
|
|
|
生态效益指标 |
节电率 |
≥5% |
计划标准 |
||
`,
    {
      head: {
        name: '路灯维护',
        department: '市政所',
        year: 2025,
        start: '2025-03-01',
        end: '2026-02-28',
        overallGoal: '亮灯有保障',
        annualGoal: '更换旧灯',
        funds: { annualRequest: '125000.00' },
      },
      rows: ['产出指标|数量指标|更换路灯|≥80盏', '产出指标|数量指标|巡查次数|12次', '效益指标|生态效益指标|节电率|≥5%'],
    },
  ],
  'titles with a line break in them; the whole project on one side, the year on the other': [
    `财政项目支出绩效目标表 | |||||||
( 2025 年度) | |||||||
预算单位:展览馆 | |||||||
项目 名称 |
布展 | 中期市财政预算(万元) | 300 | 本年度申请市财政预算资金(万元) | 90.5 | ||
总体目标 | 实施周期总目标(2025年--2027年) | 年度目标 | |||||
三年办好三个展。 | 办好一个展。 | ||||||
绩效指标 | 一级 指标 |
二级 指标 |
三级 指标 |
实施周期指标值 | 二级 指标 |
三级 指标 |
当年度指标值 |
预期产出指标 | 数量指标(或规模指标) | 展览场次 | 3场 | 数量指标(或规模指标) | 展览场次 | 1场 | |
观众人次 | ≥9万 | 观众人次 | ≥3万 | ||||
预算(或投资)控制指标 | 执行率 | ≥90% | 预算(或投资)控制指标 | 执行率 | ≥95% | ||
效果指标 | 社会效益指标 | 影响力 | 提升 | 社会效益指标 | |||
`,
    {
      head: {
        name: '布展',
        unit: '展览馆',
        overallGoal: '三年办好三个展。',
        annualGoal: '办好一个展。',
        funds: { total: '3000000.00', annualRequest: '905000.00' },
      },
      rows: [
        '产出指标|数量指标|展览场次|1场',
        '产出指标|数量指标|观众人次|≥3万',
        '产出指标|预算(或投资)控制指标|执行率|≥95%',
        '效益指标|社会效益指标|影响力|提升',
      ],
    },
  ],
  'one cell a line, further columns behind the value, empty branches': [
    [
      '2025年度自评表\n项目名称\n校舍维修\n主管部门\n及编码\n教育局 301\n资金情况(万元)\n预算数(A)\n执行数(B)\n年度财政资金总额\n80万元\n79万元',
      '一级指标\n二级指标\n三级指标\n年初目标值(A)\n实际完成值(B)\n分值\n得分\n偏差原因和改进措施',
      '产出指标\n数量指标\n维修教室\n12间\n12间\n20\n20\n更换门窗\n全部更换\n已更换\n10\n10\n质量指标\n合格率\n≥95%\n90%\n10\n9\n工期紧',
      '效益指标\n经济效益指标\n社会效益指标\n办学条件\n改善\n改善\n30\n30\n满意度指标\n(10分)\n具体指标\n师生满意度\n≥90%\n95%\n10\n10\n总分\n80\n79',
    ].join('\n'),
    {
      head: { name: '校舍维修', department: '教育局 301', funds: { annualRequest: '800000.00' } },
      rows: [
        '产出指标|数量指标|维修教室|12间|20',
        '产出指标|数量指标|更换门窗|全部更换|10',
        '产出指标|质量指标|合格率|≥95%|10',
        '效益指标|社会效益指标|办学条件|改善|30',
        '满意度指标|服务对象满意度指标|师生满意度|≥90%|10|level-inferred',
      ],
    },
  ],
  'one cell a line with both sides': [
    [
      '绩效目标表\n（2025年度）\n项目名称\n校园网\n项目起止时间\n202501-202512\n一级指标\n二级指标(长期)\n三级指标(长期)\n指标值(长期)',
      '二级指标(年度)\n三级指标(年度)\n指标值(年度)\n产出指标\n数量指标\n数量指标\n新增点位\n30\n产出指标\n质量指标\n验收率\n98%\n质量指标\n验收率\n100%',
    ].join('\n'),
    {
      head: { start: '2025-01-01', end: '2025-12-31' },
      rows: ['产出指标|数量指标|新增点位|30', '产出指标|质量指标|验收率|100%'],
    },
  ],
  'a whole form on one line': [
    `附件 项目支出绩效自评表 (2025年度) 项目名称 造林 主管部门 林业局 实施单位 林场 项目资金 (万元) 年初预算数 全年预算数 全年执行数 年度资金总额: 50 50 48 其中:本年财政拨款 50 50 48 年度总体目标 预期目标 实际完成情况 造林三百亩。 已完成。 绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因 产出指标(50分) 数量指标 造林面积 ≥300亩 310 20 20 质量指标 成活率 ≥85百分比 90 20 20 管护规范性 符合规定 达成预期指标 10 10 经济效益指标 满意度指标(10分) 满意度指标 村民满意度 ≥90% 95 10 10 总分 100 98`,
    {
      head: { name: '造林', department: '林业局', unit: '林场', year: 2025, funds: { annualRequest: '500000.00' } },
      rows: [
        '产出指标|数量指标|造林面积|≥300亩|20',
        '产出指标|质量指标|成活率|≥85百分比|20',
        '产出指标|质量指标|管护规范性|符合规定|10',
        '满意度指标|服务对象满意度指标|村民满意度|≥90%|10',
      ],
    },
  ],
  'titles and labels that wrap, points on lines of their own, empty values between spaces': [
    `绩效自评表（2025年度）
项目名称 养殖补贴
总体
目标
年度目标
补贴到户。
绩效指标 一级指标 二级指标 三级指标 分值 年度 实际 得分 备注
指标值 完成值
产
出
指
标
(50分)
数量指标 ★补助养殖数量 10 10
        羊养殖数量 80只 80只
质量指标 ★成活率 10 ≥95% 96% 10
成本指标 成本控制 10 严格执行 已执行 10
项目效益
指标
(30分)
社会效益
指标
受益户数 10 ≥20户 21户 10
总分 100 99`,
    {
      head: { annualGoal: '补贴到户。' },
      rows: [
        '产出指标|数量指标|补助养殖数量||10|value-missing',
        '产出指标|数量指标|羊养殖数量|80只',
        '产出指标|质量指标|成活率|≥95%|10',
        '产出指标|成本指标|成本控制|严格执行|10',
        '效益指标|社会效益指标|受益户数|≥20户|10',
      ],
    },
  ],
  'no 三级指标: the last level holds the names, and the year has a word of its own': [
    `市直部门项目支出绩效目标表（2025年度）
项目名称\t楼宇保洁
绩效目标\t环境整洁
一级指标\t二级指标\t绩效标准\t当年预期实现值
数量指标\t保洁次数\t反映保洁情况\t700次
质量指标\t检查合格率\t反映质量\t≥92%`,
    {
      head: { annualGoal: '环境整洁' },
      rows: ['产出指标|数量指标|保洁次数|700次|level-inferred', '产出指标|质量指标|检查合格率|≥92%'],
    },
  ],
  'page furniture between the rows, a page number behind an empty value, a value over two lines': [
    `项目支出绩效目标申报表
（2025年度）
项目名称\t消防\t项目资金（元）\t
一级指标\t二级指标\t三级指标\t指标值\t备注
产出指标\t数量指标\t演练次数\t\t

12

某局2025年度项目绩效目标汇总表
（2025年度）
\t\t培训人数\t≥50人\t
第 3 页 共 9 页
\t时效指标\t完成时间\t2025年11\t
\t\t\t月底前\t
\t\t参加人\t\t
\t\t次\t≥80(人次)\t`,
    {
      rows: [
        '产出指标|数量指标|演练次数||value-missing',
        '产出指标|数量指标|培训人数|≥50人',
        '产出指标|时效指标|完成时间|2025年11月底前|split-row',
        '产出指标|时效指标|参加人次|≥80(人次)|split-row',
      ],
    },
  ],
  'nothing between the cells, one row a line': [
    `绩效目标表
(2025年度)
项目名称校舍改造
项目主管部门某区教育局项目执行单位某学校
资金情况
(万元)
年度资金总额:16
总体目标年度目标
改善办学条件。
绩效指标一级指标二级指标指标内容指标值
产出指标数量指标改造覆盖率100%
质量指标验收合格率≥98%
时效指标完工时间2025年8月底前
效益指标可持续影响指标均衡发展情况稳步提高
社会公众或服务对象满意度指标家长满意度≥90%
学校满意`,
    {
      head: {
        name: '校舍改造',
        department: '某区教育局',
        unit: '某学校',
        annualGoal: '改善办学条件。',
        funds: { annualRequest: '160000.00' },
      },
      rows: [
        '产出指标|数量指标|改造覆盖率|100%',
        '产出指标|质量指标|验收合格率|≥98%',
        '产出指标|时效指标|完工时间|2025年8月底前',
        '效益指标|可持续影响指标|均衡发展情况|稳步提高',
        '满意度指标|服务对象满意度指标|家长满意度|≥90%|level-inferred',
        '满意度指标|服务对象满意度指标|学校满意||level-inferred|value-missing',
      ],
    },
  ],
  'running numbers, empty branches, branches that say that there is nothing': [
    `项目支出绩效目标申报表（2025年度）
项目名称\t甲
序号\t一级指标\t二级指标\t三级指标\t指标值
1\t成本指标\t经济成本指标\t单价\t≤5(元)
2\t\t社会成本指标\t无\t无
3\t产出指标\t数量指标\t采购量\t≥9(件)
4\t\t\t采购完成率\t=100(%)
5\t\t质量指标\t\t
6\t\t时效指标\t/\t/
7\t效益指标\t经济效益指标\t--\t
8\t\t社会效益指标\t知晓率\t≥80(%)`,
    {
      rows: [
        '成本指标|经济成本指标|单价|≤5(元)',
        '产出指标|数量指标|采购量|≥9(件)',
        '产出指标|数量指标|采购完成率|=100(%)',
        '效益指标|社会效益指标|知晓率|≥80(%)',
      ],
    },
  ],
  'head, titles and first row run together': [
    `项目支出绩效自评表 | 2025年 |
| 项目名称 | 营养餐 | 主管部门 | 教体局 | 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 产出指标 | 数量指标 | 受益学生 | ≧ | 700 | 人次 |
| 质量指标 | 覆盖率 | ═ | 100 | % |
| 满意度指标 | 服务对象满意度指标等 | 家长满意度 | ≧ | 95 | % |`,
    {
      head: { name: '营养餐', department: '教体局' },
      rows: [
        '产出指标|数量指标|受益学生|≧700人次',
        '产出指标|质量指标|覆盖率|═100%',
        '满意度指标|服务对象满意度指标|家长满意度|≧95%',
      ],
    },
  ],
}

for (const [name, [input, expected]] of Object.entries(layouts))
  t.test(name, async t => {
    const [form, ...more] = read(input)
    t.equal(more.length, 0)
    t.match(form ?? {}, expected.head ?? {})
    t.same(form?.indicators.map(short), expected.rows)
  })

t.test('where amounts belong', async t => {
  const table = '\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t次数\t5次'
  const funds = (head: string) => {
    const { funds } = read(`绩效目标申报表（2025年度）\n项目名称\t甲\n${head}${table}`)[0] ?? {}
    return funds && Object.fromEntries(Object.entries(funds).filter(([, amount]) => amount !== null))
  }
  t.same(
    funds(
      '项目资金(万元)\t中期资金总额:\t170\t年度资金总额:\t340\n\t其中:财政拨款\t100\t其中:财政拨款\t200\n\t其他资金\t70\t其他资金\t140',
    ),
    {
      total: '1700000.00',
      fiscal: '1000000.00',
      other: '700000.00',
      annualRequest: '3400000.00',
      currentYearAppropriation: '2000000.00',
      annualOther: '1400000.00',
    },
  )
  t.same(funds('单位：万元\n项目总预算\t65\n当年年度预算\t60\n其中:财政资金\t50\n其中:其它资金\t10'), {
    total: '650000.00',
    annualRequest: '600000.00',
    currentYearAppropriation: '500000.00',
    annualOther: '100000.00',
  })
  t.same(funds('项目资金\t年度资金总额\t20\t万元'), { annualRequest: '200000.00' })
  t.same(funds('年度资金总额\t20.5(万元)'), { annualRequest: '205000.00' })
  t.same(funds('年度资金总额（千元）\t人民币 20'), { annualRequest: '20000.00' })
  t.same(funds('资金情况（万元）\n年度资金总额 29 29 27.8 9'), {}, 'without a tab the label is no label')
})

t.test('columns of numbers behind a label: the first is meant, and they never run together', async t => {
  const [form] = read(
    '自评表（2025年度）\n项目名称 甲\n项目资金（万元） 年初预算数 全年执行数\n年度资金总额 29 29 27.8\n一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 次数 5次',
  )
  t.equal(form?.funds.annualRequest, '290000.00')
})

t.test('of several names, units and departments the nearer one is meant', async t => {
  const table = '\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t次数\t5次'
  const [form] = read(
    `绩效目标表（2025年度）\n填报单位：甲中心  单位：万元\n一级项目名称\t大项\t二级项目名称\t小项\n中央主管部门\t某部\t地方主管部门\t某局\n实施单位\t乙站${table}`,
  )
  t.match(form, { name: '小项', department: '某局', unit: '乙站' })
  const [other] = read(`绩效目标表（2025年度）\n填报单位：甲中心  单位：万元\n一级项目名称\t大项\n中央主管部门\t某部${table}`)
  t.match(other, { name: '大项', department: '某部', unit: '甲中心' })
})

t.test('a second form begins with its head, not with a header of the page', async t => {
  const form = (name: string) =>
    `项目支出绩效目标申报表\n（2025年度）\n项目名称\t${name}\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t甲\t5次`
  const header = '\n项目支出绩效目标申报表\n\t\t乙\t6次\n'
  t.same(
    read(form('一') + header + form('二')).map(({ name, indicators }) => [name, indicators.length]),
    [
      ['一', 2],
      ['二', 1],
    ],
  )
})
