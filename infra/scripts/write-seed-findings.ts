/** Writes `packages/inspection/SEED-FINDINGS.md`, so that a change of a check shows in what it says. Run: `node infra/scripts/write-seed-findings.ts`. */
import { writeFileSync } from 'node:fs'
import { report, reportOf, seedForms } from '../../test/inspection/seed-findings.ts'

writeFileSync(report, reportOf(seedForms()))
