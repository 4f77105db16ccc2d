import type { Projection } from '../projection.ts'
import { run } from '../statement.ts'

/** 整改 of every declaration, closed ones among them: the ledger (台账) that lists and work are read from. `indicators` is a JSON array. */
export const rectifications: Projection = {
  name: 'rectifications',
  version: 1,
  schema: `
create table rectifications (
  declaration_id text not null,
  number integer not null,
  state text not null,
  source text not null,
  measure text not null,
  findings text not null,
  period text,
  indicators text not null,
  issued_as text not null,
  issued_on text not null,
  due_on text not null,
  closed_on text,
  primary key (declaration_id, number)
) strict, without rowid;
create index rectifications_by_day on rectifications (due_on) where state <> 'closed';
`,
  apply: (db, delivered) => {
    if (delivered.kind !== 'declaration') return
    const { before, after } = delivered
    if (before?.rectifications === after.rectifications) return
    for (const one of after.rectifications.filter(other => !before?.rectifications.includes(other)))
      run(
        db,
        `insert into rectifications (declaration_id, number, state, source, measure, findings, period, indicators, issued_as,
           issued_on, due_on, closed_on)
         values (:id, :number, :state, :source, :measure, :findings, :period, :indicators, :issuedAs, :issuedOn, :dueOn, :closedOn)
         on conflict do update set state = excluded.state, due_on = excluded.due_on, closed_on = excluded.closed_on`,
        {
          id: after.id,
          number: one.number,
          state: one.state,
          source: one.source,
          measure: one.measure,
          findings: one.findings,
          period: one.period,
          indicators: JSON.stringify(one.indicators),
          issuedAs: one.issuedAs,
          issuedOn: one.told.effectiveOn,
          dueOn: one.dueOn,
          closedOn: one.closed?.told.effectiveOn ?? null,
        },
      )
  },
}
