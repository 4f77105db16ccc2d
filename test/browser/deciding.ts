import type { Locator, Page } from 'playwright-core'

/** The bar under every tab of a declaration, as a person uses it. */
export const bar = (page: Page): Locator => page.getByRole('region', { name: '办理' })

/** Opens a verb's dialog, fills in what it asks for by its labels, sends it, and waits until the bar says that it is done. */
export const decide = async (
  page: Page,
  verb: string | RegExp,
  texts: Readonly<Record<string, string>> = {},
): Promise<string> => {
  await bar(page).getByRole('button', { name: verb }).click()
  const dialog = page.getByRole('dialog')
  for (const [label, text] of Object.entries(texts)) await dialog.getByRole('textbox', { name: label }).fill(text)
  await dialog.locator('button[type=submit]').click()
  const said = bar(page).getByRole('status').filter({ hasText: '✓' })
  await said.waitFor()
  await dialog.waitFor({ state: 'hidden' })
  return (await said.textContent()) ?? ''
}
