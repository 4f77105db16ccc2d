import { dossierReport } from './dossier-report.ts'
import { offlineTools } from './offline-tools.ts'
import { unpackDossier } from './unpack.ts'
import { verifyDossier } from './verify-dossier.ts'

/** The end of `verify.html`. The page has nothing but its own text: no network, no storage. */

/** As much of a page as is used here; the rest of the program knows no browser. */
type Field = { value: string; files: ArrayLike<{ arrayBuffer: () => Promise<ArrayBuffer> }> | null; textContent: string }
type Page = Readonly<{ querySelector: (selector: string) => (Field & Readonly<{ addEventListener: Listen }>) | null }>
type Listen = (event: 'change', act: () => unknown) => void

export const runPage = (page: Page): void => {
  const field = (name: string) => {
    const found = page.querySelector(`#${name}`)
    if (!found) throw new TypeError(`the page has no ${name}`)
    return found
  }
  const check = async (): Promise<string> => {
    const file = field('zip').files?.[0]
    if (!file) return '请选择卷宗压缩包。'
    const unpacked = unpackDossier(new Uint8Array(await file.arrayBuffer()))
    if (!unpacked.ok) return `无法核验：${unpacked.reason}`
    const head = field('head').value.trim()
    const keys = field('keys').value.trim().toLowerCase()
    const trusted = { head: head === '' ? null : head, keys: keys === '' ? null : keys.split(/\s+/) }
    return dossierReport(await verifyDossier(unpacked.files, offlineTools, trusted, unpacked.attachments))
  }
  const show = async (): Promise<void> => {
    field('answer').textContent = '正在核验……'
    try {
      field('answer').textContent = await check()
    } catch (error) {
      field('answer').textContent = `无法核验：${error instanceof Error ? error.message : String(error)}`
    }
  }
  for (const name of ['zip', 'head', 'keys']) field(name).addEventListener('change', show)
}
