import { decimalText, parseDecimal, round } from '@shenbao/kernel/decimal.ts'

/** "11010598.00" → "11,010,598.00". Amounts come as decimal text in yuan and stay text: no float ever. */
export const grouped = (amount: string): string => {
  const [whole = '', fraction] = amount.split('.')
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? digits : `${digits}.${fraction}`
}

export const Money = ({ yuan }: Readonly<{ yuan: string | null }>) =>
  yuan === null ? <span className="mute">未填</span> : grouped(yuan)

/** 万元, only where a phone has no room for yuan: "1301.00". */
export const inTenThousands = (yuan: string): string => {
  const amount = parseDecimal(yuan)
  return amount ? decimalText(round({ ...amount, scale: amount.scale + 4 }, 2)) : yuan
}
