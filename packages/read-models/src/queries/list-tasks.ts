import type { DatabaseSync } from 'node:sqlite'
import type { Principal } from '@shenbao/declaration/principal.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import { cursorOf, type Page, type Paging, pageOf, readCursor, rowsToRead } from '../page.ts'
import { ANYWHERE } from '../projections/tasks.ts'
import { row, rows, type Values } from '../statement.ts'
import { COLUMNS, deadlineOf, type ListedDeclaration, type ListRow, listed, STOPPED, textsOf } from './list-declarations.ts'

/**
 * todo 待办: waits for the person, by name or from one of their chairs, or for somebody they stand in for, without what they may not
 * decide; what is due first, then what waits longest. done 已办: they sent it on, or recorded something once it was under way. mine 我发起的: they opened
 * or wrote it. cc 抄送我: sent to them for information, unread first. The last three show the newest first.
 */
export const taskViews = ['todo', 'done', 'mine', 'cc'] as const
export type TaskView = (typeof taskViews)[number]

/** `at`: since when it waits, when the person last acted or wrote, or when the copy was sent. */
export type ListedTask = ListedDeclaration &
  Readonly<{
    at: string
    /** For `todo`: the stage that waits, what may be sent there and until when it is due; else `null` and nothing. */
    waitingStage: string | null
    commands: readonly string[]
    dueOn: Day | null
    /** For whom the person stands in; `null` where it is their own. */
    onBehalfOf: string | null
    /** The revision up to which the person has seen the declaration; `null` when they never touched it. */
    seenRevision: number | null
    /** 整改 that waits for the person, beside what the stage waits for. */
    rectifications: readonly WaitingRectification[]
    /** For `cc`: who sent it, with which words, and whether the person has looked since. */
    copied: Readonly<{ by: string; note: string; unread: boolean }> | null
  }>

export type WaitingRectification = Readonly<{ number: number; state: 'open' | 'returned' | 'answered'; dueOn: Day }>

/** The person on their own chairs first, then each time as the deputy of somebody else. */
export type Askers = Principal | readonly Principal[]

export const listTasks = (
  db: DatabaseSync,
  { who, view, ...paging }: Paging & Readonly<{ who: Askers; view: TaskView }>,
): Page<ListedTask> => {
  const oldest = view === 'todo'
  const [first, due, at, ordinal, stage, onBehalfOf] =
    paging.after === undefined ? [] : readCursor(paging.after, ['number', 'string', 'string', 'number', 'string', 'string'])
  const order = oldest ? '' : 'desc'
  const found = rows<TaskRow>(
    db,
    `select ${COLUMNS}, t.at, t.stage as waitingStage, t.commands, t.due_on as dueOn, t.on_behalf_of as onBehalfOf, t.first, ${DUE} as due,
       ${deadlineOf('own_stage', 't.stage')} as stageDeadline, ${RECTIFICATIONS} as rectifications,
       own.seen_revision as seenRevision, c.copied_by as copiedBy, c.note
     from (${VIEWS[view]}) t join declarations d on d.id = t.declaration_id ${STOPPED}
     left join hands own on own.declaration_id = d.id and own.officer = :me
     left join copies c on c.declaration_id = d.id and c.officer = :me and :view = 'cc'
     where :at is null
       or (t.first, ${DUE}, t.at, d.ordinal, t.stage, t.on_behalf_of) ${oldest ? '>' : '<'}
         (:first, :due, :at, :ordinal, :stage, :onBehalfOf)
     order by t.first ${order}, due ${order}, t.at ${order}, d.ordinal ${order}, t.stage ${order}, t.on_behalf_of ${order}
     limit :limit`,
    {
      ...valuesFor(who, view),
      me: askersOf(who)[0]?.officerId ?? '',
      view,
      first: first ?? null,
      due: due ?? null,
      at: at ?? null,
      ordinal: ordinal ?? null,
      stage: stage ?? null,
      onBehalfOf: onBehalfOf ?? null,
      limit: rowsToRead(paging.limit),
    },
  )
  const { items, next } = pageOf(found, paging.limit, last =>
    cursorOf(last.first, last.due, last.at, last.ordinal, last.waitingStage, last.onBehalfOf),
  )
  return { items: items.map(listedTask), next }
}

/** What has no deadline comes behind all that has one. */
const DUE = `coalesce(t.due_on, '9999-12-31')`

const RECTIFICATIONS = `(
  select json_group_array(json_object('number', r.number, 'state', r.state, 'dueOn', r.due_on) order by r.number)
  from rectifications r where r.declaration_id = d.id and r.state <> 'closed')`

/** How many rows each view shows: a declaration that waits in two stages is two tasks. */
export const countTasks = (db: DatabaseSync, who: Askers): Readonly<Record<TaskView, number>> => {
  const count = (view: TaskView): number =>
    row<{ count: number }>(db, `select count(*) as count from (${VIEWS[view]})`, valuesFor(who, view))?.count ?? 0
  return { todo: count('todo'), done: count('done'), mine: count('mine'), cc: count('cc') }
}

/** Of what waits: how much is late, how much has to be done today. Of the copies: how many were not looked at. */
export type Pressing = Readonly<{ overdue: number; dueToday: number; unread: number }>

export const countPressing = (db: DatabaseSync, who: Askers, today: Day): Pressing => {
  const due = row<{ overdue: number; dueToday: number }>(
    db,
    `select coalesce(sum(due_on < :today), 0) as overdue, coalesce(sum(due_on = :today), 0) as dueToday from (${WAITING})`,
    { ...valuesFor(who, 'todo'), today },
  )
  const unread = row<{ unread: number }>(db, `select coalesce(sum(first), 0) as unread from (${CC})`, valuesFor(who, 'cc'))
  return { overdue: due?.overdue ?? 0, dueToday: due?.dueToday ?? 0, unread: unread?.unread ?? 0 }
}

/** Whether a task, a question or a copy was sent to the officer by name: then they are shown the declaration wherever they work. */
export const isAddressedTo = (db: DatabaseSync, declarationId: string, officer: string): boolean =>
  row(
    db,
    `select 1 from tasks where declaration_id = :declarationId and officer = :officer
     union all select 1 from copies where declaration_id = :declarationId and officer = :officer limit 1`,
    { declarationId, officer },
  ) !== null

/** What a person may not decide is not waited for from them; neither as the deputy of somebody who may not. */
const BARRED = `exists (select 1 from barred where barred.declaration_id = found.declaration_id and barred.stage = found.stage
  and barred.role = found.role and barred.organisation = found.organisation and barred.asked = found.officer
  and barred.officer in (person.value->>'actor', person.value->>'onBehalfOf'))`

const MATCHED = `
select person.key as turn, coalesce(person.value->>'onBehalfOf', '') as on_behalf_of, found.*
from json_each(:principals) person, json_each(person.value, '$.chairs') chair
  join tasks found on found.role = chair.value->>'role' and found.organisation in (chair.value->>'organisation', '${ANYWHERE}')
where not ${BARRED}
union
select person.key, coalesce(person.value->>'onBehalfOf', ''), found.*
from json_each(:principals) person
  join tasks found on found.officer = coalesce(person.value->>'onBehalfOf', person.value->>'actor')
where not ${BARRED} and (coalesce(person.value->>'partly', 0) = 0
  or exists (select 1 from json_each(found.seats) seat, json_each(person.value, '$.chairs') chair
    where seat.value->>'role' = chair.value->>'role'
      and seat.value->>'organisation' in (chair.value->>'organisation', '${ANYWHERE}')))`

/** A stage once, whichever of a person's chairs it waits for; what is theirs anyhow they do not do for others. */
const WAITING = `
select declaration_id, stage, on_behalf_of, 0 as first, min(since) as at, min(due_on) as due_on,
  (select json_group_array(distinct value) from json_each('[' || group_concat(trim(commands, '[]')) || ']')) as commands
from (
  select *, row_number() over (partition by declaration_id, stage, role, organisation, officer order by turn) as place
  from (${MATCHED})
)
where place = 1
group by declaration_id, stage, on_behalf_of`

const hands = (column: 'acted_at' | 'wrote_at'): string => `
select declaration_id, '' as stage, '' as on_behalf_of, 0 as first, ${column} as at, null as due_on, '[]' as commands from hands
where officer = :me and ${column} is not null`

const CC = `
select copies.declaration_id, '' as stage, '' as on_behalf_of, coalesce(own.seen_revision, -1) < copies.revision as first,
  copies.copied_at as at, null as due_on, '[]' as commands
from copies left join hands own on own.officer = copies.officer and own.declaration_id = copies.declaration_id
where copies.officer = :me`

const VIEWS: Readonly<Record<TaskView, string>> = { todo: WAITING, done: hands('acted_at'), mine: hands('wrote_at'), cc: CC }

const askersOf = (who: Askers): readonly Principal[] => ('officerId' in who ? [who] : who)

const valuesFor = (who: Askers, view: TaskView): Values => {
  const askers = askersOf(who)
  if (view !== 'todo') return { me: askers[0]?.officerId ?? '' }
  const principals = askers.map(({ officerId, onBehalfOf, chairs, partly = false }) => ({
    actor: officerId,
    onBehalfOf,
    chairs,
    partly,
  }))
  return { principals: JSON.stringify(principals) }
}

type TaskRow = ListRow &
  Readonly<{
    at: string
    waitingStage: string
    commands: string
    dueOn: Day | null
    onBehalfOf: string
    first: number
    due: string
    stageDeadline: string | null
    seenRevision: number | null
    copiedBy: string | null
    rectifications: string
    note: string | null
  }>

const listedTask = ({ first, due, stageDeadline, copiedBy, note, ...found }: TaskRow): ListedTask => ({
  ...listed(found.waitingStage === '' ? found : { ...found, deadline: stageDeadline }),
  waitingStage: found.waitingStage === '' ? null : found.waitingStage,
  commands: textsOf(found.commands),
  rectifications: waitingIn(found),
  onBehalfOf: found.onBehalfOf === '' ? null : found.onBehalfOf,
  copied: copiedBy === null ? null : { by: copiedBy, note: note ?? '', unread: first === 1 },
})

/** Of what is open, that which the person's commands are about. */
const waitingIn = ({
  rectifications,
  commands,
}: Pick<TaskRow, 'rectifications' | 'commands'>): readonly WaitingRectification[] => {
  const asked = textsOf(commands)
  const all: readonly WaitingRectification[] = JSON.parse(rectifications)
  return all.filter(({ state }) => asked.includes(state === 'answered' ? 'close-rectification' : 'answer-rectification'))
}
