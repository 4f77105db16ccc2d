const KILO = 1024

/** "820 字节", "12 KB", "3.4 MB": rounded up, as the room it takes. */
export const sizeWords = (bytes: number): string => {
  if (bytes < KILO) return `${bytes} 字节`
  if (bytes < KILO * KILO) return `${Math.ceil(bytes / KILO)} KB`
  const tenths = Math.ceil((bytes * 10) / (KILO * KILO))
  return `${Math.floor(tenths / 10)}.${tenths % 10} MB`
}
