import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { EvidenceAttached } from './evidence-facts.ts'
import { declarationIdOf } from './recorded.ts'

/** A file the record speaks of, and where: by the names of the declaration and the row as they last were, for people. */
export type FileOnRecord = Readonly<{
  declaration: string
  declarationName: string | null
  attachment: string
  name: string
  indicator: string | null
  digest: string
  size: number
}>

type Told = Omit<FileOnRecord, 'declarationName' | 'indicator'> & Readonly<{ indicatorId: string | null }>

/**
 * Gathers from recorded facts, one after the other, which files there have to be. It folds nothing and needs no route: a record that
 * was tampered with, or written by a newer program, still says which files it speaks of.
 */
export const evidenceOnRecord = () => {
  const files: Told[] = []
  const names = new Map<string, string>()
  const rows = new Map<string, string>()
  return {
    take: ({ stream, type, data }: Envelope): void => {
      const declaration = declarationIdOf(stream)
      if (declaration === null) return
      const said = textsIn(data)
      if (type === 'declaration-opened') names.set(declaration, said('name'))
      else if (type === 'name-revised') names.set(declaration, said('to'))
      else if (type === 'indicator-declared' || type === 'indicator-added')
        rows.set(`${declaration} ${said('indicatorId')}`, said('name'))
      else if (type === 'indicator-renamed') rows.set(`${declaration} ${said('indicatorId')}`, said('to'))
      else if (type === 'evidence-attached') {
        const read = EvidenceAttached.data.safeParse(data)
        if (!read.success) return
        const { attachmentId: attachment, name, indicatorId, digest, size } = read.data
        files.push({ declaration, attachment, name, indicatorId, digest, size })
      }
    },
    /** In the order they were brought, those taken off since among them: their bytes stay as well. */
    files: (): readonly FileOnRecord[] =>
      files.map(({ indicatorId, ...file }) => ({
        ...file,
        declarationName: names.get(file.declaration) ?? null,
        indicator: indicatorId === null ? null : (rows.get(`${file.declaration} ${indicatorId}`) ?? indicatorId),
      })),
  }
}

/** The digest of the file a fact speaks of; `null`: it speaks of none. */
export const fileIn = ({ type, data }: Envelope): string | null => {
  const read = type === 'evidence-attached' ? EvidenceAttached.data.safeParse(data) : null
  return read?.success === true ? read.data.digest : null
}

const textsIn =
  (data: Envelope['data']) =>
  (name: string): string => {
    const value: unknown = typeof data === 'object' && data !== null && !Array.isArray(data) ? Reflect.get(data, name) : ''
    return typeof value === 'string' ? value : ''
  }
