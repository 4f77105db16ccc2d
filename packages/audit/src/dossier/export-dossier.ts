import { zipSync } from 'fflate'
import { type DossierParts, dossierFiles } from './dossier-files.ts'
import { verifierFiles } from './verifier-files.ts'

/** One declaration as a zip that anybody can verify offline: what `/dossier.zip` answers with. */
export const exportDossier = (parts: Omit<DossierParts, 'verifiers'>): Uint8Array => {
  const files = dossierFiles({ ...parts, verifiers: verifierFiles() })
  return zipDossier(files, parts.exportedAt, parts.attachments)
}

/** `writtenAt` (ISO) is the time of every entry, so that the zip follows from its content. */
export const zipDossier = (
  files: Readonly<Record<string, string>>,
  writtenAt: string,
  attachments: DossierParts['attachments'] = {},
): Uint8Array => {
  const entries = Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)] as const)
  const evidence = Object.entries(attachments).map(([name, { bytes }]) => [name, bytes] as const)
  return zipSync(Object.fromEntries([...entries, ...evidence]), { mtime: writtenAt })
}
