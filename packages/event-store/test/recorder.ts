import { isDeepStrictEqual } from 'node:util'
import type { ContractTest } from '../src/contract/contract-test.ts'

/** Runs a suite without a test runner and remembers which of its tests failed, so that a failure can be what is asked for. */
export const recorder = (): Readonly<{
  t: ContractTest
  failed: () => ReadonlySet<string>
  comments: () => readonly string[]
}> => {
  const failed = new Set<string>()
  const comments: string[] = []
  const within = (name: string): ContractTest => {
    const check = (holds: boolean): void => {
      if (!holds) failed.add(name)
    }
    return {
      test: async (name, run) => {
        try {
          await run(within(name))
        } catch {
          failed.add(name)
        }
      },
      ok: value => check(Boolean(value)),
      equal: (found, wanted) => check(Object.is(found, wanted)),
      strictSame: (found, wanted) => check(isDeepStrictEqual(found, wanted)),
      comment: message => comments.push(message),
    }
  }
  return { t: within('(outside any test)'), failed: () => failed, comments: () => comments }
}
