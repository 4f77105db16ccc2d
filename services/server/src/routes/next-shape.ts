import { type Directory, officerOf, organisationOf } from '@shenbao/directory/directory.ts'
import { roleTitles } from '@shenbao/directory/role.ts'
import type { NextStage } from '@shenbao/workflow/next.ts'
import type { Seat } from '@shenbao/workflow/route.ts'
import { z } from 'zod'
import { nameOfActor } from '../names.ts'

const Person = z.strictObject({ id: z.string(), name: z.string(), organisation: z.string().nullable() })
const Blank = z.string().nullable()

/** A stage ahead: who is waited for there today, and how many of them (`any` one of them, `all`, `in-order`, `votes`). */
export const NextStageOut = z
  .strictObject({
    stage: z.string(),
    title: z.string(),
    how: z.string().describe('any 或签，all 会签，in-order 顺序会签，votes 票签'),
    workingDays: z.int().nullable().describe('这个环节的期限（工作日）'),
    dueOn: Blank.describe('到期日，进入环节后才有'),
    who: z
      .array(
        z.strictObject({
          role: Blank,
          officer: Blank.describe('点名的人员'),
          title: z.string(),
          officers: z.array(Person).readonly().describe('现在能办的人；空的表示没有人，由系统管理员指派'),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'NextStage', description: '预计的环节' })
export type NextStageOut = z.output<typeof NextStageOut>

export const nextStageOut =
  (directory: Directory) =>
  ({ stage, title, how, workingDays, dueOn, who }: NextStage): NextStageOut => ({
    stage,
    title,
    how,
    workingDays,
    dueOn,
    who: who.map(({ seat, officers }) => ({
      role: 'role' in seat ? seat.role : null,
      officer: 'officer' in seat ? seat.officer : null,
      title: titleOfSeat(directory, seat),
      officers: officers.map(id => ({ id, name: nameOfActor(directory, id), organisation: organisationNameOf(directory, id) })),
    })),
  })

export const titleOfSeat = (directory: Directory, seat: Seat): string => {
  if ('officer' in seat) return nameOfActor(directory, seat.officer)
  return Object.hasOwn(roleTitles, seat.role) ? roleTitles[seat.role as keyof typeof roleTitles] : seat.role
}

const organisationNameOf = (directory: Directory, id: string): string | null => {
  const officer = officerOf(directory, id)
  return officer ? (organisationOf(directory, officer.organisationId)?.name ?? null) : null
}
