import t from 'tap'
import { entitlement } from '../src/may.ts'
import { move, opened, self } from './desk.ts'
import { leave } from './leave-request.ts'

const organisations = { office: 'office-1' }
const person = (role: string, organisation = 'office-1', ...ids: readonly string[]) => ({ ids, chairs: [{ role, organisation }] })
const kindOf = (work: ReturnType<typeof opened>, command: string, who: ReturnType<typeof person>): string =>
  entitlement(leave.route, work, command, who, organisations).kind

t.test("a command is here, elsewhere, somebody else's or never a person's", t => {
  const work = move(opened(), self('wang'), 'ask')
  t.equal(kindOf(work, 'approve', person('chief')), 'here')
  t.equal(kindOf(work, 'approve', person('director')), 'somebody-else')
  t.equal(kindOf(work, 'reject', person('director')), 'elsewhere')
  t.equal(kindOf(work, 'approve', person('clerk')), 'somebody-else')
  t.equal(kindOf(work, 'reject', person('clerk')), 'never')
  t.equal(kindOf(work, 'approve', person('chief', 'office-2')), 'somebody-else', 'the chair of another office')
  t.end()
})

t.test('taking back belongs to whoever made the move, by person and not by chair', t => {
  const work = move(opened(), self('wang'), 'ask')
  t.equal(kindOf(work, 'withdraw', person('clerk', 'office-1', 'wang')), 'here')
  t.equal(
    kindOf(work, 'withdraw', person('clerk', 'office-1', 'sun')),
    'elsewhere',
    'another clerk: nothing of theirs to take back',
  )
  t.equal(kindOf(work, 'withdraw', person('keeper', 'office-1', 'keeper')), 'never')
  t.end()
})
