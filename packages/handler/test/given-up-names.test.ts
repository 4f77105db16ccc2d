/** 撤销 and 终止 let go of the project's name; 唤醒 needs it again. */
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { Account } from '@shenbao/testkit/accounts.ts'
import { memoryOffice } from '@shenbao/testkit/memory-office.ts'
import { sampleForm } from '@shenbao/testkit/sample-form.ts'
import t from 'tap'
import type { Handled } from '../src/handle-command.ts'

const code = (answer: Handled): string => (answer.outcome === 'refused' ? answer.because.code : answer.outcome)
const reopen: DeclarationCommand = { type: 'reopen', reason: '恢复立项' }
const endings: readonly (readonly [Account, DeclarationCommand])[] = [
  ['drafter', { type: 'cancel', reason: '项目取消' }],
  ['admin', { type: 'terminate', reason: '重复立项' }],
]

for (const [by, command] of endings)
  t.test(`${command.type}: the name is free, and is claimed again when the project goes on`, async t => {
    const office = memoryOffice(memoryEventStore())
    const first = await office.open(sampleForm({ name: '甲' }))
    t.equal(code(await office.send('drafter', first, { type: 'submit' })), 'recorded')
    t.match(await office.receive([sampleForm({ name: '甲' })]), { outcome: 'refused' }, 'under review it is taken')
    t.equal(code(await office.send(by, first, command)), 'recorded')
    const second = await office.open(sampleForm({ name: '甲' }))
    t.equal(code(await office.send('admin', first, reopen)), 'name-taken')
    const rename: DeclarationCommand = { type: 'revise', changes: [{ field: 'name', to: '乙' }] }
    t.equal(code(await office.send('drafter', second, rename)), 'recorded')
    t.equal(code(await office.send('admin', first, reopen)), 'recorded')
    t.same((await office.refolded(first)).work.standing.stages, ['drafting'])
    t.match(await office.receive([sampleForm({ name: '甲' })]), { outcome: 'refused' }, 'it is taken again')
  })

t.test('a jump lets go of nothing', async t => {
  const office = memoryOffice(memoryEventStore())
  const first = await office.open(sampleForm({ name: '甲' }))
  await office.send('drafter', first, { type: 'submit' })
  t.equal(code(await office.send('admin', first, { type: 'jump', to: 'center-leader', reason: '缺人' })), 'recorded')
  t.match(await office.receive([sampleForm({ name: '甲' })]), { outcome: 'refused' })
})
