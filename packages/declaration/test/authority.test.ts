/**
 * Who may send what, and where every fact leads: two tables that officials can read and sign. A changed route is a changed
 * line.
 */
import { fileURLToPath } from 'node:url'
import { type Account, accounts, OTHER_UNIT, principalOf } from '@shenbao/testkit/accounts.ts'
import { commandTypes } from '@shenbao/testkit/generators.ts'
import { type LifeStep, until } from '@shenbao/testkit/life.ts'
import { properCommand } from '@shenbao/testkit/proper-command.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration, routePin, world } from '@shenbao/testkit/world.ts'
import type { Standing } from '@shenbao/workflow/stage.ts'
import t from 'tap'
import { declarationEvents } from '../src/events.ts'
import { entitlementOf, may } from '../src/may.ts'

// Beside this file, not in a folder of its own at the top of the repository.
t.snapshotFile = fileURLToPath(new URL('./tap-snapshots/authority.cjs', import.meta.url))

const { route, after: leads, begin } = world.route(routePin)
const names = route.stages.map(({ name }) => name)

const rejected: readonly LifeStep[] = [
  ...until.bureauReview,
  ['bureau-reviewer', { type: 'review', grade: '差' }],
  ['bureau-reviewer', { type: 'reject', reason: '重复申报' }],
]
/** A life for every stage of the route. */
const lives: readonly (readonly LifeStep[])[] = [[], ...Object.values(until), rejected, [['drafter', { type: 'discard' }]]]
const moments = lives.map(steps => after(openedDeclaration(), steps))

t.test('the lives reach every stage of the route', t => {
  t.same(new Set(moments.flatMap(({ work }) => work.standing.stages)), new Set(names))
  t.end()
})

t.test('where every fact leads', t => {
  const standings = new Map<string, Standing>([
    ['drafting', begin],
    ...moments.map(({ work }) => [work.standing.stages.join(' + '), work.standing] as const),
  ])
  const columns = names.map(name => [...standings.keys()].find(key => key.split(' + ').at(-1) === name) ?? name)
  const facts = declarationEvents.map(({ type }) => type).filter(type => type !== 'declaration-opened')
  const cell = (type: string, column: string): string => {
    const standing = standings.get(column)
    if (!standing) throw new TypeError(`no life reaches ${column}`)
    const led = names.flatMap(to => {
      const next = leads(standing, { type, data: { to } })
      return next ? [next.stages.join(' + ')] : []
    })
    const reached = [...new Set(led)]
    if (reached.length === 0) return ''
    return reached.length === 1 && reached[0] === column ? '·' : reached.join(', ')
  }
  const table = facts.flatMap(type => {
    const cells = columns.flatMap(column => {
      const to = cell(type, column)
      return to === '' ? [] : [`    ${column.padEnd(28)} ${to === '·' ? 'stays' : `→ ${to}`}`]
    })
    return [type, ...cells]
  })
  t.matchSnapshot(table.join('\n'), 'facts by stage of center-bureau@1; a stage that is not listed refuses the fact')
  t.end()
})

t.test('who may send what', t => {
  const table = moments.flatMap(declaration => [
    declaration.work.standing.stages.join(' + '),
    ...accounts.flatMap(account => {
      const kinds = commandTypes.map(type => [type, entitlementOf(world, principalOf(account), type, declaration).kind] as const)
      const here = kinds.filter(([, kind]) => kind === 'here').map(([type]) => type)
      return here.length === 0 ? [] : [`    ${account.padEnd(18)} ${here.join(' ')}`]
    }),
  ])
  t.matchSnapshot(table.join('\n'), 'commands open to each account in each stage of center-bureau@1')
  t.end()
})

t.test('authority is one answer: here or in another stage is yes, somebody else or never is no', t => {
  for (const declaration of moments)
    for (const account of accounts)
      for (const type of commandTypes) {
        const { kind } = entitlementOf(world, principalOf(account), type, declaration)
        const forbidden = may(world, principalOf(account), properCommand(type, declaration, 1), declaration)
        const wanted = kind === 'here' || kind === 'elsewhere' ? null : 'not-yours'
        if ((forbidden?.code ?? null) !== wanted)
          t.fail(`${account} ${type} at ${declaration.work.standing.stages.join()}: ${kind} but ${forbidden?.code}`)
      }
  t.pass('every account, every command, every stage')
  t.end()
})

t.test('the same chair in another unit opens nothing', t => {
  const stranger = (account: Account) => ({ ...principalOf(account), chairs: [{ role: account, organisation: OTHER_UNIT }] })
  for (const declaration of moments)
    for (const account of accounts.filter(account => account !== 'admin'))
      for (const type of commandTypes) {
        const { kind } = entitlementOf(world, stranger(account), type, declaration)
        // Taking back goes by the person, wherever they sit now.
        if (kind === 'here' && type !== 'withdraw') t.fail(`${account} ${type}`)
      }
  t.pass('nobody of another unit')
  t.end()
})

t.test('who is turned away hears whose turn it is, in the words of the office', t => {
  const atFinance = after(openedDeclaration(), until.finance)
  const because = may(world, principalOf('drafter'), { type: 'approve' }, atFinance)
  t.match(because?.detail, /「中心财务」/)
  t.notMatch(because?.detail, /center-finance/)
  const weights = { type: 'revise' as const, changes: [{ indicator: ROW.cost, field: 'target' as const, to: '≤1(万元)' }] }
  t.match(may(world, principalOf('center-finance'), weights, atFinance), {
    code: 'field-not-yours',
    places: [{ indicator: ROW.cost, field: 'target' }],
  })
  t.end()
})
