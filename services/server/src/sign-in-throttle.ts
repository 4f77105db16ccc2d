/**
 * Slows down the guessing of passwords. Failures are counted by account and address together, so that nobody can lock a colleague
 * out from elsewhere; the count over all addresses of an account is far more patient and spares addresses from which that account
 * has signed in before. Not guaranteed: counts are per server and forgotten at a restart.
 */
export type SignInThrottle = Readonly<{
  /** Seconds to wait before the next try, 0 when it may be tried now. */
  wait: (account: string, address: string) => number
  failed: (account: string, address: string) => void
  succeeded: (account: string, address: string) => void
}>

type Count = { failures: number; readonly since: number }

const WINDOW_MS = 15 * 60_000
export const failuresFromOneAddressMax = 5
export const failuresOfOneAccountMax = 100
/** Against a flood of invented accounts; the oldest counts give way. */
const COUNTS_MAX = 50_000

export const newSignInThrottle = (now: () => number): SignInThrottle => {
  const counts = new Map<string, Count>()
  const trusted = new Set<string>()
  const pair = (account: string, address: string): string => JSON.stringify([account, address])

  const living = (key: string): Count | null => {
    const count = counts.get(key)
    if (count && now() - count.since > WINDOW_MS) counts.delete(key)
    return counts.get(key) ?? null
  }
  const add = (key: string): void => {
    const count = living(key) ?? { failures: 0, since: now() }
    count.failures += 1
    counts.set(key, count)
    for (const oldest of counts.keys()) {
      if (counts.size <= COUNTS_MAX) break
      counts.delete(oldest)
    }
  }
  const waitFor = (key: string, most: number): number => {
    const count = living(key)
    return count && count.failures >= most ? Math.max(1, Math.ceil((count.since + WINDOW_MS - now()) / 1000)) : 0
  }

  return {
    wait: (account, address) => {
      const here = waitFor(pair(account, address), failuresFromOneAddressMax)
      return here > 0 || trusted.has(pair(account, address)) ? here : waitFor(account, failuresOfOneAccountMax)
    },
    failed: (account, address) => {
      add(pair(account, address))
      add(account)
    },
    succeeded: (account, address) => {
      counts.delete(pair(account, address))
      if (trusted.size >= COUNTS_MAX) trusted.clear()
      trusted.add(pair(account, address))
    },
  }
}
