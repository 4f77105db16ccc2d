import { isDay } from '@shenbao/kernel/dates.ts'
import { z } from 'zod'

/** What people send about 佐证材料. The bytes come first and apart from it; size and kind of content are found out, not said. */
const NAME_CHARACTERS_MAX = 200
const KIND_CHARACTERS_MAX = 50
const REASON_CHARACTERS_MAX = 2_000

const written = (most: number) =>
  z
    .string()
    .max(most, `最多 ${most} 个字`)
    .refine(text => text.trim() !== '', '不能为空')

export const evidenceCommands = [
  z.strictObject({
    type: z.literal('attach-evidence'),
    indicator: z.string().min(1).max(100).optional(),
    digest: z.string().regex(/^[0-9a-f]{64}$/, '应为文件内容的摘要（64 位十六进制）'),
    name: written(NAME_CHARACTERS_MAX),
    effectiveOn: z.string().refine(isDay, '应为存在的日期，如 2026-12-31，即材料所证明的日期'),
    kind: written(KIND_CHARACTERS_MAX).optional(),
  }),
  z.strictObject({
    type: z.literal('detach-evidence'),
    attachment: z.string().min(1).max(100),
    reason: written(REASON_CHARACTERS_MAX),
  }),
] as const

export type EvidenceCommand = Readonly<z.output<(typeof evidenceCommands)[number]>>

export const isEvidenceCommand = (command: Readonly<{ type: string }>): command is EvidenceCommand =>
  isEvidenceCommandName(command.type)

export const evidenceCommandNames = ['attach-evidence', 'detach-evidence'] as const
export const isEvidenceCommandName = (type: string): type is EvidenceCommand['type'] =>
  evidenceCommandNames.some(name => name === type)

export const evidenceTitles: Readonly<Record<EvidenceCommand['type'], string>> = {
  'attach-evidence': '上传佐证材料',
  'detach-evidence': '撤下佐证材料',
}
export const evidenceNeeds: Readonly<Record<EvidenceCommand['type'], readonly string[]>> = {
  'attach-evidence': ['digest', 'name', 'effectiveOn'],
  'detach-evidence': ['attachment', 'reason'],
}
