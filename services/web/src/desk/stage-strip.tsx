import { grouped } from '../ui/money.tsx'
import type { StageColumn } from './stages.ts'

/** Where the batch stands: how many and how much in each stage. */
export const StageStrip = ({ columns }: Readonly<{ columns: readonly StageColumn[] }>) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what is cut off is reached with the arrow keys
  <section className="stage-strip-frame" tabIndex={0} aria-label="环节">
    <table className="stage-strip" aria-label="各环节的项数和金额">
      <thead>
        <tr>
          <th scope="col">环节</th>
          {columns.map(({ stage, title, mine }) => (
            <th key={stage} scope="col" className={mine ? 'num mine' : 'num'}>
              {title}
              {mine && <span className="spoken">（有待你办理的）</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">项数</th>
          {columns.map(({ stage, sum, mine }) => (
            <td key={stage} className={classOf(sum.count, mine)}>
              {sum.count}
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">金额（元）</th>
          {columns.map(({ stage, sum, mine }) => (
            <td key={stage} className={classOf(sum.count, mine)}>
              {sum.count === 0 ? '—' : grouped(sum.yuan)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  </section>
)

const classOf = (count: number, mine: boolean): string =>
  ['num', mine ? 'mine' : '', count === 0 ? 'mute' : ''].filter(Boolean).join(' ')
