import { mayBeShownInline } from '@shenbao/attachments/media-type.ts'
import type { Attachment } from '@shenbao/declaration/evidence.ts'
import { dayNoticed } from '@shenbao/declaration/evidence-rows.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { Directory } from '@shenbao/directory/directory.ts'
import type { FileUse } from '@shenbao/read-models/queries/find-same-files.ts'
import { z } from 'zod'
import { nameOfActor } from '../names.ts'

const Text = z.string().nullable()
const SameFile = z
  .strictObject({
    declaration: z.string(),
    declarationName: Text,
    year: z.int(),
    attachment: z.string(),
    name: z.string().describe('文件在那里的名称'),
    indicator: Text.describe('那里的三级指标名称；null：作为整份申报的材料'),
  })
  .meta({ id: 'SameFile', description: '内容完全相同的文件在别处的使用' })

export const AttachmentOut = z
  .strictObject({
    id: z.string(),
    indicator: Text.describe('指标编号；null：整份申报的材料'),
    indicatorName: Text,
    name: z.string(),
    size: z.int().describe('字节'),
    mediaType: z.string(),
    inline: z.boolean().describe('可以加 ?inline 直接在浏览器中查看'),
    digest: z.string(),
    kind: Text.describe('佐证类型'),
    effectiveOn: z.string().describe('材料所证明的日期'),
    uploadedAt: z.string(),
    uploadedOn: z.string().describe('上传的业务日'),
    uploadedBy: z.strictObject({ id: z.string(), name: z.string(), onBehalfOf: Text }),
    warning: Text,
    detached: z
      .strictObject({ reason: z.string(), at: z.string(), by: z.string(), byName: z.string() })
      .nullable()
      .describe('已撤下：留在记录里，不再算数'),
    alsoUsed: z.array(SameFile).readonly().describe('你能看到的、内容相同的其他用处'),
  })
  .meta({ id: 'Attachment', description: '佐证材料' })
export type AttachmentOut = z.output<typeof AttachmentOut>

type Context = Readonly<{ declaration: Declaration; directory: Directory; uses: readonly FileUse[] }>

export const attachmentOut = (one: Attachment, { declaration, directory, uses }: Context): AttachmentOut => {
  const { attachmentId: id, indicatorId: indicator, name, size, mediaType, digest, kind, told, detached } = one
  const rows = [...declaration.form.indicators, ...declaration.removedAfterApproval]
  return {
    id,
    indicator,
    indicatorName: rows.find(row => row.id === indicator)?.name ?? null,
    name,
    size,
    mediaType,
    inline: mayBeShownInline(mediaType),
    digest,
    kind,
    effectiveOn: one.provesOn,
    uploadedAt: told.recordedAt,
    uploadedOn: told.effectiveOn,
    uploadedBy: { id: told.actor, name: nameOfActor(directory, told.actor), onBehalfOf: told.onBehalfOf },
    warning: dayNoticed(one, declaration),
    detached: detached && {
      reason: detached.reason,
      at: detached.told.recordedAt,
      by: detached.told.actor,
      byName: nameOfActor(directory, detached.told.actor),
    },
    alsoUsed: uses
      .filter(use => use.digest === digest && !(use.declaration === declaration.id && use.attachment === id))
      .map(({ declaration, declarationName, year, attachment, name, indicator }) => ({
        ...{ declaration, declarationName, year, attachment, name, indicator },
      })),
  }
}
