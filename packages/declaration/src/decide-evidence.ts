import { accept, reject } from '@shenbao/kernel/decider.ts'
import { notNow } from '@shenbao/workflow/decide.ts'
import { liveAttachments, takesEvidence } from './evidence.ts'
import type { EvidenceCommand } from './evidence-commands.ts'
import { EvidenceAttached, EvidenceDetached } from './evidence-facts.ts'
import type { KeptFiles, Proposal, Situation } from './proposal.ts'
import { aFileProvesARowOnce } from './rules/a-file-proves-a-row-once.ts'
import { anAttachmentHasItsFile } from './rules/an-attachment-has-its-file.ts'
import { evidenceProvesThePast } from './rules/evidence-proves-the-past.ts'
import { evidenceStandsBehindWhatIsThere } from './rules/evidence-stands-behind-what-is-there.ts'
import { onlyWhatCountsIsTakenOff } from './rules/only-what-counts-is-taken-off.ts'

/** 佐证材料: what the files of the sender are, `files` says. A file that already stands in this declaration need not be sent again. */
export const decideEvidence = (at: Situation, command: EvidenceCommand, files: KeptFiles): Proposal => {
  const { declaration, route } = at
  if (!takesEvidence(route.route, declaration.work)) return notNow(route.route, declaration.work)
  return command.type === 'attach-evidence' ? attach(at, command, files) : detach(at, command)
}

type Attach = Extract<EvidenceCommand, { type: 'attach-evidence' }>
type Detach = Extract<EvidenceCommand, { type: 'detach-evidence' }>

const attach = ({ declaration, route, around, newId }: Situation, command: Attach, files: KeptFiles): Proposal => {
  const { digest, effectiveOn: provesOn, kind } = command
  const indicatorId = command.indicator ?? null
  const file = files(digest) ?? declaration.evidence.find(one => one.digest === digest) ?? null
  const isDraft = declaration.work.standing.stages.includes(route.route.begins)
  if (!file) return reject(anAttachmentHasItsFile)
  const refused =
    evidenceStandsBehindWhatIsThere(declaration, indicatorId, isDraft) ??
    evidenceProvesThePast(provesOn, around.today) ??
    aFileProvesARowOnce(declaration, indicatorId, digest)
  if (refused) return reject(refused)
  const { size, mediaType } = file
  const name = command.name.trim()
  const what = { digest, name, size, mediaType, kind: kind?.trim() ?? null, provesOn }
  return accept(EvidenceAttached.of({ attachmentId: newId(0), indicatorId, ...what }))
}

const detach = ({ declaration }: Situation, { attachment, reason }: Detach): Proposal => {
  const found = liveAttachments(declaration).find(({ attachmentId }) => attachmentId === attachment)
  if (!found) return reject(onlyWhatCountsIsTakenOff)
  const { attachmentId, indicatorId, name } = found
  return accept(EvidenceDetached.of({ attachmentId, indicatorId, name, reason: reason.trim() }))
}
