import type { DossierVerified } from './dossier-shape.ts'

/** The same words in the console, in `verify.mjs` and on `verify.html`. */
export const dossierReport = ({ findings, proven, unknown }: DossierVerified): string =>
  [
    findings.length === 0 ? '核验通过。' : '核验没有通过。',
    ...findings.map(line => `✗ ${line}`),
    ...proven.map(line => `✓ ${line}`),
    '以下各项，这次核验不能证明：',
    ...unknown.map(line => `· ${line}`),
    '',
  ].join('\n')
