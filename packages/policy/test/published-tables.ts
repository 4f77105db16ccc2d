import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * Published self-evaluations (自评表) of other units: figures, signs, units and points as printed, with their address. `truncated`: not
 * all of the table could be read, so that its total says nothing.
 */

const figure = z.number().nullable()
const Table = z.object({
  source_url: z.string(),
  title: z.string(),
  year: z.number().nullable().default(null),
  budget: z
    .object({
      initial: figure,
      annual: figure,
      executed: figure,
      /** points of 预算执行率 as printed */
      weight: figure,
      executionRate: z.string().nullable().default(null),
      score: figure,
      /** 年初、全年预算、全年执行 of the rows below the total, where the total is empty */
      breakdown: z.record(z.string(), z.array(z.number())).optional(),
    })
    .nullable(),
  indicators: z.array(
    z.object({
      level1: z.string(),
      level2: z.string().nullable(),
      name: z.string(),
      target: z.string().nullable(),
      actual: z.string().nullable(),
      weight: figure,
      score: figure,
    }),
  ),
  totalScore: figure.default(null),
  truncated: z.boolean().default(false),
})
export type PublishedTable = Readonly<z.output<typeof Table>>

const read = (name: string): readonly PublishedTable[] =>
  z.array(Table).parse(JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')))

export const publishedTables: readonly PublishedTable[] = [...read('self-evaluations'), ...read('self-evaluations-more')]

export const figureText = (value: number | null): string | null => (value === null ? null : String(value))

/** The table as it would be sent to be scored: without the printed points. `null` for a print of which no indicator could be read. */
export const asEvaluation = ({ year, budget, indicators }: PublishedTable) =>
  indicators.length === 0
    ? null
    : {
        year,
        budget: {
          initial: figureText(budget?.initial ?? null),
          annual: figureText(budget?.annual ?? null),
          executed: figureText(budget?.executed ?? null),
        },
        indicators: indicators.map(({ score: _, weight, ...row }) => ({ ...row, weight: figureText(weight) })),
      }
