import type { AttachmentStore, Held } from './attachment-store.ts'

/** What the record says of a file: enough to look for it and to name it. */
export type Named = Readonly<{ digest: string; name: string; declarationName: string | null; indicator: string | null }>

export type Broken<File extends Named> = File & Readonly<{ held: Exclude<Held, 'whole'> }>

/**
 * Which of the files on record are not what they were. `known` holds the digests found whole before and takes in those found now: a file
 * is read once a round, however often it is used.
 */
export const brokenFiles = async <File extends Named>(
  store: Pick<AttachmentStore, 'check'>,
  files: readonly File[],
  known: Set<string> = new Set(),
): Promise<readonly Broken<File>[]> => {
  const found = new Map<string, Held>()
  for (const { digest } of files) {
    if (known.has(digest) || found.has(digest)) continue
    const held = await store.check(digest)
    found.set(digest, held)
    if (held === 'whole') known.add(digest)
  }
  return files.flatMap(file => {
    const held = known.has(file.digest) ? 'whole' : (found.get(file.digest) ?? 'missing')
    return held === 'whole' ? [] : [{ ...file, held }]
  })
}

const what: Readonly<Record<Exclude<Held, 'whole'>, string>> = {
  missing: '文件不见了',
  altered: '文件被改动过，与登记时的摘要不符',
  unreadable: '文件读不出来，磁盘可能有问题',
}

/** Names the file, the declaration and the row, for whoever has to look. */
export const brokenSentence = ({ name, declarationName, indicator, held }: Broken<Named>): string =>
  `佐证材料“${name}”（申报“${declarationName || '无名称'}”，${indicator === null ? '整份申报' : `指标“${indicator}”`}）：${what[held]}。`
