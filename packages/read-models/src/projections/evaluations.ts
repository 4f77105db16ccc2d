import type { Projection } from '../projection.ts'
import { run } from '../statement.ts'

/**
 * Scores of the year: the self-evaluation as last handed in, and beside it the confirmed result. Points are decimal text; what a
 * declaration is called and where it stands is in the list.
 */
export const evaluations: Projection = {
  name: 'evaluations',
  version: 1,
  schema: `
create table evaluations (
  declaration_id text primary key,
  year integer not null,
  self_total text,
  self_grade text,
  final_total text,
  final_grade text,
  execution_rate text
) strict, without rowid;
create index evaluations_by_year on evaluations (year);
`,
  apply: (db, delivered) => {
    if (delivered.kind !== 'declaration' || !delivered.latest) return
    const { id, year, selfScore, final } = delivered.after
    if (selfScore === null) {
      // Reopened before its 批复: what it once scored is history, and ranks no more.
      run(db, 'delete from evaluations where declaration_id = :id', { id })
      return
    }
    run(
      db,
      `insert into evaluations (declaration_id, year, self_total, self_grade, final_total, final_grade, execution_rate)
         values (:id, :year, :selfTotal, :selfGrade, :finalTotal, :finalGrade, :executionRate)
       on conflict do update set self_total = excluded.self_total, self_grade = excluded.self_grade,
         final_total = excluded.final_total, final_grade = excluded.final_grade, execution_rate = excluded.execution_rate`,
      {
        id,
        year,
        selfTotal: selfScore.total,
        selfGrade: selfScore.grade,
        finalTotal: final?.total ?? null,
        finalGrade: final?.grade ?? null,
        executionRate: selfScore.execution?.rate ?? null,
      },
    )
  },
}
