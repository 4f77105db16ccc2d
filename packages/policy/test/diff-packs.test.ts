// Shows that two packs are told apart by every number and choice, and by nothing else.
import t from 'tap'
import { differencesBetween } from '../src/diff-packs.ts'
import type { PolicyPack } from '../src/pack.ts'
import { findPack } from '../src/packs.ts'

const pack = (id: string): PolicyPack => {
  const found = findPack(id)
  if (!found) throw new Error(`no pack ${id}`)
  return found
}
const central = pack('CN-CENTRAL-2021')
const old = pack('CN-CENTRAL-2015')

t.test('what changed between the rules of 2015 and those of 2021', t => {
  const found = differencesBetween(old, central)
  t.same(
    found.map(({ path, from, to }) => [path, from, to]),
    [
      ['qualitative.partlyFrom', '0.5', '0.6'],
      ['completeness.requireCost', 'off', 'warning'],
    ],
  )
  for (const { basis } of found) {
    t.not(basis.from, '')
    t.not(basis.to, basis.from)
  }
  t.end()
})

t.test('a pack is like itself, whatever it is called', t => {
  t.same(differencesBetween(central, { ...central, id: 'OTHER', version: 9, title: '别名' }), [])
  t.end()
})

t.test('members of lists count one by one', t => {
  const { bands } = central.gradeBands
  const changed = {
    ...central,
    gradeBands: { ...central.gradeBands, bands: bands.map(band => (band.grade === '良' ? { ...band, from: '75' } : band)) },
  }
  t.same(
    differencesBetween(central, changed).map(({ path, from, to }) => [path, from, to]),
    [['gradeBands.bands[2].from', '80', '75']],
  )
  const shorter = { ...central, lights: { ...central.lights, unscaledLevel2: central.lights.unscaledLevel2.slice(0, 1) } }
  t.ok(differencesBetween(central, shorter).every(({ to }) => to === '—'))
  t.end()
})
