import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'
import { watchForFaults } from './faults.ts'
import { type Serving, serve } from './serving.ts'

/**
 * The product as people have it before them: the server as a process of its own over an empty log in demonstration mode, the
 * page built from what stands in the repository, and Debian's Chromium.
 */
export type Office = Readonly<{
  address: string
  browser: Browser
  /** Somebody at a desk: a browser of their own, signed in, on the page `path`. A fault in its console fails the test. */
  at: (account: string, path?: string, size?: Size) => Promise<Page>
  /** The id of the declaration with this 项目名称. */
  idOf: (name: string) => Promise<string>
  /** Keeps a picture for people to look at, where SHENBAO_PICTURES names a folder. */
  picture: (page: Page, name: string) => Promise<void>
  /** Ends the server; everybody is signed out by it. */
  stop: () => Promise<void>
  /** Starts it again over the same log at the same address, on another day for example. */
  start: (env?: Readonly<Record<string, string>>) => Promise<void>
}>

export type Size = Readonly<{ width: number; height: number }>
export const desktop: Size = { width: 1280, height: 800 }
export const phone: Size = { width: 390, height: 844 }

/** A person would have given up. */
const ACTION_MS_MAX = 20_000

const root = fileURLToPath(new URL('../..', import.meta.url))
const browsers = [
  process.env['SHENBAO_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const executablePath = browsers.find(path => path !== '' && existsSync(path))

/** Why browser tests cannot run here, or `false`: for tap's `skip`, so that it is printed. */
export const noBrowser: string | false =
  executablePath === undefined &&
  '没有找到 Chromium：请安装（Debian：apt-get install chromium），或用 SHENBAO_CHROMIUM 指明它的位置'

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox', '--disable-gpu', '--lang=zh-CN'] })

export const signIn = async (context: BrowserContext, address: string, account: string): Promise<void> => {
  const answer = await context.request.post(`${address}/api/session`, { data: { account, password: 'shenbao-demo' } })
  if (!answer.ok()) throw new Error(`${account} was not let in: ${answer.status()}`)
}

export const openOffice = async (t: Test, env: Readonly<Record<string, string>> = {}): Promise<Office> => {
  execFileSync(process.execPath, [join(root, 'services/web/build.ts'), '--if-needed'], { stdio: 'ignore' })
  const folder = mkdtempSync(join(tmpdir(), 'shenbao-browser-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const given = { DATA_DIR: folder, SHENBAO_TODAY: '2026-03-02', ...env }
  let serving: Serving = await serve(given)
  t.teardown(() => serving.stop())
  const { address } = serving
  const browser = await openBrowser()
  t.teardown(() => browser.close())

  const signedIn = async (account: string, size: Size): Promise<BrowserContext> => {
    const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    context.setDefaultTimeout(ACTION_MS_MAX)
    await signIn(context, address, account)
    return context
  }
  return {
    address,
    browser,
    at: async (account, path = '/', size = desktop) => {
      const page = await (await signedIn(account, size)).newPage()
      await watchForFaults(page, fault => t.fail(`${account} at ${path}: ${fault}`))
      await page.goto(address + path)
      return page
    },
    idOf: async name => {
      const context = await signedIn('auditor', desktop)
      const { items } = await (await context.request.get(`${address}/api/declarations`)).json()
      await context.close()
      const found = items.find((item: Readonly<{ name: string }>) => item.name === name)
      if (!found) throw new Error(`no declaration named ${name}`)
      return found.id
    },
    picture: async (page, name) => {
      const pictures = process.env['SHENBAO_PICTURES']
      if (pictures === undefined || pictures === '') return
      mkdirSync(pictures, { recursive: true })
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
    },
    stop: () => serving.stop(),
    start: async (more = {}) => {
      await serving.stop()
      serving = await serve({ ...given, PORT: new URL(address).port, ...more })
    },
  }
}
