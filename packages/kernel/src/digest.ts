/**
 * Hex digest of a text's UTF-8 bytes. It comes in from outside (node:crypto on a server, a library in a browser), so that the
 * packages that decide run anywhere. SM3 unless a log says otherwise.
 */
export type Digest = (text: string) => string

/** An id that follows from what it is derived from: the same command, decided twice, names the same things. UUID version 8. */
export const derivedId = (digest: Digest, ...from: readonly (string | number)[]): string => {
  const hex = digest(from.join('\u001f'))
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${'89ab'[Number.parseInt(hex.charAt(16), 16) % 4]}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** The `ordinal`-th id derived from a UUID version 7: keeps its time, so that ids sort in the order of the import. At most 4096. */
export const derivedTimeId = (digest: Digest, uuidv7: string, ordinal: number): string => {
  if (!Number.isInteger(ordinal) || ordinal < 0 || ordinal > 4095) throw new RangeError(`ordinal out of range: ${ordinal}`)
  const tail = derivedId(digest, uuidv7, ordinal)
  return `${uuidv7.slice(0, 13)}-7${ordinal.toString(16).padStart(3, '0')}-${tail.slice(19)}`
}
