import { createHash, getHashes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dossierReport } from './dossier-report.ts'
import {
  ATTACHMENTS_PLACE,
  type DossierAttachments,
  type DossierFiles,
  NODE_VERIFIER_FILE,
  type VerifierTools,
} from './dossier-shape.ts'
import { offlineTools } from './offline-tools.ts'
import { unpackDossier } from './unpack.ts'
import { verifyDossier } from './verify-dossier.ts'

/** The end of `verify.mjs`: what a person types, and what is answered. Exit 0 sound, 1 not, 2 not understood. */

const USAGE = `用法：node ${NODE_VERIFIER_FILE} [卷宗.zip 或解开后的目录] [--trust 摘要头] [--key 公钥文件]`

/** Node counts SM3 over large files far faster than the library, where it knows SM3. */
const nodeOfflineTools: VerifierTools = {
  ...offlineTools,
  digestOfBytes: async (name, bytes) =>
    name === 'sm3' && getHashes().includes('sm3')
      ? createHash('sm3').update(bytes).digest('hex')
      : offlineTools.digestOfBytes(name, bytes),
}

const optionIn = (args: string[], name: string): string | null => {
  const at = args.indexOf(name)
  if (at === -1) return null
  const [, value] = args.splice(at, 2)
  if (value === undefined) throw new TypeError(`${name} 后面要写内容。\n${USAGE}`)
  return value
}

const keysIn = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map(line => line.trim().toLowerCase())
    .filter(line => line !== '' && !line.startsWith('#'))

const textIn = (file: string): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file))

type Dossier = Readonly<{ files: DossierFiles; attachments: DossierAttachments }>

const dossierAt = (path: string): Dossier => {
  if (!existsSync(path)) throw new TypeError(`没有“${path}”这个文件或目录。`)
  if (!path.toLowerCase().endsWith('.zip')) {
    const entries = readdirSync(path, { withFileTypes: true }).filter(entry => entry.isFile())
    const files = new Map(entries.map(({ name }) => [name, textIn(`${path}/${name}`)]))
    const place = `${path}/${ATTACHMENTS_PLACE}`
    const evidence = existsSync(place) ? readdirSync(place) : []
    const bytes = evidence.map(name => [`${ATTACHMENTS_PLACE}${name}`, new Uint8Array(readFileSync(`${place}${name}`))] as const)
    return { files, attachments: new Map(bytes) }
  }
  const unpacked = unpackDossier(readFileSync(path))
  if (!unpacked.ok) throw new TypeError(unpacked.reason)
  return unpacked
}

export const runOffline = async (given: readonly string[], here: string): Promise<void> => {
  try {
    const args = [...given]
    const head = optionIn(args, '--trust')
    const keyFile = optionIn(args, '--key')
    const [path = here, ...more] = args
    if (more.length > 0 || path.startsWith('-')) throw new TypeError(USAGE)
    const { files, attachments } = dossierAt(path)
    const trusted = { head, keys: keyFile === null ? null : keysIn(keyFile) }
    const verified = await verifyDossier(files, nodeOfflineTools, trusted, attachments)
    process.stdout.write(dossierReport(verified))
    process.exitCode = verified.findings.length === 0 ? 0 : 1
  } catch (error) {
    process.stderr.write(`无法核验：${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 2
  }
}
