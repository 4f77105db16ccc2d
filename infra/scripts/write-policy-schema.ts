/**
 * Writes the published JSON Schema of a policy pack, `packages/policy/policy.schema.json`, from the schema the program checks with.
 * Run: `node infra/scripts/write-policy-schema.ts`.
 */
import { writeFileSync } from 'node:fs'
import { packSchema } from '../../packages/policy/src/pack-schema.ts'

const file = new URL('../../packages/policy/policy.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(packSchema(), null, 2)}\n`)
