import { ATTACHMENTS_PLACE, type DossierAttachments, type DossierStatement, type VerifierTools } from './dossier-shape.ts'
import { isMembers, jsonOf } from './read-proof.ts'

type Brought = Readonly<{ digest: string; name: string }>

/** The evidence that still counts, as the facts of the dossier tell it: what was brought less what was taken off. */
export const evidenceInFacts = (lines: readonly string[]): readonly Brought[] => {
  const brought = new Map<string, Brought>()
  for (const line of lines) {
    const fact = jsonOf(line)
    const data = isMembers(fact) ? fact['data'] : null
    if (!isMembers(fact) || !isMembers(data)) continue
    const { attachmentId: id, digest, name } = data
    if (typeof id !== 'string') continue
    if (fact['type'] === 'evidence-detached') brought.delete(id)
    if (fact['type'] === 'evidence-attached' && typeof digest === 'string' && typeof name === 'string')
      brought.set(id, { digest, name })
  }
  return [...brought.values()]
}

type Notes = Readonly<{ findings: string[]; proven: string[]; unknown: string[] }>
type Dossier = Readonly<{ lines: readonly string[]; statement: DossierStatement; attachments: DossierAttachments }>

/**
 * The files of evidence against the facts that speak of them: the digest stands in the chain, so no list of the exporter's has to be
 * believed. A file that the exporter did not put in is said; one that is on the list and not there is a finding.
 */
export const checkAttachments = async (
  { lines, statement, attachments }: Dossier,
  tools: VerifierTools,
  notes: Notes,
): Promise<void> => {
  const evidence = evidenceInFacts(lines)
  const digests = new Set<string>()
  for (const [file, bytes] of attachments) {
    const digest = await tools.digestOfBytes(statement.digest, bytes)
    const spoken = evidence.find(one => one.digest === digest)
    const named = evidence.find(one => file.startsWith(`${ATTACHMENTS_PLACE}${one.digest}`))
    if (named && named.digest !== digest)
      notes.findings.push(`佐证材料“${named.name}”（${file}）与记录中的摘要不符：登记之后被改动过，或换成了别的文件。`)
    else if (!spoken) notes.findings.push(`${file} 没有记录提到：不是这份申报的佐证材料。`)
    else digests.add(digest)
  }
  const listed = Object.keys(statement.files)
  for (const file of listed.filter(name => name.startsWith(ATTACHMENTS_PLACE) && !attachments.has(name))) {
    const lost = evidence.find(({ digest }) => file.startsWith(`${ATTACHMENTS_PLACE}${digest}`))
    notes.findings.push(`缺少佐证材料“${lost?.name ?? ''}”（${file}）：它在清单里，却不在卷宗里。`)
  }
  const isInList = (digest: string): boolean => listed.some(name => name.startsWith(`${ATTACHMENTS_PLACE}${digest}`))
  for (const { name, digest } of evidence)
    if (!digests.has(digest) && !isInList(digest) && ![...attachments.keys()].some(file => file.includes(digest)))
      notes.unknown.push(`佐证材料“${name}”的文件没有随卷宗导出；取得后可与记录中的摘要 ${digest} 比对。`)
  if (digests.size > 0) notes.proven.push(`${digests.size} 个佐证材料文件与记录中登记的摘要一致。`)
}
