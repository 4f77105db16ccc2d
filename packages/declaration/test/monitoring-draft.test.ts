// Shows that the sheet with a draft is the sheet that recording the draft gives.

import { findPack } from '@shenbao/policy/packs.ts'
import t from 'tap'
import { type MonitoringDraft, monitoringSheetWith } from '../src/monitoring-draft.ts'
import { type MonitoredRow, type MonitoringSheet, rowWith, sheetOf } from '../src/monitoring-sheet.ts'

const pack = findPack('CN-CENTRAL-2021')
if (!pack) throw new TypeError('no pack')

const row = (indicator: string, level2: string, target: string, removed = false): MonitoredRow => ({
  ...{ indicator, level1: '产出指标', level2, name: indicator, initialTarget: target, target, removed },
  ...rowWith({ level2, name: indicator, target }, undefined, pack),
})
const empty: MonitoringSheet = sheetOf({
  period: '2026-07',
  annualGoal: '',
  funds: {
    initial: { annualRequest: '100000.00', currentYearAppropriation: null, carryover: null, annualOther: null },
    ...{ annual: '100000.00', executed: null, executionRate: null, forecastExecuted: null, forecastSurplus: null },
    ...{ light: null, formula: '' },
  },
  rows: [row('受理件数', '数量指标', '≥150(件)'), row('差错率', '质量指标', '≤1(%)'), row('旧指标', '数量指标', '≥1(项)', true)],
})
const typed = (over: object) => ({
  ...{ actual: '', forecast: null, likelihood: null, judgement: null, causes: [], cause: null, remedy: null, note: null },
  ...over,
})

t.test('a light, its sum and what is missing follow what is typed', async t => {
  t.match(empty, { filled: false, light: null, lights: { unlit: 2 }, missing: { length: 4 } })
  const draft: MonitoringDraft = {
    executed: '30,000',
    forecastExecuted: '90000.00',
    rows: {
      受理件数: typed({ actual: '40', forecast: '110', likelihood: 'impossible' }),
      差错率: typed({ actual: '0.5%', forecast: '1%', likelihood: 'certain' }),
      旧指标: typed({ actual: '1' }),
    },
  }
  const sheet = monitoringSheetWith(empty, draft, pack)
  t.match(sheet, { filled: true, light: 'red', lights: { red: 1, green: 1, unlit: 0 } })
  t.match(sheet.funds, { executed: '30000.00', executionRate: '30.00', forecastSurplus: '10000.00', light: 'red' })
  t.match(sheet.rows[0], { light: 'red', formula: '40 ÷ (150 × 7 ÷ 12) × 100% = 45.71%', deviates: true })
  t.same(
    sheet.missing.map(({ field }) => field),
    ['causes', 'cause', 'remedy'],
  )
  t.equal(sheet.rows[2], empty.rows[2], 'what was taken out is not filled in')
})

t.test('half typed amounts count as not filled in; an empty draft changes nothing', async t => {
  t.equal(monitoringSheetWith(empty, { executed: '3万', rows: {} }, pack).funds.executed, null)
  t.same(monitoringSheetWith(monitoringSheetWith(empty, { rows: {} }, pack), { rows: {} }, pack).missing, empty.missing)
})
