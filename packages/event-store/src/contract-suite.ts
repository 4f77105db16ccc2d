import { appending } from './contract/appending.ts'
import type { ContractOptions, ContractTest, Lane, Opened } from './contract/contract-test.ts'
import { following } from './contract/following.ts'
import { keeping } from './contract/keeping.ts'
import { reading } from './contract/reading.ts'
import { retrying } from './contract/retrying.ts'

const PATIENCE_MILLISECONDS = 20_000

/**
 * What every log has to do, whoever keeps it. An adapter is right when this passes; whatever it does beyond belongs into its
 * own tests. `open` is called once for each test and gives a log of its own.
 *
 * Not covered, because a program cannot make it happen here: loss of power, a full disk, a server that goes away. Each adapter
 * shows by itself what it answers then.
 */
export const contractSuite = async (
  t: ContractTest,
  open: () => Promise<Opened>,
  options: ContractOptions = {},
): Promise<void> => {
  const inTime = patience(options.patienceMilliseconds ?? PATIENCE_MILLISECONDS)
  const lane: Lane = {
    t,
    inTime,
    seesIdsElsewhere: options.seesIdsElsewhere ?? true,
    onFreshLog: async (name, run) => {
      await t.test(name, async t => {
        const opened = await inTime(open())
        try {
          await run(t, opened)
        } finally {
          await opened.close()
        }
      })
    },
  }
  await appending(lane)
  await retrying(lane)
  await reading(lane)
  await following(lane)
  await keeping(lane)
}

const patience =
  (milliseconds: number): Lane['inTime'] =>
  async answer => {
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
    try {
      return await Promise.race([answer, late.promise])
    } finally {
      clearTimeout(timer)
    }
  }
