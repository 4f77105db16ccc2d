import type { Projection } from '../projection.ts'
import { run } from '../statement.ts'

/** 佐证材料 that counts, by the digest of its bytes: so that the same file elsewhere can be shown. */
export const attachments: Projection = {
  name: 'attachments',
  version: 1,
  schema: `
create table attachments (
  declaration_id text not null,
  attachment_id text not null,
  digest text not null,
  name text not null,
  indicator_id text,
  indicator text,
  primary key (declaration_id, attachment_id)
) strict, without rowid;
create index attachments_by_digest on attachments (digest);
`,
  apply: (db, delivered) => {
    if (delivered.kind !== 'declaration' || !delivered.latest) return
    const { id, evidence, form } = delivered.after
    if (evidence.length === 0) return
    run(db, 'delete from attachments where declaration_id = :id', { id })
    for (const { attachmentId, digest, name, indicatorId, detached } of evidence) {
      if (detached) continue
      const indicator = form.indicators.find(row => row.id === indicatorId)?.name ?? null
      run(
        db,
        `insert into attachments (declaration_id, attachment_id, digest, name, indicator_id, indicator)
           values (:id, :attachmentId, :digest, :name, :indicatorId, :indicator)`,
        { id, attachmentId, digest, name, indicatorId, indicator },
      )
    }
  },
}
