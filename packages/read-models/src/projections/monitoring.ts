import { monitoringSheetOf, periodsOf } from '@shenbao/declaration/monitoring-sheet.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { Projection } from '../projection.ts'
import { run } from '../statement.ts'

/**
 * 绩效运行监控: what the sheet of each recorded month comes to. Lights are null while none is lit; the rate is percent text, amounts
 * are fen; `filled` is 1 where money and every row have their figure.
 */
export const monitoring: Projection = {
  name: 'monitoring',
  version: 1,
  schema: `
create table monitoring (
  declaration_id text not null,
  period text not null,
  light text,
  budget_light text,
  execution_rate text,
  executed text,
  red integer not null,
  yellow integer not null,
  missing integer not null,
  filled integer not null,
  primary key (declaration_id, period)
) strict, without rowid;
create index monitoring_by_period on monitoring (period);
`,
  apply: (db, delivered) => {
    if (delivered.kind !== 'declaration') return
    const { before, after, pack } = delivered
    if (before !== null && !changes(before, after)) return
    for (const period of periodsOf(after)) {
      const { light, funds, lights, missing, filled } = monitoringSheetOf(after, pack, period)
      run(
        db,
        `insert into monitoring (declaration_id, period, light, budget_light, execution_rate, executed, red, yellow, missing, filled)
           values (:id, :period, :light, :budgetLight, :executionRate, :executed, :red, :yellow, :missing, :filled)
         on conflict do update set light = excluded.light, budget_light = excluded.budget_light,
           execution_rate = excluded.execution_rate, executed = excluded.executed, red = excluded.red, yellow = excluded.yellow,
           missing = excluded.missing, filled = excluded.filled`,
        {
          id: after.id,
          period,
          light,
          budgetLight: funds.light,
          executionRate: funds.executionRate,
          executed: after.progress[period]?.executed?.toString() ?? null,
          red: lights.red,
          yellow: lights.yellow,
          missing: missing.length,
          filled: filled ? 1 : 0,
        },
      )
    }
  },
}

/** Lights follow from what was reported and from the form it is measured by. */
const changes = (before: Declaration, after: Declaration): boolean =>
  before.progress !== after.progress || before.form !== after.form
