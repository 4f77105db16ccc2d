/**
 * Writes the published JSON Schema of a route, `packages/workflow/route.schema.json`, from the schema the program checks with.
 * Run: `node infra/scripts/write-route-schema.ts`.
 */
import { writeFileSync } from 'node:fs'
import { routeSchema } from '../../packages/workflow/src/route-schema.ts'

const file = new URL('../../packages/workflow/route.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(routeSchema(), null, 2)}\n`)
