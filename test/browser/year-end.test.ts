/** The year's end on the page: a month that misses, the results with their receipts, proof, the review's own scores, and paper. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { seriousFindings } from './looking.ts'
import { noBrowser, type Office, openOffice, phone } from './office.ts'
import { newYear } from './year.ts'

const NAME = '社会保险经办服务项目'
const rows = [
  ['成本指标', '经济成本指标', '经办成本', '≤10(元/人)'],
  ['产出指标', '数量指标', '受理件数', '≥150(件)'],
  ['产出指标', '质量指标', '差错率', '≤1(%)'],
  ['产出指标', '时效指标', '按时办结率', '≥95(%)'],
  ['效益指标', '社会效益指标', '应保尽保率', '≥95(%)'],
  ['效益指标', '可持续影响指标', '长效管理机制', '健全'],
  ['满意度指标', '服务对象满意度指标', '群众满意度', '≥90(%)'],
].map(([level1, level2, name, raw]) => ({ level1, level2, name, raw }))
const form = {
  name: NAME,
  year: 2026,
  nature: '经常性专项业务费',
  category: '特定目标类',
  department: '上海市人力资源和社会保障局',
  unit: '上海市社会保险事业管理中心',
  start: '2026-01-01',
  end: '2026-12-31',
  funds: { annualRequest: '100000.00', currentYearAppropriation: '100000.00', carryover: '0.00', annualOther: '0.00' },
  annualGoal: '全年受理 150 件，按时办结率不低于 95%。',
  indicators: rows,
}

const opened = async (page: Page, declared: object): Promise<string> => {
  const answer = await page.request.post(`${new URL(page.url()).origin}/api/declarations`, { data: { form: declared } })
  if (!answer.ok()) throw new Error(await answer.text())
  return (await answer.json()).id
}
const saved = (page: Page) => page.getByRole('status').filter({ hasText: /已保存 \d\d:\d\d/ })
const ILLNESS = 'no serious finding of axe'

t.test('from a July that misses to a score that the review has looked at', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const year = newYear(office)
  const page = await office.at('drafter')
  const id = await opened(page, form)
  await year.live(id, 'submit', 'chief')
  await year.live(id, 'finance', 'approve')

  await t.test('监控: a light while typing, kept over a reload, saved, read by others', async t => {
    await page.goto(`${office.address}/declarations/${id}/monitoring`)
    await page.getByLabel('受理件数：完成情况').fill('40')
    await page.getByText('40 ÷ (150 × 7 ÷ 12) × 100% = 45.71%').waitFor()
    t.equal(
      await page
        .getByRole('row', { name: /受理件数/ })
        .getByText('红灯')
        .count(),
      1,
    )
    await page.getByLabel('受理件数：能否完成').selectOption('impossible')
    await page.getByLabel('受理件数：整改措施').fill('增设窗口')
    await page.getByLabel('执行数（元）', { exact: true }).fill('3万')
    await page.getByText('执行数请填金额').waitFor()
    await page.getByLabel('执行数（元）', { exact: true }).fill('30,000')
    await page.reload()
    t.equal(await page.getByLabel('受理件数：整改措施').inputValue(), '增设窗口', 'what is not saved yet is still there')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('alert').getByText('偏差原因').first().waitFor()
    await page.getByRole('alert').getByRole('button').first().click()
    await page.keyboard.insertText('窗口人员不足')
    t.equal(await page.getByLabel('受理件数：原因说明').inputValue(), '窗口人员不足', 'a refusal leads to its place')
    await page.getByLabel('受理件数：完成情况').press('Enter')
    await page.keyboard.insertText('0.5%')
    t.equal(await page.getByLabel('差错率：完成情况').inputValue(), '0.5%', 'Enter goes down')
    await office.picture(page, 'monitoring')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await saved(page).waitFor()
    t.same(await seriousFindings(page), [], ILLNESS)
    await page.setViewportSize(phone)
    await office.picture(page, 'monitoring-phone')
    await page.setViewportSize({ width: 1280, height: 800 })

    const reviewer = await office.at('bureau-reviewer', `/declarations/${id}/monitoring`)
    await reviewer.getByText('窗口人员不足').waitFor()
    t.equal(await reviewer.getByLabel('受理件数：完成情况').count(), 0, 'whoever does not fill it in reads')
    await office.picture(reviewer, 'monitoring-read')
    await reviewer.goto(`${office.address}/monitoring`)
    await reviewer.getByRole('button', { name: '红灯' }).click()
    await reviewer.getByRole('link', { name: NAME }).waitFor()
    t.same(await seriousFindings(reviewer), [], ILLNESS)
    await office.picture(reviewer, 'monitoring-list')
    await reviewer.context().close()
  })

  await year.act(id, 'close')

  await t.test('自评: proposed by the monitoring, scored while typing, proved, handed in', async t => {
    await page.goto(`${office.address}/declarations/${id}/evaluation`)
    await page.getByText('取自 7 月监控', { exact: true }).first().waitFor()
    await office.picture(page, 'evaluation-proposed')
    const actual = { 经办成本: '9.5', 受理件数: '120', 差错率: '0.5%', 按时办结率: '98%', 应保尽保率: '96%', 群众满意度: '92%' }
    for (const [name, value] of Object.entries(actual)) await page.getByLabel(`${name}：实际完成值`).fill(value)
    await page.getByLabel('全年执行数（B）（元）').fill('95000')
    await page.getByLabel('长效管理机制：实际完成值').fill('已健全')
    await page.getByLabel('长效管理机制：达成情况').selectOption('met')
    const band = await page.getByLabel('长效管理机制：给分').getAttribute('placeholder')
    await page.getByLabel('长效管理机制：给分').fill(band?.split('—')[1] ?? '')
    await page.getByRole('button', { name: '受理件数： 收起算式' }).waitFor()
    await page
      .getByText(/120.*150/)
      .first()
      .waitFor()
    await page.getByLabel('受理件数：偏差原因').fill('窗口人员不足，已增设')
    await page.getByText('已填齐，保存后可以提交').waitFor()
    await office.picture(page, 'evaluation')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await saved(page).waitFor()
    t.same(await seriousFindings(page), [], ILLNESS)

    await page.getByRole('button', { name: '受理件数：佐证材料' }).click()
    await page
      .getByLabel(/把文件拖到这里/)
      .setInputFiles({ name: '受理台账.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n台账') })
    t.ok(await page.getByRole('button', { name: '上传' }).isDisabled(), 'not before it is said which day it proves')
    await page.getByLabel(/材料所证明的日期/).fill('2026-03-01')
    await page.getByRole('button', { name: '上传' }).click()
    await page.getByText('证明日期 2026-03-01').waitFor()
    t.same(await seriousFindings(page), [], ILLNESS)
    await office.picture(page, 'evidence')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /受理件数：佐证材料.*1 份/ }).waitFor()
  })

  await year.live(id, 'selfEvaluated', 'checked')

  await t.test('核查: a score of one’s own with its reason, and how far the totals lie apart', async t => {
    const reviewer = await office.at('bureau-reviewer', `/declarations/${id}/evaluation`)
    await reviewer.getByLabel('按时办结率：核查得分').fill('0')
    await reviewer.getByText('请说明「按时办结率」的核查理由').waitFor()
    await reviewer.getByLabel('按时办结率：核查理由').fill('抽查台账与填报不符')
    await reviewer.getByText(/自评 .* → 核查/).waitFor()
    await office.picture(reviewer, 'rescore')
    await reviewer.setViewportSize(phone)
    await office.picture(reviewer, 'rescore-phone')
    await reviewer.setViewportSize({ width: 1280, height: 800 })
    await reviewer.getByRole('button', { name: '保存核查得分' }).click()
    await saved(reviewer).waitFor()
    t.same(await seriousFindings(reviewer), [], ILLNESS)
    await reviewer.goto(`${office.address}/evaluations`)
    await reviewer.getByRole('link', { name: NAME }).waitFor()
    await office.picture(reviewer, 'evaluations')
    for (const part of ['分布和统计', '问题清单', '抽样']) {
      await reviewer.getByRole('button', { name: part }).click()
      await reviewer.locator('.wide-table').first().waitFor()
      t.same(await seriousFindings(reviewer), [], `${part}: ${ILLNESS}`)
      await office.picture(reviewer, `evaluations-${part}`)
    }
    await reviewer.getByLabel(/中抽/).fill('1')
    await reviewer.getByRole('button', { name: '抽取并记录' }).click()
    await reviewer.getByRole('heading', { name: /抽中 \d 个/ }).waitFor()
    await reviewer.getByRole('button', { name: '试算' }).click()
    await reviewer.getByLabel(/重算 2026 年度/).selectOption('SH-2026')
    await reviewer.getByRole('table', { name: '试算结果' }).waitFor()
    await office.picture(reviewer, 'what-if')
    await reviewer.context().close()
  })

  await t.test('on paper: pages of A4 with heading and labels on each', async t => {
    const long = { ...form, name: '长表项目', indicators: rows.flatMap(row => manyOf(row)) }
    const other = await opened(page, long)
    const text = await printed(t, office, page, `/declarations/${other}/print`)
    if (text === null) return t.comment('没有 pdftotext：只看了页数（Debian：apt-get install poppler-utils）')
    t.ok(text.length > 1, 'more than one page')
    const merged = (page: string): string => page.replace(/\s+/g, '')
    for (const [at, onPage] of text.map(merged).entries()) {
      t.match(onPage, `第${at + 1}页/共${text.length}页`)
      t.match(onPage, /长表项目第\d+版校验[0-9a-f]{16}/, 'what ties the paper to the record')
      t.match(onPage, '三级指标', 'the heading stands on every page')
    }
    const labels = ['成本指标', '产出指标', '效益指标', '满意度指标']
    for (const onPage of text.map(merged))
      t.ok(
        labels.some(label => onPage.includes(label)),
        'and the label of the first row',
      )
    t.equal(merged(text.join('')).match(/·\d+号/g)?.length, rows.length * MANY, 'every row once')
    await printed(t, office, page, `/declarations/${id}/print?sheet=monitoring&period=2026-07`)
    await printed(t, office, page, `/declarations/${id}/print?sheet=evaluation`)
  })
})

const MANY = 10
const manyOf = (row: (typeof rows)[number]) =>
  Array.from({ length: MANY }, (_, at) => ({ ...row, name: `${row.name}·${at + 1}号` }))

const called = (path: string): string => /sheet=([a-z]+)/.exec(path)?.[1] ?? 'form'

/** The pages as text; `null` where nothing can read them. */
const printed = async (t: Test, office: Office, page: Page, path: string): Promise<readonly string[] | null> => {
  await page.goto(office.address + path)
  await page.locator('.printed-page').first().waitFor()
  await office.picture(page, `print-${called(path)}`)
  const folder = mkdtempSync(join(tmpdir(), 'shenbao-print-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  const counted = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
  t.equal(counted, await page.locator('.printed-page').count(), `${path}: the paper has the pages that were set`)
  const keep = process.env['SHENBAO_PICTURES']
  const file = join(keep ? keep : folder, `print-${called(path)}.pdf`)
  writeFileSync(file, pdf)
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, counted)
  } catch {
    return null
  }
}
