import { AttachmentRefused } from './attachment-store.ts'

/** The beginning and the end of a file: enough to know every kind that is taken. A short file is both. */
export type Edges = Readonly<{ head: Uint8Array; tail: Uint8Array }>

/** How much of each edge is looked at; the list of what is in a zip stands at its end. */
export const EDGE_BYTES = 64 * 1024

type Kind = Readonly<{ mediaType: string; isSuch: (edges: Edges) => boolean }>

const begins =
  (...bytes: readonly number[]) =>
  ({ head }: Edges): boolean =>
    bytes.every((byte, at) => head[at] === byte)

const isZip = begins(0x50, 0x4b, 0x03, 0x04)
const isOle = begins(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)

const zipWith =
  (entry: string) =>
  (edges: Edges): boolean =>
    isZip(edges) && [edges.head, edges.tail].some(edge => Buffer.from(edge).includes(entry, 0, 'latin1'))

/** A text ends where it ends: the cut at the edge may fall into a character. */
const isText = ({ head, tail }: Edges): boolean =>
  ![head, tail].some(edge => edge.includes(0)) &&
  ['utf-8', 'gb18030'].some(encoding => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
      return true
    } catch {
      return false
    }
  })

const pdf: Kind = { mediaType: 'application/pdf', isSuch: begins(0x25, 0x50, 0x44, 0x46, 0x2d) }
const jpeg: Kind = { mediaType: 'image/jpeg', isSuch: begins(0xff, 0xd8, 0xff) }
const png: Kind = { mediaType: 'image/png', isSuch: begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) }

const office = 'application/vnd.openxmlformats-officedocument'

/** What offices prove things with, by the ending of the name. The content has to be of the same kind: an ending is easily written. */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ['pdf', pdf],
  ['ofd', { mediaType: 'application/ofd', isSuch: zipWith('OFD.xml') }],
  ['png', png],
  ['jpg', jpeg],
  ['jpeg', jpeg],
  ['docx', { mediaType: `${office}.wordprocessingml.document`, isSuch: zipWith('word/') }],
  ['xlsx', { mediaType: `${office}.spreadsheetml.sheet`, isSuch: zipWith('xl/') }],
  ['doc', { mediaType: 'application/msword', isSuch: isOle }],
  ['xls', { mediaType: 'application/vnd.ms-excel', isSuch: isOle }],
  ['wps', { mediaType: 'application/vnd.ms-works', isSuch: isOle }],
  ['et', { mediaType: 'application/vnd.ms-excel', isSuch: isOle }],
  ['txt', { mediaType: 'text/plain', isSuch: isText }],
  ['csv', { mediaType: 'text/csv', isSuch: isText }],
  ['zip', { mediaType: 'application/zip', isSuch: isZip }],
])

export const acceptedEndings: readonly string[] = [...kinds.keys()]

/** Shown by a browser as it is, and nothing in it runs. */
const shownInline: ReadonlySet<string> = new Set([pdf, jpeg, png].map(({ mediaType }) => mediaType))
export const mayBeShownInline = (mediaType: string): boolean => shownInline.has(mediaType)

export const endingOf = (name: string): string => /\.([a-z0-9]{1,10})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''

/** The media type of a file by its content, as its name promises it. `AttachmentRefused` for any other file. */
export const mediaTypeOf = (name: string, edges: Edges): string => {
  const ending = endingOf(name)
  const kind = kinds.get(ending)
  if (!kind)
    throw new AttachmentRefused(
      'file-kind',
      `不能上传“${name}”：只接受 ${acceptedEndings.join('、')} 文件。请另存为其中一种，或打成 zip 后再上传。`,
    )
  if (!kind.isSuch(edges))
    throw new AttachmentRefused(
      'file-kind',
      `“${name}”的内容不是 ${ending} 文件，可能扩展名写错或文件已损坏。请打开核对，另存后再上传。`,
    )
  return kind.mediaType
}
