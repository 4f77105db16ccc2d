import { central } from './evaluations.ts'
import { type Compared, type ComparedTable, compareTable, type Explanation, explanations } from './published-comparison.ts'
import { publishedTables } from './published-tables.ts'

/** The file that `infra/scripts/write-published-tables.ts` writes; a test checks that it is current. */
export const reportFile = new URL('../PUBLISHED-TABLES.md', import.meta.url)

export const comparedTables: readonly ComparedTable[] = publishedTables.map(table => compareTable(table, central))

/** All comparisons in which the print shows points: the rows, 预算执行率, the totals. */
export const comparisons = {
  rows: comparedTables.flatMap(({ rows }) => rows).filter(({ printed }) => printed !== null),
  executions: comparedTables.map(({ execution }) => execution).filter(({ printed }) => printed !== null),
  totals: comparedTables.map(({ total }) => total).filter(({ printed }) => printed !== null),
}

const isEqual = ({ why }: Compared): boolean => why.includes('equal')
const isOpen = ({ why }: Compared): boolean => why.includes('unexplained')

const cell = (text: string | null): string => (text === null || text === '' ? '—' : text.replaceAll('|', '\\|'))
const line = (cells: readonly (string | null)[]): string => `| ${cells.map(cell).join(' | ')} |`
const grid = (titles: readonly string[], rows: readonly (readonly (string | null)[])[]): string =>
  [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n')

const inWords = (why: readonly Explanation[]): string =>
  why.map(name => (name === 'equal' ? '相同' : `\`${name}\` ${explanations[name]}`)).join('；')

const figures = (title: string, all: readonly Compared[]): readonly string[] => [
  title,
  ...[all, all.filter(isEqual), all.filter(one => !isEqual(one) && !isOpen(one)), all.filter(isOpen)].map(({ length }) =>
    String(length),
  ),
]

const byExplanation = (): readonly (readonly string[])[] => {
  const all = [...comparisons.rows, ...comparisons.executions, ...comparisons.totals].flatMap(({ why }) => why)
  return (Object.keys(explanations) as Explanation[])
    .map(name => [`\`${name}\``, explanations[name], String(all.filter(one => one === name).length)])
    .filter(([, , count]) => count !== '0')
}

const tableInWords = ({ title, source, execution, rows, total, weightSum, flags }: ComparedTable): string =>
  `### ${title}\n\n来源：<${source}>${weightSum === null ? '' : `　分值合计：${weightSum}`}${flags.length === 0 ? '' : `　提示：${flags.map(flag => `\`${flag}\``).join(' ')}`}\n\n${grid(
    ['指标', '指标值', '完成值', '分值', '印刷', '计算', '说明'],
    [
      ['预算执行率', null, execution.printedRate, null, execution.printed, execution.computed, inWords(execution.why)],
      ...rows.map(row => [row.name, row.target, row.actual, row.weight, row.printed, row.computed, inWords(row.why)]),
      ['总分', null, null, null, total.printed, total.computed, inWords(total.why)],
    ],
  )}\n`

export const report = (): string => `# Published self-evaluation tables, computed again

Written by \`node infra/scripts/write-published-tables.ts\` from the tables in \`test/fixtures\`; a test checks that it is current. Figures, signs
and points are as published (long cells shortened). Every explanation is computed, none is written by hand: \`judged-by-a-person\`, for
one, is only said where the engine gives exactly the printed points once a person has chosen the judgement. Pack: ${central.id}.

${grid(
  ['', '比较', '相同', '有差异并已说明', '未能说明'],
  [figures('指标', comparisons.rows), figures('预算执行率', comparisons.executions), figures('总分', comparisons.totals)],
)}

${grid(['说明', '含义', '次数'], byExplanation())}

## 各表

${comparedTables.map(tableInWords).join('\n')}`
