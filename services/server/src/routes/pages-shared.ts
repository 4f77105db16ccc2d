import { type Officer, organisationOf } from '@shenbao/directory/directory.ts'
import type { FastifyReply } from 'fastify'
import type { Deps, Desks } from '../connect.ts'
import type { Reader } from '../pages/layout.ts'

/** What pages are made from: the same desks as the API. */
export type PageNeeds = Pick<Deps, 'models' | 'world' | 'clock' | 'demonstration' | 'newId'> &
  Pick<
    Desks,
    'signedIn' | 'signIn' | 'desk' | 'declarations' | 'intake' | 'appointments' | 'openWork' | 'decisions' | 'personnel'
  >

/** Pages are no part of the described API. */
export const hidden = { hide: true } as const

/** After a decision the lists wait this long for it, so that people see their own act. */
export const OWN_WRITE_WAIT_MS = 2_000

export const sendPage = (reply: FastifyReply, page: string): FastifyReply => reply.type('text/html; charset=utf-8').send(page)

export const readerOf = async ({ desk, clock, demonstration }: PageNeeds, officer: Officer): Promise<Reader> => ({
  name: officer.name,
  organisation: organisationOf(await desk.current(), officer.organisationId)?.name ?? '',
  demonstration,
  today: clock.today(),
  isAdministrator: officer.roles.includes('admin'),
})
