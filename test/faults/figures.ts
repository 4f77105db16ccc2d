import { writeFileSync } from 'node:fs'
import { worded } from './report.ts'

/** What a run counted. */
export type Figures = Readonly<Record<string, number>>

type Test = Readonly<{ comment: (...words: string[]) => void }>

/**
 * Says the figures of a run in its output. They stay, beside this file as `NAME.results.json`, only in the run that is made for it
 * (`node infra/scripts/write-fault-report.ts`): a test changes nothing in the repository.
 */
export const keepFigures = (t: Test, name: string, figures: Figures): void => {
  const words = Object.entries(figures).map(([what, number]) => `${number} ${worded(what)}`)
  t.comment(`figures: ${name}: ${words.join(', ')}`)
  if (process.env['SHENBAO_KEEP_FIGURES'] === '1')
    writeFileSync(
      new URL(`${name}.results.json`, import.meta.url),
      `${JSON.stringify({ node: process.version, ...figures }, null, 2)}\n`,
    )
}
