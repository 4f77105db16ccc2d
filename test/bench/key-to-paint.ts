/**
 * How long a key takes until what it did is painted, in the grid of 申报表 with 60 rows and all its columns, against one bare field
 * in an empty page of the same browser; and how much is fetched before anybody can work. Run: `node test/bench/key-to-paint.ts`.
 * The last results stand beside this file; ratios travel between machines, milliseconds do not.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { brotliSum, type Loaded, weighing } from '../browser/first-load.ts'
import { settling } from '../browser/looking.ts'
import { desktop, noBrowser, openBrowser, signIn } from '../browser/office.ts'
import { serve } from '../browser/serving.ts'
import { newYear, weightsFor } from '../browser/year.ts'

const NAME = '社会保险经办业务费'
const ROWS = 60
const KEYS = 120
const AIM_MS = 16
const AIM_BROTLI = 400_000
const RESULTS = new URL('key-to-paint.results.json', import.meta.url)

/** From the moment the key arrived to the first task after the frame it is painted in. */
const RECORDER = `window.paints = []
addEventListener('keydown', event => {
  requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      window.paints.push(performance.now() - event.timeStamp)
      window.painted?.()
    }
    channel.port2.postMessage(null)
  })
}, true)`

const AT_REST = 'new Promise(rested => requestAnimationFrame(() => requestAnimationFrame(rested)))'
const COLUMNS = `Math.max(...[...document.querySelectorAll('.grid td[data-column]')].map(cell => Number(cell.dataset.column))) + 1`

type Lane = Readonly<{ lane: string; keys: number; medianMs: number; p95Ms: number; ratioToBare: number }>

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
const tenths = (value: number): number => Math.round(value * 10) / 10

/** Sends keys one after the other, each when the one before it is on the screen. */
const measure = async (page: Page, lane: string, keys: readonly string[], bare: number | null): Promise<Lane> => {
  await page.evaluate(AT_REST)
  await page.evaluate('window.paints = []')
  for (const [at, key] of keys.entries()) {
    await page.keyboard.press(key)
    await page.evaluate(`window.paints.length > ${at} || new Promise(painted => { window.painted = painted })`)
  }
  const paints: readonly number[] = await page.evaluate('window.paints')
  const sorted = paints.toSorted((a, b) => a - b)
  const medianMs = tenths(quantile(sorted, 0.5))
  const ratioToBare = bare === null ? 1 : Math.round((medianMs / bare) * 100) / 100
  return { lane, keys: sorted.length, medianMs, p95Ms: tenths(quantile(sorted, 0.95)), ratioToBare }
}

const repeated = (keys: readonly string[]): readonly string[] =>
  Array.from({ length: KEYS }, (_, at) => keys[at % keys.length] ?? '')

const sixtyRows = async (address: string): Promise<string> => {
  const year = newYear({ address })
  const id = await year.idOf(NAME)
  const { form } = await year.declared(id)
  const last = form.indicators.at(-1)
  const changes = Array.from({ length: ROWS - form.indicators.length }, (_, at) => ({
    field: 'indicator',
    to: { level1: last?.level1, level2: last?.level2, name: `满意情况 ${at + 1}`, target: '≥95(%)' },
  }))
  await year.send(id, 'drafter', { type: 'revise', changes, reason: '补足六十行' })
  const weights = weightsFor((await year.declared(id)).form.indicators)
  const rows = (await year.declared(id)).form.indicators
  const weighed = weights.map((to, at) => ({ indicator: rows[at]?.id, field: 'weight', to }))
  await year.send(id, 'drafter', { type: 'revise', changes: weighed, reason: '分值' })
  return id
}

const keyLanes = async (page: Page, bare: number): Promise<Readonly<{ columns: number; lanes: readonly Lane[] }>> => {
  const targets = page.locator('.grid td[data-column="4"]')
  await targets.first().click()
  await page.evaluate(RECORDER)
  const moving = await measure(page, 'arrow to the next cell', repeated(['ArrowDown', 'ArrowDown', 'ArrowUp']), bare)
  await page.keyboard.press('F2')
  const typing = await measure(
    page,
    'letter into the open cell',
    repeated(['1', '2', '3', 'Backspace', 'Backspace', 'Backspace']),
    bare,
  )
  await page.keyboard.press('Escape')
  const keeping = await measure(page, 'digit over a cell, Enter keeps it', repeated(['7', 'Enter']), bare)
  return { columns: await page.evaluate(COLUMNS), lanes: [moving, typing, keeping] }
}

const inPage = async <Result>(address: string, path: string, act: (page: Page) => Promise<Result>): Promise<Result> => {
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ viewport: desktop, locale: 'zh-CN' })
    await signIn(context, address, 'drafter')
    const page = await context.newPage()
    if (path !== '') await page.goto(address + path)
    return await act(page)
  } finally {
    await browser.close()
  }
}

const bareField = async (page: Page): Promise<Lane> => {
  await page.setContent('<input>')
  await page.locator('input').focus()
  await page.evaluate(RECORDER)
  return measure(page, 'letter into a bare field', repeated(['1', '2', '3']), null)
}

const fetchedAt = (address: string, path: string): Promise<readonly Loaded[]> =>
  inPage(address, '', async page => {
    const [fetched, settled] = [weighing(page), settling(page)]
    await page.goto(address + path)
    await settled()
    return fetched()
  })

if (noBrowser !== false) {
  console.error(noBrowser)
  process.exit(1)
}
const directory = mkdtempSync(join(tmpdir(), 'shenbao-bench-'))
const serving = await serve({ DATA_DIR: directory, SHENBAO_TODAY: '2026-03-02' })
try {
  const id = await sixtyRows(serving.address)
  const bare = await inPage(serving.address, '', bareField)
  const { columns, lanes } = await inPage(serving.address, `/declarations/${id}`, page => keyLanes(page, bare.medianMs))
  console.log(`${ROWS} rows × ${columns} columns, aim: median under ${AIM_MS} ms`)
  console.table([bare, ...lanes])
  const pages = [
    ['sign-in', '/sign-in'],
    ['desk', '/'],
    ['declaration', `/declarations/${id}`],
  ] as const
  const loads = []
  for (const [page, path] of pages) {
    const fetched = await fetchedAt(serving.address, path)
    loads.push({
      page,
      files: fetched.length,
      bytes: fetched.reduce((sum, { bytes }) => sum + bytes, 0),
      brotli: brotliSum(fetched),
    })
  }
  console.log(`first load, scripts and styles, aim: under ${AIM_BROTLI} bytes`)
  console.table(loads)
  writeFileSync(RESULTS, `${JSON.stringify({ rows: ROWS, columns, keys: [bare, ...lanes], firstLoad: loads }, null, 2)}\n`)
} finally {
  await serving.stop()
  rmSync(directory, { recursive: true, force: true })
}
