import { calendarYears } from '@shenbao/directory/calendar-of.ts'
import { CalendarYear } from '@shenbao/directory/calendar-year.ts'
import { z } from 'zod'
import type { DirectoryDesk } from '../directory-desk.ts'
import { problemReplies, refused } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App } from './route-plugin.ts'

type Needs = Readonly<{ signedIn: SignedIn; desk: DirectoryDesk }>

const tags = ['人员与单位']
const YearOut = z.strictObject({
  year: z.int(),
  basis: z.strictObject({ title: z.string(), number: z.string().nullable(), issuedOn: z.string() }),
  holidays: z
    .array(z.strictObject({ name: z.string(), from: z.string(), to: z.string(), working: z.array(z.string()).readonly() }))
    .readonly(),
  announcedHere: z.boolean().describe('由本单位管理员公布；否则随程序提供'),
})

export const calendarRoutes = (app: App, { signedIn, desk }: Needs): void => {
  app.get(
    '/api/directory/calendar',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '放假调休安排，办理期限按它计算',
        tags,
        response: { 200: z.strictObject({ items: z.array(YearOut) }), ...problemReplies },
      },
    },
    async () => {
      const directory = await desk.current()
      return {
        items: calendarYears(directory).map(calendar => ({
          ...calendar,
          announcedHere: Object.hasOwn(directory.calendar, calendar.year),
        })),
      }
    },
  )

  app.post(
    '/api/directory/calendar',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '公布一年的放假安排，或调整后的安排；已经定下的期限不变',
        tags,
        body: CalendarYear,
        response: { 201: z.strictObject({ year: z.int() }), ...problemReplies },
      },
    },
    async (request, reply) => {
      const command = { type: 'announce-calendar-year', calendar: request.body } as const
      const recorded = await desk.record(command, signedIn.officerOf(request).officerId)
      if (!recorded.accepted) throw refused(recorded.because)
      return reply.code(201).header('shenbao-position', recorded.position).send({ year: request.body.year })
    },
  )
}
