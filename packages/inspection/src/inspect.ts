import type { Form } from '@shenbao/form/form.ts'
import { nameValueUnit } from './checks/c1-name-value-unit.ts'
import { dimensions } from './checks/c2-dimensions.ts'
import { wholeProject } from './checks/c3-whole-project.ts'
import { strayMarks } from './checks/c4-stray-marks.ts'
import { direction } from './checks/d1-direction.ts'
import { socialCosts } from './checks/d2-social-costs.ts'
import { surveyOfSatisfaction } from './checks/e1-survey.ts'
import { evidence } from './checks/e2-evidence.ts'
import { levels } from './checks/l1-levels.ts'
import { placement } from './checks/l2-placement.ts'
import { costCoverage } from './checks/m1-cost-coverage.ts'
import { unitCosts } from './checks/m1-unit-costs.ts'
import { costWithoutAmount } from './checks/m2-cost-without-amount.ts'
import { dateInText } from './checks/p1-date-in-text.ts'
import { perverseIncentive } from './checks/q1-perverse-incentive.ts'
import { twiceInAProject } from './checks/r1-twice-in-a-project.ts'
import { acrossProjects } from './checks/r2-across-projects.ts'
import { goalAgainstRow } from './checks/t1-goal-against-row.ts'
import { goalWithoutRow } from './checks/t2-goal-without-row.ts'
import { rowWithoutGoal } from './checks/t2-row-without-goal.ts'
import { sumsInText } from './checks/t3-sums-in-text.ts'
import { numberAsText } from './checks/v1-number-as-text.ts'
import { severalValues } from './checks/v2-several-values.ts'
import { emptyWords } from './checks/v3-empty-words.ts'
import { unitAndNoun } from './checks/v4-unit-and-noun.ts'
import { outOfReach } from './checks/v5-out-of-reach.ts'
import { allFull } from './checks/v6-all-full.ts'
import { lastYearsFigures } from './checks/v6-last-year.ts'
import { exactly } from './checks/v7-exactly.ts'
import { nameAndContent } from './checks/x1-name-and-content.ts'
import type { Beside, Check, Finding } from './finding.ts'

/** Raised whenever a check would answer differently: what was counted under another version is counted anew. */
export const inspectionVersion = 4

/** The checks of an inspection, in the order people read them: what is missing, where it stands, what it says, whether it agrees. */
export const checks: readonly Check[] = [
  nameValueUnit,
  dimensions,
  wholeProject,
  strayMarks,
  levels,
  placement,
  direction,
  socialCosts,
  numberAsText,
  severalValues,
  emptyWords,
  unitAndNoun,
  outOfReach,
  allFull,
  lastYearsFigures,
  exactly,
  goalAgainstRow,
  goalWithoutRow,
  rowWithoutGoal,
  sumsInText,
  unitCosts,
  costCoverage,
  costWithoutAmount,
  twiceInAProject,
  acrossProjects,
  perverseIncentive,
  dateInText,
  surveyOfSatisfaction,
  evidence,
  nameAndContent,
]

/** 体检: everything worth a look in a form. `others` are the forms it may be compared with. Nothing here blocks anything. */
export const inspect = (form: Form, beside: Beside = { others: [] }): readonly Finding[] =>
  checks.flatMap(({ rule, basis, look }) => look(form, beside).map(spotted => ({ rule, basis, ...spotted })))
