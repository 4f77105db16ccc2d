/** Every finding the verifier has, each on a route with just that planted, with the shortest way there as proof. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { runs } from '@shenbao/testkit/runs.ts'
import fc from 'fast-check'
import t from 'tap'
import { targetOf } from '../src/conditions.ts'
import { readRoute } from '../src/read-route.ts'
import type { Condition, Move, Way } from '../src/route.ts'
import { routeSchema } from '../src/route-schema.ts'
import { liveRoute } from '../src/stage.ts'
import { type FindingCode, severities } from '../src/verify/finding.ts'
import { isError } from '../src/verify.ts'
import { leaveRoute } from './leave-request.ts'
import { badRoutes, move, planted, words, wordsFor } from './planted-routes.ts'

t.test('the sound route has no finding', t => {
  t.same(readRoute(structuredClone(leaveRoute()), words), { route: leaveRoute(), findings: [] })
  t.end()
})

for (const [name, { route, there }] of Object.entries(badRoutes)) {
  const code = name as FindingCode
  t.test(`found: ${code}`, t => {
    const read = readRoute(route, wordsFor(code))
    const found = read.findings.find(finding => finding.code === code)
    if (!found) throw new Error(`not found among ${read.findings.map(finding => finding.code).join(' ')}`)
    t.equal(found.severity, severities[code])
    t.match(found.message, /[。？]$/, 'a sentence')
    t.same(
      found.path.map(({ stage, command }) => `${stage}.${command}`),
      there ?? [],
      'the shortest way there',
    )
    const { route: readable } = read
    if (readable && severities[code] === 'error') t.throws(() => liveRoute(readable, wordsFor(code), 'digest'), TypeError)
    if (readable && !read.findings.some(isError)) t.ok(liveRoute(readable, wordsFor(code), 'digest'), 'a warning keeps nobody')
    t.end()
  })
}

t.test('what a JSON file can hold is a finding, never an exception', t => {
  const first = (written: unknown) => readRoute(written, words).findings[0]
  t.match(first(null), { code: 'wrong-shape', at: '', message: '整份流程应为一组 {…}。' })
  t.match(first({ ...leaveRoute(), stages: [] }), { at: 'stages', message: 'stages不能是空的。' })
  t.match(first({ ...leaveRoute(), stgaes: 1 }), { code: 'unknown-key', at: 'stgaes', message: /是不是想写「stages」？/ })
  t.match(first(planted(stage => void Object.assign(move(stage('chief'), 'approve'), { withdrawBy: 'withdrawn' }))), {
    stage: 'chief',
    at: 'stages[1].moves.approve.withdrawBy',
    message: 'stages[1].moves.approve 里不认识「withdrawBy」。是不是想写「withdrawnBy」？',
  })
  t.match(first(planted(stage => void Object.assign(stage('chief'), { verbs: ['clam'] }))), { message: /是不是想写「claim」？/ })
  t.match(first(planted(stage => void Object.assign(stage('chief'), { verbs: ['sing'] }))), {
    at: 'stages[1].verbs[0]',
    message: /只能是：object、/,
  })
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
      for (const written of [value, { ...leaveRoute(), stages: value }, { ...leaveRoute(), stages: [value] }]) {
        const read = readRoute(written, words)
        assert(read.route !== null || read.findings.some(isError))
      }
    }),
    { numRuns: runs(200), seed: Number(process.env['SHENBAO_SEED'] ?? 2026) },
  )
  t.end()
})

t.test('loops: told once each, with the round as proof', t => {
  const loops = (route: unknown) =>
    readRoute(route, words)
      .findings.filter(({ code }) => code === 'endless-loop' || code === 'dead-end')
      .map(({ code, stage, path }) => [code, stage, path.map(({ stage: from, command }) => `${from}.${command}`).join(' ')])
  const way = 'writing.ask chief.approve director.approve'
  t.same(
    loops(
      planted(stage => {
        move(stage('director'), 'approve').to = ['chief']
      }),
    ),
    [['endless-loop', 'chief', way]],
    'only a rejection ends it',
  )
  t.same(
    loops(planted(stage => void delete stage('away').moves?.['finish'])),
    [['endless-loop', 'away', `${way} away.ask-cover cover-colleague.approve`]],
    'nothing ends it',
  )
  t.same(
    loops(planted(stage => void delete stage('director').moves?.['approve'])),
    [['dead-end', 'director', 'writing.ask chief.approve']],
    'nobody can agree',
  )
  t.end()
})

t.test('a way is found dead exactly when no case takes it', t => {
  const bound = fc.constantFrom('0.00', '1.00', '2.00', '3.00')
  const amount = fc
    .record({ atLeast: fc.option(bound, { nil: undefined }), below: fc.option(bound, { nil: undefined }) })
    .filter(({ atLeast, below }) => atLeast !== undefined || below !== undefined)
    .map(
      ({ atLeast, below }): Condition => ({
        of: 'days',
        ...(atLeast === undefined ? {} : { atLeast }),
        ...(below === undefined ? {} : { below }),
      }),
    )
  const text = fc.subarray(['年假', '病假', '事假'], { minLength: 1 }).map((is): Condition => ({ of: 'kind', is: [...is] }))
  const way = fc.array(fc.oneof(amount, text), { minLength: 1, maxLength: 3 })
  const cases = ['0.00', '0.50', '1.00', '1.50', '2.00', '2.50', '3.00', '99.00', null].flatMap(days =>
    ['年假', '病假', '事假', '婚假', null].map(kind => ({ days, kind })),
  )
  fc.assert(
    fc.property(fc.array(way, { minLength: 1, maxLength: 4 }), whens => {
      const ways: Way[] = whens.map((when, ordinal) => ({ to: `way-${ordinal}`, when }))
      const taken = new Set(cases.map(features => targetOf({ to: ['otherwise'], ways } as unknown as Move, features)))
      const route = planted((stage, sketch) => {
        const approve = move(stage('chief'), 'approve')
        approve.ways = structuredClone(ways) as never
        approve.to = ['director', ...ways.map(({ to }) => to)]
        for (const { to } of ways) sketch.stages.push({ ...structuredClone(stage('director')), name: to })
      })
      const dead = readRoute(route, words)
        .findings.filter(({ code }) => code === 'way-never-taken' || code === 'way-contradicts-itself')
        .map(({ message }) => /到「(way-\d)」/.exec(message)?.[1])
      assert.deepEqual(
        dead,
        ways.map(({ to }) => to).filter(to => !taken.has(to)),
      )
    }),
    { numRuns: runs(100), seed: Number(process.env['SHENBAO_SEED'] ?? 2026) },
  )
  t.end()
})

t.test('the published schema is the schema that is checked with', t => {
  const published = JSON.parse(readFileSync(new URL('../route.schema.json', import.meta.url), 'utf8'))
  t.same(published, routeSchema(), 'otherwise: node infra/scripts/write-route-schema.ts')
  t.end()
})
