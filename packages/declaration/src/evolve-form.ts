import { type Form, type FundName, type Indicator, withPlanned } from '@shenbao/form/form.ts'
import type { FormEvent } from './events.ts'

/** Folds one written field into the form. */
export const evolveForm = (form: Form, event: FormEvent): Form => {
  switch (event.type) {
    case 'indicator-added': {
      const { indicatorId, after, level1, level2, name, target, weight } = event.data
      const behind = form.indicators.findIndex(({ id }) => id === after)
      const place = behind < 0 ? form.indicators.length : behind + 1
      return {
        ...form,
        indicators: form.indicators.toSpliced(place, 0, { id: indicatorId, level1, level2, name, target, weight, flags: [] }),
      }
    }
    case 'indicator-removed':
      return { ...form, indicators: form.indicators.filter(({ id }) => id !== event.data.indicatorId) }
    case 'indicator-target-revised':
      // A value that a person wrote is no longer missing.
      return withIndicator(form, event.data.indicatorId, row => ({
        ...row,
        target: event.data.to,
        flags: row.flags.filter(flag => flag !== 'value-missing'),
      }))
    case 'indicator-renamed':
      return withIndicator(form, event.data.indicatorId, row => ({ ...row, name: event.data.to }))
    case 'indicator-placed':
      return withIndicator(form, event.data.indicatorId, row => ({
        ...row,
        [event.data.field]: event.data.to,
        flags: row.flags.filter(flag => flag !== 'level-inferred' && flag !== 'level-conflict'),
      }))
    case 'indicator-weighted':
      return withIndicator(form, event.data.indicatorId, row => ({ ...row, weight: event.data.to }))
    case 'indicator-plan-revised':
      return withIndicator(form, event.data.indicatorId, row => withPlanned(row, event.data.field, event.data.to))
    case 'name-revised':
      return { ...form, name: event.data.to }
    case 'goal-revised':
      return { ...form, [event.data.goal]: event.data.to }
    case 'period-revised':
      return { ...form, [event.data.bound]: event.data.to }
    case 'fund-revised':
      return {
        ...form,
        funds: { ...form.funds, [event.data.fund as FundName]: event.data.to === null ? null : BigInt(event.data.to) },
      }
    case 'classification-revised':
    case 'organisation-revised':
      return { ...form, [event.data.field]: event.data.to }
  }
}

const withIndicator = (form: Form, id: string, change: (indicator: Indicator) => Indicator): Form => ({
  ...form,
  indicators: form.indicators.map(indicator => (indicator.id === id ? change(indicator) : indicator)),
})
