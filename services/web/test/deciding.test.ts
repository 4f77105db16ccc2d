/** Which verbs stand in the bar, what a dialog sends, and what is said about it. */
import t from 'tap'
import { obstacleOf } from '../src/deciding/blocking.ts'
import { commandOf, rehearsed } from '../src/deciding/command-of.ts'
import { emptyDraft } from '../src/deciding/draft.ts'
import { arranged, type Blocked, type Offer } from '../src/deciding/offers.ts'
import { doneWords, nextWords, plainPoints, shortDigest, verbTitle } from '../src/deciding/words.ts'

const offer = (type: string, over: Partial<Offer> = {}): Offer => ({ type, title: type, needs: [], ...over })
const blocked = (type: string, over: Partial<Blocked['because']> = {}): Blocked => ({
  type,
  title: type,
  because: { code: 'x', detail: '先做别的。', ...over },
})
const names = (allowed: readonly Offer[], refused: readonly Blocked[] = [], here = '') => {
  const { shown, more, refused: why } = arranged(allowed, refused, 'reviewing', here)
  return {
    shown: shown.map(verb => (verb.kind === 'offer' ? verb.offer.type : `${verb.blocked.type}!`)),
    more: more.map(({ type }) => type),
    refused: why.map(({ type }) => type),
  }
}

t.test('at most three buttons, the main verb last, the rest under 更多 in groups', async t => {
  const all = ['comment', 'claim', 'transfer', 'return', 'consult', 'approve', 'jump'].map(type => offer(type))
  t.strictSame(names(all), {
    shown: ['return', 'approve'],
    more: ['claim', 'transfer', 'comment', 'consult', 'jump'],
    refused: [],
  })
  t.strictSame(
    names([offer('approve'), offer('return'), offer('consult')]).shown,
    ['return', 'consult', 'approve'],
    'three need no 更多',
  )
  t.strictSame(names([]), { shown: [], more: [], refused: [] })
})

t.test('a decision that is refused as things stand keeps its place and says why; other refusals stand under 更多', async t => {
  t.strictSame(names([offer('return'), offer('claim')], [blocked('approve')]).shown.at(-1), 'approve!')
  t.strictSame(names([offer('withdraw')], [blocked('consent')]), { shown: ['withdraw'], more: [], refused: ['consent'] })
})

t.test('own work comes before that of somebody one stands in for', async t => {
  const { shown } = arranged([offer('approve', { onBehalfOf: 'chief' }), offer('approve')], [], 'reviewing', '')
  const last = shown.at(-1)
  t.equal(last?.kind === 'offer' && last.offer.onBehalfOf, undefined)
})

t.test('what has a page of its own needs no button on that page', async t => {
  t.strictSame(names([offer('record-progress')], [], '/monitoring').shown, [])
  t.strictSame(names([offer('record-progress')], [], '').shown, ['record-progress'])
})

t.test('a dialog becomes a command, or says what is missing', async t => {
  const draft = { ...emptyDraft, texts: { reason: ' 目标偏低 ', to: 'drafting', then: 'straight' } }
  const returning = offer('return', { needs: ['to', 'reason'], to: ['drafting'] })
  t.strictSame(commandOf(returning, { ...draft, remarks: [{ anchor: 'row', text: '写明单位' }] }, 7), {
    commands: [
      { type: 'comment', anchor: 'row', kind: 'must', text: '写明单位' },
      { type: 'return', reason: '目标偏低', to: 'drafting', then: 'straight' },
    ],
  })
  t.strictSame(commandOf(returning, emptyDraft, 7), { missing: '请写理由', field: 'reason' })
  t.strictSame(commandOf(offer('mark-read', { needs: ['upTo'] }), emptyDraft, 7), { commands: [{ type: 'mark-read', upTo: 7 }] })
  t.strictSame(commandOf(offer('amend', { needs: ['changes', 'reason'] }), { ...draft, cells: { 'target row': '≥2' } }, 7), {
    commands: [{ type: 'amend', reason: '目标偏低', changes: [{ indicator: 'row', field: 'target', to: '≥2' }] }],
  })
  const adjusting = { ...draft, cells: { annualGoal: '新' }, texts: { reason: 'r', ground: '2026-07 a b' } }
  t.match(commandOf(offer('request-adjustment', { needs: ['changes', 'reason'] }), adjusting, 7), {
    commands: [{ because: { period: '2026-07', indicators: ['a', 'b'] } }],
  })
})

t.test('a verb that nobody foresaw asks for what it needs', async t => {
  t.strictSame(commandOf(offer('sing', { needs: ['song'] }), { ...emptyDraft, texts: { song: '歌' } }, 1), {
    commands: [{ type: 'sing', song: '歌' }],
  })
})

t.test('asking where it would lead does not depend on the words that are being written', async t => {
  const returning = offer('return', { needs: ['to', 'reason'], to: ['drafting'] })
  const typed = (reason: string) => rehearsed(returning, { ...emptyDraft, texts: { reason } }, 1)
  t.strictSame(typed('一'), typed('一二三'))
  t.ok(typed(''), 'nor on there being any')
  t.equal(rehearsed(offer('transfer', { needs: ['officer', 'reason'] }), emptyDraft, 1), null, 'but nobody is chosen for them')
})

t.test('words of the bar', async t => {
  t.equal(shortDigest('7e09a41cffff'), '7e09 a41c')
  t.equal(plainPoints('91.00'), '91')
  t.equal(plainPoints('13.50'), '13.5')
  t.equal(plainPoints('20'), '20')
  const seat = {
    role: 'center-finance',
    officer: null,
    title: '中心财务',
    officers: [{ id: 'f', name: '甲', organisation: null }],
  }
  const next = { stage: 's', title: '中心财务审核', how: 'any', workingDays: null, dueOn: null, who: [seat] }
  t.equal(nextWords(next), '中心财务审核（中心财务）')
  t.match(nextWords({ ...next, who: [{ ...seat, officers: [] }] }), /暂缺/)
  t.equal(doneWords('同意', 'approve', ['部门审核'], ['中心财务审核']), '已同意，送到中心财务审核')
  t.equal(doneWords('同意', 'approve', ['会签'], ['会签']), '已同意', 'others have still to sign')
  t.equal(doneWords('拿回', 'withdraw', ['中心财务审核'], ['部门审核']), '已拿回，回到部门审核')
  const about = { names: { chief: '部门负责人' }, review: null, round: 0, allowedCommands: [] }
  t.equal(verbTitle({ type: 'approve', title: '同意', onBehalfOf: 'chief' }, about, false), '代部门负责人同意')
  const review = { grade: '优', points: '91.00', round: 0 } as never
  const reviewing = { ...about, review, allowedCommands: [offer('review')] }
  t.equal(verbTitle({ type: 'approve', title: '同意' }, reviewing, false), '同意　优 91 分')
  t.equal(verbTitle({ type: 'approve', title: '同意' }, { ...about, review }, false), '同意', 'said where the sheet is filled')
  t.equal(verbTitle({ type: 'transfer', title: '转办' }, about, true), '指派')
})

t.test('what is in the way leads to its place', async t => {
  const form = { indicators: [{ id: 'a' }, { id: 'b' }] } as never
  const seen = { id: 'D', form, comments: [] }
  const places = [{ indicator: 'b', field: 'target', message: '缺指标值' }]
  t.match(obstacleOf(seen, { ...blocked('submit', { places }), title: '送审' }), {
    words: '改正 1 处错误后可送审',
    to: '/declarations/D?at=b',
    link: '到 行 2',
  })
  t.match(obstacleOf(seen, blocked('approve', { code: 'review-sheet-comes-before-approval' })), { to: /side=review/ })
  t.match(obstacleOf(seen, blocked('approve')), { words: '先做别的', to: null })
})
