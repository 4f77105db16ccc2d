import { existsSync, readFileSync, statSync } from 'node:fs'

/** The layout of SQLite's write-ahead log, https://www.sqlite.org/fileformat2.html#walformat. Numbers are big-endian. */
const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const MAGIC = 0x377f0682

/**
 * What is wrong with the write-ahead log that a crash has left beside a database, `null` when nothing is. To be asked before SQLite
 * opens the database. While somebody else writes, the frame being written may not fit; asked again, it does.
 *
 * SQLite takes the first frame that does not fit its checksum for the torn end of a crash and drops whatever follows without a word.
 * That is right for the last transaction, which was never acknowledged. But every transaction was through fsync before the next one
 * began: where a frame that does not fit is followed by a commit, and that by a frame that fits, acknowledged facts were damaged
 * later. Damage to the last transaction alone cannot be told from a torn end.
 */
export const walDamage = (file: string): string | null => {
  const wal = `${file}-wal`
  if (!existsSync(wal)) return null
  const bytes = readFileSync(wal)
  if (bytes.every(byte => byte === 0)) return null
  if (!existsSync(file) || statSync(file).size === 0) return 'a write-ahead log without its database'
  if (bytes.length <= HEADER_BYTES) return null
  const header = headerOf(bytes)
  return header ? damageAmong(bytes, header) : 'the header of the write-ahead log does not fit'
}

type Sums = readonly [number, number]
type Header = Readonly<{ littleEndian: boolean; frameBytes: number; salts: Buffer; sums: Sums }>

const headerOf = (bytes: Buffer): Header | null => {
  const magic = bytes.readUInt32BE(0)
  const littleEndian = magic === MAGIC
  if (!littleEndian && magic !== MAGIC + 1) return null
  const sums = summed(bytes, 0, 24, littleEndian, [0, 0])
  if (!isSum(sums, bytes, 24)) return null
  return { littleEndian, frameBytes: FRAME_HEADER_BYTES + bytes.readUInt32BE(8), salts: bytes.subarray(16, 24), sums }
}

const damageAmong = (bytes: Buffer, { littleEndian, frameBytes, salts, sums }: Header): string | null => {
  let before = sums
  let misfit: number | null = null
  let isCommitSince = false
  for (let at = HEADER_BYTES, frame = 1; at + frameBytes <= bytes.length; at += frameBytes, frame += 1) {
    const isOfThisLog = bytes.subarray(at + 8, at + 16).equals(salts)
    const head = summed(bytes, at, 8, littleEndian, before)
    const fits =
      isOfThisLog &&
      isSum(summed(bytes, at + FRAME_HEADER_BYTES, frameBytes - FRAME_HEADER_BYTES, littleEndian, head), bytes, at + 16)
    if (fits && misfit !== null && isCommitSince)
      return `frame ${misfit} of the write-ahead log does not fit, frame ${frame} does`
    if (!fits) misfit ??= frame
    if (misfit !== null && isOfThisLog && bytes.readUInt32BE(at + 4) !== 0) isCommitSince = true
    // Each frame goes on from the sums of the one before it, as they are written there.
    before = [bytes.readUInt32BE(at + 16), bytes.readUInt32BE(at + 20)]
  }
  return null
}

const isSum = ([first, second]: Sums, bytes: Buffer, at: number): boolean =>
  bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second

const summed = (bytes: Buffer, from: number, length: number, littleEndian: boolean, [first, second]: Sums): Sums => {
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, length)
  let one = first
  let two = second
  for (let at = 0; at < length; at += 8) {
    one = (one + view.getUint32(at, littleEndian) + two) >>> 0
    two = (two + view.getUint32(at + 4, littleEndian) + one) >>> 0
  }
  return [one, two]
}
