import type { Principal } from '@shenbao/declaration/principal.ts'
import { workingDays } from '@shenbao/directory/working-days.ts'
import type { People, WorkingDays } from '@shenbao/workflow/around.ts'
import { type Organisations, sitsOn } from '@shenbao/workflow/may.ts'
import { accounts, principalOf } from './accounts.ts'

/** The published years, rest days and 调休 and all. */
export const calendar: WorkingDays = workingDays()

/** Every day is worked, so that a test counts in its head. */
export const everyDay: WorkingDays = {
  isWorkingDay: () => true,
  after: (day, n) => new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10),
  between: (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY),
}
const DAY = 24 * 60 * 60 * 1000

/** The officers of the accounts on their chairs, and whoever is asking on theirs. */
export const peopleWith =
  (...asking: readonly Principal[]) =>
  (organisations: Organisations): People => {
    const staff = [...accounts.map(account => principalOf(account)), ...asking]
    const ids = new Set(staff.map(({ officerId, onBehalfOf }) => onBehalfOf ?? officerId))
    return {
      holders: seat => [
        ...new Set(
          staff.flatMap(({ officerId, onBehalfOf, chairs }) => {
            const id = onBehalfOf ?? officerId
            return sitsOn({ ids: [id], chairs }, seat, organisations) ? [id] : []
          }),
        ),
      ],
      serves: officer => ids.has(officer),
    }
  }
