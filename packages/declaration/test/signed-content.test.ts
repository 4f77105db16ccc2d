/** 会签 of key-project: what one department has signed the other does not rewrite. */

import { submission } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, ask, type Step } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration, world } from '@shenbao/testkit/world.ts'
import t from 'tap'
import type { DeclarationCommand } from '../src/commands.ts'

const weigh: DeclarationCommand = {
  type: 'revise',
  changes: [{ indicator: ROW.quantity, field: 'weight', to: '20' }],
  reason: '统一权重',
}
const told = (...steps: readonly Step[]): string => {
  const opened = openedDeclaration({ route: world.newestRoute('key-project').pin })
  const answer = ask(after(opened, [...submission, ...steps]), 'center-finance', weigh)
  return answer.outcome === 'recorded' ? 'recorded' : answer.because.code
}

t.test('weights are set before anybody signs, or after the signature is taken back', t => {
  t.equal(told(), 'recorded')
  t.equal(told(['section-chief', { type: 'approve' }]), 'signed-content')
  t.equal(told(['section-chief', { type: 'approve' }], ['section-chief', { type: 'take-back' }]), 'recorded')
  t.end()
})
