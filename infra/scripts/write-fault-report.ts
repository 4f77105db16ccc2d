/**
 * Makes the long run of the crash tests (some ten minutes) and writes its figures beside them and into `test/faults/README.md`. Run:
 * `node infra/scripts/write-fault-report.ts`; `--figures-at-hand` writes the README from the last figures without a run.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { crashTests, readme, withFigures } from '../../test/faults/report.ts'

if (!process.argv.includes('--figures-at-hand')) {
  const seed = process.env['SHENBAO_SEED'] ?? String(Date.now() % 2 ** 31)
  const env = { ...process.env, SHENBAO_KEEP_FIGURES: '1', SHENBAO_LONG_TESTS: '1', SHENBAO_SEED: seed, TAP_TIMEOUT: '3600' }
  for (const name of crashTests) {
    const { status } = spawnSync(process.execPath, [`test/faults/${name}.test.ts`], { stdio: 'inherit', env })
    if (status !== 0) process.exit(1)
  }
}
writeFileSync(readme.file, withFigures(readme.text()))
