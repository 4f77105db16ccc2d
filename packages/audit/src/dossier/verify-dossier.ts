import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import { breakAfter, type StreamHead } from '../break-after.ts'
import { headText, parseHead, textOfHeads } from '../log-head.ts'
import {
  ATTACHMENTS_PLACE,
  type DossierAttachments,
  type DossierFiles,
  type DossierProof,
  type DossierStatement,
  type DossierVerified,
  FACTS_FILE,
  PROOF_FILE,
  type SealProof,
  type TrustedOutside,
  type VerifierTools,
} from './dossier-shape.ts'
import { isCount, isMembers, jsonOf, readProof } from './read-proof.ts'
import { checkAttachments } from './verify-attachments.ts'

type Notes = Readonly<{ findings: string[]; proven: string[]; unknown: string[] }>

/** The facts of the dossier as far as their chain holds: `digests[n]` is the digest of fact n. */
type Chain = Readonly<{ digests: readonly string[]; whole: boolean }>

/**
 * Checks an exported dossier with nothing but itself and what the reader brings. Pure but for the tools, and without any library:
 * this very file is what a reader runs offline. What it proves and what it does not is in its answer, sentence by sentence.
 */
export const verifyDossier = async (
  files: DossierFiles,
  tools: VerifierTools,
  trusted: TrustedOutside,
  attachments: DossierAttachments = new Map(),
): Promise<DossierVerified> => {
  const notes: Notes = { findings: [], proven: [], unknown: [] }
  const proof = readProof(files.get(PROOF_FILE) ?? '')
  const lines = files.get(FACTS_FILE)
  if (!proof || lines === undefined) {
    notes.findings.push(
      `卷宗里没有程序认识的 ${lines === undefined ? FACTS_FILE : PROOF_FILE}：文件缺失、被改动过，或由更新的版本导出。`,
    )
    return notes
  }
  const { statement } = proof
  const chain = await checkChain(lines, statement, { tools, notes })
  await checkFiles(files, statement, { tools, notes })
  await checkAttachments({ lines: lines.split('\n'), statement, attachments }, tools, notes)
  await checkExporter(proof, trusted, { tools, notes })
  if (statement.seal) await checkSealProof(statement.seal, { statement, chain, trusted }, { tools, notes })
  else notes.unknown.push('导出时日志还没有封印：无法知道这些记录导出之前是否被人重建过。')
  checkHead(trusted.head, { statement, chain }, notes)
  notes.unknown.push(...neverKnown(proof))
  return notes
}

type Bench = Readonly<{ tools: VerifierTools; notes: Notes }>

const checkChain = async (text: string, statement: DossierStatement, { tools, notes }: Bench): Promise<Chain> => {
  const lines = text.split('\n')
  if (lines.pop() !== '') notes.findings.push(`${FACTS_FILE} 的末尾不完整：最后一行没有写完，或被截断。`)
  const digests: string[] = []
  let before: StreamHead | null = null
  for (const [index, line] of lines.entries()) {
    const reason = wrongLine(line, statement.stream, before)
    if (reason !== null) {
      notes.findings.push(`${FACTS_FILE} 第 ${index + 1} 行：${reason}`)
      return { digests, whole: false }
    }
    const digest = await tools.digest(statement.digest, line)
    before = { revision: index, digest }
    digests.push(digest)
  }
  const { head } = statement
  if (before === null || before.revision !== head.revision || before.digest !== head.digest) {
    notes.findings.push(
      `卷宗写明最后一条是第 ${head.revision} 号，现有记录与此不符：末尾的记录被删去、改动，或另加了记录（现有 ${digests.length} 条）。`,
    )
    return { digests, whole: false }
  }
  notes.proven.push(`${digests.length} 条记录的摘要链从第 0 号起逐条接上，末尾与卷宗写明的一致。`)
  return { digests, whole: true }
}

const wrongLine = (line: string, stream: string, before: StreamHead | null): string | null => {
  const fact = jsonOf(line)
  if (!isMembers(fact) || canonicalJson(fact) !== line) return '不是规范写法（RFC 8785）的记录：被改动过。'
  const { revision, previous } = fact
  if (fact['stream'] !== stream) return '这条记录不属于这份卷宗。'
  if (!isCount(revision) || !(previous === null || typeof previous === 'string')) return '不是一条记录。'
  return breakAfter(before, { stream, revision, previous })?.reason ?? null
}

const checkFiles = async (files: DossierFiles, statement: DossierStatement, { tools, notes }: Bench): Promise<void> => {
  const names = Object.keys(statement.files)
  if (!names.includes(FACTS_FILE)) notes.findings.push(`${PROOF_FILE} 的清单里没有 ${FACTS_FILE}：清单被改动过。`)
  for (const name of names) {
    if (name.startsWith(ATTACHMENTS_PLACE)) continue
    const text = files.get(name)
    if (text === undefined) notes.findings.push(`缺少 ${name}：它在清单里，却不在卷宗里。`)
    else if ((await tools.digest(statement.digest, text)) !== statement.files[name])
      notes.findings.push(`${name} 与清单不符：导出之后被改动过。`)
  }
  for (const name of files.keys())
    if (name !== PROOF_FILE && !names.includes(name)) notes.findings.push(`${name} 不在清单里：是导出之后加进来的。`)
}

const checkExporter = async (
  { statement, signature }: DossierProof,
  { keys }: TrustedOutside,
  { tools, notes }: Bench,
): Promise<void> => {
  const { algorithm, publicKey } = statement
  if (algorithm === null || publicKey === null || signature === null) {
    if (algorithm !== null || signature !== null) notes.findings.push('导出签名不完整：签名或公钥被去掉了。')
    else if (keys) notes.findings.push('卷宗没有导出签名，无法确认出自所信任的公钥。')
    else notes.unknown.push('卷宗没有导出签名：任何人都可以改动其中的文件并重写清单。')
    return
  }
  const isSigned = await tools.isSigned(canonicalJson(statement), { algorithm, publicKey, signature })
  if (isSigned === null) notes.findings.push(notHere(algorithm, '导出签名'))
  else if (!isSigned) notes.findings.push('导出签名与内容不符：清单或卷宗的说明被改动过，或签名是伪造的。')
  else if (isUnknown(keys, algorithm, publicKey))
    notes.findings.push(`导出签名出自不认识的公钥（${algorithm}:${publicKey}），不在所信任的公钥之中。`)
  else notes.proven.push(`清单自 ${statement.exportedAt} 导出签名以来没有变过。公钥 ${algorithm}:${publicKey}`)
}

const notHere = (algorithm: string, what: string): string =>
  `这里不能核对 ${algorithm} 签名，${what}没有核对。请换用较新的浏览器，或用 Node 20 以上运行 verify.mjs。`

const isUnknown = (keys: readonly string[] | null, algorithm: string, publicKey: string): boolean =>
  keys !== null && !keys.includes(`${algorithm}:${publicKey}`)

type Sealed = Readonly<{ statement: DossierStatement; chain: Chain; trusted: TrustedOutside }>

const checkSealProof = async (seal: SealProof, { statement, chain, trusted }: Sealed, { tools, notes }: Bench): Promise<void> => {
  const { algorithm, publicKey, digest, facts, sealedAt } = seal.statement
  const { signature } = seal
  const isSigned = await tools.isSigned(canonicalJson(seal.statement), { algorithm, publicKey, signature })
  const heads = new Map(seal.heads.map(([stream, revision, digest]) => [stream, { revision, digest }]))
  const isWhole = digest === statement.digest && (await tools.digest(digest, textOfHeads(heads))) === seal.statement.heads
  const end = heads.get(statement.stream)
  if (isSigned === null) notes.findings.push(notHere(algorithm, '封印'))
  else if (!isSigned) notes.findings.push('封印的签名与内容不符：封印是伪造的，或被改动过。')
  else if (isUnknown(trusted.keys, algorithm, publicKey))
    notes.findings.push(`封印出自不认识的公钥（${algorithm}:${publicKey}），不在所信任的公钥之中。`)
  else if (!isWhole) notes.findings.push('封印所附的各流末尾与封印不符：其中有的被改动过。')
  else if (!end) notes.unknown.push(`封印（${sealedAt}）加于这份申报之前，不涵盖其中任何记录。`)
  else if (chain.digests[end.revision] !== end.digest)
    notes.findings.push(`第 0 至 ${end.revision} 号记录不是加封时（${sealedAt}）的样子：加封之后被改动、删去或换过。`)
  else {
    const covered = end.revision + 1
    notes.proven.push(
      `封印（${sealedAt}，涵盖整个日志的前 ${facts} 条）涵盖其中前 ${covered} 条：加封以来没有改动、删去、插入或调换。摘要头 ${sealHead(seal)}`,
    )
    if (seal.statement.brokenStreams > 0)
      notes.unknown.push(
        `封印写明：加封时日志中已有 ${seal.statement.brokenStreams} 条流断链。是否涉及其他申报，请向导出单位查询。`,
      )
    if (chain.digests.length > covered) notes.unknown.push(`其后的 ${chain.digests.length - covered} 条没有封印涵盖。`)
  }
}

const sealHead = ({ statement }: SealProof): string => headText({ facts: statement.facts, digest: statement.heads })

/** The head may be that of the whole log at the seal, or that of this declaration alone: `7:` and the digest of its seventh fact. */
const checkHead = (
  head: string | null,
  { statement, chain }: Readonly<{ statement: DossierStatement; chain: Chain }>,
  notes: Notes,
): void => {
  if (head === null) {
    notes.unknown.push('没有给出卷宗之外保存的摘要头，所以无法知道：持有密钥的人是否在导出之前重建过整个日志。')
    return
  }
  const trusted = parseHead(head)
  if (!trusted) notes.findings.push(`“${head}”不是摘要头，应形如 12:66c7f0f4…（条数、冒号、64 位十六进制）。`)
  else if (chain.digests[trusted.facts - 1] === trusted.digest)
    notes.proven.push(`与所信任的摘要头一致：这份申报的前 ${trusted.facts} 条记录一条未改。`)
  else if (statement.seal && sealHead(statement.seal) === headText(trusted))
    notes.proven.push('封印与所信任的摘要头一致：封印所涵盖的记录就是当时的记录。')
  else
    notes.findings.push('所信任的摘要头，既不是这份申报的，也不是所附封印的：记录被重建过，或这个摘要头属于别的时候、别的申报。')
}

const neverKnown = ({ statement }: DossierProof): readonly string[] => [
  ...(statement.publicKey === null
    ? []
    : ['公钥随卷宗而来。它是不是出具单位的公钥，要与从别的途径得到的公钥逐字核对（--key）。']),
  'form.json 和 opinions.json 由系统从记录整理而成，供阅读；以 facts.ndjson 中的记录为准。',
  '时间是出具单位服务器的时间。记录的内容当初是否真实，不在核验之列。',
]
