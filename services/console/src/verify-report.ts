import { headText } from '@shenbao/audit/log-head.ts'
import type { LogVerified, SealsVerified } from '@shenbao/audit/log-verification.ts'
import { keyIdOf, publicKeyText } from '@shenbao/audit/public-key.ts'

const BREAKS_SHOWN = 20

/** Nothing found, and whatever was trusted still holds. */
export const isSound = ({ breaks, trust, seals }: LogVerified): boolean =>
  breaks.length === 0 && trust?.kept !== false && seals.trust?.kept !== false

/** What was found, then what it proves, then what it cannot know: for a person who may have to answer for it. */
export const verifyReport = (verified: LogVerified, digestName: string): string => {
  const { facts, streams, head, breaks, complete, trust } = verified
  const lines = [`共 ${facts} 条记录，${streams} 条流，摘要算法 ${digestName}。`]
  for (const { stream, revision, reason } of breaks.slice(0, BREAKS_SHOWN)) lines.push(`✗ ${stream} 第 ${revision} 条：${reason}`)
  if (breaks.length > BREAKS_SHOWN) lines.push(`……另有 ${breaks.length - BREAKS_SHOWN} 处。`)
  if (breaks.length === 0) lines.push('✓ 每条流的摘要链都接得上。', `摘要头 ${headText(head)}`)
  if (!complete) lines.push('记录只能读到这里：其后的记录和封印都没有核验。')
  lines.push(...sealLines(verified.seals, complete))
  if (trust?.kept === true)
    lines.push(trust.stream === undefined ? '✓ 与所信任的摘要头一致：那时的记录一条未改。' : ofOneStream(trust.stream))
  if (trust?.kept === false) lines.push(`✗ ${trust.reason}`)
  if (breaks.length === 0) lines.push(...unknown(verified))
  return `${lines.join('\n')}\n`
}

/** The head on a 批复 is that of one declaration. */
const ofOneStream = (stream: string): string =>
  `✓ 与所信任的摘要头一致：这是 ${stream} 一条流的摘要头（如批复上所印），它那时的记录一条未改。其余各流不在它的证明之内。`

/** Evidence: every file on record is read whole. */
export const filesReport = (count: number, broken: readonly string[]): string =>
  count === 0
    ? ''
    : `${[
        ...broken.map(line => `✗ ${line}`),
        broken.length === 0 ? `✓ 记录中的 ${count} 份佐证材料，文件都在，都与摘要相符。` : `记录中共有 ${count} 份佐证材料。`,
      ].join('\n')}\n`

const sealLines = ({ count, sound, last, unsealed, keys, trust }: SealsVerified, complete: boolean): readonly string[] => {
  const lines: string[] = []
  if (count === 0 && complete) lines.push('没有封印：日志没有加过封（shenbao seal）。')
  else if (count === 0) lines.push('读到的部分里没有封印。')
  else if (sound === count) lines.push(`✓ ${count} 枚封印都与记录相符。`)
  else lines.push(`✗ ${count} 枚封印中只有 ${sound} 枚与记录相符。`)
  if (last) {
    const { sealedAt, facts, keyId, brokenStreams } = last.statement
    const broken = brokenStreams === 0 ? '' : `加封时已有 ${brokenStreams} 条流断链。`
    lines.push(
      `最后一枚相符的封印加封于 ${sealedAt}，涵盖前 ${facts} 条，密钥编号 ${keyId}。${broken}其后有 ${unsealed} 条尚未加封。`,
    )
  }
  for (const key of keys) lines.push(`封印公钥 ${publicKeyText(key)}（编号 ${keyIdOf(key)}）`)
  if (trust?.kept === true) lines.push('✓ 封印出自所信任的公钥。')
  if (trust?.kept === false) lines.push(`✗ ${trust.reason}`)
  return lines
}

const unknown = ({ trust, seals }: LogVerified): readonly string[] => {
  const lines: string[] = []
  const isOpen = trust === null || (trust.kept && trust.stream !== undefined)
  if (isOpen)
    lines.push(
      '没有给出日志之外保存的整个日志的摘要头（--trust），所以无法知道：末尾的记录是否被整段删去，或整个日志是否被人重建。',
    )
  if (isOpen && seals.sound > 0)
    lines.push('封印只能防没有密钥的人；持有加封密钥的人可以重建整个日志并重新加封，只有日志之外的摘要头能发现。')
  if (seals.trust === null && seals.sound > 0)
    lines.push('没有给出日志之外保存的公钥（--key），所以也无法知道：封印是否出自本单位的密钥。请与抄存的公钥逐字核对。')
  return lines
}
