import type { BrowserContext, Page } from 'playwright-core'

/** Said by Chromium of every answer that is not 2xx, and without network: what the page does then is tested as such. */
const REFUSED = 'Failed to load resource'

/** Tells what the console would tell a developer: uncaught faults, errors, and what the content security policy held back. */
export const watchForFaults = async (page: Page, tell: (fault: string) => void): Promise<void> => {
  page.on('pageerror', fault => tell(fault.message))
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().startsWith(REFUSED)) tell(message.text())
  })
  await reportViolations(page.context())
}

const reporting = new WeakSet<BrowserContext>()

const reportViolations = async (context: BrowserContext): Promise<void> => {
  if (reporting.has(context)) return
  reporting.add(context)
  await context.addInitScript(`document.addEventListener('securitypolicyviolation', violation =>
    console.error('held back by the content security policy: ' + violation.violatedDirective + ' ' + violation.blockedURI))`)
}
