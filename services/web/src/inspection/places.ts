import type { RowField } from '../editing/edits.ts'
import { lineOf } from './inspection.ts'
import type { Place } from './inspection-context.tsx'

const rowFields: readonly RowField[] = ['level1', 'level2', 'name', 'target', 'weight']

/** The column where a finding about this field of a row is mended. */
export const rowFieldOf = (field: string): RowField => rowFields.find(one => one === field) ?? 'name'

/** Puts the focus on a field of the form; where it is about the rows as a whole, on the first of them. */
export const focusField = (sheet: HTMLElement | null, field: string): void => {
  const place = sheet?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`) ?? sheet?.querySelector('tbody.grid')
  place?.scrollIntoView({ block: 'nearest' })
  place?.focus()
}

/** For readers: the row or the line comes into view. */
export const bringIntoView = (sheet: HTMLElement | null, { row, field }: Place): void => {
  const line =
    sheet
      ?.querySelector(row === null ? `[data-line="${CSS.escape(lineOf(field))}"]` : `[data-row="${CSS.escape(row)}"]`)
      ?.closest('tr') ?? sheet?.querySelector('tbody:last-of-type')
  line?.scrollIntoView({ block: 'nearest' })
}

/** The row somebody is in, by the mark in its margin. */
export const rowOfEvent = (target: EventTarget): string | null =>
  (target instanceof HTMLElement && target.closest('tr')?.querySelector<HTMLElement>('[data-row]')?.dataset['row']) || null
