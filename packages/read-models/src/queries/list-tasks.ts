import type { DatabaseSync } from 'node:sqlite'
import type { Principal } from '@shenbao/declaration/principal.ts'
import { cursorOf, type Page, type Paging, pageOf, readCursor, rowsToRead } from '../page.ts'
import { ANYWHERE } from '../projections/tasks.ts'
import { row, rows, type Values } from '../statement.ts'
import { COLUMNS, type ListedDeclaration, type ListRow, listed, STOPPED, textsOf } from './list-declarations.ts'

/**
 * todo 待办: waits for one of the person's chairs, without what they may not decide; longest waiting first.
 * done 已办: they sent it on, or recorded something once it was under way. mine 我发起的: they opened or wrote it.
 * cc 知会: of their organisations, under way, and they have no part in it. The last three show the newest first.
 */
export const taskViews = ['todo', 'done', 'mine', 'cc'] as const
export type TaskView = (typeof taskViews)[number]

/** `at`: since when it waits, when the person last acted or wrote, or when it last changed. */
export type ListedTask = ListedDeclaration &
  Readonly<{
    at: string
    /** For `todo`: the stage that waits, and what may be sent there; else `null` and nothing. */
    waitingStage: string | null
    commands: readonly string[]
  }>

/** Who is asking; for `cc` also the organisations they belong to are read off their chairs. */
export const listTasks = (
  db: DatabaseSync,
  { who, view, ...paging }: Paging & Readonly<{ who: Principal; view: TaskView }>,
): Page<ListedTask> => {
  const oldest = view === 'todo'
  const [at, ordinal, stage] = paging.after === undefined ? [] : readCursor(paging.after, ['string', 'number', 'string'])
  const found = rows<TaskRow>(
    db,
    `select ${COLUMNS}, t.at, t.stage as waitingStage, t.commands
     from (${VIEWS[view]}) t join declarations d on d.id = t.declaration_id ${STOPPED}
     where :at is null or (t.at, d.ordinal, t.stage) ${oldest ? '>' : '<'} (:at, :ordinal, :stage)
     order by t.at ${oldest ? '' : 'desc'}, d.ordinal ${oldest ? '' : 'desc'}, t.stage ${oldest ? '' : 'desc'} limit :limit`,
    {
      ...valuesFor(who, view),
      at: at ?? null,
      ordinal: ordinal ?? null,
      stage: stage ?? null,
      limit: rowsToRead(paging.limit),
    },
  )
  return pageOf(found.map(listedTask), paging.limit, last => cursorOf(last.at, last.ordinal, last.waitingStage ?? ''))
}

/** How many declarations each view shows: a declaration that waits in two stages is two tasks. */
export const countTasks = (db: DatabaseSync, who: Principal): Readonly<Record<TaskView, number>> => {
  const count = (view: TaskView): number =>
    row<{ count: number }>(db, `select count(*) as count from (${VIEWS[view]})`, valuesFor(who, view))?.count ?? 0
  return { todo: count('todo'), done: count('done'), mine: count('mine'), cc: count('cc') }
}

/** The tasks that wait for a person; a stage once, whichever of their chairs it waits for. */
const TODO = `
select task.declaration_id, task.stage, min(task.since) as at,
  (select json_group_array(distinct value) from json_each('[' || group_concat(trim(task.commands, '[]')) || ']')) as commands
from (
    select found.* from json_each(:chairs) as chair
      join tasks found on found.role = chair.value->>'role' and found.organisation in (chair.value->>'organisation', '${ANYWHERE}')
    union
    select found.* from json_each(:persons) as person join tasks found on found.officer = person.value
  ) as task
where not exists (select 1 from barred where barred.declaration_id = task.declaration_id and barred.stage = task.stage
  and barred.role = task.role and barred.organisation = task.organisation
  and barred.officer in (select value from json_each(:persons)))
group by task.declaration_id, task.stage`

const hands = (column: 'acted_at' | 'wrote_at'): string => `
select declaration_id, '' as stage, max(${column}) as at, '[]' as commands from hands
where officer in (select value from json_each(:persons)) and ${column} is not null group by declaration_id`

const CC = `
select own.id as declaration_id, '' as stage, own.changed_at as at, '[]' as commands from declarations own
where own.begun_at is not null
  and (own.unit_id in (select value from json_each(:organisations))
    or own.department_id in (select value from json_each(:organisations)))
  and own.id not in (select declaration_id from hands where officer in (select value from json_each(:persons)))
  and own.id not in (select declaration_id from (${TODO}))`

const VIEWS: Readonly<Record<TaskView, string>> = { todo: TODO, done: hands('acted_at'), mine: hands('wrote_at'), cc: CC }

const valuesFor = ({ officerId, onBehalfOf, chairs }: Principal, view: TaskView): Values => ({
  persons: JSON.stringify(onBehalfOf === null ? [officerId] : [officerId, onBehalfOf]),
  ...(view === 'todo' || view === 'cc' ? { chairs: JSON.stringify(chairs) } : {}),
  ...(view === 'cc' ? { organisations: JSON.stringify([...new Set(chairs.map(({ organisation }) => organisation))]) } : {}),
})

type TaskRow = ListRow & Readonly<{ at: string; waitingStage: string; commands: string }>

const listedTask = (found: TaskRow): ListedTask => ({
  ...listed(found),
  waitingStage: found.waitingStage === '' ? null : found.waitingStage,
  commands: textsOf(found.commands),
})
