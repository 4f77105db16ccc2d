/** Writes `packages/policy/PUBLISHED-TABLES.md`: published self-evaluations beside what the rules make of them. */
import { writeFileSync } from 'node:fs'
import { report, reportFile } from '../../packages/policy/test/published-report.ts'

writeFileSync(reportFile, report())
