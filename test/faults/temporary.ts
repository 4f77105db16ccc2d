import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Test = Readonly<{ teardown: (after: () => void) => unknown }>

/** A directory of its own for one test; gone when the test is over. */
export const temporaryDirectory = (t: Test, within = tmpdir()): string => {
  const directory = mkdtempSync(join(within, 'shenbao-faults-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
