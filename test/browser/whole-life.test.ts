/** A declaration from its draft to the archive in a browser, every step at the desk of the person whose it is. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { bar, decide } from './deciding.ts'
import { noBrowser, type Office, openOffice } from './office.ts'
import { type Declared, type Row, weightsFor } from './year.ts'

const NAME = '办公用房修缮及装修经费'
const LOWERED = '社保中心对项目验收结果满意度'
const [WEIGHT, TARGET] = [3, 3]

const cell = (page: Page, row: number, column: number) => page.locator(`.grid td[data-from="${row}"][data-column="${column}"]`)
const saved = (page: Page) => page.getByRole('status').filter({ hasText: /已保存 \d\d:\d\d/ })
const numberIn = (raw: string): string | null => /\d+(?:\.\d+)?/.exec(raw)?.[0] ?? null

/** Everybody has a window of their own; after the server was away, everybody signs in again. */
const openDesks = (office: Office, id: string) => {
  const pages = new Map<string, Page>()
  const at = async (account: string, tab = ''): Promise<Page> => {
    const path = `/declarations/${id}${tab}`
    const page = pages.get(account)
    if (!page) {
      const opened = await office.at(account, path)
      pages.set(account, opened)
      return opened
    }
    await page.goto(office.address + path)
    return page
  }
  return {
    at,
    /** From one's own desk, where it waits. */
    fromDesk: async (account: string): Promise<Page> => {
      const page = await office.at(account)
      pages.set(account, page)
      await page.getByRole('button', { name: '不看了' }).click()
      await page.getByRole('main').getByRole('link', { name: NAME, exact: true }).first().click()
      await bar(page).waitFor()
      return page
    },
    newDay: async (today: string): Promise<void> => {
      await office.start({ SHENBAO_TODAY: today })
      for (const page of pages.values()) await page.context().close()
      pages.clear()
    },
  }
}

/** Long on a busy machine. */
t.setTimeout(600_000)

t.test('a declaration lives its whole life in the browser', { bail: true, skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const id = await office.idOf(NAME)
  const { at, fromDesk, newDay } = openDesks(office, id)
  const asks = async (page: Page, what = ''): Promise<unknown> =>
    (await page.request.get(`${office.address}/api/declarations/${id}${what}`)).json()
  const declared = async (page: Page): Promise<Declared> => (await asks(page)) as Declared
  const rowsOf = async (page: Page): Promise<readonly Row[]> => (await declared(page)).form.indicators

  await t.test('drafter: fills in what is missing and sends it off', async t => {
    const page = await fromDesk('drafter')
    await bar(page)
      .getByText(/改正|未填|缺/)
      .first()
      .waitFor()
    t.equal(await bar(page).getByRole('button', { name: '送审' }).isEnabled(), false, 'what blocks is said')
    await cell(page, 1, TARGET).click()
    await page.keyboard.insertText('=100(%)')
    await page.keyboard.press('Enter')
    await saved(page).waitFor()
    await office.picture(page, 'life-01-draft')
    t.match(await decide(page, '送审'), '送到部门审核')
  })

  await t.test('section-chief, center-finance with 分值, center-leader', async t => {
    t.match(await decide(await fromDesk('section-chief'), '同意', { 意见: '业务内容属实。' }), '送到中心财务')
    const page = await fromDesk('center-finance')
    const weights = weightsFor(await rowsOf(page))
    await cell(page, 0, WEIGHT).click()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(weights.join('\r\n'))})`)
    await page.keyboard.press('Control+v')
    await saved(page).waitFor()
    t.same(
      (await rowsOf(page)).map(({ weight }) => Number(weight)),
      weights.map(Number),
    )
    await office.picture(page, 'life-02-weights')
    t.match(await decide(page, '同意', { 意见: '资金与目标匹配。' }), '送到中心领导')
    t.match(await decide(await fromDesk('center-leader'), '同意', { 意见: '同意上报。' }), '送到主管部门审核')
  })

  await t.test('bureau: the review sheet, the money, the approval with its number', async t => {
    const reviewer = await fromDesk('bureau-reviewer')
    const record = reviewer.getByRole('button', { name: '保存审核表' })
    await record.waitFor()
    for (const choice of await reviewer.getByRole('radiogroup').all()) await choice.getByText('优', { exact: true }).click()
    await reviewer.getByLabel('审核意见').fill('指向明确，细化量化。')
    await record.click()
    await reviewer.getByRole('button', { name: '改填审核表' }).waitFor()
    await office.picture(reviewer, 'life-03-review')
    t.match(await decide(reviewer, /^同意/), '送到主管部门财务')
    t.match(await decide(await fromDesk('bureau-finance'), '同意'), '送到主管部门批复')
    const approver = await fromDesk('bureau-approver')
    t.match(await decide(approver, '批复', { 批复文号: '演示批复〔2026〕6号' }), '送到')
    t.equal((await declared(approver)).phase, 'executing')
  })

  await t.test('July: monitoring, and an adjustment with its approval', async t => {
    await newDay('2026-08-03')
    const page = await at('drafter', '/monitoring')
    await page
      .getByLabel(/至 ?7 ?月|执行/)
      .first()
      .waitFor()
    for (const { name, raw } of await rowsOf(page)) {
      await page.getByLabel(`${name}：完成情况`).fill(numberIn(raw) ?? raw)
      await page.getByLabel(`${name}：全年预计`).fill(numberIn(raw) ?? raw)
      await page.getByLabel(`${name}：能否完成`).selectOption({ index: 1 })
    }
    await page
      .getByLabel(/执行.*（元）/)
      .first()
      .fill('30000.00')
    await page.getByRole('main').getByRole('button', { name: '保存', exact: true }).click()
    await page
      .getByText(/已保存/)
      .first()
      .waitFor()
    await office.picture(page, 'life-04-monitoring')
    await bar(page).getByRole('button', { name: '申请调整' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('行 11 年度指标值').fill('≥90(%)')
    await dialog.getByRole('textbox', { name: '申请调整的理由' }).fill('服务对象范围调整')
    await dialog.locator('button[type=submit]').click()
    await bar(page).getByRole('status').filter({ hasText: '✓' }).waitFor()
    t.match(await decide(await fromDesk('center-leader'), '同意', { 意见: '情况属实。' }), '已同意')
    const approver = await fromDesk('bureau-approver')
    await decide(approver, '同意', { 意见: '同意调整。' })
    t.equal((await rowsOf(approver)).find(({ name }) => name === LOWERED)?.raw, '≥90(%)')
  })

  await t.test('the year closes: self-evaluation, review, confirmation, publication, archive', async t => {
    await newDay('2027-01-11')
    const finance = await at('center-finance')
    await decide(finance, '年度结束')
    const page = await at('drafter', '/evaluation')
    for (const { name, raw } of await rowsOf(page)) {
      const actual = page.getByLabel(`${name}：实际完成值`)
      await actual.fill(numberIn(raw) ?? '达成预期指标')
    }
    await page.getByLabel(/全年执行数.*（元）/).fill('54700.00')
    await page.getByRole('main').getByRole('button', { name: '保存', exact: true }).click()
    await page
      .getByText(/已保存/)
      .first()
      .waitFor()
    await office.picture(page, 'life-05-self-evaluation')
    await decide(page, '提交自评')
    await decide(await fromDesk('center-finance'), '同意', { 意见: '数据与账面一致。' })
    const reviewer = await at('bureau-reviewer', '/evaluation')
    const [first] = await rowsOf(reviewer)
    await reviewer.getByLabel(`${first?.name}：核查得分`).fill('6')
    await reviewer.getByLabel(`${first?.name}：核查理由`).fill('佐证材料缺一个月，酌减')
    await reviewer.getByRole('button', { name: '保存核查得分' }).click()
    await reviewer
      .getByText(/已保存/)
      .first()
      .waitFor()
    await office.picture(reviewer, 'life-06-rescored')
    await decide(await at('bureau-approver'), '确认评价结果')
    await decide(await at('center-finance'), '公开')
    await decide(await at('center-finance'), '归档')
    t.equal((await declared(page)).phase, 'archived')
  })

  await t.test('afterwards: the trail, who changed 95 to 90, the paper', async t => {
    const page = await at('auditor', '/trail')
    for (const done of [/送审/, /批复/, /调整/, /归档/]) await page.getByRole('main').getByText(done).first().waitFor()
    await office.picture(page, 'life-07-trail')
    await page.goto(`${office.address}/audit`)
    await page.getByLabel('值或理由').fill('90')
    const answer = page.getByRole('row').filter({ hasText: LOWERED }).first()
    await answer.filter({ hasText: '≥95(%)' }).filter({ hasText: '≥90(%)' }).waitFor()
    t.match(await answer.textContent(), /主管部门批复|经办人/)
    await office.picture(page, 'life-08-audit')
    await page.goto(`${office.address}/declarations/${id}/print`)
    await page.getByText(LOWERED).first().waitFor()
    const paper = await page.pdf({ format: 'A4', preferCSSPageSize: true })
    t.equal(paper.subarray(0, 5).toString('latin1'), '%PDF-')
  })
})
