import { unzipSync } from 'fflate'
import { ATTACHMENTS_PLACE, type DossierAttachments, type DossierFiles, PROOF_FILE } from './dossier-shape.ts'

/** A dossier is one declaration: far more than the longest ever seen. What is larger was made to fill a memory. */
const UNPACKED_BYTES_MAX = 200_000_000
const FILES_MAX = 500

export type Unpacked =
  | Readonly<{ ok: true; files: DossierFiles; attachments: DossierAttachments }>
  | Readonly<{ ok: false; reason: string }>

/** The texts in a zip, and the bytes of its evidence. Refused, with a Chinese sentence: no zip, a name twice (programs disagree on which counts), too large, not UTF-8. */
export const unpackDossier = (zip: Uint8Array): Unpacked => {
  const names = new Set<string>()
  const problems: string[] = []
  let bytes = 0
  const admit = ({ name, originalSize }: Readonly<{ name: string; originalSize: number }>): boolean => {
    bytes += originalSize
    if (names.has(name)) problems.push(`压缩包里有两个 ${name}：不知以哪个为准。`)
    if (bytes > UNPACKED_BYTES_MAX || names.size >= FILES_MAX) problems.push('压缩包里的文件太多或太大，不像是一份卷宗。')
    names.add(name)
    return problems.length === 0
  }
  try {
    const unzipped = unzipSync(zip, { filter: admit })
    const [problem] = problems
    if (problem !== undefined) return { ok: false, reason: problem }
    const isEvidence = ([name]: readonly [string, unknown]): boolean => name.startsWith(ATTACHMENTS_PLACE)
    const entries = Object.entries(unzipped)
    const files = entries.filter(entry => !isEvidence(entry)).map(([name, content]) => [name, textOf(content)] as const)
    if (!names.has(PROOF_FILE)) return { ok: false, reason: `这不是卷宗：压缩包里没有 ${PROOF_FILE}。` }
    return { ok: true, files: new Map(files), attachments: new Map(entries.filter(isEvidence)) }
  } catch {
    return { ok: false, reason: '这不是完整的卷宗压缩包：文件被截断、被改动过，或根本不是 zip。' }
  }
}

/** Throws on what is not UTF-8; keeps a byte order mark, because it would be part of what was changed. */
const textOf = (content: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
