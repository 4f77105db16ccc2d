/** Every page at a desk and on a phone: nothing serious for axe, nothing in the console, nothing beyond the edge, all by keyboard. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { watchForFaults } from './faults.ts'
import { overflow, seriousFindings, settling, unreachable } from './looking.ts'
import { desktop, noBrowser, openOffice, phone } from './office.ts'
import { furnish, places } from './places.ts'

/** Many pages: long on a busy machine. */
t.setTimeout(600_000)

t.test('every page can be seen, read and reached by everybody', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const addressOf = await furnish(office)
  const desks = new Map<string, Readonly<{ page: Page; settled: () => Promise<void> }>>()
  const deskOf = async (by: string | null) => {
    const known = desks.get(by ?? '')
    if (known) return known
    const page = by === null ? await (await office.browser.newContext()).newPage() : await office.at(by)
    const desk = { page, settled: settling(page) }
    desks.set(by ?? '', desk)
    return desk
  }
  for (const place of places)
    await t.test(place.name, async t => {
      const { page, settled } = await deskOf(place.by)
      await page.setViewportSize(desktop)
      await page.goto(office.address + addressOf(place))
      await settled()
      t.same(await seriousFindings(page), [], 'axe at a desk')
      t.equal(await overflow(page), 0, 'as wide as the window')
      await office.picture(page, `${place.name}-1280`)
      t.equal(await unreachable(page), null, 'by keyboard')
      await page.setViewportSize(phone)
      await settled()
      if (place.onPhone) t.same(await seriousFindings(page), [], 'axe on a phone')
      if (!place.onPaper) t.equal(await overflow(page), 0, 'as wide as the phone')
      await office.picture(page, `${place.name}-390`)
    })

  await t.test('and what is planted is seen', async t => {
    const page = await (await office.browser.newContext()).newPage()
    const faults: string[] = []
    await watchForFaults(page, fault => faults.push(fault))
    await page.goto(`${office.address}/sign-in`)
    await settling(page)()
    const plant = (html: string) =>
      page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', ${JSON.stringify(html)})`)
    await plant('<button></button>')
    t.match(await seriousFindings(page), [/button-name/])
    await plant('<p class="wide">a</p>')
    await page.addStyleTag({ content: '.wide { width: 2000px }' }).catch(() => null)
    await plant('<img alt="" src="http://127.0.0.1:9/elsewhere.png">')
    await page.evaluate('setTimeout(() => { throw new Error("planted") })')
    await page.locator('img').first().waitFor({ state: 'attached' })
    await settling(page)()
    t.ok(
      faults.some(fault => fault.includes('img-src')),
      'what the policy held back',
    )
    t.ok(
      faults.some(fault => fault.includes('planted')),
      'what nobody caught',
    )
  })
})
