import { NameRevised } from '@shenbao/declaration/events.ts'
import { streamOf } from '@shenbao/declaration/recorded.ts'
import { NameRegistered, registerStream } from '@shenbao/declaration/register.ts'
import t from 'tap'
import { findCommand } from '../src/queries/find-command.ts'
import { follow, office } from './office.ts'

t.test('a command is found in every stream it wrote, with the last fact it left there', async t => {
  const at = office()
  const commandId = 'import-1'
  const id = await at.open('居家养老服务经费', { by: { actor: 'drafter', commandId } })
  const registered = NameRegistered.of({ declarationId: id, name: '居家养老服务经费', after: -1 })
  const position = await at.record(registerStream('center', 2026), [registered], { actor: 'drafter', commandId })
  const renamed = NameRevised.of({ from: '居家养老服务经费', to: '养老', reason: null, under: null })
  await at.record(streamOf(id), [renamed], { actor: 'drafter' })
  const models = await follow(t, at.store)
  t.match(findCommand(models.db(), commandId), [
    { stream: streamOf(id), revision: 6, digest: String },
    { stream: registerStream('center', 2026), revision: 0, position },
  ])
  t.same(findCommand(models.db(), 'never sent'), [])
})
