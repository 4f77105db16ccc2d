// Shows the desk at work: three things sent, one changed meanwhile and left out, two agreed to together, each with its outcome.
import { randomUUID } from 'node:crypto'
import type { APIRequestContext, Page } from 'playwright-core'
import t from 'tap'
import { seriousFindings } from './looking.ts'
import { noBrowser, type Office, openOffice, phone } from './office.ts'

const [first, second, third] = ['社会保险经办业务费', '社会保险服务费', '社保档案资料管理费'] as const
const drawn = { timeout: 10_000 }

/** Somebody working without the page: commands as the API takes them. */
const byApi = async (office: Office, account: string) => {
  const request: APIRequestContext = (await office.at(account, '/sign-in')).request
  return async (id: string, command: object): Promise<void> => {
    const { revision } = await (await request.get(`${office.address}/api/declarations/${id}`)).json()
    const answer = await request.post(`${office.address}/api/declarations/${id}/commands`, {
      data: command,
      headers: { 'if-match': `"${revision}"`, 'idempotency-key': randomUUID() },
    })
    if (!answer.ok()) throw new Error(await answer.text())
  }
}

const withoutTour = (page: Page): Promise<void> => page.getByRole('button', { name: '不看了' }).click()
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })

t.test('the desk: what waits, what changed, several decided together', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const drafter = await byApi(office, 'drafter')
  const [a, b, c] = [await office.idOf(first), await office.idOf(second), await office.idOf(third)]
  const page = await office.at('section-chief')

  await t.test('the first day: an empty desk that says what to do, and a tour in three steps', async t => {
    await page.getByText('没有待办').waitFor()
    const tour = page.getByRole('region', { name: '初次使用' })
    t.match(await tour.textContent(), /1 \/ 3\s*今天要办的/)
    await office.picture(page, 'desk-tour')
    await tour.getByRole('button', { name: '下一步' }).click()
    await tour.getByRole('button', { name: '下一步' }).click()
    await tour.getByRole('button', { name: '开始使用' }).click()
    await page.reload()
    await page.getByText('没有待办').waitFor()
    t.equal(await tour.count(), 0, 'once for each person')
    await page.getByRole('button', { name: /部门负责人/ }).click()
    await page.getByRole('menuitem', { name: '再看一遍' }).click()
    await withoutTour(page)
  })

  await t.test('what is sent comes in without reloading, and is said', async t => {
    for (const id of [a, b, c]) await drafter(id, { type: 'submit' })
    await page.getByRole('checkbox', { name: `选中 ${third}` }).waitFor(drawn)
    await page.getByText('刚有变化 3 项').waitFor()
    t.match(await rowOf(page, first).textContent(), /部门审核[\s\S]*首轮[\s\S]*首次查看/)
    await page.getByRole('rowheader', { name: '待我办理 3 项' }).waitFor()
    t.same(await seriousFindings(page), [])
    await office.picture(page, 'desk')
  })

  await t.test('keys go up and down, tick and explain themselves', async t => {
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    t.equal(await page.evaluate('document.activeElement.textContent'), await page.locator('a.name').first().textContent())
    await page.keyboard.press('x')
    await page.getByText('已选 1 项').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: '快捷键' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: '快捷键' }).waitFor({ state: 'hidden' })
  })

  await t.test('what changed after it was ticked is left out and told; the two others go, each with its outcome', async t => {
    for (const name of [first, second, third]) await page.getByRole('checkbox', { name: `选中 ${name}` }).check()
    await drafter(b, { type: 'withdraw' })
    await page.getByText('已选 2 项').waitFor(drawn)
    await drafter(b, { type: 'submit' })
    await page.getByText('已选 3 项，其中 1 项须逐项看').waitFor(drawn)
    await page.getByRole('button', { name: '批量同意 2 项' }).click()
    const dialog = page.getByRole('dialog', { name: '批量同意 2 项' })
    t.match(
      (await dialog.getByRole('region', { name: '留下不办的' }).textContent()) ?? '',
      new RegExp(`${second}[\\s\\S]*又有变化`),
    )
    await dialog.getByRole('cell', { name: '中心财务审核' }).first().waitFor()
    await dialog.getByRole('button', { name: '同意。', exact: true }).click()
    t.same(await seriousFindings(page), [])
    await office.picture(page, 'desk-bulk')
    await dialog.getByRole('button', { name: '同意 2 项' }).click()
    const results = page.getByRole('dialog', { name: '批量同意的结果' })
    await results.getByText('2 项都已同意。').waitFor(drawn)
    t.equal(await results.getByRole('listitem').filter({ hasText: '已同意' }).count(), 2)
    await office.picture(page, 'desk-bulk-result')
    await results.getByRole('button', { name: '知道了' }).click()
    await page.getByRole('rowheader', { name: '待我办理 1 项' }).waitFor(drawn)
    await rowOf(page, first).getByText('中心财务审核').waitFor(drawn)
  })

  await t.test('the list: found by two characters, sifted, sorted, and all of it in the address', async t => {
    await page.getByRole('searchbox', { name: /搜索项目/ }).fill('保险')
    await page.getByRole('searchbox', { name: /搜索项目/ }).press('Enter')
    await page.waitForURL(/\/declarations\?q=/)
    const table = page.getByRole('table', { name: '全部申报' })
    await table.waitFor()
    await page.getByRole('button', { name: '年度申请额（元）' }).click()
    await page.waitForURL(/sort=-amount/)
    await table.locator('th[aria-sort=descending]').waitFor()
    const amounts = await table.locator('tbody .amount').allTextContents()
    const numbers = amounts.map(amount => Number(amount.replaceAll(',', '')))
    t.ok(numbers.length > 1 && numbers.every((amount, index) => index === 0 || amount <= (numbers[index - 1] ?? 0)))
    t.same(await seriousFindings(page), [])
    await office.picture(page, 'list')
    await page.goto(`${office.address}/declarations?q=没有这个词`)
    await page.getByText('没有找到含「没有这个词」的申报').waitFor()
    await page.getByRole('main').getByRole('link', { name: '看全部申报' }).click()
    await page.getByText('找到 9 项').waitFor()
  })

  await t.test('on a phone: cards, and 退回 of several with where to and why', async t => {
    const small = await office.at('center-finance', '/', phone)
    await withoutTour(small)
    await small.getByRole('button', { name: '全选' }).click()
    await office.picture(small, 'phone-desk')
    t.same(await seriousFindings(small), [])
    await small.getByRole('button', { name: '退回' }).click()
    const dialog = small.getByRole('dialog', { name: '批量退回 2 项' })
    await dialog.getByRole('radio', { name: '部门审核' }).check()
    t.equal(await dialog.getByRole('button', { name: '退回 2 项' }).isDisabled(), true, 'not without a reason')
    await dialog.getByRole('button', { name: '指标不可衡量，请写明数值和单位。' }).click()
    await office.picture(small, 'phone-bulk')
    await small.context().setOffline(true)
    await dialog.getByRole('button', { name: '退回 2 项' }).click()
    await small.getByText('2 项都没有办成，原因见下。').waitFor(drawn)
    await small.getByText('暂时连不上服务器').first().waitFor()
    await small.context().setOffline(false)
    await small.getByRole('button', { name: '重试没办成的 2 项' }).click()
    await small.getByText('2 项都已退回。').waitFor(drawn)
    await small.getByRole('dialog').getByRole('button', { name: '知道了' }).click()
    await small.getByText('没有待办').waitFor(drawn)
  })
})
