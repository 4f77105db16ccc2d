/**
 * Freezes the shapes of facts that this version records for the first time, in `test/histories/vocabulary/frozen-shapes.json`. A shape that is there
 * stays as it is: facts of it stand in logs. Run: `node infra/scripts/freeze-facts.ts`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type Frozen, withNewShapes } from '../../packages/kernel/src/frozen-shapes.ts'
import { vocabularies } from '../../test/replay/vocabulary.ts'

const file = new URL('../../test/histories/vocabulary/frozen-shapes.json', import.meta.url)
const before: Frozen = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
const after = withNewShapes(vocabularies, before)
writeFileSync(file, `${JSON.stringify(after, null, 1)}\n`)
for (const name of Object.keys(after)) if (!Object.hasOwn(before, name)) console.log(`${name} is frozen`)
