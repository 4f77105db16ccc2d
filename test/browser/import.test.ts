/** 导入与新建: a damaged form of another unit is dropped, looked through, corrected, taken in; again; copied to the next year. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import t from 'tap'
import { seriousFindings } from './looking.ts'
import { noBrowser, openOffice, phone } from './office.ts'

const NAME = '社区图书借阅服务'
const damaged = readFileSync(new URL('fixtures/damaged-form.txt', import.meta.url), 'utf8')
const VALUE = 3

const drop = async (page: Page, files: readonly Readonly<{ name: string; text: string }>[]): Promise<void> => {
  const dropped = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer()
    for (const { name, text } of ${JSON.stringify(files)}) transfer.items.add(new File([text], name, { type: 'text/plain' }))
    return transfer
  })()`)
  await page.getByRole('region', { name: '拖入文件' }).dispatchEvent('drop', { dataTransfer: dropped })
}
const cell = (page: Page, row: number, column: number) => page.locator(`.grid td[data-from="${row}"][data-column="${column}"]`)
type Stored = Readonly<{
  form: Readonly<{ indicators: readonly Readonly<{ name: string; raw: string; flags: readonly string[] }>[] }>
}>
const stored = async (page: Page): Promise<Stored> => {
  const { origin, pathname } = new URL(page.url())
  return (await page.request.get(`${origin}/api${pathname}`)).json()
}

t.test('a damaged form becomes a declaration, once', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const page = await office.at('drafter', '/import')

  await t.test('a file that is none is refused in the words of the server, and stays listed', async t => {
    await page.getByText('为 2027 年度').first().waitFor()
    t.same(await seriousFindings(page), [], 'axe')
    await office.picture(page, 'import-start')
    await drop(page, [{ name: '通知.txt', text: '今天天气很好' }])
    await page.getByText('没有识别出任何绩效指标行').waitFor()
    await office.picture(page, 'import-refused')
    await page.getByRole('button', { name: '知道了' }).click()
  })

  await t.test('what the reader doubted and what is missing is seen at its row', async t => {
    await drop(page, [{ name: '图书馆.txt', text: damaged }])
    await page.waitForURL(/\/import\/preview$/)
    await page.getByRole('button', { name: /行 4.*没有指标值/ }).waitFor()
    t.equal(await page.getByRole('button', { name: '待核', exact: true }).count(), 2)
    await page.getByRole('button', { name: '待核', exact: true }).last().click()
    await page.getByText('表上没有印出这一行的一级或二级指标，按上下文放在这里').waitFor()
    t.same(await seriousFindings(page), [], 'axe')
    await office.picture(page, 'import-preview')
    await page.getByRole('button', { name: '与原件一致', exact: true }).click()
    await page.getByText('待核 1 行').waitFor()
  })

  await t.test('it is corrected where it stands; only what is to be looked at is shown; a reload loses nothing', async t => {
    await page.getByRole('button', { name: /行 4.*没有指标值/ }).click()
    await cell(page, 3, VALUE).click()
    await page.keyboard.insertText('≥98.00(%)')
    await page.getByText('数值 98.00').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /行 4.*没有指标值/ }).waitFor({ state: 'detached' })
    await page.getByLabel('只看有问题的行').check()
    await cell(page, 1, VALUE).waitFor({ state: 'detached' })
    t.equal(await page.locator('.grid td.no').last().textContent(), '6', 'under its number on the paper')
    await page.reload()
    await cell(page, 3, VALUE).filter({ hasText: '≥98.00(%)' }).waitFor()
    await page.getByText('待核 1 行').waitFor()
  })

  await t.test('what cannot be sent blocks, and says why', async t => {
    await page.getByRole('button', { name: '修改年度资金申请总额' }).click()
    await page.getByRole('textbox', { name: '年度资金申请总额' }).fill('三十万')
    await page.keyboard.press('Enter')
    await page.getByText('有 1 份填写有误，改正后才能登记。').waitFor()
    t.ok(await page.getByRole('button', { name: '登记 1 份' }).isDisabled())
    await office.picture(page, 'import-wrong-amount')
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByText('有 1 份填写有误').waitFor({ state: 'detached' })
  })

  await t.test('registered, it stands as corrected', async t => {
    await page.getByRole('button', { name: '登记 1 份' }).click()
    await page.waitForURL(/\/declarations\/[^/]+$/)
    await page.getByRole('heading', { name: NAME }).waitFor()
    const { indicators } = (await stored(page)).form
    t.match(
      indicators.find(({ name }) => name === '图书编目准确率'),
      { raw: '≥98.00(%)', flags: [] },
    )
    t.strictSame(indicators.find(({ name }) => name === '读者满意度')?.flags, [], 'settled')
    t.strictSame(indicators.find(({ name }) => name === '预约到书通知及时率')?.flags, ['shifted-row'], 'canary: not looked at')
  })

  await t.test('a second time it is known; with another name it goes in beside it', async t => {
    await page.goto(`${office.address}/import`)
    await drop(page, [{ name: '图书馆.txt', text: damaged }])
    await page.getByText('已有同名申报。').waitFor()
    await cell(page, 3, VALUE).click()
    await page.keyboard.insertText('≥98.00(%)')
    await page.keyboard.press('Enter')
    await page.getByText('已经登记过了。').waitFor()
    t.ok(await page.getByRole('button', { name: '登记 1 份' }).isDisabled())
    await office.picture(page, 'import-known')
    t.match(await page.getByRole('link', { name: '打开已登记的那份' }).getAttribute('href'), /^\/declarations\//)
    await page.getByRole('button', { name: '放弃', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '放弃' }).click()
    await page.waitForURL(/\/import$/)
  })

  await t.test('copied to the next year; again only under another name', async t => {
    const copy = page.getByRole('button', { name: `复制「${NAME}」为 2027 年度` }).first()
    await copy.click()
    await page.waitForURL(/\/declarations\/[^/]+$/)
    await page.getByText('2027 年度').first().waitFor()
    t.equal((await stored(page)).form.indicators.length, 8)
    await page.goto(`${office.address}/import`)
    await copy.click()
    await page.getByRole('dialog').getByText('本单位本年度已有同名项目').waitFor()
    t.same(await seriousFindings(page), [], 'axe')
    await office.picture(page, 'import-copy-name')
    await page.getByRole('textbox', { name: '项目名称' }).last().fill('社区图书流动服务')
    await page.getByRole('dialog').getByRole('button', { name: '复制' }).click()
    await page.getByRole('heading', { name: '社区图书流动服务' }).waitFor()
  })

  await t.test('an empty form, with its head', async t => {
    await page.goto(`${office.address}/import`)
    await page.getByRole('textbox', { name: '项目名称' }).fill('社区书屋修缮')
    await page.getByRole('button', { name: '新建并填写' }).click()
    await page.getByRole('heading', { name: '社区书屋修缮' }).waitFor()
    t.equal((await stored(page)).form.indicators.length, 0)
  })
})

t.test('on a phone it is read, not written; who may not is told', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const page = await office.at('drafter', '/import', phone)
  await page.getByText('没有文件？粘贴申报表的文字').click()
  await page.getByLabel('申报表的文字').fill(damaged)
  await page.getByRole('button', { name: '读取文字' }).click()
  await page.getByRole('table', { name: '财政项目支出绩效目标申报表' }).waitFor()
  t.equal(await page.getByRole('grid').count(), 0)
  t.same(await seriousFindings(page), [], 'axe')
  await office.picture(page, 'import-phone')
  const other = await office.at('auditor', '/import')
  await other.getByText('导入和新建申报由经办人办理').waitFor()
})
