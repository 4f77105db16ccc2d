/** 申报表, written: keys, paste, undo, a lost network, somebody else at the same cell. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { noBrowser, openOffice } from './office.ts'

const NAME = '机关事业单位运行保障经费'
type Row = Readonly<{ id: string; name: string; raw: string; level2: string }>
type Answer = Readonly<{ revision: number; form: Readonly<{ indicators: readonly Row[] }> }>

const cell = (page: Page, row: number, column: number) => page.locator(`.grid td[data-from="${row}"][data-column="${column}"]`)
const TARGET = 3
/** As the server has it, for the person at this page. */
const stored = async (page: Page, id: string): Promise<Answer> =>
  (await page.request.get(`${new URL(page.url()).origin}/api/declarations/${id}`)).json()
const saved = (page: Page) => page.getByRole('status').filter({ hasText: /已保存 \d\d:\d\d/ })

t.test('a form is written as in Excel, and nothing typed is lost', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const id = await office.idOf(NAME)
  const page = await office.at('drafter', `/declarations/${id}`)
  const before = await stored(page, id)

  await t.test('typing writes over, Enter keeps and goes on, Esc gives up, Ctrl+Z takes back', async t => {
    await cell(page, 2, TARGET).click()
    await page.keyboard.insertText('≥34套')
    await page.getByText('数值 34').waitFor()
    await office.picture(page, 'form-typing')
    await page.keyboard.press('Enter')
    await page.keyboard.insertText('不要了')
    await page.keyboard.press('Escape')
    await saved(page).waitFor()
    t.equal((await stored(page, id)).form.indicators[2]?.raw, '≥34套')
    t.equal((await stored(page, id)).form.indicators[3]?.raw, before.form.indicators[3]?.raw)
    await cell(page, 2, TARGET).click()
    await page.keyboard.press('Control+z')
    await cell(page, 2, TARGET)
      .filter({ hasText: before.form.indicators[2]?.raw ?? '' })
      .waitFor()
  })

  await t.test('sixty rows are pasted from Excel behind the last one, in one command', async t => {
    const rows = Array.from({ length: 60 }, (_, at) => `新指标 ${at + 1}\t≥${at + 1}(项)`).join('\r\n')
    const last = before.form.indicators.length - 1
    await cell(page, last, 2).click()
    await page.keyboard.press('Control+Enter')
    await cell(page, last + 1, 2).waitFor()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(rows)})`)
    await page.keyboard.press('Control+v')
    await page.getByText('新指标 60', { exact: true }).waitFor()
    await page
      .getByText(/^6\d$|^7\d$/)
      .last()
      .waitFor()
    await saved(page).waitFor()
    const now = await stored(page, id)
    t.same(
      now.form.indicators.slice(before.form.indicators.length).map(({ name, raw }) => [name, raw]),
      Array.from({ length: 60 }, (_, at) => [`新指标 ${at + 1}`, `≥${at + 1}(项)`]),
    )
    await office.picture(page, 'form-pasted')
  })

  await t.test('without network the work goes on; a closed tab keeps it; it is saved when the network is back', async t => {
    const context = page.context()
    await context.setOffline(true)
    await cell(page, 0, TARGET).click()
    await page.keyboard.insertText('≤300.00(元/人)')
    await page.keyboard.press('Enter')
    await page.getByText(/已留在本机/).waitFor()
    await office.picture(page, 'form-offline')
    await page.close()
    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto(`${office.address}/declarations/${id}`)
    await saved(again).waitFor()
    t.equal((await stored(again, id)).form.indicators[0]?.raw, '≤300.00(元/人)')
    await again.close()
  })

  await t.test('somebody else wrote into the same cell: both are shown, a person chooses', async t => {
    const mine = await office.at('drafter', `/declarations/${id}`)
    const other = await office.at('drafter', `/declarations/${id}`)
    await cell(mine, 1, TARGET).waitFor()
    await mine.context().setOffline(true)
    await cell(mine, 1, TARGET).click()
    await mine.keyboard.insertText('≤2000.00(元/人)')
    await mine.keyboard.press('Enter')
    await mine.getByText(/已留在本机/).waitFor()
    await cell(other, 1, TARGET).click()
    await other.keyboard.insertText('≤2100.00(元/人)')
    await other.keyboard.press('Enter')
    await saved(other).waitFor()
    await mine.context().setOffline(false)
    await mine.getByText('别人刚把这一格改成「≤2100.00(元/人)」').waitFor()
    await office.picture(mine, 'form-conflict')
    await mine.getByRole('button', { name: '用我的' }).click()
    await saved(mine).waitFor()
    t.equal((await stored(mine, id)).form.indicators[1]?.raw, '≤2000.00(元/人)')
  })
})
