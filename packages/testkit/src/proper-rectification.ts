import { awaitsAnswer, isOpen } from '@shenbao/declaration/rectification.ts'
import type { RectificationCommand, RectificationCommandType } from '@shenbao/declaration/rectification-commands.ts'
import { rectificationMeasures, rectificationSources } from '@shenbao/declaration/rectification-facts.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'

/** A well-formed command about 整改, fit for the declaration where there is something it can be about. */
export const properRectification = (
  type: RectificationCommandType,
  { rectifications, form, year, progress }: Declaration,
  choice: number,
): RectificationCommand => {
  const words = `整改 ${choice}`
  const row = form.indicators[choice % Math.max(form.indicators.length, 1)]
  const numberOf = (one = rectifications.at(-1)): number => one?.number ?? 1
  switch (type) {
    case 'issue-rectification': {
      const [period] = Object.keys(progress)
      return {
        type,
        source: rectificationSources[choice % rectificationSources.length] ?? 'monitoring',
        findings: words,
        measure: rectificationMeasures[choice % rectificationMeasures.length] ?? 'correct',
        dueOn: `${year + 1}-06-30`,
        ...(row && choice % 2 === 0 ? { indicators: [row.id] } : {}),
        ...(period === undefined ? {} : { period }),
      }
    }
    case 'answer-rectification':
      return { type, number: numberOf(rectifications.find(awaitsAnswer)), text: words }
    case 'return-rectification':
      return { type, number: numberOf(rectifications.find(({ state }) => state === 'answered')), reason: words }
    case 'close-rectification':
      return { type, number: numberOf(rectifications.find(({ state }) => state === 'answered') ?? rectifications.find(isOpen)) }
  }
}
