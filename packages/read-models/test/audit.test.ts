import { changesOf } from '@shenbao/declaration/history.ts'
import { eventOf } from '@shenbao/declaration/recorded.ts'
import { AmendmentOpened } from '@shenbao/declaration/review-sheet-facts.ts'
import t from 'tap'
import { type AuditFilter, searchAudit } from '../src/queries/search-audit.ts'
import { follow, live, office, toApproval } from './office.ts'

const asked = async () => {
  const at = office()
  const id = await at.open('居家养老服务经费')
  const other = await at.open('社区食堂补贴', { unitId: 'other' })
  const target = (to: string) => ({ field: 'target' as const, indicator: 'i1', to })
  await at.send(
    id,
    { type: 'revise', changes: [target('≥151(人次)')], reason: '口径调整' },
    { actor: 'drafter', on: '2026-01-06' },
  )
  await at.send(
    other,
    {
      type: 'revise',
      changes: [
        { field: 'funds.annualRequest', to: '85,001.5' },
        { field: 'funds.currentYearAppropriation', to: '85001.50' },
      ],
    },
    { actor: 'deputy', onBehalfOf: 'drafter', on: '2026-01-07' },
  )
  await at.send(
    id,
    { type: 'revise', changes: [{ field: 'name', indicator: 'i1', to: '服务次数' }] },
    { actor: 'drafter', on: '2026-01-08' },
  )
  await at.send(
    id,
    { type: 'revise', changes: [{ field: 'name', to: '居家养老护理经费' }] },
    { actor: 'drafter', on: '2026-01-08' },
  )
  return { at, id, other }
}

t.test('who changed which field, from what to what', async t => {
  const { at, id, other } = await asked()
  const models = await follow(t, at.store)
  const found = (filter: AuditFilter) => searchAudit(models.db(), { limit: 100, ...filter }).items
  t.match(found({}), [
    {
      declaration: id,
      declarationName: '居家养老服务经费',
      indicator: 'i1',
      indicatorName: '服务人次',
      field: 'target',
      from: '≥150(人次)',
      to: '≥151(人次)',
      actor: 'drafter',
      onBehalfOf: null,
      reason: '口径调整',
      effectiveOn: '2026-01-06',
      fact: 'indicator-target-revised',
      inEffect: true,
      under: null,
    },
    { field: 'funds.annualRequest', from: '85000.00', to: '85001.50', actor: 'deputy', onBehalfOf: 'drafter', indicator: null },
    { field: 'funds.currentYearAppropriation' },
    { field: 'name', indicator: 'i1', from: '服务人次', to: '服务次数', indicatorName: '服务次数' },
    { field: 'name', indicator: null, from: '居家养老服务经费', to: '居家养老护理经费' },
  ])
  const fields = (filter: AuditFilter): readonly string[] => found(filter).map(({ field }) => field)
  t.same(fields({ declaration: other }), ['funds.annualRequest', 'funds.currentYearAppropriation'])
  t.same(fields({ declaration: '居家养老护理经费' }), ['target', 'name', 'name'], 'the present name')
  t.same(fields({ declaration: '居家养老服务经费' }), ['target', 'name', 'name'], 'a former name')
  t.same(fields({ indicator: 'i1' }), ['target', 'name'])
  t.same(fields({ indicator: '服务次数' }), ['target', 'name'], 'what the row was called before does not hide its changes')
  t.same(fields({ actor: 'drafter' }).length, 5, 'what a deputy did is also the work of the one deputised for')
  t.same(fields({ actor: 'deputy' }), ['funds.annualRequest', 'funds.currentYearAppropriation'])
  t.same(fields({ field: 'target' }), ['target'])
  t.same(fields({ since: '2026-01-07', until: '2026-01-07' }), ['funds.annualRequest', 'funds.currentYearAppropriation'])
  const instant = found({ field: 'target' })[0]?.at ?? ''
  t.same(fields({ since: instant, until: instant }), ['target'], 'an instant asks for the time of recording')
  t.same(fields({ until: '2026-01-05T09:03:00+08:00' }), ['target'], 'in any offset')
  t.same(fields({ within: ['other'] }), ['funds.annualRequest', 'funds.currentYearAppropriation'])
  t.same(
    found({ order: 'newest' }).map(({ id }) => id),
    found({})
      .map(({ id }) => id)
      .toReversed(),
  )
})

t.test('the rows are those of the history, page by page', async t => {
  const { at } = await asked()
  const models = await follow(t, at.store)
  const expected = (await at.store.readAll(null, 100)).flatMap(({ fact }) =>
    changesOf(eventOf(fact)).map(change => ({ revision: fact.revision, ...change })),
  )
  const seen: unknown[] = []
  let after: string | undefined
  do {
    const page = searchAudit(models.db(), { limit: 3, after })
    seen.push(...page.items.map(({ revision, indicator, field, from, to }) => ({ revision, indicator, field, from, to })))
    after = page.next ?? undefined
  } while (after !== undefined)
  t.same(seen, expected)
})

t.test('a change under an adjustment says so, asked for and carried out', async t => {
  const at = office()
  const id = await at.open('居家养老服务经费')
  await live(at, id, toApproval)
  await at.send(
    id,
    {
      type: 'request-adjustment',
      changes: [
        { field: 'target', indicator: 'i1', to: '≥180(人次)' },
        { field: 'indicator', indicator: 'i2', to: null },
      ],
      reason: '需求增加',
    },
    { actor: 'drafter' },
  )
  await at.send(id, { type: 'approve' }, { actor: 'center-leader' })
  await at.send(id, { type: 'approve' }, { actor: 'bureau-approver' })
  const models = await follow(t, at.store)
  const rows = searchAudit(models.db(), { limit: 100 }).items.filter(({ under }) => under !== null)
  t.match(rows, [
    {
      fact: 'adjustment-requested',
      indicatorName: '服务人次',
      inEffect: false,
      under: { kind: 'adjustment', number: 1 },
      reason: '需求增加',
    },
    { fact: 'adjustment-requested', indicatorName: '服务合格率', inEffect: false },
    { fact: 'indicator-target-revised', to: '≥180(人次)', inEffect: true, under: { kind: 'adjustment', number: 1 } },
    { fact: 'indicator-removed', indicatorName: '服务合格率', inEffect: true, actor: 'bureau-approver' },
  ])
  t.equal(changesOf(AmendmentOpened.of({ number: 1, reason: '—' })).length, 0, 'a fact that changes no field leaves no row')
})
