import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'

export type Loaded = Readonly<{ name: string; bytes: number; brotli: number }>

/** Listens to what a page fetches of scripts and styles, from now on; the answer tells what it was, compressed as a proxy would. */
export const weighing = (page: Page): (() => Promise<readonly Loaded[]>) => {
  const fetched: Promise<Loaded>[] = []
  page.on('response', response => {
    const kind = response.request().resourceType()
    if (kind !== 'script' && kind !== 'stylesheet') return
    const name = new URL(response.url()).pathname.slice('/assets/'.length)
    fetched.push(response.body().then(body => ({ name, bytes: body.length, brotli: brotliCompressSync(body).length })))
  })
  return () => Promise.all(fetched)
}

export const brotliSum = (loaded: readonly Loaded[]): number => loaded.reduce((sum, { brotli }) => sum + brotli, 0)
