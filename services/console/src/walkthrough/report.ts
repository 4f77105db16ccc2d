import { fieldTitle } from '@shenbao/declaration/words.ts'
import { yuanForPeople } from '@shenbao/kernel/money.ts'
import { table } from '../table.ts'
import type { Lived, Walked } from './walkthrough.ts'

/** People read the time of their own clock on the wall. */
const inShanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })

/** What the walkthrough prints for people. */
export const report = ({ declarations, totals, facts, audit, verified }: Walked): string =>
  [
    `\n一、汇总：${totals.count} 个项目，年度资金申请总额 ${grouped(totals.annualRequest)} 元，三级指标 ${declarations.reduce((sum, d) => sum + d.indicators, 0)} 个，共记录 ${facts} 条事实\n`,
    table(['项目名称', '年度资金申请总额（元）', '指标', '得分', '等级', '到达'], declarations.map(scoreLine), {
      longest: 40,
      right: [1, 2, 3],
    }),
    ...declarations.flatMap(({ name, refused }) => (refused === null ? [] : [`  ${name ?? '（无名称）'} 停下：${refused}\n`])),
    '\n二、谁改了哪个指标（补填、修改、协商、调整、核查）\n',
    table(
      ['时间', '谁', '项目', '指标', '改了', '从', '到', '理由'],
      audit.map(row => [
        inShanghai.format(new Date(row.at)),
        row.actor,
        row.declaration ?? '',
        row.indicator ?? '',
        fieldTitle(row.field, row.indicator !== null),
        row.from || '（空）',
        row.to || '（空）',
        row.reason ?? '',
      ]),
      { longest: 30 },
    ),
    `\n三、核验：${verified ? '✓ 每条流的摘要链都接得上' : '✗ 摘要链有断开，日志被改动过'}\n`,
    '\n完成值、执行数、批复文号和理由都是演示数据，不是真实结果。\n',
  ].join('')

const scoreLine = ({ name, annualRequest, indicators, score, grade, stages }: Lived): readonly string[] => [
  name ?? '（无名称）',
  annualRequest === null ? '（空）' : grouped(annualRequest),
  String(indicators),
  score ?? '—',
  grade ?? '—',
  stages.at(-1) === 'archived' ? '已归档' : (stages.at(-1) ?? ''),
]

const grouped = (yuan: string): string => yuanForPeople(BigInt(yuan.replace('.', '')))
