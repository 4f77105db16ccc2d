/** 体检 beside the form: what a drafter sees while typing, and how each thing is mended. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { seriousFindings } from './looking.ts'
import { noBrowser, openOffice, phone } from './office.ts'
import { newYear } from './year.ts'

const NAME = '机关事业单位运行保障经费'
type Row = Readonly<{ id: string; name: string; raw: string; plan?: Readonly<Record<string, string>> }>
type Answer = Readonly<{ revision: number; form: Readonly<{ indicators: readonly Row[]; annualGoal: string }> }>

const cell = (page: Page, row: number, column: number) => page.locator(`.grid td[data-from="${row}"][data-column="${column}"]`)
const panel = (page: Page) => page.getByRole('complementary', { name: '体检' })
const finding = (page: Page, words: string | RegExp) => panel(page).getByRole('listitem').filter({ hasText: words })
/** A number of the goal, as it is marked in the form. */
const number = (page: Page, state: string, words: string) => page.locator(`table.form mark.${state}`).filter({ hasText: words })
const saved = (page: Page) => page.getByRole('status').filter({ hasText: /已保存 \d\d:\d\d/ })

t.test('a drafter mends the form with 体检 beside it', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const id = await office.idOf(NAME)
  const page = await office.at('drafter', `/declarations/${id}`)
  const stored = async (): Promise<Answer> => (await page.request.get(`${office.address}/api/declarations/${id}`)).json()

  await t.test('a number without a row becomes one with a row as soon as the row is typed', async t => {
    await number(page, 'orphan', '34 套').filter({ hasText: '无指标' }).waitFor()
    await office.picture(page, 'inspection-drafting')
    t.same(await seriousFindings(page), [], 'axe')
    await finding(page, '“34 套”').getByRole('button', { name: '加一行数量指标' }).click()
    await cell(page, 4, 3).filter({ hasText: '=34(套)' }).waitFor()
    await page.keyboard.insertText('工作服制作数量')
    await page.keyboard.press('Enter')
    await number(page, 'matched', '34 套').filter({ hasText: '行5' }).waitFor()
    await panel(page).getByText('34 套 × 2,500.00 元').waitFor()
    await finding(page, /已消除.*正文.*34 套/).waitFor()
    await saved(page).waitFor()
    t.match((await stored()).form.indicators[4], { name: '工作服制作数量', raw: '=34(套)' })
  })

  await t.test('sums that do not come out say by how much and block; Ctrl+Z mends them', async t => {
    await page.getByRole('button', { name: '修改当年财政拨款' }).click()
    await page.getByRole('textbox', { name: '当年财政拨款' }).fill('80000')
    await page.keyboard.press('Enter')
    await finding(page, /资金.*改正前不能提交/).waitFor()
    await panel(page).getByText('比申请总额少 5,000.00 元').waitFor()
    await page.getByText(/改正 1 处错误后可/).waitFor()
    await office.picture(page, 'inspection-sums')
    t.equal(await page.locator('table.form [data-line="funds.annualRequest"]').textContent(), '■错误')
    await finding(page, /资金.*改正前不能提交/)
      .locator('.go')
      .click()
    await page.keyboard.press('Control+z')
    await finding(page, /已消除.*资金/).waitFor()
    await page.getByText(/改正 1 处错误后可/).waitFor({ state: 'detached' })
  })

  await t.test(
    '高于 and ≥ are brought together by a click; a finding leads to its cell; one sees only what one asks for',
    async t => {
      await number(page, 'conflict', '高于 95%').waitFor()
      await page.getByRole('button', { name: '修改年度总体目标' }).click()
      const goal = page.getByRole('textbox', { name: '年度总体目标' })
      await goal.fill((await goal.inputValue()).replace('34 套', '40 套'))
      await number(page, 'orphan', '40 套').waitFor()
      await goal.press('Escape')
      await number(page, 'matched', '34 套').waitFor()
      await finding(page, '一处含本数').getByRole('button', { name: '正文改为“不低于”' }).click()
      await number(page, 'matched', '不低于 95%').waitFor()
      await finding(page, '年内全部完成').locator('.go').click()
      await cell(page, 6, 3).and(page.locator('.focus')).waitFor()
      await panel(page)
        .getByRole('button', { name: /提醒 \d/ })
        .isDisabled()
      await panel(page)
        .getByRole('button', { name: /建议 \d/ })
        .click()
      t.equal(await panel(page).getByRole('list', { name: '错误' }).count(), 0)
      await panel(page)
        .getByRole('button', { name: /建议 \d/ })
        .click()
      await saved(page).waitFor()
      t.match((await stored()).form.annualGoal, /职工满意率不低于 95%/)
    },
  )

  await t.test('a row opens by Alt+Enter: how it is scored, what proves it; what is written there is saved', async t => {
    await cell(page, 4, 3).click()
    await page.keyboard.press('Alt+Enter')
    const drawer = page.getByRole('dialog')
    await drawer.getByText('等于指标值').waitFor()
    await drawer.getByText('还缺').waitFor()
    await office.picture(page, 'inspection-row')
    t.same(await seriousFindings(page), [], 'axe')
    await drawer.getByRole('button', { name: '填入通行写法' }).click()
    await drawer.getByLabel('佐证材料').fill('验收单和发放签收表')
    await drawer.getByLabel('数据来源').focus()
    await drawer.getByText('还缺').waitFor({ state: 'detached' })
    await saved(page).waitFor()
    t.match((await stored()).form.indicators[4]?.plan, { evidenceType: '验收单和发放签收表', evidenceSource: /台账/ })
    await drawer.getByRole('button', { name: '谁在什么时候改过' }).click()
    await drawer.getByText('经办人').first().waitFor()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    t.equal(await page.evaluate('document.activeElement.getAttribute("aria-label")'), '第 5 行年度指标值，现为=34(套)', 'focus')
  })

  await t.test('the library is empty before anything was approved, and says so', async t => {
    await page.getByRole('button', { name: '从指标库' }).click()
    await page.getByText('指标库还是空的').waitFor()
    t.ok(await page.getByRole('button', { name: '加入' }).isDisabled())
    await page.getByRole('button', { name: '取消' }).click()
  })

  await t.test('readers see the same; on a phone it is folded below the form', async t => {
    const reader = await office.at('auditor', `/declarations/${id}`)
    await number(reader, 'matched', '34 套').waitFor()
    await reader.getByRole('button', { name: /^第 5 行/ }).click()
    await reader.getByRole('dialog').getByText('验收单和发放签收表').waitFor()
    const leader = await office.at('center-leader', `/declarations/${id}`, phone)
    await panel(leader).getByRole('button', { name: '展开' }).click()
    await panel(leader).getByText('资金勾稽').waitFor()
    await office.picture(leader, 'inspection-phone')
    t.same(await seriousFindings(leader), [], 'axe on a phone')
  })

  await t.test(
    'the year after, last year speaks to the form and to its rows, and what was approved stands in the library',
    async t => {
      await newYear(office).live(id, 'submit', 'publish')
      const opened = await page.request.post(`${office.address}/api/declarations`, { data: { copyFrom: id, year: 2027 } })
      const next: Readonly<{ id: string }> = await opened.json()
      await page.goto(`${office.address}/declarations/${next.id}`)
      await panel(page)
        .getByRole('region', { name: '上年情况' })
        .getByRole('link', { name: /2026 年度/ })
        .waitFor()
      await page.getByRole('button', { name: /^第 1 行/ }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByText('完成值', { exact: true }).waitFor()
      await drawer.getByText('核查意见：佐证材料缺一个月，酌减', { exact: true }).waitFor()
      await office.picture(page, 'inspection-last-year')
      await page.keyboard.press('Escape')

      await page.getByRole('button', { name: '从指标库' }).click()
      const library = page.getByRole('dialog', { name: '从指标库' })
      await library.getByRole('searchbox').fill('着装')
      await library.getByRole('checkbox', { name: /统一着装率/ }).check()
      await office.picture(page, 'inspection-library')
      t.same(await seriousFindings(page), [], 'axe')
      await library.getByRole('button', { name: '加入 1 行' }).click()
      await library.waitFor({ state: 'detached' })
      await finding(page, '统一着装率').first().waitFor()
      t.equal(await page.locator('table.form td', { hasText: /^统一着装率/ }).count(), 2)
    },
  )
})
