import type { Indicator } from './form.ts'

/** How many rows a cell spans: 0 for a row whose cell is merged into the one above. */
export type MergedRow<Row> = Readonly<{ indicator: Row; level1Rows: number; level2Rows: number }>

/** Rows of the official table: neighbours with the same 一级指标 share its cell, and within it those with the same 二级指标. */
export const mergedRows = <Row extends Pick<Indicator, 'level1' | 'level2'>>(
  indicators: readonly Row[],
): readonly MergedRow<Row>[] => {
  const sameLevel1 = (at: number): boolean => indicators[at]?.level1 === indicators[at - 1]?.level1
  const sameLevel2 = (at: number): boolean => sameLevel1(at) && indicators[at]?.level2 === indicators[at - 1]?.level2
  return indicators.map((indicator, at) => ({
    indicator,
    level1Rows: spanFrom(at, indicators.length, sameLevel1),
    level2Rows: spanFrom(at, indicators.length, sameLevel2),
  }))
}

const spanFrom = (at: number, end: number, goesOn: (at: number) => boolean): number => {
  if (at > 0 && goesOn(at)) return 0
  let rows = 1
  while (at + rows < end && goesOn(at + rows)) rows += 1
  return rows
}
