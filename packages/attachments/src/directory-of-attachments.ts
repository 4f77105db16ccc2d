import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AttachmentRefused, type AttachmentStore, type Held, type Received } from './attachment-store.ts'
import { EDGE_BYTES, type Edges, mediaTypeOf } from './media-type.ts'

type Options = Readonly<{
  directory: string
  /** What the log is linked by: files are named by the same digest. */
  digest: 'sm3' | 'sha-256'
  bytesMax: number
}>

/** Received and not yet kept. In the same directory: a file gets its name by renaming, which does not cross disks. */
const UNFINISHED = 'unfinished'

const DIGEST = /^[0-9a-f]{64}$/

/**
 * Attachments as files: `ab/ab12…`, by the digest of their bytes. A file is written under another name, brought to disk, and only then
 * named; then its directory is brought to disk as well. So whoever was told that a file is kept has it after a loss of power.
 */
export const directoryOfAttachments = ({ directory, digest: algorithm, bytesMax }: Options): AttachmentStore => {
  const newSum = () => createHash(algorithm === 'sm3' ? 'sm3' : 'sha256')
  const pathOf = (digest: string): string => {
    if (!DIGEST.test(digest)) throw new TypeError(`no digest: ${digest}`)
    return join(directory, digest.slice(0, 2), digest)
  }

  /** Writes the bytes to disk under a name of their own. */
  const write = async (bytes: AsyncIterable<Uint8Array>, most: number) => {
    await mkdir(join(directory, UNFINISHED), { recursive: true, mode: 0o700 })
    const path = join(directory, UNFINISHED, randomUUID())
    const sum = newSum()
    let size = 0
    const file = await open(path, 'wx+', 0o600)
    try {
      for await (const chunk of bytes) {
        size += chunk.length
        if (size > most) throw tooLarge(most)
        sum.update(chunk)
        await file.writeFile(chunk)
      }
      await file.sync()
      return { path, size, digest: sum.digest('hex'), edges: await edgesOf(file, size) }
    } catch (error) {
      await rm(path, { force: true })
      throw error
    } finally {
      await file.close()
    }
  }

  const discard = (path: string): Promise<void> => rm(path, { force: true })

  const check: AttachmentStore['check'] = async digest => {
    const sum = newSum()
    const path = pathOf(digest)
    try {
      for await (const chunk of createReadStream(path)) sum.update(chunk)
    } catch (error) {
      return isNotThere(error) ? 'missing' : 'unreadable'
    }
    return sum.digest('hex') === digest ? 'whole' : 'altered'
  }

  /** What lies there already is only trusted when it still is what it was: bringing the same file again is how a lost one is mended. */
  const keep = async (from: string, digest: string): Promise<void> => {
    const path = pathOf(digest)
    const held: Held = await check(digest)
    if (held === 'whole') return discard(from)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rename(from, path)
    for (const above of [dirname(path), directory, dirname(directory)]) await syncDirectory(above)
  }

  const receive = async (name: string, bytes: AsyncIterable<Uint8Array>): Promise<Received> => {
    const { path, size, digest, edges } = await write(bytes, bytesMax)
    try {
      if (size === 0) throw new AttachmentRefused('file-empty', `“${name}”是空文件。请核对后重新选择文件。`)
      const mediaType = mediaTypeOf(name, edges)
      return { digest, size, mediaType, keep: () => keep(path, digest), discard: () => discard(path) }
    } catch (error) {
      await discard(path)
      throw error
    }
  }

  return {
    bytesMax,
    receive,
    check,
    open: async digest => {
      const path = pathOf(digest)
      try {
        const { size } = await stat(path)
        return { size, bytes: createReadStream(path) }
      } catch (error) {
        if (isNotThere(error)) return null
        throw error
      }
    },
    put: async (digest, bytes) => {
      const written = await write(bytes, Number.POSITIVE_INFINITY)
      if (written.digest !== digest) {
        await discard(written.path)
        throw new AttachmentRefused('file-digest', `附件 ${digest} 的内容与它的摘要不符。`)
      }
      await keep(written.path, digest)
    },
    sweep: async before => {
      const names = await readdir(join(directory, UNFINISHED)).catch(() => [])
      let swept = 0
      for (const path of names.map(name => join(directory, UNFINISHED, name))) {
        const left = await stat(path).catch(() => null)
        if (!left || left.mtime >= before) continue
        await discard(path)
        swept += 1
      }
      return swept
    },
  }
}

const edgesOf = async (file: FileHandle, size: number): Promise<Edges> => {
  const at = async (position: number): Promise<Uint8Array> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(EDGE_BYTES), 0, EDGE_BYTES, position)
    return buffer.subarray(0, bytesRead)
  }
  return { head: await at(0), tail: await at(Math.max(0, size - EDGE_BYTES)) }
}

const tooLarge = (bytesMax: number): AttachmentRefused =>
  new AttachmentRefused(
    'file-too-large',
    `文件超过 ${Math.floor(bytesMax / 1024 / 1024)} MB 的上限。请压缩、拆分后分别上传，或只上传能证明完成情况的部分。`,
  )

const isNotThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/** Where a directory cannot be opened (Windows), the system does it itself. */
const syncDirectory = async (path: string): Promise<void> => {
  const directory = await open(path, 'r').catch(() => null)
  await directory?.sync().catch(() => {})
  await directory?.close()
}
