import { percentOf } from './percent.ts'
import type { Evaluations } from './queries.ts'

const grades = ['优', '良', '中', '差'] as const

/** How many of each grade, by unit, and how each kind of indicator did. */
export const DistributionPart = ({
  found: { distribution, indicators },
  chooseUnit,
}: Readonly<{ found: Evaluations; chooseUnit: (unit: string) => void }>) => (
  <>
    <p className="hint-line">
      {distribution.count} 项，已确认 {distribution.confirmed} 项，平均 {distribution.average ?? '—'} 分
      {distribution.withoutTotal > 0 && `，${distribution.withoutTotal} 项还没有总分`}
    </p>
    <section aria-label="等级分布">
      <h2>等级分布</h2>
      <div className="wide-table">
        <table className="list">
          <thead>
            <tr>
              <th>单位</th>
              {grades.map(grade => (
                <th key={grade} className="num">
                  {grade}
                </th>
              ))}
              <th className="num">项数</th>
              <th className="num">平均</th>
              <th className="num">最低—最高</th>
              <th className="num">核查相差较大</th>
            </tr>
          </thead>
          <tbody>
            {distribution.groups.map(group => (
              <tr key={group.key ?? ''}>
                <td>
                  <button type="button" className="act" onClick={() => chooseUnit(group.key ?? '')}>
                    {group.name ?? '未填单位'}
                  </button>
                </td>
                {grades.map(grade => (
                  <td key={grade} className="num">
                    {group.grades[grade] ?? 0}
                  </td>
                ))}
                <td className="num">{group.count}</td>
                <td className="num">{group.average ?? '—'}</td>
                <td className="num">{group.lowest === null ? '—' : `${group.lowest}—${group.highest}`}</td>
                <td className="num">{group.deviating}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>合计</td>
              {grades.map(grade => (
                <td key={grade} className="num">
                  {distribution.grades[grade] ?? 0}
                </td>
              ))}
              <td className="num">{distribution.count}</td>
              <td className="num">{distribution.average ?? '—'}</td>
              <td colSpan={2} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
    <Kinds indicators={indicators} />
  </>
)

const Kinds = ({ indicators }: Pick<Evaluations, 'indicators'>) => (
  <section aria-label="各类指标">
    <h2>各类指标得分</h2>
    <div className="wide-table">
      {indicators.length === 0 ? (
        <p className="nothing">还没有得分的指标。</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th>一级指标</th>
              <th>二级指标</th>
              <th className="num">行数</th>
              <th className="num">平均得分率</th>
              <th className="num">未满分</th>
              <th className="num">满分占比</th>
              <th className="num">超额完成</th>
              <th className="num">核查改分</th>
            </tr>
          </thead>
          <tbody>
            {indicators.map(kind => (
              <tr key={`${kind.level1} ${kind.level2}`}>
                <td>{kind.level1 ?? '未填'}</td>
                <td>{kind.level2 ?? '未填'}</td>
                <td className="num">{kind.rows}</td>
                <td className="num">{percentOf(kind.averageShare)}</td>
                <td className="num">{kind.belowFull}</td>
                <td className="num">{percentOf(kind.fullShare)}</td>
                <td className="num">{kind.overAchieved}</td>
                <td className="num">{kind.rescored}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  </section>
)
