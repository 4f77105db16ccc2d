import t from 'tap'
import { UnreadableCursor } from '../src/page.ts'
import { listDeclarations, listedDeclaration } from '../src/queries/list-declarations.ts'
import { sumTotals, totalsBy } from '../src/queries/sum-totals.ts'
import { blank, follow, live, office, toApproval, toArchive } from './office.ts'

t.test('a declaration is listed as it stands, in the order of opening', async t => {
  const at = office()
  const first = await at.open('居家养老服务经费')
  const second = await at.open('社区食堂补贴', { year: 2027, unit: '另一中心', unitId: 'other' })
  await live(at, first, toApproval)
  const models = await follow(t, at.store)
  t.match(listDeclarations(models.db(), { limit: 10 }), {
    next: null,
    items: [
      {
        id: first,
        ordinal: 1,
        phase: 'executing',
        stages: ['executing'],
        annualRequest: 8_500_000n,
        indicators: 4,
        ending: null,
        documentNumber: '示例〔2026〕1号',
        stopped: null,
      },
      { id: second, ordinal: 2, phase: 'drafting', stages: ['drafting'], year: 2027, begunAt: null },
    ],
  })
  await live(at, first, toArchive)
  const position = await at.send(second, { type: 'discard' }, { actor: 'drafter' })
  t.equal(await models.reached(position, 5_000), true)
  t.match(listDeclarations(models.db(), { limit: 10 }).items, [
    { id: first, ending: 'completed', endedAt: String, revision: (await at.store.read(`declaration-${first}`)).length - 1 },
    { id: second, ending: 'discarded', phase: 'terminated', endedAt: String, begunAt: String },
  ])
  await at.send(second, { type: 'reopen', reason: '作废有误' }, { actor: 'admin' }).then(p => models.reached(p, 5_000))
  t.match(listedDeclaration(models.db(), second), { ending: null, endedAt: null, phase: 'drafting' })
  t.equal(listedDeclaration(models.db(), 'nobody'), null)
})

t.test('how often it came back, and up to where somebody has seen it', async t => {
  const at = office()
  const id = await at.open('居家养老服务经费')
  await at.send(id, { type: 'submit' }, { actor: 'drafter' })
  await at.send(id, { type: 'return', to: 'drafting', reason: '指标值偏低' }, { actor: 'section-chief' })
  const models = await follow(t, at.store)
  const listed = (me?: string) => listDeclarations(models.db(), { limit: 10, me }).items[0]
  const head = (await at.store.read(`declaration-${id}`)).length - 1
  t.match(listed('section-chief'), { round: 1, revision: head, seenRevision: head })
  t.match(listed('center-finance'), { seenRevision: null }, 'who never touched it')
  t.match(listed(), { seenRevision: null }, 'who does not say who they are')
  const position = await at.send(id, { type: 'submit' }, { actor: 'drafter' })
  t.equal(await models.reached(position, 5_000), true)
  const again = listed('section-chief')
  t.ok(again && again.seenRevision === head && again.revision > head, 'what came after is not seen')
})

t.test('while an adjustment is open a declaration stands in two stages', async t => {
  const at = office()
  const id = await at.open('居家养老服务经费')
  await live(at, id, toApproval)
  const change = { field: 'target' as const, indicator: 'i1', to: '≥180(人次)' }
  await at.send(id, { type: 'request-adjustment', changes: [change], reason: '需求增加' }, { actor: 'drafter' })
  const models = await follow(t, at.store)
  t.match(listedDeclaration(models.db(), id), { phase: 'executing', stages: ['executing', 'adjustment-center'] })
})

t.test('filters, pages and what a person may see', async t => {
  const at = office()
  const ids: string[] = []
  for (const [index, name] of ['甲', '乙', '丙', '丁', '戊'].entries())
    ids.push(
      await at.open(name, {
        year: index < 3 ? 2026 : 2027,
        unit: index % 2 === 0 ? '示例中心' : '另一中心',
        unitId: index % 2 === 0 ? 'center' : 'other',
        departmentId: index === 4 ? 'another-bureau' : 'bureau',
      }),
    )
  const models = await follow(t, at.store)
  const listed = (filter: Omit<Parameters<typeof listDeclarations>[1], 'limit'>): readonly number[] =>
    listDeclarations(models.db(), { limit: 10, ...filter }).items.map(({ id }) => ids.indexOf(id))
  t.same(listed({}), [0, 1, 2, 3, 4])
  t.same(listed({ year: 2027 }), [3, 4])
  t.same(listed({ unit: 'other' }), [1, 3], 'by organisation')
  t.same(listed({ unit: '示例中心', year: 2026 }), [0, 2], 'by name')
  t.same(listed({ phase: 'reviewing' }), [])
  t.same(listed({ within: ['center'] }), [0, 2, 4])
  t.same(listed({ within: ['bureau'] }), [0, 1, 2, 3], 'the department above sees its units')
  t.same(listed({ within: [] }), [])
  const pages: (readonly number[])[] = []
  let after: string | undefined
  do {
    const page = listDeclarations(models.db(), { limit: 2, after })
    pages.push(page.items.map(({ id }) => ids.indexOf(id)))
    after = page.next ?? undefined
  } while (after !== undefined)
  t.same(pages, [[0, 1], [2, 3], [4]])
  for (const after of ['x', '', Buffer.from('["1"]').toString('base64url'), Buffer.from('[1,2]').toString('base64url')])
    t.throws(() => listDeclarations(models.db(), { limit: 2, after }), UnreadableCursor)
})

t.test('search finds words of any length in names, indicators and goals', async t => {
  const at = office()
  const [carer, canteen] = [
    await at.open('居家养老服务经费'),
    await at.open('社区食堂ＯＡ系统补贴', { annualGoal: '补贴，老人用餐。' }),
  ]
  const models = await follow(t, at.store)
  const found = (q: string): readonly string[] => listDeclarations(models.db(), { limit: 10, q }).items.map(({ id }) => id)
  t.same(found('养老'), [carer])
  t.same(found(' 食堂 '), [canteen])
  t.same(found('oa'), [canteen], 'letters of any width and case')
  t.same(found('服务人次'), [carer, canteen], 'an indicator')
  t.same(found('老人用餐'), [canteen], 'the goal')
  t.same(found('老养'), [], 'characters in another order')
  t.same(found('经费服务人次'), [], 'no phrase runs from the name into an indicator')
  t.same(found('" OR '), [], 'the question is no syntax')
  t.same(found('。，'), [], 'nothing to look for')
  t.same(found('   '), [carer, canteen], 'no question')
  const change = { field: 'name' as const, indicator: 'i1', to: '上门护理次数' }
  await models.reached(await at.send(carer, { type: 'revise', changes: [change] }, { actor: 'drafter' }), 5_000)
  t.same(found('服务人次'), [canteen])
  t.same(found('上门护理'), [carer])
})

t.test('totals add up exactly and leave out what was discarded', async t => {
  const at = office()
  const most = 999_999_999_999_999_999n
  for (let index = 0; index < 12; index += 1)
    await at.open(`大额 ${index}`, { nature: '一次性项目', funds: { ...blank.funds, annualRequest: most } })
  const gone = await at.open('作废')
  await at.send(gone, { type: 'discard' }, { actor: 'drafter' })
  await at.open('空白金额', { nature: null, funds: { ...blank.funds, annualRequest: null }, unit: '新名称' })
  const models = await follow(t, at.store)
  const total = { count: 13, annualRequest: most * 12n, blank: 1, indicators: 52 }
  t.same(sumTotals(models.db(), { by: 'nature', year: 2026 }), {
    rows: [
      { key: '一次性项目', id: null, count: 12, annualRequest: most * 12n, blank: 0, indicators: 48 },
      { key: null, id: null, count: 1, annualRequest: 0n, blank: 1, indicators: 4 },
    ],
    total,
    discarded: 1,
  })
  t.match(sumTotals(models.db(), { by: 'unit' }).rows, [{ key: '新名称', id: 'center', count: 13 }], 'one unit, its latest name')
  for (const by of totalsBy) t.same(sumTotals(models.db(), { by }).total, total, by)
  t.same(sumTotals(models.db(), { by: 'phase', year: 1999 }), {
    rows: [],
    total: { count: 0, annualRequest: 0n, blank: 0, indicators: 0 },
    discarded: 0,
  })
})
