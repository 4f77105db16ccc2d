import { readFileSync } from 'node:fs'
import { NODE_VERIFIER_FILE, PAGE_VERIFIER_FILE } from './dossier-shape.ts'
import { joinedScript } from './single-file.ts'

const here = (path: string): URL => new URL(path, import.meta.url)

/** What both verifiers run, in the order of dependence. `canonical-json.ts` is the one every digest of the log was made with. */
const shared: readonly URL[] = [
  new URL(import.meta.resolve('@shenbao/kernel/canonical-json.ts')),
  here('../break-after.ts'),
  here('../log-head.ts'),
  here('../sm2.ts'),
  here('dossier-shape.ts'),
  here('read-proof.ts'),
  here('verify-attachments.ts'),
  here('verify-dossier.ts'),
  here('dossier-report.ts'),
  here('unpack.ts'),
  here('offline-tools.ts'),
]

let made: Readonly<Record<string, string>> | null = null

/**
 * The two offline verifiers, the same bytes in every dossier of one version of the product: who gets one from elsewhere can compare.
 * Made once in a process.
 */
export const verifierFiles = (): Readonly<Record<string, string>> => {
  made ??= { [NODE_VERIFIER_FILE]: nodeVerifier(), [PAGE_VERIFIER_FILE]: pageVerifier() }
  return made
}

const nodeVerifier = (): string =>
  `${joinedScript([...shared, here('offline-node.ts')])}\nawait runOffline(process.argv.slice(2), import.meta.dirname)\n`

const pageVerifier = (): string => {
  const script = `${joinedScript([...shared, here('offline-page.ts')])}\nrunPage(document)\n`
  // Inside a page these letters would end the script, wherever they stand in it.
  const safe = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  return readFileSync(here('page-verifier.html'), 'utf8').replace('/*PROGRAM*/', () => safe)
}
