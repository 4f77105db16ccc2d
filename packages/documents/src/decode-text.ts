/** Bytes of a file as text, or a sentence for the person who chose the file. */
export type Decoded = Readonly<{ ok: true; text: string }> | Readonly<{ ok: false; code: 'not-text'; detail: string }>

/** Enough of a file to see what it is. */
const SAMPLE = 65_536
/** More control characters than this share of the sample is no text. */
const NOISE_SHARE = 0.01

/**
 * Decodes by content, never by name: UTF-8 with or without a mark, UTF-16 with a mark or plainly so, else GB18030, the other
 * encoding of Chinese text files. What is none of them is refused.
 */
export const decodeText = (bytes: Uint8Array): Decoded => {
  const known = knownFormat(bytes)
  if (known !== null) return refused(known)
  if (bytes.length === 0) return refused('文件是空的，请重新选择文件')
  const text = decoded(bytes)
  if (text === null || looksBinary(text)) return refused('文件内容不是文字，请上传文本文件（UTF-8 或 GB18030 编码）')
  return { ok: true, text }
}

const refused = (detail: string): Decoded => ({ ok: false, code: 'not-text', detail })

const startsWith = (bytes: Uint8Array, ...first: readonly number[]): boolean => first.every((byte, at) => bytes[at] === byte)

/** Files of other programs that people choose by mistake. */
const knownFormat = (bytes: Uint8Array): string | null => {
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return '这是 PDF 文件，请另存为文本文件后再上传'
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return '这是 Word、Excel 或压缩文件，不是文本文件，请另存为文本文件后再上传'
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return '这是旧版 Word 或 Excel 文件，请另存为文本文件后再上传'
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff)) return '这是图片，请上传文本文件'
  return null
}

const decoded = (bytes: Uint8Array): string | null => {
  if (startsWith(bytes, 0xff, 0xfe)) return strict(bytes, 'utf-16le')
  if (startsWith(bytes, 0xfe, 0xff)) return strict(bytes, 'utf-16be')
  const wide = wideOrder(bytes.subarray(0, SAMPLE))
  if (wide !== null) return strict(bytes, wide, true)
  return strict(bytes, 'utf-8') ?? strict(bytes, 'gb18030') ?? leastDamaged(bytes)
}

/** Some bytes are damaged: the encoding that leaves fewer holes. Whether that is still a text is judged by the holes. */
const leastDamaged = (bytes: Uint8Array): string => {
  const holes = (text: string): number => text.split('\ufffd').length
  const texts = ['utf-8', 'gb18030'].map(encoding => new TextDecoder(encoding).decode(bytes))
  return texts.reduce((best, text) => (holes(text) < holes(best) ? text : best))
}

const strict = (bytes: Uint8Array, encoding: string, isGuess = false): string | null => {
  try {
    // As of a stream: a file cut in the middle of its last character is read up to there. A guess has to fit to the end.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !isGuess })
  } catch {
    // Not this encoding; the caller tries the next one.
    return null
  }
}

/** UTF-16 without a mark: digits, tabs and newlines have a zero byte, always on the same side. */
const wideOrder = (sample: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const zeros = [0, 0]
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even + odd < sample.length * 0.05) return null
  if (even === 0) return 'utf-16le'
  return odd === 0 ? 'utf-16be' : null
}

const looksBinary = (text: string): boolean => {
  const sample = text.slice(0, SAMPLE)
  let noise = 0
  for (let at = 0; at < sample.length; at++) {
    const code = sample.charCodeAt(at)
    if (code === 0) return true
    if ((code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) || code === 0x7f || code === 0xfffd) noise++
  }
  return noise > sample.length * NOISE_SHARE || text.includes('\u0000')
}
