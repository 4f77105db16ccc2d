import t from 'tap'
import { noBrowser, openOffice } from './office.ts'

t.test('sign in: one click in demonstration mode, quickly another person, and out', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const page = await (await office.browser.newContext()).newPage()
  await page.goto(`${office.address}/declarations?q=社保`)
  await page.waitForURL(/\/sign-in\?back=/)
  await office.picture(page, 'sign-in')

  await page.getByRole('textbox', { name: '账号' }).fill('drafter')
  await page.getByLabel('口令').fill('wrong')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByText('账号或口令不对').waitFor()

  await page.getByRole('button', { name: '经办人' }).click()
  await page.waitForURL(/\/declarations\?q=/)
  t.equal(await page.getByRole('banner').getByRole('button').textContent(), '经办人 ▾', 'and where one wanted to go')

  await page.getByRole('banner').getByRole('button').click()
  await page.getByRole('menuitem', { name: '换成 中心财务' }).click()
  await page.getByRole('button', { name: '中心财务 ▾' }).waitFor()
  await page.getByRole('button', { name: '中心财务 ▾' }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await page.waitForURL(/\/sign-in$/)
  t.equal((await page.request.get(`${office.address}/api/me`)).status(), 401)
})
