/** Deciding: seven people take one declaration from 送审 to 批复, with a return, a review sheet, an amendment and a conflict on the way. */
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { bar } from './deciding.ts'
import { seriousFindings } from './looking.ts'
import { noBrowser, type Office, openOffice, phone } from './office.ts'

const NAME = '机关事业单位运行保障经费'

/** Opens the dialog of a verb in the bar, or under 更多. */
const begin = async (page: Page, verb: string | RegExp) => {
  const button = bar(page).getByRole('button', { name: verb })
  const more = bar(page).getByRole('button', { name: '更多' })
  await button.or(more).first().waitFor()
  if ((await button.count()) > 0) await button.first().click()
  else {
    await more.click()
    await page.getByRole('menuitem', { name: verb, disabled: false }).click()
  }
  const dialog = page.getByRole('dialog')
  await dialog.getByText('决定对象').waitFor()
  return dialog
}

/** What the bar says was done. */
const said = async (page: Page, words: RegExp): Promise<void> =>
  bar(page).getByRole('status').filter({ hasText: words }).waitFor()

const lookedAt = async (t: Test, office: Office, page: Page, name: string): Promise<void> => {
  await page.getByRole('dialog').getByText('接下来').or(page.getByRole('dialog').getByText('未决')).first().waitFor()
  t.same(await seriousFindings(page), [], `axe: ${name}`)
  await office.picture(page, `deciding-${name}`)
}

t.test('from 送审 to 批复, by seven people', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const id = await office.idOf(NAME)
  const path = `/declarations/${id}`
  const drafter = await office.at('drafter', path)
  const chief = await office.at('section-chief', path)

  await t.test('送审 says what is decided upon and who comes next, and may be taken back', async t => {
    const dialog = await begin(drafter, '送审')
    await dialog.getByText('部门审核（部门负责人）').waitFor()
    await lookedAt(t, office, drafter, 'submit')
    await drafter.keyboard.press('Control+Enter')
    await said(drafter, /已送审，送到部门审核 \d\d:\d\d · 撤回/)
  })

  await t.test('退回 asks where to, how it comes back and which rows; 必改 goes along', async t => {
    const dialog = await begin(chief, '退回')
    await dialog.getByLabel('直达我这里').check()
    await dialog.getByLabel('要改哪几行').selectOption({ label: '行 6 服装制作完成时间' })
    await dialog.getByLabel('行 6 服装制作完成时间：怎么改').fill('写明日期')
    await dialog.getByRole('button', { name: '退回' }).click()
    await dialog.getByText('请写理由').waitFor()
    await dialog.getByRole('button', { name: '请按批注逐条修改后再送审。' }).click()
    await lookedAt(t, office, chief, 'return')
    await dialog.getByRole('button', { name: '退回' }).click()
    await said(chief, /已退回，送到填报/)
  })

  await t.test('the drafter answers, and it goes straight back to who returned it', async t => {
    const { comments } = await stored(drafter, id)
    t.match(comments, [{ kind: 'must', text: '写明日期' }])
    await bar(drafter).getByText('1 条未答复').waitFor()
    await send(drafter, id, { type: 'answer-comment', comment: comments[0]?.id, answer: 'explained', text: '按合同' })
    await begin(drafter, '送审')
    await drafter.getByRole('dialog').getByRole('button', { name: '送审' }).click()
    await said(drafter, /已送审，送到部门审核/)
  })

  await t.test('a second tab that changed something is told in words, and nothing typed is lost', async t => {
    const dialog = await begin(chief, /^同意/)
    await dialog.getByRole('textbox', { name: /^意见/ }).fill('情况属实')
    await send(chief, id, { type: 'transfer', officer: 'section-chief', reason: '重新分派' }, true)
    await send(chief, id, { type: 'claim' }, true)
    await dialog.getByText('这份申报刚刚有了变化').waitFor()
    await office.picture(chief, 'deciding-conflict')
    t.equal(await dialog.getByRole('textbox', { name: /^意见/ }).inputValue(), '情况属实')
    await dialog.getByRole('button', { name: /看过了/ }).click()
    await dialog.getByRole('button', { name: /^同意/, exact: false }).last().click()
    await said(chief, /已同意，送到中心财务审核 \d\d:\d\d · 拿回/)
  })

  await t.test('people are found and asked; the verbs of passing on are reachable', async t => {
    const finance = await office.at('center-finance', path)
    for (const [verb, name] of [
      ['加签', 'add-signer'],
      ['转办', 'transfer'],
      ['抄送', 'copy'],
      ['批注', 'comment'],
    ] as const) {
      const dialog = await begin(finance, verb)
      await lookedAt(t, office, finance, name)
      await dialog.getByRole('button', { name: '先不办' }).click()
      await dialog.waitFor({ state: 'hidden' })
    }
    const dialog = await begin(finance, '征求意见')
    await dialog.getByLabel('按姓名、岗位或单位查找').fill('领导')
    await dialog.getByLabel(/^中心领导/).check()
    await dialog.getByRole('textbox', { name: '问题' }).fill('口径是否一致？')
    await dialog.getByRole('button', { name: '征求意见' }).click()
    await said(finance, /已发出征求意见/)
    await begin(finance, /^同意/)
    await finance.keyboard.press('Control+Enter')
    await said(finance, /已同意，送到中心领导审定/)
  })

  await t.test('on a phone: 沟通, 退回, 同意 and nothing else', async t => {
    const leader = await office.at('center-leader', path, phone)
    await bar(leader).getByRole('button', { name: /^同意/ }).waitFor()
    const shown = await bar(leader).getByRole('button').allTextContents()
    t.same(shown, ['沟通', '退回', '同意'])
    await office.picture(leader, 'deciding-phone')
    const dialog = await begin(leader, /^同意/)
    await lookedAt(t, office, leader, 'phone-approve')
    await dialog.getByRole('button', { name: /^同意$/ }).click()
    await said(leader, /已同意，送到主管部门审核/)
  })

  const reviewer = await office.at('bureau-reviewer', path)
  await t.test('the sheet is filled beside the form, and survives a reload; 同意 waits for it', async t => {
    await bar(reviewer).getByText('请先填写绩效目标审核表').waitFor()
    const sheet = reviewer.getByRole('region', { name: /审核表/ })
    await sheet.getByRole('button', { name: '不采纳' }).first().click()
    await sheet.getByLabel('不采纳的理由').fill('口径清楚')
    const grades = sheet.getByRole('radiogroup')
    for (let at = 0; at < (await grades.count()); at += 1) await grades.nth(at).getByText('良', { exact: true }).click()
    await reviewer.reload()
    await sheet.getByText('还没有记入').waitFor()
    t.equal(await sheet.getByLabel('不采纳的理由').inputValue(), '口径清楚')
    t.same(await seriousFindings(reviewer), [], 'axe: review sheet')
    await office.picture(reviewer, 'deciding-review-sheet')
    await sheet.getByRole('button', { name: '保存审核表' }).click()
    await sheet.getByText(/已填 良/).waitFor()
    t.match((await stored(reviewer, id)).review, { grade: '良' })
  })

  await t.test('良: what is amended counts once the drafter consents', async t => {
    const dialog = await begin(reviewer, '协商修改')
    await dialog.getByLabel('行 1 年度指标值').fill('≤300.00(元/人)')
    await dialog.getByLabel('修改的理由').fill('与预算一致')
    await lookedAt(t, office, reviewer, 'amend')
    await reviewer.keyboard.press('Control+Enter')
    await said(reviewer, /已协商修改/)
    await bar(reviewer).getByText('还没有得到单位同意').waitFor()
    await begin(drafter, '同意协商修改')
    await lookedAt(t, office, drafter, 'consent')
    await drafter.keyboard.press('Control+Enter')
    await said(drafter, /已同意协商修改/)
    await begin(reviewer, /^同意/)
    await reviewer.keyboard.press('Control+Enter')
    await said(reviewer, /已同意，送到主管部门财务审核/)
    t.equal((await stored(reviewer, id)).form.indicators[0]?.raw, '≤300.00(元/人)')
  })

  await t.test('批复 asks for its number; a lost network says so, and a double click decides once', async t => {
    const finance = await office.at('bureau-finance', path)
    const approving = await begin(finance, /^同意/)
    await approving.getByText('接下来').waitFor()
    await finance.context().setOffline(true)
    await approving.getByRole('button', { name: '同意', exact: true }).last().click()
    await approving.getByText('还没有办成').waitFor()
    await finance.context().setOffline(false)
    await finance.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).last().dblclick()
    await said(finance, /已同意，送到主管部门批复/)
    const approver = await office.at('bureau-approver', path)
    const dialog = await begin(approver, '批复')
    await dialog.getByRole('button', { name: '批复', exact: true }).click()
    await dialog.getByText('请写批复文号').waitFor()
    await dialog.getByLabel('批复文号').fill('沪人社〔2026〕15号')
    await lookedAt(t, office, approver, 'approve')
    await approver.keyboard.press('Control+Enter')
    await said(approver, /已批复，送到执行监控/)
    t.match(await stored(approver, id), { phase: 'executing', approval: { documentNumber: '沪人社〔2026〕15号' } })
  })

  await t.test('an adjustment is asked for on the rows', async t => {
    const dialog = await begin(drafter, '申请调整')
    await dialog.getByLabel('行 2 年度指标值').fill('≤2000.00(元/人)')
    await lookedAt(t, office, drafter, 'adjustment')
    await dialog.getByLabel('申请调整的理由').fill('招标价降低')
    await drafter.keyboard.press('Control+Enter')
    await said(drafter, /已申请调整/)
  })
})

type Stored = Readonly<{
  revision: number
  phase: string
  comments: readonly Readonly<{ id: string }>[]
  review: unknown
  form: Readonly<{ indicators: readonly Readonly<{ raw: string }>[] }>
}>
const origin = (page: Page): string => new URL(page.url()).origin
const stored = async (page: Page, id: string): Promise<Stored> =>
  (await page.request.get(`${origin(page)}/api/declarations/${id}`)).json()

/** Sent beside the page, as from another tab; `mayFail` where it only matters that somebody was there. */
const send = async (page: Page, id: string, data: object, mayFail = false): Promise<void> => {
  const { revision } = await stored(page, id)
  const headers = { 'if-match': `"${revision}"`, 'idempotency-key': crypto.randomUUID() }
  const answer = await page.request.post(`${origin(page)}/api/declarations/${id}/commands`, { data, headers })
  if (!answer.ok() && !mayFail) throw new Error(await answer.text())
}
