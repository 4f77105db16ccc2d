/** "0.8618" → "86.18%" */
export const percentOf = (share: string | null): string => {
  if (share === null) return '—'
  const [whole = '0', fraction = ''] = share.split('.')
  const digits = `${whole}${fraction.padEnd(4, '0').slice(0, 4)}`.replace(/^0+(?=\d{3})/, '')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}%`
}
