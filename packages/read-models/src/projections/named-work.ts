import { officersAwaited, workOf } from '@shenbao/workflow/work-of.ts'
import type { Projection } from '../projection.ts'
import { run } from '../statement.ts'

/** In which declarations something waits for an officer by name, also where their turn has not come: what is left behind when they go. */
export const namedWork: Projection = {
  name: 'named-work',
  version: 1,
  schema: `
create table named_work (
  officer text not null,
  declaration_id text not null,
  primary key (officer, declaration_id)
) strict, without rowid;
create index named_work_by_declaration on named_work (declaration_id);
`,
  apply: (db, delivered) => {
    if (delivered.kind !== 'declaration') return
    const { before, after } = delivered
    const changed =
      before?.work.signings !== after.work.signings ||
      before.work.talk.consultations !== after.work.talk.consultations ||
      before.work.standing !== after.work.standing
    if (!changed) return
    run(db, 'delete from named_work where declaration_id = :id', { id: after.id })
    for (const officer of officersAwaited(after.work).filter(one => workOf(after.work, one).length > 0))
      run(db, 'insert into named_work (officer, declaration_id) values (:officer, :id)', { officer, id: after.id })
  },
}
