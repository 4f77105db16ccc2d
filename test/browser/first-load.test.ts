/** How much has to come over the line before somebody can work: a size, the same on every machine. */
import t from 'tap'
import { brotliSum, weighing } from './first-load.ts'
import { settling } from './looking.ts'
import { noBrowser, openOffice, signIn } from './office.ts'

const BROTLI_MOST = 400_000

t.test('what is fetched before anybody can work stays small', { skip: noBrowser }, async t => {
  const office = await openOffice(t)
  const id = await office.idOf('社会保险经办业务费')
  for (const [name, path] of [
    ['the desk', '/'],
    ['a declaration', `/declarations/${id}`],
  ] as const) {
    const context = await office.browser.newContext()
    await signIn(context, office.address, 'drafter')
    const page = await context.newPage()
    const fetched = weighing(page)
    const settled = settling(page)
    await page.goto(office.address + path)
    await settled()
    const sum = brotliSum(await fetched())
    t.ok(sum > 0 && sum < BROTLI_MOST, `${name}: ${sum} bytes of script and style, brotli`)
    await context.close()
  }
})
