import t from 'tap'
import { listDeclarations } from '../src/queries/list-declarations.ts'
import { openReadModels } from '../src/read-models.ts'
import { live, office, toApproval, toArchive, world } from './office.ts'

const modelsOf = async (store: ReturnType<typeof office>['store']) => {
  const models = await openReadModels({ store, world, directory: null })
  t.teardown(models.stop)
  await models.caughtUp
  return models
}

t.test('a declaration is listed as it stands, in the order of opening', async t => {
  const at = office()
  const first = await at.open('居家养老服务经费')
  const second = await at.open('社区食堂补贴', { year: 2027, unit: '另一中心', unitId: 'other' })
  await live(at, first, toApproval)
  const models = await modelsOf(at.store)
  const page = listDeclarations(models.db(), { limit: 10 })
  t.match(page, {
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
    { id: first, ending: 'completed', endedAt: String },
    { id: second, ending: 'discarded', phase: 'terminated' },
  ])
})
