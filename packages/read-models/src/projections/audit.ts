import type { DeclarationEvent } from '@shenbao/declaration/events.ts'
import { changesOf, reasonOf, takesEffect } from '@shenbao/declaration/history.ts'
import { indicatorOf } from '@shenbao/declaration/state.ts'
import type { DeclarationFact, Projection } from '../projection.ts'
import { run } from '../statement.ts'

/**
 * Who changed which field: one row a changed field, in the order of the log, the same rows as the history of one declaration
 * shows. Names are those that held when the change was made; `in_effect` is 0 where a fact only says what should be.
 */
export const audit: Projection = {
  name: 'audit',
  version: 1,
  schema: `
create table audit (
  id integer primary key,
  at text not null,
  effective_on text not null,
  actor text not null,
  on_behalf_of text,
  declaration_id text not null,
  declaration_name text,
  indicator_id text,
  indicator_name text,
  field text not null,
  from_text text,
  to_text text,
  reason text,
  revision integer not null,
  fact text not null,
  in_effect integer not null,
  under_kind text,
  under_number integer
) strict;
create index audit_by_declaration on audit (declaration_id, id);
create index audit_by_indicator on audit (indicator_id, id);
create index audit_by_indicator_name on audit (indicator_name);
create index audit_by_actor on audit (actor, id);
create index audit_by_principal on audit (on_behalf_of, id) where on_behalf_of is not null;
create index audit_by_field on audit (field, id);
create index audit_by_day on audit (effective_on, id);
create index audit_by_instant on audit (at, id);
`,
  apply: (db, delivered) => {
    if (delivered.kind !== 'declaration') return
    const { event, before, after, recorded } = delivered
    const changes = changesOf(event)
    if (changes.length === 0) return
    const { fact } = recorded
    const shared = {
      at: fact.recordedAt,
      effectiveOn: fact.effectiveOn,
      actor: fact.actor,
      onBehalfOf: fact.onBehalfOf,
      declarationId: after.id,
      declarationName: after.form.name,
      reason: reasonOf(event),
      revision: fact.revision,
      fact: fact.type,
      inEffect: takesEffect(event) ? 1 : 0,
      ...underOf(event),
    }
    for (const { indicator, field, from, to } of changes)
      run(db, INSERT, { ...shared, indicator, indicatorName: indicatorNameOf(indicator, before, after), field, from, to })
  },
}

const INSERT = `
insert into audit (at, effective_on, actor, on_behalf_of, declaration_id, declaration_name, indicator_id, indicator_name, field,
  from_text, to_text, reason, revision, fact, in_effect, under_kind, under_number)
values (:at, :effectiveOn, :actor, :onBehalfOf, :declarationId, :declarationName, :indicator, :indicatorName, :field,
  :from, :to, :reason, :revision, :fact, :inEffect, :underKind, :underNumber)`

/** The amendment or adjustment under which the change was made, or which asks for it. */
const underOf = (event: DeclarationEvent): Readonly<{ underKind: string | null; underNumber: number | null }> => {
  if (event.type === 'adjustment-requested') return { underKind: 'adjustment', underNumber: event.data.number }
  const under = 'under' in event.data ? event.data.under : null
  return { underKind: under?.kind ?? null, underNumber: under?.number ?? null }
}

/** A removed row is no longer in the form, and one that is only asked for is not yet. */
const indicatorNameOf = (
  id: string | null,
  before: DeclarationFact['before'],
  after: DeclarationFact['after'],
): string | null => {
  if (id === null) return null
  const found = indicatorOf(after.form, id) ?? (before ? indicatorOf(before.form, id) : null)
  return found?.name ?? after.removedAfterApproval.find(removed => removed.id === id)?.name ?? null
}
