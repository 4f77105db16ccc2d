/** A return and its second round: said beside a row, changed, answered under it, looked at again as old → new, and settled. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { watchForFaults } from './faults.ts'
import { overflow, seriousFindings, settling } from './looking.ts'
import { desktop, noBrowser, openOffice, phone } from './office.ts'
import { newYear } from './year.ts'

const NAME = '社会保险核查业务费'
const said = '目标值偏低，请说明依据或提高。'

type Seen = Readonly<{
  revision: number
  lastLooked: number | null
  comments: readonly Readonly<{ kind: string; anchor: string; text: string; confirmed: object | null }>[]
}>

t.test(
  'what is said beside a row is answered under it, and the second round sees only what changed',
  { skip: noBrowser },
  async t => {
    const office = await openOffice(t)
    const { idOf, declared, send, act } = newYear(office)
    const id = await idOf(NAME)
    await act(id, 'submit')
    const [row, other] = (await declared(id)).form.indicators
    if (!row || !other) throw new Error(`${NAME} has no rows`)
    const seenBy = async (page: Page): Promise<Seen> =>
      (await page.request.get(`${office.address}/api/declarations/${id}`)).json()
    const sent = (page: Page) => page.waitForResponse(answer => answer.url().endsWith('/commands') && answer.ok())
    const at = async (account: string, path: string) => {
      const page = await office.at(account, `/declarations/${id}${path}`)
      await watchForFaults(page, fault => t.fail(fault))
      return { page, settled: settling(page) }
    }
    const chief = await at('section-chief', '')
    const drafter = await at('drafter', '/changes')

    await t.test('written beside the row of the official form', async t => {
      const { page } = chief
      await page.getByRole('button', { name: `意见：${row.name}` }).click()
      const line = page.getByRole('form', { name: `对“${row.name}”写意见` })
      await line.getByRole('button', { name: '常用意见' }).click()
      await page.getByRole('menuitem', { name: said }).click()
      t.equal(await line.getByRole('textbox', { name: '意见' }).inputValue(), said, 'a common phrase, to be finished there')
      await line.getByRole('button', { name: '写入意见' }).click()
      await page.locator('tr.under .said', { hasText: said }).waitFor()
      t.match((await seenBy(page)).comments, [{ kind: 'must', anchor: row.id, text: said }])
      await chief.settled()
      t.same(await seriousFindings(page), [], 'axe')
      await office.picture(page, 'comment-on-form')
    })

    await t.test('the drafter sees it at once, returned or not, and cannot say 已改 of what did not change', async t => {
      const { page, settled } = drafter
      const line = page.locator('.talk', { hasText: said })
      await line.waitFor()
      await send(id, 'section-chief', { type: 'return', to: 'drafting', reason: '请按批注修改。', then: 'step' })
      await page.locator('.said', { hasText: '请按批注修改。' }).waitFor()
      t.match(await page.locator('tr.fold').textContent(), /^未变 \d+ 行展开$/, 'the other rows are folded')
      await line.getByRole('radio', { name: '已改' }).check()
      await line.getByRole('button', { name: '答复' }).click()
      await line.getByRole('alert').waitFor()
      await settled()
      t.same(await seriousFindings(page), [], 'axe')
      await office.picture(page, 'changes-returned')
    })

    await t.test('changed, and answered under the row', async () => {
      const { page } = drafter
      const changes = [
        { indicator: row.id, field: 'target', to: '≥999(件)' },
        { indicator: other.id, field: 'name', to: `${other.name}（含复核）` },
        { field: 'annualGoal', to: '保障核查工作平稳开展，全年完成 999 件。' },
        { field: 'indicator', to: { level1: '产出指标', level2: '数量指标', name: '核查报告份数', target: '≥12(份)' } },
      ]
      await send(id, 'drafter', { type: 'revise', changes })
      const line = page.locator('.talk', { hasText: said })
      await page.getByText('现在').waitFor()
      await page.locator('table.changes ins', { hasText: '≥999(件)' }).waitFor()
      await line.getByRole('textbox', { name: '答复内容' }).fill('按上年办理量提高。')
      await line.getByRole('button', { name: '答复' }).click()
      await line.locator('.tag.green', { hasText: '已改' }).waitFor()
      await page.getByRole('link', { name: /^意见 \d/ }).click()
      await page.getByText('全部 1').waitFor()
      await page.getByText('未答复 0').waitFor()
      await act(id, 'submit')
    })

    await t.test('looked at again: old → new with the answer beneath, the rest kept', async t => {
      const { page, settled } = chief
      await page.goto(`${office.address}/declarations/${id}/changes`)
      const changed = page.locator(`[id="at-${row.id}"]`)
      await changed.locator('del', { hasText: row.raw }).waitFor()
      t.equal(await changed.locator('ins').textContent(), '≥999(件)')
      t.equal(await page.locator(`[id="at-${other.id}"] ins`).textContent(), '（含复核）', 'only what came is marked in a name')
      t.equal(await page.locator('.kind.added').count(), 1)
      t.match(await page.locator('tr.fold').textContent(), /沿用第 1 轮意见/)
      await page.locator('tr.talk-row', { hasText: '按上年办理量提高。' }).waitFor()
      await settled()
      t.same(await seriousFindings(page), [], 'axe')
      await office.picture(page, 'changes-again-1280')
      await page.setViewportSize(phone)
      await settled()
      t.same(await seriousFindings(page), [], 'axe on a phone')
      t.equal(await overflow(page), 0)
      await office.picture(page, 'changes-again-390')
      await page.setViewportSize(desktop)
    })

    await t.test('passed row by row; the comment there is settled, and the approval knows', async t => {
      const { page } = chief
      const verdicts = page.getByRole('group', { name: /^复核/ }).getByRole('button', { name: '通过' })
      t.equal(await verdicts.count(), 4)
      await page.locator(`[id="at-${row.id}"]`).getByRole('button', { name: '通过' }).click()
      await page.locator('.settled', { hasText: '已复核' }).waitFor()
      t.ok((await seenBy(page)).comments[0]?.confirmed)
      for (const at of [0, 2, 3]) await verdicts.nth(at).click()
      await page.getByText('4 处都已通过，可以同意。').waitFor()
      await office.picture(page, 'changes-passed')
      await page.getByRole('button', { name: '同意', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('checkbox').first().waitFor()
      t.equal(await dialog.getByRole('checkbox', { checked: true }).count(), 4, 'what was passed need not be ticked again')
      await page.keyboard.press('Escape')
    })

    await t.test('what is new is new until somebody has left the page or said 看过了', async t => {
      const { page } = await at('center-finance', '/changes')
      await send(id, 'section-chief', { type: 'approve', opinion: '同意报送。' })
      await page.getByRole('button', { name: '看过了' }).waitFor()
      t.equal((await seenBy(page)).lastLooked, null, 'opening alone says nothing')
      const marked = sent(page)
      await page.getByRole('link', { name: '申报表', exact: true }).click()
      await marked
      const { lastLooked } = await seenBy(page)
      t.ok(lastLooked !== null)
      await page.getByRole('button', { name: `意见：${other.name}（含复核）` }).click()
      await page.getByRole('textbox', { name: '意见' }).fill('请补充数据来源。')
      await page.getByRole('button', { name: '写入意见' }).click()
      await page.getByRole('button', { name: `意见 1：${other.name}（含复核）` }).waitFor()
      const finished = await at('center-finance', '/opinions')
      await finished.page.getByText('已复核').waitFor()
      await finished.page.locator('.round', { hasText: '同意报送。' }).waitFor()
      await finished.settled()
      t.same(await seriousFindings(finished.page), [], 'axe')
      await office.picture(finished.page, 'opinions-1280')
    })
  },
)
