/** Moves, returns and separation of duties, shown on a domain that is no declaration. */
import t from 'tap'
import { deputy, move, opened, record, self, stagesOf, takeBack, tryMove } from './desk.ts'

const wang = self('wang')
const li = self('li')
const zhao = self('zhao')
const asked = () => move(opened(), wang, 'ask')
const withDirector = () => move(asked(), li, 'approve')
const away = () => move(withDirector(), zhao, 'approve')

t.test('a case goes its way, each opinion kept with its round and what separation compared', t => {
  const work = move(away(), wang, 'finish')
  t.same(stagesOf(work), ['closed'])
  t.same(
    work.opinions.map(({ stage, command, told, round }) => [stage, command, told.actor, round]),
    [
      ['chief', 'approve', 'li', 0],
      ['director', 'approve', 'zhao', 0],
    ],
  )
  t.end()
})

t.test('an opinion taken back stays on record and is marked, and only that one', t => {
  const back = takeBack(withDirector(), li)
  if (typeof back === 'string') return t.fail(back)
  t.same(
    back.opinions.map(({ takenBack }) => takenBack),
    [true],
  )
  const again = move(back, li, 'approve')
  t.same(
    again.opinions.map(({ told, takenBack = false }) => [told.actor, takenBack]),
    [
      ['li', true],
      ['li', false],
    ],
  )
  const handedIn = takeBack(move(move(again, zhao, 'return', { to: 'writing' }), wang, 'ask'), wang)
  if (typeof handedIn === 'string') return t.fail(handedIn)
  t.same(handedIn.opinions, again.opinions, 'a draft handed in was no opinion')
  return t.end()
})

t.test('step by step: after a return every stage is passed again', t => {
  const returned = move(withDirector(), zhao, 'return', { to: 'writing', afterwards: 'step' })
  t.equal(returned.round, 1)
  t.same(stagesOf(move(returned, wang, 'ask')), ['chief'])
  t.end()
})

t.test('straight: the way on leads back to whoever returned it, once', t => {
  const returned = move(withDirector(), zhao, 'return', { to: 'writing', afterwards: 'straight' })
  const again = move(returned, wang, 'ask')
  t.same(stagesOf(again), ['director'])
  const second = move(again, zhao, 'return', { to: 'writing', afterwards: 'step' })
  t.same(stagesOf(move(second, wang, 'ask')), ['chief'], 'the straight way is used up')
  t.end()
})

t.test('straight binds only what leads on: the case can still be dropped or returned further', t => {
  const returned = move(withDirector(), zhao, 'return', { to: 'writing', afterwards: 'straight' })
  t.same(stagesOf(move(returned, wang, 'drop')), ['closed'])
  const atChief = move(withDirector(), zhao, 'return', { to: 'chief', afterwards: 'straight' })
  t.same(stagesOf(move(atChief, li, 'return')), ['writing'])
  t.end()
})

t.test('straight and taken back: the straight way is there again', t => {
  const returned = move(withDirector(), zhao, 'return', { to: 'writing', afterwards: 'straight' })
  const back = takeBack(move(returned, wang, 'ask'), wang)
  t.same(stagesOf(back), ['writing'])
  t.same(typeof back === 'string' ? back : stagesOf(move(back, wang, 'ask')), ['director'])
  t.end()
})

t.test('straight in a region of its own: asking again leads straight to the returner, finishing is not in the way', t => {
  const cover = move(away(), wang, 'ask-cover')
  t.same(stagesOf(cover), ['away', 'cover-colleague'])
  const returned = move(cover, li, 'return', { afterwards: 'straight' })
  t.same(stagesOf(returned), ['away'])
  t.same(stagesOf(move(returned, wang, 'ask-cover')), ['away', 'cover-colleague'])
  t.same(stagesOf(move(returned, wang, 'finish')), ['closed'])
  t.end()
})

t.test('a return names an earlier stage of the route, and why', t => {
  t.equal(tryMove(withDirector(), zhao, 'return', { to: 'away' }), 'no-such-target')
  t.equal(tryMove(withDirector(), zhao, 'return', { reason: '  ' }), 'reason-missing')
  t.equal(tryMove(asked(), wang, 'finish'), 'not-now')
  t.end()
})

t.test('taking back is open to the mover until the next person acts', t => {
  t.same(stagesOf(takeBack(asked(), wang)), ['writing'])
  t.equal(takeBack(asked(), li), 'nothing-to-withdraw')
  const noted = record(asked(), li, { type: 'note-taken', data: {} })
  t.equal(takeBack(noted, wang), 'nothing-to-withdraw', 'the next person has acted')
  t.same(stagesOf(takeBack(withDirector(), li)), ['chief'])
  t.equal(takeBack(withDirector(), wang), 'nothing-to-withdraw', 'only the last move')
  t.end()
})

t.test('taken back once, nothing is left to take back', t => {
  const back = takeBack(withDirector(), li)
  t.equal(typeof back === 'string' ? back : takeBack(back, wang), 'nothing-to-withdraw')
  t.end()
})

t.test('what goes on in the other region is not in the way of taking back', t => {
  const cover = move(away(), wang, 'ask-cover')
  const named = record(cover, wang, { type: 'cover-named', data: { to: 'sun' } })
  t.same(stagesOf(takeBack(named, wang)), ['away'])
  t.end()
})

t.test('nobody decides on their own draft: not on another chair, not through a deputy, not as a deputy', t => {
  t.equal(tryMove(asked(), wang, 'approve'), 'own-draft')
  t.equal(tryMove(asked(), wang, 'return'), 'own-draft')
  t.equal(tryMove(asked(), deputy('wang', 'li'), 'approve'), 'own-draft')
  t.equal(tryMove(asked(), deputy('li', 'wang'), 'approve'), 'own-draft')
  const written = record(opened(), deputy('sun', 'zhou'), { type: 'leave-written', data: {} })
  const other = move(written, wang, 'ask')
  for (const person of ['sun', 'zhou', 'wang']) t.equal(tryMove(other, self(person), 'approve'), 'own-draft', person)
  t.end()
})

t.test('authors stay authors after a return', t => {
  const returned = move(withDirector(), zhao, 'return', { to: 'writing' })
  const rewritten = record(returned, self('sun'), { type: 'leave-written', data: {} })
  const again = move(rewritten, self('sun'), 'ask')
  for (const person of ['wang', 'sun']) t.equal(tryMove(again, self(person), 'approve'), 'own-draft', person)
  t.same(stagesOf(tryMove(again, li, 'approve')), ['director'])
  t.end()
})

t.test('nobody passes two stages in a row, also not through a deputy; returning is open to them', t => {
  t.equal(tryMove(withDirector(), li, 'approve'), 'two-stages-in-a-row')
  t.equal(tryMove(withDirector(), deputy('li', 'zhao'), 'approve'), 'two-stages-in-a-row')
  t.equal(tryMove(withDirector(), deputy('zhao', 'li'), 'approve'), 'two-stages-in-a-row')
  t.same(stagesOf(tryMove(withDirector(), li, 'return', { to: 'writing' })), ['writing'])
  t.end()
})

t.test('two in a row is remembered past acts and past taking back', t => {
  const noted = record(withDirector(), zhao, { type: 'note-taken', data: { to: 'a text, not a stage' } })
  t.equal(tryMove(noted, li, 'approve'), 'two-stages-in-a-row')
  const passed = takeBack(move(withDirector(), zhao, 'approve'), zhao)
  t.equal(typeof passed === 'string' ? passed : tryMove(passed, li, 'approve'), 'two-stages-in-a-row')
  t.end()
})

t.test('a return begins the chain anew', t => {
  const again = move(move(withDirector(), zhao, 'return', { to: 'writing' }), wang, 'ask')
  t.same(stagesOf(tryMove(again, zhao, 'approve')), ['director'], 'who returned it may pass the first stage now')
  t.end()
})

t.test('reopened: from the beginning, in another round', t => {
  const work = move(move(opened(), wang, 'drop'), self('keeper'), 'reopen')
  t.same([stagesOf(work), work.round, work.recalls], [['writing'], 1, []])
  t.end()
})
