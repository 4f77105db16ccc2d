import { roleTitles } from '@shenbao/directory/role.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Around } from '@shenbao/workflow/around.ts'
import type { Who } from '@shenbao/workflow/work.ts'
import type { Rectification } from '../rectification.ts'
import { holdsOffice } from '../rectification-offices.ts'

/** The office that ordered something put right says whether it was: another one does not close it over its head. */
export const whoeverOrderedItConfirmsIt = (
  { number, issuedAs }: Rectification,
  by: Who,
  around: Pick<Around, 'people'>,
): Rejection | null =>
  holdsOffice(by, issuedAs, around)
    ? null
    : {
        code: 'rectification-of-another-office',
        detail: `第 ${number} 号整改由「${titleOf(issuedAs)}」岗位下达，也由该岗位确认，请转告该岗位的人员办理。`,
        basis: { kind: 'product', text: '谁下达整改，谁确认销号' },
      }

const titleOf = (role: string): string => (Object.hasOwn(roleTitles, role) ? roleTitles[role as keyof typeof roleTitles] : role)
