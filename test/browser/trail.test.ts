/** Somebody who was not there reads what happened: the way with its return, the form as it stood, and who changed a value, when and why. */
import t from 'tap'
import { seriousFindings, settling } from './looking.ts'
import { desktop, noBrowser, openOffice, phone } from './office.ts'
import { newYear } from './year.ts'

const NAME = '信息化建设项目'

t.test('what was done is read off the facts by whoever comes later', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const { idOf, declared, send, act } = newYear(office)
  const id = await idOf(NAME)
  await act(id, 'fill')
  const row = (await declared(id)).form.indicators[0]
  if (!row) throw new Error(`${NAME} has no rows`)
  const revise = (to: string, reason: string) =>
    send(id, 'drafter', { type: 'revise', changes: [{ indicator: row.id, field: 'target', to }], reason })
  await revise('≥90(%)', '按上年完成情况核减')
  const { revision: before } = await declared(id)
  await act(id, 'submit')
  await send(id, 'section-chief', { type: 'comment', anchor: row.id, kind: 'must', text: '比上年还低' })
  await send(id, 'section-chief', { type: 'return', to: 'drafting', reason: '目标偏低，请核实', then: 'straight' })
  await revise('≥97(%)', '按部门意见提高')
  const { comments } = (await declared(id)) as unknown as Readonly<{ comments: readonly Readonly<{ id: string }>[] }>
  await send(id, 'drafter', { type: 'answer-comment', comment: comments[0]?.id, answer: 'changed', text: '已提高' })
  await act(id, 'submit')

  const page = await office.at('auditor', '/')
  const settled = settling(page)
  const open = async (path: string): Promise<void> => {
    await page.goto(office.address + path)
    await settled()
  }

  await t.test('the way with its return, as a picture and in words', async t => {
    await open(`/declarations/${id}/trail`)
    await page.locator('.stage-box.here', { hasText: '部门审核' }).waitFor()
    t.match(await page.locator('.way-words.back').innerText(), /^退回到填报 .*目标偏低，请核实$/)
    t.equal(await page.locator('.stage-box.past', { hasText: '填报' }).count(), 1)
    t.ok((await page.locator('.stage-box.ahead').count()) > 3, 'and what comes')
    const words = page.getByRole('list', { name: '走过的环节和预计的环节' }).getByRole('listitem')
    t.match(await words.nth(2).innerText(), /部门负责人退回，到「填报」：目标偏低，请核实/)
    await page.getByRole('status').filter({ hasText: '条事实逐条相连' }).waitFor()
    t.same(await seriousFindings(page), [], 'axe')
    await office.picture(page, 'trail-1280')
    await page.getByRole('button', { name: '看文字' }).click()
    await page.locator('.stage-box').first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '看图' }).click()
  })

  await t.test('what was done, newest first, each kind by itself', async t => {
    const entries = page.locator('.entry .did b')
    t.strictSame((await entries.allInnerTexts()).slice(0, 6), [
      '送审',
      '答复批注：已改',
      '修改指标值',
      '退回',
      '批注（必改）',
      '送审',
    ])
    await page.getByRole('button', { name: /^决定 \d/ }).click()
    t.strictSame(await entries.allInnerTexts(), ['送审', '退回', '送审'])
    await page.getByRole('button', { name: /^全部 \d/ }).click()
  })

  await t.test('back to then: what differs, and the form in its official layout with the old value', async t => {
    const then = page.locator('.entry', { hasText: '按上年完成情况核减' })
    await then.hover()
    await then.getByRole('button', { name: '定为当时' }).click()
    await page.locator('.then-mark', { hasText: `第 ${before} 版` }).waitFor()
    const differences = page.locator('.then-now tbody tr')
    await differences.first().waitFor()
    t.match(await differences.first().innerText(), /≥90\(%\)\s*≥97\(%\)/)
    await office.picture(page, 'trail-then-1280')
    await page.getByRole('link', { name: '看当时的申报表' }).first().click()
    await page
      .getByRole('status')
      .filter({ hasText: `，第 ${before} 版` })
      .waitFor()
    await settled()
    const form = page.getByRole('table', { name: '财政项目支出绩效目标申报表' })
    t.match(await form.locator('tr.differs').innerText(), /≥90\(%\)/)
    t.equal(await page.locator('.bar').count(), 0, 'nothing is decided on what once stood')
    t.same(await seriousFindings(page), [], 'axe')
    await office.picture(page, 'then-1280')

    await form.getByRole('button', { name: '后改' }).click()
    const life = page.getByRole('dialog', { name: '一个指标值的来历' }).locator('tbody tr')
    await life.first().waitFor()
    const told = await life.allInnerTexts()
    t.match(told, [
      /经办人[\s\S]*已提高/,
      /≥97\(%\)[\s\S]*按部门意见提高/,
      /部门负责人[\s\S]*必改[\s\S]*比上年还低/,
      /≥90\(%\)[\s\S]*核减/,
    ])
    await office.picture(page, 'target-history-1280')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: '回到现在' }).click()
    await page.waitForURL(`${office.address}/declarations/${id}`)
  })

  await t.test('who changed 90 to 97, when and why, in one line', async t => {
    await open('/audit')
    await page.getByRole('textbox', { name: '值或理由' }).fill('90 97')
    const line = page.locator('.audit-rows tbody tr')
    await page.getByText(/里有 1 处/).waitFor()
    t.match(await line.innerText(), /经办人[\s\S]*信息化建设项目[\s\S]*≥90\(%\)[\s\S]*≥97\(%\)[\s\S]*按部门意见提高/)
    t.same(await seriousFindings(page), [], 'axe')
    await office.picture(page, 'audit-1280')
    await page.getByRole('button', { name: '清空' }).click()
    await page.getByRole('combobox', { name: '项目' }).fill(NAME)
    await page.keyboard.press('Enter')
    await page.waitForURL(/declaration=/)
    await page.getByText(/\d+ 处改动，最新在上/).waitFor()
    const csv = await page.getByRole('link', { name: /导出为表格/ }).getAttribute('href')
    const sheet = await (await page.request.get(`${office.address}${csv}`)).text()
    t.match(sheet, '按部门意见提高')
  })

  await t.test('on a phone it is told in words', async t => {
    await page.setViewportSize(phone)
    await open(`/declarations/${id}/trail`)
    await page.getByRole('list', { name: '走过的环节和预计的环节' }).waitFor()
    t.equal(await page.locator('.stage-box').count(), 0)
    t.same(await seriousFindings(page), [], 'axe')
    await office.picture(page, 'trail-390')
    await open(`/declarations/${id}/at/${before}`)
    await office.picture(page, 'then-390')
    await open('/audit')
    await office.picture(page, 'audit-390')
    await page.setViewportSize(desktop)
  })
})
