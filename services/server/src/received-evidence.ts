import { AttachmentRefused, type AttachmentStore, type Received } from '@shenbao/attachments/attachment-store.ts'
import { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { FastifyRequest } from 'fastify'
import { type OwnProblem, ownProblem } from './problems.ts'

/** What a person sent: the file, taken in and not yet kept, and the command that speaks of it. */
export type SentEvidence = Readonly<{ file: Received; command: Extract<DeclarationCommand, { type: 'attach-evidence' }> }>

const fields = ['indicator', 'effectiveOn', 'kind', 'name'] as const

/**
 * Reads a form of one file and its fields, in any order, without ever holding the file in memory. What is wrong with it is a problem
 * (422, or 413 where the file is too large), and then nothing of the file is left.
 */
export const receivedEvidence = async (request: FastifyRequest, store: AttachmentStore): Promise<SentEvidence> => {
  const said: Partial<Record<(typeof fields)[number], string>> = {}
  let file: Received | null = null
  let named = ''
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        if (file !== null) throw malformed('一次只能上传一个文件。请分别上传。')
        named = baseName(part.filename ?? '')
        if (named === '') throw malformed('没有收到文件。请选择要上传的佐证材料。')
        file = await store.receive(named, part.file)
      } else {
        const field = fields.find(name => name === part.fieldname)
        if (field === undefined) throw malformed(`不认识“${part.fieldname}”。可以填写：file、${fields.join('、')}。`)
        said[field] = String(part.value)
      }
    }
    if (file === null) throw malformed('没有收到文件。请选择要上传的佐证材料。')
    return { file, command: commandOf(said, named, file) }
  } catch (error) {
    await file?.discard()
    throw error instanceof AttachmentRefused ? ownProblem(problemOfRefusal(error), { detail: error.message }) : error
  }
}

const problemOfRefusal = ({ code }: AttachmentRefused): OwnProblem => (code === 'file-too-large' ? 'too-large' : 'file-not-taken')

const commandOf = (
  { name, indicator = '', effectiveOn, kind = '' }: Partial<Record<(typeof fields)[number], string>>,
  named: string,
  { digest }: Received,
): SentEvidence['command'] => {
  const command = DeclarationCommand.safeParse({
    type: 'attach-evidence',
    digest,
    name: name === undefined || name.trim() === '' ? named : name,
    ...(indicator === '' ? {} : { indicator }),
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(kind.trim() === '' ? {} : { kind }),
  })
  if (command.success && command.data.type === 'attach-evidence') return command.data
  const issues = command.error?.issues ?? []
  const places = issues.map(({ path, message }) => ({ field: path.join('.'), message }))
  throw ownProblem('malformed', {
    detail: `${places.map(({ field, message }) => `${field}：${message}`).join('；')}。请改正后重新上传。`,
    places,
  })
}

const malformed = (detail: string) => ownProblem('malformed', { detail })

/** Browsers send a name, some old ones a whole path. */
const baseName = (name: string): string => name.split(/[\\/]/).at(-1)?.trim() ?? ''
