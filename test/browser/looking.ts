import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const FRAME = 'new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))'
const WAITING = '正在打开'

/** Follows what a page is still asking the server for, from now on. The answer waits until nothing is under way and all is drawn. */
export const settling = (page: Page): (() => Promise<void>) => {
  const underWay = new Set<unknown>()
  page.on('request', request => {
    if (request.resourceType() === 'fetch' || request.resourceType() === 'script') underWay.add(request)
  })
  page.on('requestfinished', request => underWay.delete(request))
  page.on('requestfailed', request => underWay.delete(request))
  return async () => {
    await page.locator('h1, [role=alert]').first().waitFor()
    await page.getByText(WAITING).first().waitFor({ state: 'hidden' })
    do await page.evaluate(FRAME)
    while (underWay.size > 0)
    await page.evaluate('document.fonts.ready.then(() => null)')
    await page.evaluate(FRAME)
  }
}

/** What axe finds serious or critical, contrast among it, a line each. */
export const seriousFindings = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, HTML_MOST)).join(' · ')}`.slice(0, LINE_MOST),
    )
}
const HTML_MOST = 160
const LINE_MOST = 1_000

/** By how many pixels the page is wider than the window: then a person has to move it sideways to read. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)')

const MAIN_VERB = 'main .ant-btn-primary:not([disabled])'
const TABS_MOST = 120
const PAST_THE_CELLS = '跳到办理'

/** Keeps whether what is wanted ever had the focus, so that not every key has to be asked about. */
const keepFocused = (wanted: string): string => `
  window.wasReached = false
  document.activeElement?.blur()
  addEventListener('focusin', event => { window.wasReached ||= event.target.matches(${JSON.stringify(wanted)}) })`

/**
 * Whether the keyboard alone leads to the main verb, or, where there is none now, to anything in the page's middle; past the cells
 * of a form by the link that is there for it. Answers what is not reached, `null` when all is well.
 */
export const unreachable = async (page: Page): Promise<string | null> => {
  const hasVerb = (await page.locator(MAIN_VERB).count()) > 0
  const hasAnything = (await page.locator('main :is(a[href], button, input, select, textarea):visible:enabled').count()) > 0
  if (!hasVerb && !hasAnything) return null
  const wanted = hasVerb ? MAIN_VERB : 'main *'
  await page.evaluate(keepFocused(wanted))
  const skip = page.getByRole('button', { name: PAST_THE_CELLS })
  for (let tabs = 0; tabs < TABS_MOST; tabs += TABS_AT_ONCE) {
    for (let tab = 0; tab < TABS_AT_ONCE; tab += 1) await page.keyboard.press('Tab')
    if (await page.evaluate('window.wasReached')) return null
  }
  if ((await skip.count()) === 0) return wanted
  await skip.press('Enter')
  return (await page.evaluate('window.wasReached')) ? null : wanted
}
const TABS_AT_ONCE = 10
