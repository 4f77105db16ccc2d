/** Signs that are no part of a file name on some system, and those that cannot be seen. */
const notInFileNames = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu
const NAME_CHARACTERS_MAX = 80

/** `content-disposition` of a file to be kept, with its Chinese name (RFC 6266, RFC 5987) and a plain one for who cannot read that. */
export const attachmentNamed = (name: string, { plain, ending }: Readonly<{ plain: string; ending: string }>): string => {
  const kept = [...name.toWellFormed().replace(notInFileNames, ' ').trim()].slice(0, NAME_CHARACTERS_MAX).join('')
  return `attachment; filename="${plain}.${ending}"; filename*=UTF-8''${encoded(`${kept || plain}.${ending}`)}`
}

/** `encodeURIComponent` leaves four signs alone that RFC 5987 does not allow. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
