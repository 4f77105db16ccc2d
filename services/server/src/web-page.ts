import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The web page as it was built: its files, and the page itself with a place for the nonce of each answer. */
export type WebPage = Readonly<{ assets: string; html: (nonce: string) => string }>

const built = fileURLToPath(new URL('../../web/dist', import.meta.url))
const NONCE = '__NONCE__'

/** `null` where it was never built: then the plain pages serve everybody. */
export const findWebPage = (): WebPage | null => {
  try {
    const page = readFileSync(join(built, 'index.html'), 'utf8')
    return { assets: join(built, 'assets'), html: nonce => page.replaceAll(NONCE, nonce) }
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return null
    throw fault
  }
}
