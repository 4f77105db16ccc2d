/** The shape of a recorded fact never changes under its version: what stands in logs has to be read for as long as there are logs. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { type Frozen, findingsOf, withNewShapes } from '../../packages/kernel/src/frozen-shapes.ts'
import { vocabularies } from './vocabulary.ts'

const frozen: Frozen = JSON.parse(readFileSync(new URL('../histories/vocabulary/frozen-shapes.json', import.meta.url), 'utf8'))

t.test('every fact is written and read as it was when it was first recorded', t => {
  t.ok(Object.keys(frozen).length >= 50, `${Object.keys(frozen).length} shapes`)
  t.same(findingsOf(vocabularies, frozen), [])
  t.same(withNewShapes(vocabularies, frozen), frozen, 'freezing again changes nothing')
  t.end()
})

t.test('every recorded history holds frozen shapes only', t => {
  const history = JSON.parse(readFileSync(new URL('../histories/1.0-whole-life.json', import.meta.url), 'utf8'))
  for (const { type, schemaVersion } of history.facts) t.ok(Object.hasOwn(frozen, `${type} ${schemaVersion}`), type)
  t.end()
})
