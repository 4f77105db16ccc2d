/** What people see when something is missing: the server, the declaration, the session. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { noBrowser, openOffice } from './office.ts'

const NAME = '机关事业单位运行保障经费'
const TARGET = 3
const target = (page: Page, row: number) => page.locator(`.grid td[data-from="${row}"][data-column="${TARGET}"]`)

t.test('nothing is lost and everything is said', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const id = await office.idOf(NAME)

  await t.test('the server stops and comes back: what is on the screen stays, and who signs in again goes on', async t => {
    const page = await office.at('drafter', `/declarations/${id}`)
    await target(page, 0).waitFor()
    await office.stop()
    await page.getByText(/连接中断，显示的是 \d\d:\d\d 的内容/).waitFor()
    await target(page, 0).filter({ hasText: '≤350.00(元/人)' }).click()
    await page.keyboard.insertText('≤340.00(元/人)')
    await page.keyboard.press('Enter')
    await page.getByText(/已留在本机/).waitFor()
    await office.picture(page, 'state-server-stopped')
    await office.start()
    await page.waitForURL(/\/sign-in\?back=/)
    await page.getByRole('button', { name: '经办人' }).click()
    await page.waitForURL(new RegExp(`/declarations/${id}$`))
    await page
      .getByRole('status')
      .filter({ hasText: /已保存 \d\d:\d\d/ })
      .waitFor()
    await page.getByText(/^已同步 \d\d:\d\d$/).waitFor()
    const { form } = await (await page.request.get(`${office.address}/api/declarations/${id}`)).json()
    t.equal(form.indicators[0].raw, '≤340.00(元/人)')
  })

  await t.test('a session that ended leads to the sign-in page and back', async t => {
    const page = await office.at('auditor', `/declarations/${id}`)
    await page.getByRole('heading', { name: NAME }).waitFor()
    await page.request.delete(`${office.address}/api/session`)
    await page.reload()
    await page.waitForURL(/\/sign-in\?back=/)
    await page.getByRole('button', { name: '审计' }).click()
    await page.waitForURL(new RegExp(`/declarations/${id}$`))
    await page.getByRole('heading', { name: NAME }).waitFor()
    t.pass()
  })

  await t.test('an address that leads nowhere says so, and where to go', async t => {
    const page = await office.at('drafter', '/declarations/00000000-0000-7000-8000-000000000000')
    await page.getByRole('alert').getByRole('heading').waitFor()
    await office.picture(page, 'state-no-declaration')
    t.match(await page.getByRole('alert').textContent(), /请/)
    t.notMatch(await page.getByRole('main').textContent(), /404|undefined|null|not.found/i)
    await page.goto(`${office.address}/declarations/a/b/c`)
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: '工作台' }).click()
    await page.waitForURL(`${office.address}/`)
  })
})
