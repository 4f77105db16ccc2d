import { type Form, type Indicator, planFields } from '@shenbao/form/form.ts'
import type { RoutePin } from '@shenbao/workflow/route.ts'
import {
  type DeclarationEvent,
  DeclarationOpened,
  FundsDeclared,
  GoalsDeclared,
  IndicatorDeclared,
  IndicatorPlanRevised,
  type PolicyPin,
} from './events.ts'
import type { Declaration } from './state.ts'

export type Opening = Readonly<{
  declarationId: string
  unitId: string
  departmentId: string
  year: number
  form: Form
  route: RoutePin
  policy: PolicyPin
  origin: Declaration['origin']
}>

/** The facts that open a declaration: the head of the form, its money, its goals, and one fact a row. */
export const opening = ({
  form,
  declarationId,
  unitId,
  departmentId,
  year,
  route,
  policy,
  origin,
}: Opening): readonly DeclarationEvent[] => {
  const { name, nature, category, department, unit, start, end, flags, funds } = form
  const fen = (amount: bigint | null): string | null => amount?.toString() ?? null
  return [
    DeclarationOpened.of({
      declarationId,
      unitId,
      departmentId,
      year,
      name,
      nature,
      category,
      department,
      unit,
      start,
      end,
      flags: [...flags],
      route,
      policy,
      origin,
    }),
    FundsDeclared.of({
      total: fen(funds.total),
      fiscal: fen(funds.fiscal),
      other: fen(funds.other),
      annualRequest: fen(funds.annualRequest),
      currentYearAppropriation: fen(funds.currentYearAppropriation),
      carryover: fen(funds.carryover),
      annualOther: fen(funds.annualOther),
    }),
    GoalsDeclared.of({ overallGoal: form.overallGoal, annualGoal: form.annualGoal }),
    ...form.indicators.flatMap(declared),
  ]
}

const declared = ({ id, flags, plan, ...row }: Indicator): readonly DeclarationEvent[] => [
  IndicatorDeclared.of({ indicatorId: id, ...row, flags: [...flags] }),
  ...planFields
    .filter(field => plan?.[field] !== undefined)
    .map(field =>
      IndicatorPlanRevised.of({ indicatorId: id, field, from: null, to: plan?.[field] ?? null, reason: null, under: null }),
    ),
]
